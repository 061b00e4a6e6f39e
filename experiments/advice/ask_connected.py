"""A26: the same 25 asks, of the best connected first."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="ask-connected",
    id="A26",
    title="Use connectors",
    claim="Ask the best connected first.",
    actions=(Ask(number=25, each=0.24, medium="message", among="on", first="connected"),),
    weeks=4,
    against=("ask-thirty",),
    evidence=(
        Evidence(
            source="Dodds, Muhamad and Watts 2003, Science 301:827",
            says="chains reach their targets without hubs",
            verified="P",
            direction=0,
        ),
    ),
)
