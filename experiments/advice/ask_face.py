"""A12: four asks face to face in the hours of 25 messages."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="ask-face",
    id="A12",
    title="Ask face to face",
    claim="Ask in person, not by mail.",
    actions=(Ask(number=4, each=1.5, medium="face to face", among="on", first="weakest"),),
    weeks=4,
    against=("ask-thirty",),
    evidence=(
        Evidence(
            source="Roghanizad and Bohns 2017, J. Exp. Soc. Psychol.",
            says="a request in person is granted far more often than one by e-mail",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
