"""A37: hours with those who work where one would fit."""

from weakties.experiments.advice.declare import Piece, Talk

ADVICE = Piece(
    name="target",
    id="A37",
    title="Know whom to look for",
    claim="Know your position, and look for those who can help.",
    actions=(Talk(hours=1.0, among="all", first="fitting", people=4),),
    against=(
        "interviews",
        "usual",
    ),
)
