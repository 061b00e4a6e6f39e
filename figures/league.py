"""The league of advice: what each piece brings, when few follow it and when all do, and which ranks it may have.

Results: one row for each piece of advice and share of followers, with the columns

    advice, title    its name; what people read
    arm              whether it is what else could be done with the same hours (formal search, closest friends, the usual)
    share            of those in treated markets who follow it, 0 to 1
    value, low, high its effect, more being better, and the 95 % interval; infinite ends where it has none; NaN: takes no hours,
                     and is named below
    rank_low, rank_high  the ranks that it may have among all at that share; NaN where it has none
    unit             what the effect is: "weeks employed within 52 weeks, per 100 own hours"

The smallest share orders the rows. A filled marker is an effect that is told from none. The dotted line is formal search with the
same hours, the band its interval. Ranks are shown where any can be told.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from weakties.figures import style

COLUMNS = ("advice", "title", "arm", "share", "value", "low", "high", "rank_low", "rank_high", "unit")
BETTER, WORSE, UNTOLD = style.LOOKS["strong"].colour, style.LOOKS["weak"].colour, "white"
FORMAL = "formal"  # the arm that all are held against
ROW = 4.7  # mm
WRAP = 110  # characters of a line under the panels


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    table = points(results)
    known = table["value"].notna()
    timed = set(table.loc[known, "title"])
    order = [str(name) for name in dict.fromkeys(table["title"]) if name in timed]
    shares = sorted({float(share) for share in table["share"]})
    shown = shares if len(shares) == 1 else [shares[0], shares[-1]]
    first = table[table["share"] == shown[0]]
    ranked = apart(first)
    figure = style.sheet(style.PAGE, 48 + ROW * len(order))
    widths = [1.0] * len(shown) + [0.62] * ranked
    panels = list(figure.subplots(1, len(widths), sharey=True, width_ratios=widths, squeeze=False)[0])
    ends = _ends(table[table["share"].isin(shown)])
    for letter, axes, share in zip("AB", panels, shown, strict=False):
        _effects(axes, table[known & (table["share"] == share)], order, ends)
        style.title(axes, letter, f"{followers(share)} follow it")
    if ranked:
        _ranks(panels[-1], first, order)
        style.title(panels[-1], "ABC"[len(shown)], "ranks in A")
    _rows(panels[0], table[known], order)
    for axes in panels[: len(shown)]:
        axes.set_xlabel(str(table["unit"].iloc[0]).replace(", ", ",\n"))
    _legend(figure, _below(table, timed, ranked))
    return figure


def apart(first: pd.DataFrame) -> bool:
    """Whether any two can be told apart, by their ranks."""
    ranked = first[first["rank_low"].notna()]
    return bool((ranked["rank_low"] > 1).any() or (ranked["rank_high"] < len(ranked)).any())


def _below(table: pd.DataFrame, timed: set[str], ranked: bool) -> str:
    """What has to be said under the panels."""
    lines = [] if ranked else ["Of all pairs at once none can be told apart in A: each may have any rank."]
    if free := [str(title) for title in dict.fromkeys(table["title"]) if title not in timed]:
        lines.append(f"Take no hours: {'; '.join(free)}.")
    return "\n".join(part for line in lines for part in textwrap.wrap(line, WRAP))


def points(results: pd.DataFrame) -> pd.DataFrame:
    """What is drawn, in the order of the rows: by the effect with the fewest followers, those without a number last."""
    style.require(results, COLUMNS, "league of advice")
    table = results[list(COLUMNS)].copy()
    first = table[table["share"] == table["share"].min()].set_index("advice")["value"]
    key = -table["advice"].map(first).astype(float)
    table = table.assign(key=key).sort_values(["key", "advice", "share"], kind="stable", na_position="last")
    return table.drop(columns="key").reset_index(drop=True)


def followers(share: float) -> str:
    """In words for people: "1 in 100", "all"."""
    if share == 1:
        return "all"
    return f"1 in {round(1 / share)}" if math.isclose(1 / share, round(1 / share)) else _per_cent(share)


def _per_cent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    """The ends of the axis: all effects, and all ends of intervals but the few that lie far beyond."""
    values = table["value"].to_numpy(float)
    values = values[np.isfinite(values)]
    ends = table[["low", "high"]].to_numpy(float).ravel()
    ends = ends[np.isfinite(ends)]
    far = 1.5 * np.quantile(np.abs(ends), 0.85) if ends.size else 1.0
    within = np.r_[values, ends[np.abs(ends) <= far], 0.0]
    low, high = float(within.min()), float(within.max())
    room = 0.06 * (high - low or 1.0)
    return low - room, high + room


def _effects(axes: Axes, table: pd.DataFrame, order: Sequence[str], ends: tuple[float, float]) -> None:
    axes.axvline(0, color=style.GREY, linewidth=0.6, zorder=1)
    for row in table[table["advice"] == FORMAL].to_dict("records"):
        if math.isfinite(row["low"]) and math.isfinite(row["high"]):
            axes.axvspan(row["low"], row["high"], color=style.PALE, linewidth=0, zorder=0)
        axes.axvline(row["value"], color=style.INK, linewidth=0.9, linestyle=":", zorder=2)
    for row in table.to_dict("records"):
        _effect(axes, order.index(row["title"]), row, ends)
    axes.set_xlim(*ends)
    axes.xaxis.set_major_locator(MaxNLocator(4, prune="both"))
    axes.tick_params(axis="y", length=0)


def _effect(axes: Axes, y: int, row: dict[Any, Any], ends: tuple[float, float]) -> None:
    low, high = max(row["low"], ends[0]), min(row["high"], ends[1])
    axes.plot([low, high], [y, y], color=style.INK, linewidth=0.9, zorder=3, solid_capstyle="butt")
    for end, seen, mark in ((row["low"], low, "<"), (row["high"], high, ">")):
        if end != seen:  # the interval goes on
            axes.plot([seen], [y], mark, color=style.INK, markersize=3, zorder=4, clip_on=False)
    face = colour_of(row["low"], row["high"])
    mark = "D" if row["arm"] else "o"
    axes.plot(
        [row["value"]], [y], mark, ms=3.8 if row["arm"] else 4.4, mfc=face, mec=style.INK, mew=0.6, zorder=5
    )


def colour_of(low: float, high: float) -> str:
    """The colour of an effect: above none, below none, or not told."""
    return BETTER if low > 0 else WORSE if high < 0 else UNTOLD


def _ranks(axes: Axes, table: pd.DataFrame, order: Sequence[str]) -> None:
    ranked = table[table["rank_low"].notna()]
    for row in ranked.to_dict("records"):
        y = order.index(row["title"])
        axes.barh(
            y,
            row["rank_high"] - row["rank_low"] + 0.8,
            left=row["rank_low"] - 0.4,
            height=0.55,
            color=style.LOOKS["formal"].colour if row["arm"] else style.LOOKS["strong"].colour,
            linewidth=0,
        )
    most = max(1, len(ranked))
    step = 10 if most > 20 else 5
    axes.set_xticks([1, *range(step, most - step // 2, step), most] if most > 5 else range(1, most + 1))
    axes.set_xlim(0.4, most + 0.6)
    axes.set_xlabel("rank")
    axes.tick_params(axis="y", length=0)


def _rows(axes: Axes, table: pd.DataFrame, order: Sequence[str]) -> None:
    arms = {str(title) for title in table.loc[table["arm"].astype(bool), "title"]}
    axes.set_yticks(range(len(order)), order)
    for label in axes.get_yticklabels():
        if label.get_text() in arms:
            label.set(fontstyle="italic", color=style.GREY)
    axes.set(ylim=(len(order) - 0.4, -0.6), ylabel="advice")


def _legend(figure: Figure, below: str) -> None:
    def dot(face: str, label: str, mark: str = "o") -> Line2D:
        return Line2D([], [], marker=mark, mfc=face, mec=style.INK, mew=0.6, ls="", label=label)

    figure.legend(
        handles=[
            dot(BETTER, "better than nothing"),
            dot(WORSE, "worse than nothing"),
            dot(UNTOLD, "cannot be told from nothing"),
            dot(UNTOLD, "the same hours otherwise", "D"),
            Line2D([], [], color=style.INK, ls=":", lw=0.9, label="formal search"),
            Patch(facecolor=style.PALE, label="its 95 % interval"),
        ],
        loc="outside lower center",
        ncols=3,
        title=below or None,
        title_fontsize=7.0,
    )
