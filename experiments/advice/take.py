"""A27b: take, and pass hardly anything on: what `give-first` is held against."""

from weakties.experiments.advice.declare import Piece, Trait

ADVICE = Piece(
    name="take",
    id="A27b",
    title="Take, and give nothing",
    claim="Keep what you hear to yourself.",
    actions=(Trait(hours=0.0, keeps=0.1),),
    eligible="all",
    while_looking=False,
    against=("give-first",),
)
