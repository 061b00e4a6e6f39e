"""A24: many contacts, thin; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="thin",
    id="A24",
    title="Many contacts, thin",
    claim="Have many contacts rather than few close ones.",
    evidence=(
        Evidence(
            source="Miritello, Lara, Cebrian and Moro 2013, Sci. Rep. 3:1950",
            says="explorers hear later than keepers",
            verified="P",
            direction=-1,
        ),
    ),
    missing="the pull of habit is the same for all",
)
