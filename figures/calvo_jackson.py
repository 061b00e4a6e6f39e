"""The labour market of Calvó-Armengol and Jackson, simulated, beside its exact answers.

Results: one row a number compared, all numbers in per cent, with the columns

    quantity          "unemployment" (share of weeks out of work) or "leaving" (chance to have a job next week)
    place             the position in the network: "linked pair"; drawn from the top in the order of the table
    weeks_out         weeks out of work so far; 0 for unemployment
    exact             the exact answer
    value, low, high  simulated, with its 95 % interval
    margin            how far the two may differ and still count as the same
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MultipleLocator

from weakties.figures import style
from weakties.figures.column import NARROW

COLUMNS = ("quantity", "place", "weeks_out", "exact", "value", "low", "high", "margin")
FOLLOWED = ("alone", "linked pair", "circle of four", "four all linked")
"""The places whose spells are drawn; a star's lie too close to these."""
LOOK = style.Look(style.LOOKS["contact"].colour)


@style.house()
def draw(results: pd.DataFrame, width_mm: float | None = None) -> Figure:
    """The figure: unemployment by place, how far it is from exact, and the chance to leave by weeks out of work.

    Beside each other on a page, below each other in a column. Raises UserError when columns are missing.
    """
    width_mm = width_mm or (style.COLUMN if NARROW.get() else style.PAGE)
    style.require(results, COLUMNS, "calvo-jackson")
    wide = width_mm == style.PAGE
    figure = style.sheet(width_mm, 70 if wide else 160)
    if wide:
        axes = figure.subplots(1, 3, width_ratios=[1, 0.8, 1.25])
        axes[1].sharey(axes[0])
    else:
        axes = figure.subplots(3, 1, height_ratios=[1, 1, 1.5])
    shares = results[results.quantity == "unemployment"].reset_index(drop=True)
    _levels(axes[0], shares)
    _differences(axes[1], shares, named=not wide)
    _leaving(axes[2], results[results.quantity == "leaving"])
    figure.legend(*_key(), loc="outside upper left", ncols=3 if wide else 1)
    return figure


def _levels(axes: Axes, shares: pd.DataFrame) -> None:
    style.title(axes, "A", "unemployment")
    for y, row in enumerate(shares.to_dict("records")):
        axes.plot([row["exact"]] * 2, [y - 0.34, y + 0.34], color=style.INK, linewidth=1.6, zorder=2)
        style.whisker(axes, row["value"], y, (row["low"], row["high"]), LOOK)
    _places(axes, shares, named=True)
    axes.set(xlabel="weeks out of work (%)", ylabel="position", xlim=(0, 1.12 * shares.exact.max()))


def _differences(axes: Axes, shares: pd.DataFrame, named: bool) -> None:
    style.title(axes, "B", "simulated − exact")
    for y, row in enumerate(shares.to_dict("records")):
        band, exact = (-row["margin"], 2 * row["margin"]), row["exact"]
        axes.broken_barh([band], (y - 0.34, 0.68), facecolor=style.PALE, zorder=1)
        style.whisker(axes, row["value"] - exact, y, (row["low"] - exact, row["high"] - exact), LOOK)
    axes.axvline(0, color=style.INK, linewidth=0.8, zorder=2)
    _places(axes, shares, named)
    furthest = max(abs(shares[end] - shares.exact).max() for end in ("low", "high"))
    reach = 1.15 * max(furthest, shares.margin.max())
    axes.set(xlabel="percentage points", xlim=(-reach, reach))
    if named:
        axes.set_ylabel("position")


def _places(axes: Axes, shares: pd.DataFrame, named: bool) -> None:
    axes.set_yticks(range(len(shares)), list(shares.place))
    axes.set_ylim(len(shares) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0, labelleft=named)


def _leaving(axes: Axes, spells: pd.DataFrame) -> None:
    style.title(axes, "C", "finding work, by weeks without")
    longest = int(spells.weeks_out.max())
    highest = spells[spells.place.isin(FOLLOWED)].groupby("place").exact.max().idxmax()
    for place in FOLLOWED:
        rows = spells[spells.place == place]
        axes.plot(rows.weeks_out, rows.exact, color=style.INK, linewidth=1.0, zorder=2)
        for row in rows[np.isfinite(rows.value)].to_dict("records"):
            ends = (row["low"], row["high"])
            style.whisker(axes, row["weeks_out"], row["value"], ends, LOOK, upright=True)
        beside = (
            5 if place == highest else -5
        )  # where there is room: the names of all but the highest below their curves
        axes.annotate(
            place,
            (longest / 2, np.interp(longest / 2, rows.weeks_out, rows.exact)),
            xytext=(0, beside),
            textcoords="offset points",
            ha="center",
            va="bottom" if beside > 0 else "top",
            fontsize=7,
        )
    axes.set(xlabel="weeks out of work so far", ylabel="chance of a job next week (%)")
    axes.set_xlim(0, longest + 1)
    axes.xaxis.set_major_locator(MultipleLocator(4))
    axes.set_ylim(0, 5 * np.ceil(1.08 * spells.high[np.isfinite(spells.high)].max() / 5))


def _key() -> tuple[list[Any], list[str]]:
    ours = Line2D(
        [], [], color=style.INK, linewidth=1, marker="o", markerfacecolor=LOOK.colour, markeredgewidth=0.5
    )
    exact = Line2D([], [], color=style.INK, linewidth=1.6)
    words = ["simulated, 95 %", "exact (Markov chain)", "counts as the same (B)"]
    return [ours, exact, Patch(facecolor=style.PALE)], words


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, in per cent: panel, place, weeks_out, exact, value, low, high, margin."""
    style.require(results, COLUMNS, "calvo-jackson")
    shares = results[results.quantity == "unemployment"]
    spells = results[(results.quantity == "leaving") & results.place.isin(FOLLOWED)]
    difference = shares.assign(
        panel="B",
        exact=0.0,
        **{name: shares[name] - shares.exact for name in ("value", "low", "high")},
    )
    drawn = pd.concat([shares.assign(panel="A"), difference, spells.assign(panel="C")], ignore_index=True)
    return drawn[["panel", *COLUMNS[1:]]]
