"""Weak ties hold the network together (O2)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import measured_on, published
from weakties.experiments.worlds.news_curves import Line, Plot, curves

KEY = "removal"
SOURCE = "Onnela et al. 2007, PNAS 104:7332"
LINES = [
    Line("weakest first", "largest, weakest first", "weak"),
    Line("strongest first", "largest, strongest first", "strong"),
    Line("any order (strengths shuffled)", "largest, weakest first, null", "null"),
]
OVERLAP = [
    Line("least overlap first", "largest, least overlap first", "weak"),
    Line("most overlap first", "largest, most overlap first", "strong"),
    Line("any order (overlaps shuffled)", "largest, least overlap first, null", "null"),
]
RESTS = [
    Line("weakest first", "susceptibility, weakest first", "weak"),
    Line("strongest first", "susceptibility, strongest first", "strong"),
]
X, Y = "ties removed (share)", "largest component"

FINDING = Finding(
    key=KEY,
    title="Weak ties hold the network together",
    claim="Removing weak ties first breaks a network apart; removing strong ties first only shrinks it.",
    published=published(KEY, SOURCE, "yes"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY),
    figures=(
        Drawing(figure="network_curves", prepare=curves(Plot(LINES, X, Y)), name="removal"),
        Drawing(figure="network_curves", prepare=curves(Plot(OVERLAP, X, Y)), name="removal_by_overlap"),
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(RESTS, X, "susceptibility (people)", y_free=True)),
            name="removal_susceptibility",
        ),
    ),
    notes="The share of ties at which the published network breaks, about 0.80, is known to us from memory only and judges "
    "nothing; it depends on how many ties the records show (the figure has ours). Shuffling strengths over ties is the null: "
    "then it does not matter which go first.",
)
