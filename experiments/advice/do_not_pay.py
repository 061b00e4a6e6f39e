"""A35: asks that are not paid for."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="do-not-pay",
    id="A35",
    title="Do not buy ties",
    claim="Do not pay for favours.",
    actions=(Ask(number=10, each=0.24, among="on", first="random"),),
    against=("pay", "formal"),
    evidence=(
        Evidence(
            source="Zhu et al. 2016, CHI",
            says="paid help from friends does not lower closeness",
            verified="P",
            randomised=True,
            direction=0,
        ),
    ),
)
