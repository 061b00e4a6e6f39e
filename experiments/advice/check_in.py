"""A4: a short word with ties that fall silent."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="check-in",
    id="A4",
    title="Check in",
    claim="Say hello to each tie every few months, or you lose it.",
    # the longest silent first, five a month: a talk each, since the world has nothing shorter
    actions=(Talk(hours=0.5, among="all", first="silent", people=5),),
    eligible="all",
    while_looking=False,
    against=("usual", "reconnect"),
    evidence=(
        Evidence(
            source="Navarro, Miritello, Canales and Moro 2017, EPJ Data Sci. 6:31",
            says="a tie silent for more than eight of its usual gaps is most likely gone",
            verified="P",
        ),
    ),
)
