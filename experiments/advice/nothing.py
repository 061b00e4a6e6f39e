"""A39: the advice is read, and nothing is done."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="nothing",
    id="A39",
    title="Only read it",
    claim="Knowing what helps helps.",
    actions=(),
    against=(),
    evidence=(
        Evidence(
            source="Ben Dhia et al. 2022, NBER 29914",
            says="tips on job search by a website: zero on all employment outcomes; 212,277 people, 18 months",
            verified="P",
            randomised=True,
            direction=0,
        ),
    ),
)
