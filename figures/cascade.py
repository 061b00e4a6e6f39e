"""One piece of news as it travelled: who told whom, when, over strong and weak ties.

Results: one row a person who came to know, with the columns

    person, teller   numbers; teller -1 for those who knew first
    week             in which the person came to know
    strong           whether the tie that brought it is strong (any value for those who knew first)

A tree, drawn from left to right over the weeks: each person beside the one from whom the news came, and those who heard most
through others in the middle of their listeners. Only the first `MOST` people are drawn; the title says how many there were.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style

COLUMNS = ("person", "teller", "week", "strong")
MOST = 150


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "cascade")
    figure = style.sheet(style.PAGE, 120)
    axes = figure.subplots()
    tree(axes, results)
    looks = [style.LOOKS["strong"], style.LOOKS["weak"]]
    marks = [Line2D([], [], color=look.colour, linestyle=look.line) for look in looks]
    marks.append(Line2D([], [], color=style.INK, marker="o", linestyle="", markersize=4))
    names = ["told over a strong tie", "told over a weak tie", "knew first"]
    figure.legend(marks, names, loc="outside upper left", ncols=3)
    return figure


def tree(axes: Axes, results: pd.DataFrame) -> None:
    """The tree of the first people who came to know."""
    drawn = points(results)
    place = {int(p): (w, h) for p, w, h in drawn[["person", "week", "height"]].to_numpy(float)}
    for row in drawn[drawn["teller"] >= 0].to_dict("records"):
        look = style.LOOKS["strong" if row["strong"] else "weak"]
        x, y = place[int(row["teller"])]
        steps = ([x, x, row["week"]], [y, row["height"], row["height"]])
        axes.plot(*steps, color=look.colour, linestyle=look.line, linewidth=0.8, zorder=2)
    first = drawn[drawn["teller"] < 0]
    axes.plot(drawn["week"], drawn["height"], ".", color=style.GREY, markersize=2, zorder=3)
    axes.plot(first["week"], first["height"], "o", color=style.INK, markersize=4, zorder=4)
    some = (
        f"all {len(results)}" if len(drawn) == len(results) else f"the first {len(drawn)} of {len(results):,}"
    )
    axes.set(xlabel="week in which a person came to know", ylim=(-1, drawn["height"].max() + 1))
    style.title(axes, "", f"Who told whom: {some} people who came to know")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The people drawn, with the height at which each stands in the tree."""
    style.require(results, COLUMNS, "cascade")
    drawn = results.sort_values(["week", "person"], kind="stable").head(MOST).reset_index(drop=True)
    listeners: dict[int, list[int]] = {}
    for person, teller in zip(drawn["person"], drawn["teller"], strict=True):
        listeners.setdefault(int(teller), []).append(int(person))
    height: dict[int, float] = {}
    leaves = 0
    stack = [(person, False) for person in reversed(listeners.get(-1, []))]
    while stack:
        person, seen = stack.pop()
        own = listeners.get(person, [])
        if seen:
            height[person] = sum(height[p] for p in own) / len(own)
        elif own:
            stack += [(person, True), *((p, False) for p in reversed(own))]
        else:
            height[person], leaves = float(leaves), leaves + 1
    return drawn[list(COLUMNS)].assign(height=[height[int(p)] for p in drawn["person"]])
