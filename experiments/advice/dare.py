"""A11: asks that were planned are made."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="dare",
    id="A11",
    title="Dare to ask",
    claim="Ask: people say yes more often than you think.",
    # two asks a season are planned, and about half of them made: the other one is made, too
    actions=(Ask(number=1, each=0.4, medium="face to face", among="on", first="random"),),
    against=(
        "ask-face",
        "formal",
    ),
    evidence=(
        Evidence(
            source="Flynn and Lake 2008, JPSP 95:128-143",
            says="askers underestimate how many say yes, by as much as 50 %",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
