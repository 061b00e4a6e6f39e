"""A27: give first; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="give-first",
    id="A27",
    title="Give first",
    claim="Give first, and keep no score.",
    evidence=(
        Evidence(
            source="Baker and Bulkley 2014, Org. Sci. 25:1493-1510",
            says="paying forward outlasts reward of reputation",
            verified="P",
            direction=1,
        ),
    ),
    missing="how far people keep score is the same for all",
)
