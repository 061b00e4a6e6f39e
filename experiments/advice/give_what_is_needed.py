"""A28: give what each needs; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="give-what-is-needed",
    id="A28",
    title="Give what each needs",
    claim="Give each what he needs rather than like for like.",
    evidence=(
        Evidence(
            source="Caria, Franklin and Witte 2023",
            says="unequal help breaks search partnerships",
            verified="P",
            randomised=True,
        ),
    ),
    missing="leads are the only favour, so there is nothing to choose",
)
