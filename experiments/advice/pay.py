"""A35b: the same asks, paid for: what `do-not-pay` is held against."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="pay",
    id="A35b",
    title="Pay for favours",
    claim="Pay those who help you.",
    actions=(Ask(number=10, each=0.24, among="on", first="random", pays=True),),
    against=("do-not-pay", "formal"),
    evidence=(
        Evidence(
            source="Collabra 2022, replication of Heyman and Ariely 2004",
            says="more pay, more help; N = 3,302",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
