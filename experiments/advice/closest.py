"""C: the same hours with the five closest."""

from weakties.experiments.advice.declare import Piece, Talk

ADVICE = Piece(
    name="closest",
    id="C",
    title="The five closest",
    claim="Spend the hours with the five people closest to you.",
    actions=(Talk(hours=2.0, among="all", first="strongest", people=5),),
    against=("formal", "usual"),
)
