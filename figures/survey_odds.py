"""What a survey would report: the chance that so many people, asked in a simulated world, give a published table.

Results: one row a question, world, size of the survey and table to be reported:

    like          'popular' (56 % and 27 %, each within 3 points) or 'granovetter' (his three shares, whatever the classes are
                  called: the joint likelihood region of his table)
    asked         how many people the survey asks
    most          the chance where that table is exactly true, per cent
    cut, people   'popular' or 'granovetter'; 'all' jobs, or those found through 'contacts'
    first, second the two classes of the pair, and first_share, second_share: what they hold in that world, per cent
    world         'default' (formal channels bring about what Granovetter counted) or 'popular' (17 %)
    value, low, high  the chance, per cent, with its interval between worlds

A and B: the two tables. One line a question and world; the large mark is a survey of many, the small one of few, and the dashed
lines say how often a survey of that size reports a table that is exactly true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = (
    *("like", "asked", "most", "cut", "people", "first", "second", "world", "first_share", "second_share"),
    *("value", "low", "high"),
)
ON_A_LINE = ["cut", "people", "world"]
TITLES = {"popular": "Reports 56 % and 27 %, ± 3 points", "granovetter": "Reports Granovetter's table"}
CUTS = {"popular": "popular cut", "granovetter": "Granovetter's cut"}
PEOPLE = {"all": "of all jobs", "contacts": "of jobs through contacts"}
MIXES = {"default": "as many without a contact as Granovetter counted", "popular": "17 % without a contact"}
LOOKS = {"default": style.LOOKS["contact"], "popular": style.Look("#FFFFFF", "-", "P")}
SIZES: tuple[float, ...] = (3.5, 7.0)
DASHES: tuple[Any, ...] = (":", (0, (5, 1.5)))


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "survey odds")
    asked = sorted(results["asked"].unique())
    figure = style.sheet(style.PAGE, 82)
    panels = figure.subplots(1, 2, sharey=True)
    for letter, axes, like in zip("AB", panels, TITLES, strict=True):
        _panel(axes, results[results["like"] == like], asked)
        style.title(axes, letter, TITLES[like])
        axes.set_xlabel("chance that a survey does (%)")
    lines = _lines(results)
    panels[0].set_yticks(range(len(lines)), [_name(row) for row in records(lines)])
    panels[0].set_ylabel("hires cut, and shares in that world", labelpad=8)
    figure.legend(*_key(asked), loc="outside lower center", ncols=3, handlelength=2.0, columnspacing=1.4)
    return figure


def _lines(results: pd.DataFrame) -> pd.DataFrame:
    """What is on each line, from the lowest up."""
    return results.drop_duplicates(ON_A_LINE).iloc[::-1]


def _name(row: Mapping[str, Any]) -> str:
    shares = f"{row['first']} {row['first_share']:.0f} %, {row['second']} {row['second_share']:.0f} %"
    return f"{CUTS[row['cut']]}, {PEOPLE[row['people']]}\n{shares}"


def _panel(axes: Axes, rows: pd.DataFrame, asked: list[int]) -> None:
    """One table to be reported: the chances by question and world, and as dashed lines those where it is exactly true."""
    lines = _lines(rows)
    for n, size, dash in zip(asked, SIZES, DASHES, strict=True):
        here = lines[ON_A_LINE].merge(rows[rows["asked"] == n], on=ON_A_LINE, how="left")
        axes.axvline(here["most"].iloc[0], color=style.INK, linewidth=0.8, linestyle=dash, zorder=1)
        for y, row in enumerate(records(here)):
            look = LOOKS[row["world"]]
            if np.isfinite([row["low"], row["high"]]).all():
                axes.plot([row["low"], row["high"]], [y, y], color=style.INK, linewidth=1.0, zorder=3)
            axes.plot(
                [row["value"]], [y], "o", color=look.colour, markersize=size, markeredgecolor=style.INK,
                markeredgewidth=0.6, zorder=5 if size == min(SIZES) else 4, clip_on=False,
            )  # fmt: skip
    for y in range(len(lines)):
        axes.axhline(y, color=style.PALE, linewidth=0.6, zorder=0)
    for y in range(2, len(lines), 2):
        axes.axhline(y - 0.5, color=style.GREY, linewidth=0.4, zorder=0)
    axes.set(xlim=(-2, 103), ylim=(-0.6, len(lines) - 0.4), xticks=range(0, 101, 20))
    axes.tick_params(axis="y", length=0)


def _key(asked: list[int]) -> tuple[list, list[str]]:
    """Marks and their names."""
    from matplotlib.lines import Line2D

    def dot(colour: str, size: float) -> Line2D:
        edge: dict[str, Any] = {"markeredgecolor": style.INK, "markeredgewidth": 0.6}
        return Line2D([], [], linestyle="", marker="o", color=colour, markersize=size, **edge)

    marks = [dot(LOOKS[world].colour, 5.5) for world in MIXES]
    names = list(MIXES.values())
    for n, size, dash in zip(asked, SIZES, DASHES, strict=True):
        marks += [dot(style.GREY, size), Line2D([], [], color=style.INK, linewidth=0.8, linestyle=dash)]
        names += [f"{n:,} asked", f"{n:,} asked, were it exactly true"]
    return marks, names


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn, one row a mark."""
    return results.replace([np.inf, -np.inf], np.nan)
