"""F: the same hours into postings and firms' doors."""

from weakties.experiments.advice.declare import Piece, Search

ADVICE = Piece(
    name="formal",
    id="F",
    title="Formal search",
    claim="Spend the hours on postings and applications, and on nobody.",
    actions=(Search(hours=2.0),),
    against=("nothing",),
)
