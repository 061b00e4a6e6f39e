"""Through which channel people found their jobs, ours beside the published.

Results: a table of shares as in `figures/comparison.py` with classes among "contact", "formal", "direct" and "other". Shares are
of all hires. A class that the model does not have (value NaN: "other") is drawn as published, and said to be missing.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import comparison, style


@style.house()
def draw(results: pd.DataFrame, width_mm: float | None = None) -> Figure:
    """The figure; `results` as described above. Raises UserError when columns are missing."""
    width_mm = width_mm or style.COLUMN
    style.require(results, comparison.COLUMNS, "channels")
    return comparison.single(results, style.LOOKS, "share of all hires (%)", "channel", width_mm)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, in per cent."""
    return comparison.points(results)
