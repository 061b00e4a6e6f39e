"""Which inputs an outcome hangs on: Sobol's first-order and total indices.

Results: one row for each outcome and input:

    quantity, input                         names
    first, first_low, first_high            share of the variance due to the input alone, and its 95 % interval
    total, total_low, total_high            due to it and all that it does with others

A panel is an outcome, a row an input, those that matter most to any outcome at the top. Filled: first order; open: total. Where
one input is LUCK, which is nothing but other luck, it is the last row, and a dotted line is its total: no index below it can be
told from luck.
"""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.analysis.uncertainty import LUCK
from weakties.figures import style
from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.trust.trusting import Trusting

COLUMNS = ("quantity", "input", "first", "first_low", "first_high", "total", "total_low", "total_high")
ACROSS = 4
LABELS = {
    name: info.title or name
    for kind in (NetworkParameters, MarketParameters, Trusting, AdviceParameters)
    for name, info in kind.model_fields.items()
} | {LUCK: "nothing but luck"}
FILLED, OPEN = style.LOOKS["strong"].colour, style.LOOKS["weak"].colour


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    table = points(results)
    order, names = list(dict.fromkeys(table["input"])), list(dict.fromkeys(results["quantity"]))
    down = -(-len(names) // ACROSS)
    figure = style.sheet(style.PAGE, 16 + down * (16 + 4.2 * len(order)))
    panels = figure.subplots(down, ACROSS, squeeze=False, sharey=True, sharex=True).ravel()
    for k, axes in enumerate(panels):
        if k >= len(names):
            axes.set_axis_off()
            continue
        _panel(axes, table[table["quantity"] == names[k]].set_index("input").loc[order])
        style.title(axes, "", textwrap.fill(names[k], 24))
        below = k + ACROSS >= len(names)
        axes.tick_params(labelbottom=below)
        if below:
            axes.set_xlabel("share of variance")
    panels[0].set_yticks(range(len(order)), [LABELS.get(name, name.replace("_", " ")) for name in order])
    panels[0].set_ylim(len(order) - 0.5, -0.5)
    panels[0].set_xlim(-0.1, 1.1)
    for axes in panels[::ACROSS]:
        axes.set_ylabel("input")
    handles = [
        Line2D([], [], marker="o", color=FILLED, ms=3.5, lw=1, label="first order, 95 %"),
        Line2D([], [], marker="o", color=OPEN, mfc="white", ms=3.5, lw=1, label="total, 95 %"),
    ]
    if LUCK in order:
        handles.append(Line2D([], [], color=style.INK, ls=":", lw=1, label="total of luck alone"))
    figure.legend(handles=handles, loc="outside lower center", ncols=3)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, inputs by the largest total index that they have in any outcome, LUCK last."""
    style.require(results, COLUMNS, "sensitivity")
    largest = results.groupby("input")["total"].transform("max").where(results["input"] != LUCK, -1.0)
    order = largest.sort_values(ascending=False, kind="stable").index
    return results.loc[order, list(COLUMNS)].reset_index(drop=True)


def _panel(axes: Axes, rows: pd.DataFrame) -> None:
    axes.axvline(0, color=style.GREY, lw=0.6)
    if LUCK in rows.index:
        axes.axvline(rows["total"][LUCK], color=style.INK, ls=":", lw=1)
    for y, (_, row) in enumerate(rows.iterrows()):
        for kind, shift, colour, face in (("first", -0.17, FILLED, FILLED), ("total", 0.17, OPEN, "white")):
            axes.plot(
                [row[f"{kind}_low"], row[f"{kind}_high"]], [y + shift] * 2, color=colour, lw=0.9, clip_on=True
            )
            axes.plot(row[kind], y + shift, "o", ms=3, mfc=face, mec=colour, mew=0.8)
    axes.tick_params(axis="y", length=0)
