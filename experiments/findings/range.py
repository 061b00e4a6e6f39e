"""Ties of long range are nearly as strong as embedded ones (P1)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import measured_on, published
from weakties.experiments.worlds.news_curves import Line, Plot, curves

KEY = "range"
SOURCE = "Park, Blumenstock, Macy 2018, Science 362:1410"
LINES = [Line("mean strength", "strength", "strong")]

FINDING = Finding(
    key=KEY,
    title="The longest ties are strong again",
    claim="By range, the next shortest way between two people, strength falls to range 4 and rises again.",
    published=published(KEY, SOURCE, "yes"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY),
    headline="the longest are stronger than range 4",
    figures=(
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(LINES, "range (steps)", "strength (percentile)")),
            name="range",
        ),
    ),
    notes="Judged on the default network as records show it. Nothing in the model makes a tie across the network strong, so "
    "a rise at the longest ranges (6 stands for 6 and more) is not to be expected from it; measured networks are in the "
    "figure.",
)
