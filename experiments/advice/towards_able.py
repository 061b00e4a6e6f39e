"""A32b: hours go first to those who have got far: what `respect-all` is held against."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="towards-able",
    id="A32b",
    title="Court those who have got far",
    claim="Spend your time with those who have got far.",
    # rank: ability among those who work; the world has no other
    actions=(Talk(hours=1.0, among="all", first="able", people=5),),
    eligible="all",
    while_looking=False,
    against=("respect-all", "usual"),
    evidence=(
        Evidence(
            source="Walter, Levin and Murnighan 2015, Org. Sci. 26:1447-1465",
            says="most valuable to revive, among dormant ties: higher status",
            verified="P",
            direction=1,
        ),
    ),
)
