"""A29: a written plan; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="plan",
    id="A29",
    title="A written plan",
    claim="Write a plan, and keep to it.",
    evidence=(
        Evidence(
            source="Abel, Burger, Carranza and Piraino 2019, AEJ Applied 11(2):284-301",
            says="employment +26 %, offers +30 %, applications +15 %, hours unchanged",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
    missing="hours are spent as they are planned, by everybody",
)
