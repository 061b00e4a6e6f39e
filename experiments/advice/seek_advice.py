"""A17: half an hour a week with somebody of the same industry, drawn by chance, who is asked how he works."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece

ADVICE = Piece(
    name="seek-advice",
    id="A17",
    title="Seek advice",
    claim="Ask a random colleague for advice, and listen.",
    actions=(Meet(hours=0.5, where="industry", people=2, seeks=True),),
    while_looking=False,
    against=("usual", "formal"),
    evidence=(
        Evidence(
            source="Sandvik et al. 2020, QJE 135:1635",
            says="sales more than 15 % up, for 20 weeks and more; 653 agents",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
