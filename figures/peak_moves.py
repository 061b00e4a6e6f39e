"""What moves the peak of the response to mutual contacts: worlds in which one thing is changed, one a row.

Results: changed (what is changed, in order), what ('transmissions', 'truth'), quantity ('peak': mutual contacts; 'rise' to 7-19
and 'fall' beyond, per 1,000 ties), value, low, high.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = ("changed", "what", "quantity", "value", "low", "high")
LOOKS = {"transmissions": style.Look("#8A8A8A", ":", "X"), "truth": style.LOOKS["strong"]}
WORDS = {"transmissions": "joined alter's firm", "truth": "brought by the tie alone"}
PANELS = {
    "peak": ("Where it peaks", "mutual contacts"),
    "rise": ("Rise to 7–19", "per 1,000 ties"),
    "fall": ("Fall beyond", "per 1,000 ties"),
}
TICKS = (3, 5, 10, 20, 50)
NEAR = (5, 20)  # what counts as 'about 10'


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "peak moves")
    names = list(dict.fromkeys(results["changed"]))
    figure = style.sheet(style.PAGE, 30 + 4.6 * len(names))
    panels = figure.subplots(1, len(PANELS), sharey=True, width_ratios=(1.0, 1.0, 1.0))
    for letter, axes, (quantity, (text, unit)) in zip("ABC", panels, PANELS.items(), strict=True):
        _panel(axes, results[results["quantity"] == quantity], names)
        style.title(axes, letter, text)
        axes.set_xlabel(unit)
    _peaks(panels[0])
    for axes in panels[1:]:
        axes.axvline(0, color=style.GREY, linewidth=0.8)
    panels[0].set_yticks(range(len(names)), names)
    panels[0].set(ylim=(len(names) - 0.4, -0.6), ylabel="what is changed")
    figure.legend(*panels[1].get_legend_handles_labels(), loc="outside lower right", ncols=2)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, names: list[str]) -> None:
    for n, (what, look) in enumerate(LOOKS.items()):
        here = rows[rows["what"] == what].set_index("changed").loc[names]
        for y, row in enumerate(records(here)):
            style.whisker(axes, row["value"], y - 0.16 + 0.32 * n, (row["low"], row["high"]), look)
        axes.plot([], [], look.marker, color=look.colour, markeredgecolor=style.INK, ls="", label=WORDS[what])
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.08)


def _peaks(axes: Axes) -> None:
    axes.axvspan(*NEAR, color=style.PALE, lw=0, zorder=0)
    axes.axvline(10, color=style.GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    shown = np.concatenate([np.asarray(line.get_xdata(), dtype=float) for line in axes.lines])
    shown = shown[shown > 0]
    axes.set_xscale("log")
    axes.set_xlim(min(TICKS[0], shown.min()) * 0.9, max(TICKS[-1], shown.max()) * 1.2)
    axes.minorticks_off()
    axes.set_xticks(TICKS, [str(t) for t in TICKS])


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "peak moves")
    return results[list(COLUMNS)].replace([np.inf, -np.inf], np.nan)
