"""The same curves on several networks, one small panel each: overlap by strength, removal, spread over time, long ties, range.

Results: one row a point, panels and lines in the order of the table, with the columns

    network, line        the panel, and what the line is called in the key
    look                 how it is drawn: a name of `style.LOOKS`, or "null" for what chance alone would give
    x, value, low, high  the point and its 95 % interval (not drawn where it is infinite)
    x_label, y_label     what the axes are, with units; x_scale: "linear" or "log"
    y_free               optional, true where panels differ so much that each has its own y axis
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style

COLUMNS = (
    "network", "line", "look", "x", "value", "low", "high", "x_label", "y_label", "x_scale",
)  # fmt: skip
ACROSS = 5
COUNTED = 8  # at most so many whole numbers have a tick each
NULL = style.Look(style.GREY, ":", "")


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide, up to five panels a row. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "network curves")
    names = list(dict.fromkeys(results["network"]))
    rows = -(-len(names) // ACROSS)
    across = min(ACROSS, len(names))
    figure = style.sheet(style.PAGE, 16 + 34 * rows)
    free = bool(results.get("y_free", pd.Series([False])).any())
    grid = figure.subplots(rows, across, sharex=True, sharey=not free, squeeze=False).ravel()
    for axes, name in zip(grid, names, strict=False):
        style.title(axes, "", name)
        _curves(axes, results[results["network"] == name])
    for axes in grid[len(names) :]:
        axes.set_axis_off()
    _axes(figure, grid, results, len(names), across)
    lines = results.drop_duplicates("line")
    marks = [_mark(look_of(look)) for look in lines["look"]]
    figure.legend(marks, list(lines["line"]), loc="outside upper left", ncols=len(marks))
    return figure


def look_of(name: str) -> style.Look:
    """How a line is drawn."""
    return NULL if name == "null" else style.LOOKS[name]


def _mark(look: style.Look) -> Line2D:
    return Line2D([], [], color=look.colour, linestyle=look.line, marker=look.marker, markersize=3)


def _curves(axes: Axes, panel: pd.DataFrame) -> None:
    for _, line in panel.groupby("line", sort=False):
        look = look_of(line["look"].iloc[0])
        x, y = line["x"].to_numpy(float), line["value"].to_numpy(float)
        marker = look.marker if len(line) <= 12 else ""
        axes.plot(x, y, color=look.colour, linestyle=look.line, linewidth=1.1, marker=marker, markersize=2.5)
        low, high = line["low"].to_numpy(float), line["high"].to_numpy(float)
        sure = np.isfinite(low) & np.isfinite(high) & np.isfinite(y)
        axes.fill_between(x, low, high, where=sure.tolist(), color=look.colour, alpha=0.2, linewidth=0)


def _axes(figure: Figure, grid: np.ndarray, results: pd.DataFrame, panels: int, across: int) -> None:
    """Shared labels, and the ticks of an x axis that reaches 0 on a logarithmic scale."""
    first = results.iloc[0]
    for at, axes in enumerate(grid[:panels]):
        if at + across >= panels:  # nothing below it
            axes.set_xlabel(first["x_label"])
            axes.tick_params(labelbottom=True)
        if at % across == 0:
            axes.set_ylabel(first["y_label"])
        panel = results if not results.get("y_free", pd.Series([False])).any() else _panel(results, at)
        values = panel["value"].to_numpy(float)
        top = values[np.isfinite(values)].max(initial=0.0)
        axes.set_ylim(min(0.0, float(np.nanmin(values))), 1.05 * top if top > 0 else 1.0)
    xs = np.unique(results["x"].to_numpy(float))
    for axes in grid[:panels]:  # each: in one column they share no axis
        if first["x_scale"] == "log":
            smallest = xs[xs > 0].min()
            axes.set_xscale("symlog", linthresh=smallest)
            axes.set_xlim(-0.15 * smallest, 1.2 * xs.max())
            shown = [x for x in (0.0, 0.01, 0.1, 1.0) if xs.min() <= x <= xs.max()]
            axes.set_xticks(shown, [f"{x:g}" for x in shown])
            axes.minorticks_off()
        elif len(xs) <= COUNTED and (xs == xs.round()).all():
            axes.set_xticks(xs, [f"{x:g}" for x in xs])


def _panel(results: pd.DataFrame, at: int) -> pd.DataFrame:
    """The rows of one panel."""
    return results[results["network"] == list(dict.fromkeys(results["network"]))[at]]


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "network curves")
    return results[list(COLUMNS[:7])].copy()
