"""A25: two of one's ties are introduced to each other, twice a week."""

from weakties.experiments.advice.declare import Evidence, Introduce, Piece

ADVICE = Piece(
    name="introduce",
    id="A25",
    title="Become a connector",
    claim="Introduce people to each other.",
    actions=(Introduce(pairs=8, each=0.5),),
    while_looking=False,
    against=(
        "formal",
        "usual",
    ),
    evidence=(
        Evidence(
            source="Witte, field experiment, Addis Ababa",
            says="those at the edge gain lasting, mutual ties by referring",
            verified="P",
            randomised=True,
        ),
    ),
)
