"""A18: an hour a week for what others ask, half an hour each."""

from weakties.experiments.advice.declare import Answer, Piece

ADVICE = Piece(
    name="share-expertise",
    id="A18",
    title="Share expertise",
    claim="Share what you know.",
    actions=(Answer(number=8),),
    eligible="all",
    while_looking=False,
    against=("introduce", "usual"),
)
