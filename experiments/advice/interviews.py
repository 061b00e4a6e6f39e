"""A14: an hour a week with somebody in a firm where one knows few."""

from weakties.experiments.advice.declare import Piece, Talk

ADVICE = Piece(
    name="interviews",
    id="A14",
    title="Informational interviews",
    claim="Talk to people in firms that you know nobody in.",
    actions=(Talk(hours=1.0, among="all", first="new firm", people=4, each=1.0),),
    against=(
        "formal",
        "ask-thirty",
    ),
)
