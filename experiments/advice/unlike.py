"""A16: a tenth of the hours for people who suit one least."""

from weakties.experiments.advice.declare import Piece, Talk

ADVICE = Piece(
    name="unlike",
    id="A16",
    title="Talk to those unlike you",
    claim="Talk also to those unlike you, or disliked.",
    actions=(Talk(hours=0.7, among="all", first="unlike", people=5),),
    while_looking=False,
    against=("usual",),
)
