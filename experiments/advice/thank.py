"""A34: say thanks; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="thank",
    id="A34",
    title="Say thanks",
    claim="Say thanks.",
    evidence=(
        Evidence(
            source="Grant and Gino 2010, JPSP 98:946-955",
            says="second help 32 to 66 %; contested",
            verified="S",
            randomised=True,
            direction=1,
        ),
    ),
    missing="there are no thanks",
)
