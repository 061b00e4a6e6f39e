"""A34: thanks for each promise that was kept."""

from weakties.experiments.advice.declare import Evidence, Piece, Trait

ADVICE = Piece(
    name="thank",
    id="A34",
    title="Say thanks",
    claim="Say thanks.",
    # two minutes each
    actions=(Trait(hours=0.0, thanks=1.0),),
    eligible="all",
    while_looking=False,
    against=(),
    evidence=(
        Evidence(
            source="Grant and Gino 2010, JPSP 98:946-955",
            says="second help 32 to 66 %; contested",
            verified="S",
            randomised=True,
            direction=1,
        ),
    ),
)
