"""A30: two hours a week for former colleagues and new people, by those who work."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece, Talk

ADVICE = Piece(
    name="prepare",
    id="A30",
    title="Prepare before you need it",
    claim="Look after your network before you need it.",
    # followed by all, whether they look or not: the same hours while looking are reconnect and events
    actions=(
        Talk(hours=1.0, among="former", first="random", people=4),
        Meet(hours=1.0, where="industry", people=4),
    ),
    eligible="all",
    while_looking=False,
    against=(
        "reconnect",
        "events",
    ),
    evidence=(
        Evidence(
            source="Levin, Walter and Murnighan 2011, Org. Sci. 22:923-939",
            says="dormant ties help without having been tended",
            verified="P",
            direction=0,
        ),
    ),
)
