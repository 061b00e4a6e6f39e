"""What figures about ties in time share: worlds whose occasions end, and do not, as lines; what was published in black on grey.

Ours: worlds ('occasions end', 'occasions never end'), statistic, of, x, value, low, high. Theirs: statistic, of, value, low,
high.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from weakties.figures import style

OURS = ("worlds", "statistic", "of", "x", "value", "low", "high")
LOOKS = {"occasions end": style.LOOKS["strong"], "occasions never end": style.LOOKS["weak"]}


def lines(axes: Axes, ours: pd.DataFrame, statistic: str, scale: float = 1.0) -> None:
    """One statistic by x, with its 95 % intervals, in both worlds."""
    for name, look in LOOKS.items():
        some = ours[(ours["worlds"] == name) & (ours["statistic"] == statistic) & ours["value"].notna()]
        some = some.sort_values("x")
        axes.plot(
            some["x"], scale * some["value"], color=look.colour, linestyle=look.line, marker=look.marker,
            markersize=3.5, linewidth=1.0, zorder=3,
        )  # fmt: skip
        known = some[np.isfinite(some["low"]) & np.isfinite(some["high"])]
        axes.vlines(
            known["x"],
            scale * known["low"],
            scale * known["high"],
            color=look.colour,
            linewidth=0.8,
            zorder=2,
        )


def theirs(axes: Axes, published: pd.DataFrame, ours: pd.DataFrame, statistic: str) -> None:
    """The published values of a statistic at the x of ours: black, their intervals grey bars."""
    place = ours[ours["statistic"] == statistic].drop_duplicates("of").set_index("of")["x"]
    some = published[published["statistic"] == statistic]
    x = some["of"].map(place)
    axes.vlines(x, some["low"], some["high"], color=style.PALE, linewidth=6, zorder=0)
    axes.plot(x, some["value"], color=style.INK, marker="D", markersize=3, linewidth=0.6, zorder=1)


def classes(axes: Axes, ours: pd.DataFrame, statistic: str, label: str) -> None:
    """Names of classes along x."""
    place = ours[ours["statistic"] == statistic].drop_duplicates("of").sort_values("x")
    axes.set_xticks(list(place["x"]), list(place["of"]))
    axes.set_xlim(place["x"].min() - 0.4, place["x"].max() + 0.4)
    axes.set_xlabel(label)


def shares(axes: Axes, label: str, top: float = 1.0) -> None:
    """A y-axis of shares from 0, in per cent."""
    axes.set(ylabel=label, ylim=(0, top))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))


def key(published: str = "") -> tuple[list[Any], list[str]]:
    """The entries of a legend: both worlds, and whose numbers are black."""
    marks = [
        Line2D(
            [], [], color=look.colour, linestyle=look.line, marker=look.marker, markersize=3.5, linewidth=1
        )
        for look in LOOKS.values()
    ]
    names = [f"{name}, 95 %" for name in LOOKS]
    if published:
        marks.append(Line2D([], [], color=style.INK, marker="D", markersize=3, linewidth=0.6))
        names.append(published)
    return marks, names


def drawn(ours: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """The points drawn: ours, and the published ones as further worlds."""
    tables = [ours] if published is None else [ours, published.assign(worlds="published")]
    return pd.concat(tables, ignore_index=True).replace([np.inf, -np.inf], np.nan)
