"""A17: seek advice; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="seek-advice",
    id="A17",
    title="Seek advice",
    claim="Ask a random colleague for advice, and listen.",
    evidence=(
        Evidence(
            source="Sandvik et al. 2020, QJE 135:1635",
            says="sales more than 15 % up, for 20 weeks and more; 653 agents",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
    missing="nobody gets better at his work by advice",
)
