"""A13: two rounds of asks, with those who said no asked again."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="ask-again",
    id="A13",
    title="Ask again after a no",
    claim="Accept a no, and ask again.",
    actions=(Ask(number=12, each=0.24, medium="message", among="on", first="weakest", again=True),),
    weeks=8,
    against=("ask-thirty",),
    evidence=(
        Evidence(
            source="Newark, Flynn and Bohns 2014",
            says="those who said no once say yes more often the second time than is believed",
            verified="M",
            randomised=True,
            direction=1,
        ),
    ),
)
