"""How many people a job lead passed through before it reached the one who was hired, ours beside the published.

Results: a table of shares as in `figures/comparison.py` with the classes "0", "1", "2" and "more": steps between the one who
hires and the one who is hired, 0 being told by the one who hires himself. Shares are of hires through contacts.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import comparison, style


@style.house()
def draw(results: pd.DataFrame, width_mm: float | None = None) -> Figure:
    """The figure; `results` as described above. Raises UserError when columns are missing."""
    width_mm = width_mm or style.COLUMN
    style.require(results, comparison.COLUMNS, "chains")
    looks = {str(name): style.LOOKS["contact"] for name in results["class"]}
    x, y = "share of hires through contacts (%)", "people in between"
    return comparison.single(results, looks, x, y, width_mm)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, in per cent."""
    return comparison.points(results)
