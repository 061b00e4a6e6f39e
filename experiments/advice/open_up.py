"""A33: who opens up is known as well after an hour as others are after one and a half."""

from weakties.experiments.advice.declare import Piece, Trait

ADVICE = Piece(
    name="open-up",
    id="A33",
    title="Be real",
    claim="Be real, and open up.",
    actions=(Trait(hours=0.0, open=1.5),),
    eligible="all",
    while_looking=False,
    against=(),
)
