"""The size of the world: the share of joins that ties brought about, against firms per trade, and what is joined and brought.

Results, three tables; classes of contact rate are weighted alike in all but what = 'all ties':

    shares   what ('classes alike', 'all ties'), people, firms (per trade), value, low, high in %, fitted (True: the curve goes
             through it), resized (True: the same number of people in firms of other sizes)
    curves   what, firms, value, low, high in %; firms infinite: the limit
    rates    people, firms, kind ('weak', 'strong'), event ('joined', 'added'), value, low, high per 1,000 ties
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from weakties.figures import style
from weakties.figures.events import EVENT_LOOKS, records
from weakties.figures.style import LOOKS

COLUMNS = {
    "shares": ("what", "people", "firms", "value", "low", "high", "fitted", "resized"),
    "curves": ("what", "firms", "value", "low", "high"),
    "rates": ("people", "firms", "kind", "event", "value", "low", "high"),
}
Key = tuple[list[Line2D], list[str]]  # the entries of a legend
WEIGHTINGS = {"classes alike": LOOKS["strong"], "all ties": LOOKS["weak"]}


@style.house()
def draw(results: Mapping[str, pd.DataFrame]) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    for name, columns in COLUMNS.items():
        style.require(results[name], columns, f"size of the world, {name}")
    figure = style.sheet(style.PAGE, 88)
    left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
    shown: dict[str, Any] = {"ncols": 2, "columnspacing": 1.2}
    figure.legend(*_shares(left, results["shares"], results["curves"]), loc="outside lower left", **shown)
    figure.legend(*_rates(right, results["rates"]), loc="outside lower right", **shown)
    style.title(left, "A", "Joins that the tie brought about")
    style.title(right, "B", "Joined, and brought about")
    return figure


def _shares(axes: Axes, shares: pd.DataFrame, curves: pd.DataFrame) -> Key:
    """Shares with their curve and its limit, at the right margin."""
    for what, look in WEIGHTINGS.items():
        line = curves[(curves["what"] == what) & np.isfinite(curves["firms"])]
        axes.plot(line["firms"], line["value"], linestyle=look.line, color=look.colour, zorder=2)
        axes.fill_between(
            line["firms"], line["low"], line["high"], color=look.colour, alpha=0.13, linewidth=0
        )
        end = records(curves[(curves["what"] == what) & ~np.isfinite(curves["firms"])])[0]
        place = float(line["firms"].max()) * 1.5
        style.whisker(axes, place, end["value"], (end["low"], end["high"]), look, upright=True)
        for row in records(shares[shares["what"] == what]):
            x, span = row["firms"] * (1.07 if row["resized"] else 1.0), (row["low"], row["high"])
            if np.isfinite(span).all():
                axes.plot([x, x], span, color=style.INK, linewidth=1.0, marker="_", markersize=4, zorder=4)
            face = "white" if row["resized"] or not row["fitted"] else look.colour
            mark = "D" if row["resized"] else look.marker
            axes.plot([x], [row["value"]], mark, color=face, markeredgecolor=look.colour, zorder=5)
    ends = sorted(curves["firms"][np.isfinite(curves["firms"])])
    _firms_axis(axes, shares["firms"], "firms per trade (people / firm size / trades)")
    axes.set_xlim(ends[0] / 1.25, ends[-1] * 2)
    axes.set_ylim(0, 103)
    axes.set_ylabel("% of joins of alter's firm")
    axes.annotate("limit", (ends[-1] * 1.5, 2), ha="center", fontsize=style.SMALLEST)
    dark: dict[str, Any] = {"color": style.INK, "markeredgecolor": style.INK, "linestyle": "none"}
    marks = [Line2D([], [], linestyle=k.line, color=k.colour, marker=k.marker) for k in WEIGHTINGS.values()]
    marks += [Line2D([], [], **{**dark, "color": "white"}, marker=m) for m in ("o", "D")]
    names = ["classes alike", "all ties", "kept out of the fit", "firms of other sizes"]
    return marks, names


def _rates(axes: Axes, rates: pd.DataFrame) -> Key:
    """Joins fall with the number of firms; what ties bring stays."""
    for event in ("joined", "added"):
        for kind in ("strong", "weak"):
            rows = rates[(rates["event"] == event) & (rates["kind"] == kind)].sort_values("firms")
            look, colour = LOOKS[kind], EVENT_LOOKS[event].colour
            axes.plot(rows["firms"], rows["value"], linestyle=look.line, color=colour, zorder=3)
            for row in records(rows):
                ends = (max(row["low"], 1e-3), row["high"])
                if np.isfinite(ends).all():
                    axes.plot([row["firms"]] * 2, ends, color=style.INK, linewidth=0.9, zorder=3)
                axes.plot([row["firms"]], [max(row["value"], 1e-3)], look.marker, color=colour, zorder=4)
    _firms_axis(axes, rates["firms"], "firms per trade")
    axes.set_yscale("log")
    good = rates["value"][rates["value"] > 0]
    axes.set_ylim(0.6 * good.min(), 3.5 * good.max())
    axes.yaxis.set_major_formatter(lambda x, _: f"{x:,g}")
    axes.set_ylabel("jobs per 1,000 ties in two years")
    colours = [EVENT_LOOKS[event].colour for event in ("joined", "added")]
    kinds = [LOOKS[kind] for kind in ("strong", "weak")]
    marks = [Line2D([], [], color=c, marker=k.marker, linestyle=k.line) for c in colours for k in kinds]
    names = ["joined, strong", "joined, weak", "brought, strong", "brought, weak"]
    return marks, names


def _firms_axis(axes: Axes, firms: pd.Series, label: str) -> None:
    """A logarithmic axis of numbers of firms, with those of the worlds written at it, each second one where there are many."""
    there = sorted(set(firms))
    axes.set_xscale("log")
    axes.set_xticks(there[:: 1 + (len(there) > 6)])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    axes.set_xlabel(label)


def points(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The points drawn, with the table they come from as `part`."""
    parts = [results[name][list(columns)].assign(part=name) for name, columns in COLUMNS.items()]
    return pd.concat(parts, ignore_index=True)
