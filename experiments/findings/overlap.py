"""Overlap rises with strength (O1), and the table of what holds where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import measured_on, published, where_they_hold
from weakties.experiments.worlds.news_curves import Line, Plot, curves, named

if TYPE_CHECKING:
    import pandas as pd

KEY = "overlap"
SOURCE = "Onnela et al. 2007, PNAS 104:7332"
PLOT = Plot([Line("mean overlap", "overlap", "strong")], "strength (percentile)", "overlap (0 to 1)")


def everywhere(runs: pd.DataFrame) -> pd.DataFrame:
    """Every direction about news on every network."""
    return named(where_they_hold(runs))


FINDING = Finding(
    key=KEY,
    title="Overlap rises with strength",
    claim="The stronger a tie, the more the circles of the two people overlap, for about 95 % of ties.",
    published=published(KEY, SOURCE, "yes"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY),
    figures=(
        Drawing(figure="network_curves", prepare=curves(PLOT), name="overlap"),
        Drawing(figure="where_it_holds", prepare=everywhere, name="news_where_it_holds"),
    ),
    notes="Judged on the default network as records of talk show it: ties that talk at least twice in four weeks, as Onnela "
    "et al. see ties in records of calls. Overlap is not put in: it comes from the foci in which ties form. The second "
    "figure has every direction of the seven findings about news on every network.",
)
