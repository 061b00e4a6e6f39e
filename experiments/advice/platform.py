"""A20: half an hour a week on a platform: employers, and friends of friends."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece, Search

ADVICE = Piece(
    name="platform",
    id="A20",
    title="Use a platform",
    claim="Learn to use LinkedIn.",
    actions=(
        Search(hours=0.25),
        Meet(hours=0.25, where="friends of friends", people=2),
    ),
    against=("formal",),
    evidence=(
        Evidence(
            source="Wheeler et al. 2022, AEJ Applied",
            says="training: employment +7 points, 10 %, at the end and after 12 months; South Africa",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
