"""A35b: the same asks, paid for: what `do-not-pay` is held against."""

from weakties.experiments.advice.declare import Ask, Piece

ADVICE = Piece(
    name="pay",
    id="A35b",
    title="Pay for favours",
    claim="Pay those who help you.",
    actions=(Ask(number=10, each=0.24, among="on", first="random", pays=True),),
    against=("do-not-pay", "formal"),
)
