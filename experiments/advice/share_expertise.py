"""A18: share expertise; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Piece

ADVICE = Piece(
    name="share-expertise",
    id="A18",
    title="Share expertise",
    claim="Share what you know.",
    missing="nobody asks another anything but for help with a job",
)
