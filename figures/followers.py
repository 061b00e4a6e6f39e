"""What is left of advice when more people follow it: its effect on those who do, against their share.

Results: one row for each piece of advice and share of followers, with the columns of figures/league.py. The pieces are those
with the greatest effects at the smallest share, at most MOST, and formal search.
"""

from __future__ import annotations

import math
from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from weakties.figures import league, style

MOST = 4
LOOKS = ("strong", "weak", "contact", "direct")
APART = 0.02  # of a decade, by which markers of one share stand beside each other


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    table = points(results)
    figure = style.sheet(style.COLUMN, 78)
    axes = figure.subplots()
    axes.axhline(0, color=style.GREY, linewidth=0.6, zorder=1)
    looks = cycle(LOOKS)
    names = list(dict.fromkeys(table["advice"]))
    for place, advice in enumerate(names):
        look = style.LOOKS["formal" if advice == league.FORMAL else next(looks)]
        _curve(axes, table[table["advice"] == advice], look, APART * (place - (len(names) - 1) / 2))
    _share_axis(axes, sorted(set(table["share"])))
    axes.set_ylabel(str(table["unit"].iloc[0]).replace(", ", ",\n"))
    figure.legend(loc="outside lower center", ncols=1)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """What is drawn: pieces whose effects are numbers at every share."""
    style.require(results, league.COLUMNS, "followers of advice")
    table = league.points(results)
    whole = table.groupby("advice")["value"].transform(lambda values: values.notna().all())
    table = table[whole]
    best = list(dict.fromkeys(table.loc[~table["arm"].astype(bool), "advice"]))[:MOST]
    return table[table["advice"].isin([*best, league.FORMAL])].reset_index(drop=True)


def _curve(axes: Axes, rows: pd.DataFrame, look: style.Look, aside: float) -> None:
    rows = rows.sort_values("share")
    x = rows["share"] * 10**aside
    axes.plot(x, rows["value"], color=look.colour, linestyle=look.line, zorder=2)
    for at, row in zip(x, rows.to_dict("records"), strict=True):
        style.whisker(axes, at, row["value"], (row["low"], row["high"]), look, upright=True)
    title = str(rows["title"].iloc[0])
    axes.plot([], [], look.marker, ls=look.line, color=look.colour, mec=style.INK, mew=0.5, label=title)


def _share_axis(axes: Axes, shares: list[float]) -> None:
    axes.set_xscale("log")
    axes.set_xlim(shares[0] / 1.6, shares[-1] * 1.6)
    shown = [share for share in shares if math.isclose(share, 1) or share < 0.4] or shares
    axes.xaxis.set_major_locator(FixedLocator(shown))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.3g} %"))
    axes.set_xlabel("share who follow it, of those whom it is for")
