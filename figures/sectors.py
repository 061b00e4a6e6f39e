"""What a tie adds where vacancies stay open as long as they were measured to, by industry.

Results: one row a sector and kind of tie: name, digital (bool), weeks (mean life of a vacancy), kind ('weak' or 'strong'), value,
low, high: the logarithm of jobs a tie adds there over what it adds where vacancies of all industries live alike.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = ("name", "digital", "weeks", "kind", "value", "low", "high")
KINDS = ("weak", "strong")
TICKS = (-50, -25, 0, 25, 50, 100)


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "sectors")
    order = results.drop_duplicates("name").sort_values(["digital", "weeks"])
    names = [str(name) for name in order["name"]]
    figure = style.sheet(style.PAGE, 72)
    panels = figure.subplots(1, 2, sharey=True, width_ratios=(1, 1.5))
    panels[0].barh(
        range(len(names)), order["weeks"], height=0.6, color=style.PALE, edgecolor=style.INK, linewidth=0.5
    )
    panels[0].set(
        xlabel="mean weeks that a vacancy\nstays open (measured)",
        ylabel="above: digital,\nbelow: less digital",
    )
    panels[0].set_yticks(range(len(names)), names)
    style.title(panels[0], "A", "Put in")
    _changes(panels[1], results, names)
    style.title(panels[1], "B", "What comes out")
    border = float((~order["digital"].to_numpy(bool)).sum()) - 0.5
    for axes in panels:
        axes.axhline(border, color=style.GREY, linewidth=0.6, linestyle=":")
        axes.set_ylim(-0.6, len(names) - 0.4)
    figure.legend(*panels[1].get_legend_handles_labels(), loc="outside lower right", ncols=2)
    return figure


def _changes(axes: Axes, results: pd.DataFrame, names: list[str]) -> None:
    """How much more a tie adds, in per cent on a scale of ratios."""
    for kind, shift in zip(KINDS, (0.15, -0.15), strict=True):
        here, look = results[results["kind"] == kind].set_index("name").loc[names], style.LOOKS[kind]
        for y, row in enumerate(records(here)):
            style.whisker(axes, row["value"], y + shift, (row["low"], row["high"]), look)
        axes.plot([], [], look.marker, color=look.colour, label=f"one {kind} tie")
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.margins(x=0.1)
    low, high = axes.get_xlim()
    shown = [t for t in TICKS if low <= np.log(1 + t / 100) <= high]
    axes.set_xticks(
        [float(np.log(1 + t / 100)) for t in shown],
        [f"{t:+d}".replace("-", "−") if t else "0" for t in shown],
    )
    axes.set_xlabel("jobs that a tie adds (%), against\nvacancies that live alike everywhere")


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.replace([np.inf, -np.inf], np.nan)
