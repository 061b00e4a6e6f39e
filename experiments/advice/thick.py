"""A24b: habit pulls more, so that the same hours go to fewer people: what `thin` is held against."""

from weakties.experiments.advice.declare import Piece, Trait

ADVICE = Piece(
    name="thick",
    id="A24b",
    title="Few contacts, thick",
    claim="Have few close contacts rather than many.",
    actions=(Trait(hours=0.0, habit=0.3),),
    eligible="all",
    while_looking=False,
    against=("thin",),
)
