"""What a network is, on one page: numbers, a picture, and how strength and structure go together.

Results: a mapping of tables; those that are absent leave their panel empty.

    numbers   name, value (text): the list at the upper left
    people    x, y: where each person is drawn (at most some 1,500; absent for larger networks)
    lines     x0, y0, x1, y1, strong: the ties between them
    degrees   ties, people: how many people have so many ties
    overlap   percentile, overlap: mean overlap by strength
    removal   order, removed, largest, low, high, draws: what is left while ties are removed, the mean of so many draws (equal
              ties broken by chance; any order is of chance) and where 95 % of them lie
    range     range, strength: mean percentile of strength by range
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from weakties.figures import style

REMOVAL = {"weakest first": "weak", "strongest first": "strong"}


@style.house()
def draw(results: Mapping[str, pd.DataFrame]) -> Figure:
    """The page, 178 x 200 mm. Raises UserError when the numbers are missing."""
    style.require(results["numbers"], ("name", "value"), "network")
    figure = style.sheet(style.PAGE, 200)
    grid = figure.subplot_mosaic("NP;DO;RG", height_ratios=[1.5, 1, 1])
    _numbers(grid["N"], results["numbers"])
    panels: list[tuple[str, str, str, Callable[[Axes, Mapping[str, pd.DataFrame]], None]]] = [
        ("P", "people", "Strong and weak ties", _picture),
        ("D", "degrees", "Ties per person", _degrees),
        ("O", "overlap", "Overlap by strength", _overlap),
        ("R", "removal", "What holds it together", _removal),
        ("G", "range", "Strength by range", _range),
    ]
    for letter, (key, table, text, panel) in zip("ABCDE", panels, strict=True):
        style.title(grid[key], letter, text)
        if len(results.get(table, ())):
            panel(grid[key], results)
        else:
            grid[key].set_axis_off()
            why = "too large to draw" if table == "people" else "all ties are equally strong"
            grid[key].text(0.5, 0.5, why, ha="center", color=style.GREY, transform=grid[key].transAxes)
    return figure


def _numbers(axes: Axes, numbers: pd.DataFrame) -> None:
    axes.set_axis_off()
    for at, (name, value) in enumerate(zip(numbers["name"], numbers["value"], strict=True)):
        y = 1 - (at + 0.5) / len(numbers)
        axes.text(0.0, y, str(name), va="center", transform=axes.transAxes, fontsize=7)
        axes.text(0.98, y, str(value), va="center", ha="right", transform=axes.transAxes, fontsize=7)


def _picture(axes: Axes, results: Mapping[str, pd.DataFrame]) -> None:
    """Weak ties below, strong ones above, people as points."""
    lines = results["lines"]
    for strong in (False, True):
        look = style.LOOKS["strong" if strong else "weak"]
        some = lines[lines["strong"].astype(bool) == strong][["x0", "y0", "x1", "y1"]].to_numpy(float)
        faint = float(np.clip(40 / np.sqrt(max(1, len(some))), 0.15, 0.9))
        width = 0.9 if strong else 0.5
        axes.add_collection(
            LineCollection(list(some.reshape(-1, 2, 2)), colors=look.colour, alpha=faint, linewidths=width)
        )
    people = results["people"]
    axes.plot(
        people["x"],
        people["y"],
        "o",
        color=style.INK,
        markersize=float(np.clip(30 / np.sqrt(len(people)), 0.6, 3)),
    )
    axes.set_axis_off()


def _degrees(axes: Axes, results: Mapping[str, pd.DataFrame]) -> None:
    table = results["degrees"]
    many = table["ties"].max() > 100
    axes.bar(
        table["ties"],
        table["people"],
        width=1.0 if not many else table["ties"].diff().max() or 1.0,
        color=style.GREY,
    )
    axes.set(xlabel="ties of a person", ylabel="people")


def _overlap(axes: Axes, results: Mapping[str, pd.DataFrame]) -> None:
    table = results["overlap"]
    axes.plot(table["percentile"], table["overlap"], "o-", color=style.LOOKS["strong"].colour, markersize=3)
    axes.set(xlabel="strength (percentile of ties)", ylabel="overlap (0 to 1)", xlim=(0, 100), ylim=(0, None))


def _removal(axes: Axes, results: Mapping[str, pd.DataFrame]) -> None:
    table = results["removal"]
    for order, curve in table.groupby("order", sort=False):
        look = style.LOOKS[REMOVAL[str(order)]] if order in REMOVAL else style.Look(style.GREY, ":")
        axes.plot(
            curve["removed"], curve["largest"], color=look.colour, linestyle=look.line, label=str(order)
        )
        band = curve["low"].to_numpy(float), curve["high"].to_numpy(float)
        axes.fill_between(curve["removed"], *band, color=look.colour, alpha=0.2, linewidth=0)
    draws = f"mean, and 95 %, of {table['draws'].max()} draws"
    axes.set(xlabel="ties removed (share)", ylabel="largest component (share)", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(loc="lower left", title=draws, title_fontsize=style.SMALLEST)


def _range(axes: Axes, results: Mapping[str, pd.DataFrame]) -> None:
    table = results["range"]
    axes.plot(table["range"], table["strength"], "o-", color=style.LOOKS["strong"].colour)
    axes.set_xticks(list(table["range"]))
    axes.set(xlabel="range (steps; 6: and more)", ylabel="strength (percentile)", ylim=(0, 100))


def points(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All tables, one below the other."""
    return pd.concat([table.assign(panel=name) for name, table in results.items()], ignore_index=True)
