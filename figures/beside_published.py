"""A few numbers of ours, each with its interval, beside what was published of them, in panels of one unit each.

Results: one row a number, with the columns

    panel, axis       the title of its panel, and what is measured along it
    of                what the names of the panel are names of
    name              what it is called; the same name in another kind stands on the same line
    kind              which world, or way, it comes from: up to four
    value, low, high  ours
    published         the number that was published; nan: none, or a direction alone
    nothing           where there is no effect: the dashed line of the panel
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = ("panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing")
LOOKS = ("strong", "weak", "contact", "direct")
APART = 0.5  # of the space between two lines, that the kinds of one take


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure: 178 mm wide, one panel beside the other. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "beside published")
    panels, kinds = (list(dict.fromkeys(results[name])) for name in ("panel", "kind"))
    longest = max(rows["name"].nunique() for _, rows in results.groupby("panel"))
    figure = style.sheet(style.PAGE, 34 + 8 * longest)
    for letter, axes, panel in zip(
        "ABC", figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=False
    ):
        _panel(axes, results[results["panel"] == panel], kinds)
        style.title(axes, letter if len(panels) > 1 else "", panel)
    looks = [style.LOOKS[name] for name in LOOKS[: len(kinds)]]
    axes = figure.axes[0]
    marks = [
        axes.plot([], [], look.marker, color=look.colour, markeredgecolor=style.INK)[0] for look in looks
    ]
    if results["published"].notna().any():
        marks.append(axes.plot([], [], "|", color=style.INK, markersize=11, markeredgewidth=1.6)[0])
        kinds = [*kinds, "published"]
    figure.legend(marks, kinds, loc="outside upper left", ncols=len(kinds))
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, kinds: list[str]) -> None:
    names = list(dict.fromkeys(rows["name"]))
    here = [kind for kind in kinds if kind in set(rows["kind"])]
    for row in records(rows):
        line = names.index(row["name"])
        at = line + APART * ((here.index(row["kind"]) + 0.5) / len(here) - 0.5)
        style.whisker(
            axes, row["value"], at, (row["low"], row["high"]), style.LOOKS[LOOKS[kinds.index(row["kind"])]]
        )
        if np.isfinite(row["published"]):
            axes.plot(
                [row["published"]] * 2, [line - 0.4, line + 0.4], color=style.INK, linewidth=1.6, zorder=3
            )
    axes.axvline(float(rows["nothing"].iloc[0]), color=style.GREY, linewidth=0.5, linestyle="--", zorder=1)
    axes.set_yticks(range(len(names)), names)
    axes.set(ylim=(len(names) - 0.5, -0.5), xlabel=str(rows["axis"].iloc[0]), ylabel=str(rows["of"].iloc[0]))


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
