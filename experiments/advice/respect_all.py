"""A32: respect all alike; the world lacks what it would act on."""

from weakties.experiments.advice.declare import Piece

ADVICE = Piece(
    name="respect-all",
    id="A32",
    title="Respect all alike",
    claim="Respect everyone, whatever their rank.",
    missing="attention is blind to rank for all already",
)
