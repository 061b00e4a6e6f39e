"""A32: hours go to people whoever they are, not first to those who have got far."""

from weakties.experiments.advice.declare import Piece, Talk

ADVICE = Piece(
    name="respect-all",
    id="A32",
    title="Respect all alike",
    claim="Respect everyone, whatever their rank.",
    actions=(Talk(hours=1.0, among="all", first="random", people=5),),
    eligible="all",
    while_looking=False,
    against=("towards-able", "usual"),
)
