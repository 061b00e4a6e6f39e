"""The response to mutual contacts: what is counted as transmission, what the tie is credited with, and what it added.

Results: columns what, x, ties, value, low, high. For what in transmitted, credited, added: one row a class of mutual contacts, x
the mean in it, ties how many, value per 1,000 ties with its 95 % interval. For what in OLS, 2SLS: points of a fitted line, with
its band; ties is not used.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import EVENT_LOOKS, WORDS, finite_top, series

COLUMNS = ("what", "x", "ties", "value", "low", "high")
PANELS = (("transmitted", ("OLS", "2SLS"), "What the studies see"), ("added", (), "What ties bring"))
TICKS = (0, 1, 3, 10, 30)
LINES = {"OLS": style.LOOKS["direct"], "2SLS": style.LOOKS["weak"]}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "response curve")
    figure = style.sheet(style.PAGE, 92)
    panels = figure.subplots(2, 2, sharex=True, height_ratios=(4, 1))
    for letter, column, (event, lines, text) in zip("AB", panels.T, PANELS, strict=True):
        _responses(column[0], results, event, lines)
        style.title(column[0], letter, text)
        _base(column[1], results[results["what"] == event])
    panels[0][0].set_ylabel("transmitted per 1,000 ties")
    panels[0][1].set_ylabel("jobs per 1,000 ties in two years")
    for axes in panels[1]:
        axes.set_ylabel("ties (%)")
    return figure


def _responses(axes: Axes, results: pd.DataFrame, event: str, lines: tuple[str, ...]) -> None:
    shown = [event] if lines else ["credited", event]
    for name in lines:
        line = results[results["what"] == name]
        x, look = np.log1p(line["x"]), LINES[name]
        if np.isfinite(line[["low", "high"]].to_numpy(float)).all():
            axes.fill_between(x, line["low"], line["high"], color=look.colour, alpha=0.25, linewidth=0)
        axes.plot(x, line["value"], linestyle=look.line, color=look.colour, label=name)
    for n, name in enumerate(shown):
        rows = results[results["what"] == name]
        series(axes, np.log1p(rows["x"]), rows, EVENT_LOOKS[name], WORDS[name], 0.09 * n)
    axes.axvline(np.log1p(10), color=style.GREY, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
    top = finite_top(results[results["what"].isin(shown)], 1.35)
    axes.set_ylim(0, top)
    axes.text(
        np.log1p(10) + 0.04,
        0.015 * top,
        "published peak",
        color=style.GREY,
        fontsize=style.SMALLEST,
        va="bottom",
    )
    axes.legend(loc="upper left")


def _base(axes: Axes, rows: pd.DataFrame) -> None:
    """How many ties there are in each class: where the response is known, and where it is not."""
    axes.bar(
        np.log1p(rows["x"]),
        100 * rows["ties"] / rows["ties"].sum(),
        width=0.16,
        color=style.LOOKS["other"].colour,
    )
    axes.set_xticks(np.log1p(TICKS), [str(t) for t in TICKS])
    axes.set_xlabel("mutual contacts when the tie formed")


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "response curve")
    return results[list(COLUMNS)].copy()
