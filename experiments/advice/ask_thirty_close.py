"""A10b: the same 25 asks, of those closest first."""

from weakties.experiments.advice.declare import Ask, Piece

ADVICE = Piece(
    name="ask-thirty-close",
    id="A10b",
    title="Tell 25 people, closest first",
    claim="Tell those closest to you what you look for.",
    actions=(Ask(number=25, each=0.24, medium="message", among="on", first="strongest"),),
    weeks=4,
    against=(
        "ask-thirty",
        "formal",
    ),
)
