"""A24: habit pulls less, so that the same hours are spread over more people."""

from weakties.experiments.advice.declare import Evidence, Piece, Trait

ADVICE = Piece(
    name="thin",
    id="A24",
    title="Many contacts, thin",
    claim="Have many contacts rather than few close ones.",
    actions=(Trait(hours=0.0, habit=-0.3),),
    eligible="all",
    while_looking=False,
    against=("thick",),
    evidence=(
        Evidence(
            source="Miritello, Lara, Cebrian and Moro 2013, Sci. Rep. 3:1950",
            says="explorers hear later than keepers",
            verified="P",
            direction=-1,
        ),
    ),
)
