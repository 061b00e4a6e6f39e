"""What a calibration says of each input: its posterior beside its prior, and its profile likelihood.

Results: one row for each input and part of its prior (all parts have the same prior probability):

    input, scale        its name, and "linear" or "log"
    from, to            the ends of the part
    density             posterior over prior probability of the part
    profile             the best likelihood of a world there, over the best of all; NaN where no world is
    default, median     of the input; shrinkage: 1 − SD of the posterior / SD of the prior

Bars are the posterior, where the prior is 1; points with a line the profile; the triangle is the default, the upright line the
posterior's median. A panel is an input, those that the data say most of first.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, NullLocator

from weakties.figures import style
from weakties.figures.sweep_maps import label

COLUMNS = ("input", "scale", "from", "to", "density", "profile", "default", "median", "shrinkage")
ACROSS = 4
BAR, LINE = style.LOOKS["formal"].colour, style.LOOKS["strong"].colour


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    table = points(results)
    names = list(dict.fromkeys(table["input"]))
    down = -(-len(names) // ACROSS)
    figure = style.sheet(style.PAGE, 14 + 40 * down)
    panels = figure.subplots(down, ACROSS, squeeze=False, sharey=True).ravel()
    top = 1.08 * max(table["density"].max(), 1.0)
    for axes, name in zip(panels, names, strict=False):
        _panel(axes, table[table["input"] == name])
        axes.set_ylim(0, top)
    for k, axes in enumerate(panels):
        if k >= len(names):
            axes.set_axis_off()
        elif k % ACROSS == 0:
            axes.set_ylabel("relative to prior; to best")
    figure.legend(
        handles=[
            Patch(facecolor=BAR, label="posterior (prior = 1)"),
            Line2D([], [], color=LINE, marker="o", ms=2.5, lw=1, label="profile likelihood (best = 1)"),
            Line2D([], [], color=style.INK, lw=0.9, label="posterior's median"),
            Line2D([], [], color=style.INK, marker="v", ls="", ms=5, label="default"),
        ],
        loc="outside lower center",
        ncols=4,
    )
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, inputs by shrinkage."""
    style.require(results, COLUMNS, "posterior")
    return results.sort_values("shrinkage", ascending=False, kind="stable").reset_index(drop=True)


def _panel(axes: Axes, table: pd.DataFrame) -> None:
    first = table.iloc[0]
    low, high = float(table["from"].min()), float(table["to"].max())
    logs = first["scale"] == "log"
    axes.bar(table["from"], table["density"], table["to"] - table["from"], align="edge", color=BAR, lw=0)
    axes.axhline(1, color=style.GREY, lw=0.7, ls=(0, (3, 2)))
    middle = np.sqrt(table["from"] * table["to"]) if logs else (table["from"] + table["to"]) / 2
    axes.plot(middle, table["profile"], color=LINE, marker="o", ms=2.2, lw=0.9)
    axes.axvline(first["median"], color=style.INK, lw=0.9)
    top = axes.get_xaxis_transform()
    axes.plot(first["default"], 0.97, "v", color=style.INK, ms=4.5, transform=top, clip_on=False, zorder=4)
    if logs:
        axes.set_xscale("log")
        axes.xaxis.set_minor_locator(NullLocator())
        ticks = [low, np.sqrt(low * high), high]
        axes.xaxis.set_major_locator(FixedLocator(ticks))
        axes.set_xticks(ticks, [f"{tick:.2g}" for tick in ticks])
    else:
        axes.locator_params(axis="x", nbins=4)
    axes.set_xlim(low, high)
    axes.set_xlabel(label(str(first["input"])))
    style.title(axes, "", f"shrinkage {first['shrinkage']:.2f}")
