"""U: the same hours with those one talks to anyway."""

from weakties.experiments.advice.declare import Piece, Usual

ADVICE = Piece(
    name="usual",
    id="U",
    title="More of the same",
    claim="Talk more to those you talk to anyway.",
    actions=(Usual(hours=2.0),),
    against=("formal",),
)
