"""A6: the same evening, with strangers one is assigned to."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece

ADVICE = Piece(
    name="events-assigned",
    id="A6",
    title="Events, seated with strangers",
    claim="Go alone, and let yourself be seated with people you do not know.",
    actions=(Meet(hours=0.75, where="industry", people=8),),
    against=("events", "formal"),
    evidence=(
        Evidence(
            source="Zajdela et al. 2021, arXiv 2112.08468",
            says="assigned to meet more: more than eight times the odds to work together",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
