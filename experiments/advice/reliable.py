"""A31: promises are kept 95 times in a hundred, not 70."""

from weakties.experiments.advice.declare import Evidence, Piece, Trait

ADVICE = Piece(
    name="reliable",
    id="A31",
    title="Do what you say",
    claim="Do what you say.",
    # from odds of 0.7 to those of 0.95; five per cent more hours a favour, of an hour a week: assumption
    actions=(Trait(hours=0.05, reliability=2.1),),
    eligible="all",
    while_looking=False,
    against=("usual",),
    evidence=(
        Evidence(
            source="Slovic 1993 and others",
            says="trust breaks faster than it builds",
            verified="M",
            direction=1,
        ),
    ),
)
