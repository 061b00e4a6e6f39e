"""A38: meet your remote people once; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Evidence, Piece

ADVICE = Piece(
    name="meet-once",
    id="A38",
    title="Meet your remote people once",
    claim="Meet those once whom you only write to.",
    evidence=(
        Evidence(
            source="Rocco 1998",
            says="groups by e-mail cooperate only after a meeting face to face",
            verified="S",
            randomised=True,
            direction=1,
        ),
    ),
    missing="talks have one medium",
)
