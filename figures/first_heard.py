"""Over which ties people heard first, beside how many ties there are of each strength; and how news spread.

Results: a mapping of two tables:

    classes  one row a class of contact rate, strongest first: name, strong (bool), ties and heard (shares, 0 to 1), low, high
             (the interval of heard)
    curve    week, informed (share of people who know at its end)
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from weakties.figures import style

CLASSES = ("name", "strong", "ties", "heard", "low", "high")
CURVE = ("week", "informed")


@style.house()
def draw(results: Mapping[str, pd.DataFrame]) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results["classes"], CLASSES, "first heard")
    style.require(results["curve"], CURVE, "spread")
    figure = style.sheet(style.PAGE, 68)
    spread, heard = figure.subplots(1, 2, width_ratios=[1, 1.3])
    style.title(spread, "A", "How far, how fast")
    curve = results["curve"]
    spread.step(curve["week"], 100 * curve["informed"], where="post", color=style.LOOKS["contact"].colour)
    spread.set(
        xlabel="week", ylabel="people who know (%)", ylim=(0, 102), xlim=(0, max(1, curve["week"].max()))
    )
    style.title(heard, "B", "Who hears first over which ties")
    marks = _bars(heard, results["classes"])
    figure.legend(marks, ["first hearings, 95 %", "ties"], loc="outside lower right", ncols=2)
    return figure


def _bars(axes: Axes, classes: pd.DataFrame) -> tuple[Patch, Line2D]:
    """First hearings as bars with whiskers; ties as diamonds. Returns what the key shows of either."""
    y = np.arange(len(classes))
    looks = [style.LOOKS["strong" if strong else "weak"] for strong in classes["strong"]]
    axes.barh(y, 100 * classes["heard"], color=[look.colour for look in looks], height=0.62, zorder=2)
    for at, ends in enumerate(100 * classes[["low", "high"]].to_numpy(float)):
        axes.plot(ends, [at, at], color=style.INK, linewidth=1, marker="|", zorder=3)
    ties = 100 * classes["ties"].to_numpy(float)
    (mark,) = axes.plot(ties, y, "D", color="white", markeredgecolor=style.INK, zorder=4, clip_on=False)
    axes.set_yticks(y, list(classes["name"]))
    axes.set_ylim(len(classes) - 0.5, -0.5)
    axes.set(xlabel="share (%)", ylabel="contact frequency, at least")
    return axes.patches[0], mark


def points(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Both tables, one below the other."""
    return pd.concat([table.assign(panel=name) for name, table in results.items()], ignore_index=True)
