"""A3: whoever turns up in phone, mail and photos."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="old-contacts",
    id="A3",
    title="Go through old contacts",
    claim="Go through your phone, mail and photos, and write to people you have lost sight of.",
    actions=(Talk(hours=1.5, among="dormant", first="random", people=4, each=1.5),),
    weeks=8,
    against=("reconnect", "formal"),
    evidence=(
        Evidence(
            source="Aknin and Sandstrom 2024, Commun. Psychol. 2:34",
            says="fewer than one third sent a message they wanted to send; practice raised it by two thirds",
            verified="P",
            randomised=True,
        ),
    ),
)
