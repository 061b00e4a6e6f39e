"""Whether two who have been silent for so many of their mean gaps talk again, where occasions end and where they never do.

Results: ours as in `figures/in_time.py`, of the statistic 'talk again after a silence'.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from weakties.figures import in_time, style

STATISTIC = "talk again after a silence"


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    style.require(results, in_time.OURS, "silence")
    figure = style.sheet(style.COLUMN, 66)
    axes = figure.subplots()
    axes.fill_between([8, 20], 0, 0.5, color=style.PALE, linewidth=0, zorder=0)
    said = "Navarro et al. 2017:\nmost likely gone\nbeyond 8 gaps"
    axes.text(7.5, 0.03, said, fontsize=6.5, color=style.INK, va="bottom", ha="right")
    in_time.lines(axes, results, STATISTIC)
    axes.set_xscale("log", base=2)
    axes.set_xlim(0.85, 19)
    axes.set_xticks([1, 2, 4, 8, 16], ["1", "2", "4", "8", "16"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("silent for so many mean gaps")
    in_time.shares(axes, "ties that talk again", 1.02)
    figure.legend(*in_time.key(), loc="outside upper left", ncols=2)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return in_time.drawn(results)
