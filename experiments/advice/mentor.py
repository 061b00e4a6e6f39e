"""A21: three talks with somebody able who works."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="mentor",
    id="A21",
    title="Find a mentor",
    claim="Find a mentor.",
    # one talk a month, for three months: what a mentor says of how to search has no counterpart here, so this is his referrals
    actions=(Talk(hours=0.25, among="all", first="able", people=1, each=1.0),),
    weeks=12,
    against=(
        "closest",
        "formal",
    ),
    evidence=(
        Evidence(
            source="Alfonsi, Namubiru and Spaziani, Uganda",
            says="employed after three months +27 %, earnings after a year +18 %; by information, not by referrals; 1,112 people",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
