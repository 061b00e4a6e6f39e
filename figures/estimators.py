"""Estimates over many experiments against the slope of what ties really brought about.

Results: one row a regression: regressor, estimator, value, low, high (mean of the estimates with its interval), from, to
(where 95 % of them lie), cause, cause_low, cause_high (the mean slope of the cause), held, held_low, held_high
(intervals that hold it, per cent).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures import style

COLUMNS = (
    "regressor",
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
WORDS = {"mutual_contacts": "per mutual contact", "intensity": "per unit of intensity"}
LOOKS = {"OLS": style.LOOKS["direct"], "2SLS": style.LOOKS["weak"]}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "estimators")
    figure = style.sheet(style.PAGE, 58)
    panels = figure.subplots(1, 2)
    for letter, axes, (regressor, unit) in zip("AB", panels, WORDS.items(), strict=True):
        _panel(axes, results[results["regressor"] == regressor])
        axes.set_xlabel(f"transmissions per 1,000 ties, {unit}")
        style.title(axes, letter, regressor.replace("_", " "))
    panels[0].set_ylabel("estimator")
    panels[1].set_ylabel("estimator")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower right", ncols=3)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame) -> None:
    cause = style.LOOKS["strong"]
    for y, row in enumerate(rows.to_dict("records")[::-1]):
        look = LOOKS[row["estimator"]]
        axes.plot(
            [1000 * row["from"], 1000 * row["to"]],
            [y, y],
            color=look.colour,
            linewidth=5,
            alpha=0.4,
            solid_capstyle="butt",
        )
        style.whisker(axes, 1000 * row["value"], y, (1000 * row["low"], 1000 * row["high"]), look)
        ends = (1000 * row["cause_low"], 1000 * row["cause_high"])
        style.whisker(axes, 1000 * row["cause"], y - 0.25, ends, cause)
        axes.annotate(
            f"{row['held']:.0f} % hold the cause",
            (0.98, y + 0.2),
            xycoords=("axes fraction", "data"),
            ha="right",
        )
    axes.plot([], [], color=style.GREY, linewidth=5, alpha=0.4, label="95 % of the estimates")
    axes.plot([], [], cause.marker, color=cause.colour, markeredgecolor=style.INK, label="slope of the cause")
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_yticks(range(len(rows)), list(rows["estimator"])[::-1])
    axes.set_ylim(-0.6, len(rows) - 0.3)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "estimators")
    return results.copy()
