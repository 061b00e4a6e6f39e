"""A2: the same, with those of higher position first."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="reconnect-best",
    id="A2",
    title="Former colleagues, the ablest first",
    claim="Of former colleagues, get in touch with those who have got far.",
    # position: ability among those who work; the world has no other rank
    actions=(Talk(hours=1.5, among="former", first="able", people=4, each=1.5),),
    weeks=8,
    against=("reconnect", "formal"),
    evidence=(
        Evidence(
            source="Walter, Levin and Murnighan 2015, Org. Sci. 26:1447-1465",
            says="most valuable to revive: higher status, little time together, trustworthy, willing",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
