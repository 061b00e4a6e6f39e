"""A35: do not buy ties; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="do-not-pay",
    id="A35",
    title="Do not buy ties",
    claim="Do not pay for favours.",
    evidence=(
        Evidence(
            source="Zhu et al. 2016, CHI",
            says="paid help from friends does not lower closeness",
            verified="P",
            randomised=True,
            direction=0,
        ),
    ),
    missing="there is no money",
)
