"""A33: be real; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Piece

ADVICE = Piece(
    name="open-up",
    id="A33",
    title="Be real",
    claim="Be real, and open up.",
    missing="an hour together brings all people equally close",
)
