"""A18: an hour a week for what others ask."""

from weakties.experiments.advice.declare import Answer, Piece

ADVICE = Piece(
    name="share-expertise",
    id="A18",
    title="Share expertise",
    claim="Share what you know.",
    actions=(Answer(hours=1.0),),
    eligible="all",
    while_looking=False,
    against=("introduce", "usual"),
)
