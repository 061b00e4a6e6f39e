"""News told in proportion to strength stays trapped in communities (O3)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import measured_on, published
from weakties.experiments.worlds.news_curves import Line, Plot, curves

KEY = "trapping"
SOURCE = "Onnela et al. 2007, PNAS 104:7332"
LINES = [
    Line("in proportion to strength", "informed, in proportion", "strong"),
    Line("equal on all ties", "informed, equal", "weak"),
    Line("strengths shuffled", "informed, shuffled", "null"),
]

FINDING = Finding(
    key=KEY,
    title="Strong ties trap news in communities",
    claim="News told at rates in proportion to the strength of ties spreads more slowly than at equal rates.",
    published=published(KEY, SOURCE, "yes"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY),
    figures=(
        Drawing(
            figure="network_curves",
            prepare=curves(Plot(LINES, "weeks", "share who know", last=60)),
            name="trapping",
        ),
    ),
    notes="The same total of tellings in all three, half a telling a person and week. Equal rates also differ from real ones "
    "in having no slow ties; strengths shuffled over the ties have the same slow ties elsewhere, so what remains is trapping.",
)
