"""A38: an evening with somebody who lives elsewhere, those first who have been silent longest."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="meet-once",
    id="A38",
    title="Meet your remote people once",
    claim="Meet those once whom you only write to.",
    # three hours at once, each season with another; talks have no medium here, so it is the hours, not the face, that act
    actions=(Talk(hours=0.75, among="distant", first="silent", people=1),),
    eligible="all",
    while_looking=False,
    against=("usual",),
    evidence=(
        Evidence(
            source="Rocco 1998",
            says="groups by e-mail cooperate only after a meeting face to face",
            verified="S",
            randomised=True,
            direction=1,
        ),
    ),
)
