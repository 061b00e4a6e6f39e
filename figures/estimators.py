"""Estimates over many experiments against what ties really brought about.

Results: one row a coefficient and estimator ("OLS", "2SLS"): coefficient, model, estimator, value, low, high (mean of the
estimates with its interval), from, to (where 95 % of them lie), cause, cause_low, cause_high (the same estimator on what ties
brought about), held (intervals that hold the cause, per cent).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = (
    "coefficient",
    "estimator",
    "value",
    "low",
    "high",
    "from",
    "to",
    "cause",
    "cause_low",
    "cause_high",
    "held",
)
LOOKS = {"OLS": style.LOOKS["direct"], "2SLS": style.LOOKS["weak"]}
CAUSE = style.LOOKS["strong"]
ACROSS = 2  # panels in a row


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide, a panel a coefficient. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "estimators")
    names = list(dict.fromkeys(results["coefficient"]))
    down = -(-len(names) // ACROSS)
    figure = style.sheet(style.PAGE, 10 + 34 * down)
    panels = figure.subplots(down, ACROSS, squeeze=False)
    for axes in panels.flat[len(names) :]:
        axes.remove()
    for n, name in enumerate(names):
        axes = panels.flat[n]
        _panel(axes, results[results["coefficient"] == name])
        style.title(axes, "ABCDEFGHIJKLMNOP"[n], name)
        axes.set_xlabel("effect of one more, per 1,000")
        axes.set_ylabel("estimator")
    figure.legend(*panels[0][0].get_legend_handles_labels(), loc="outside lower right", ncols=3)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame) -> None:
    for y, row in enumerate(records(rows)[::-1]):
        look = LOOKS[row["estimator"]]
        span = [1000 * row["from"], 1000 * row["to"]]
        axes.plot(span, [y, y], color=look.colour, linewidth=5, alpha=0.4, solid_capstyle="butt")
        style.whisker(axes, 1000 * row["value"], y, (1000 * row["low"], 1000 * row["high"]), look)
        ends = (1000 * row["cause_low"], 1000 * row["cause_high"])
        style.whisker(axes, 1000 * row["cause"], y - 0.27, ends, CAUSE)
        if np.isfinite(row["held"]):
            said = f"{row['held']:.0f} % hold the cause"
            axes.annotate(
                said,
                (0.98, y + 0.27),
                xycoords=("axes fraction", "data"),
                ha="right",
                fontsize=style.SMALLEST,
            )
    axes.plot([], [], color=style.GREY, linewidth=5, alpha=0.4, label="95 % of the estimates")
    axes.plot([], [], "o", color=style.GREY, markeredgecolor=style.INK, label="their mean")
    axes.plot(
        [],
        [],
        CAUSE.marker,
        color=CAUSE.colour,
        markeredgecolor=style.INK,
        label="what ties brought about, same estimator",
    )
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_yticks(range(len(rows)), list(rows["estimator"])[::-1])
    axes.set_ylim(-0.6, len(rows) - 0.25)
    axes.margins(x=0.12)
    axes.locator_params(axis="x", nbins=4)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "estimators")
    return results.copy()
