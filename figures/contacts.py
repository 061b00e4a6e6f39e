"""How often people saw the contact through whom they found their job, ours beside the published.

Results: a table of shares as in `figures/comparison.py` with the classes "often", "occasionally" and "rarely". Shares are of
hires through contacts.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import comparison, style
from weakties.figures.contact_distribution import LOOKS


@style.house()
def draw(results: pd.DataFrame, width_mm: float | None = None) -> Figure:
    """The figure; `results` as described above. Raises UserError when columns are missing."""
    width_mm = width_mm or style.COLUMN
    style.require(results, comparison.COLUMNS, "contacts")
    return comparison.single(results, LOOKS, "share of hires through contacts (%)", "contact seen", width_mm)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, in per cent."""
    return comparison.points(results)
