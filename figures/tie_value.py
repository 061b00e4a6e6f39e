"""What one tie is worth, beside what all ties of its strength bring: why most hires come through weak ties all the same.

Results: one row for each class of contact rate, classes side by side from weak to strong:

    rate_from, rate_to    the class, conversations per week; 0 < rate_from < rate_to
    kind                  'weak' or 'strong' (or 'weakest'): how the class is drawn
    value, low, high      hires per 1,000 ties of the class and year, and the 95 % interval
    share, share_low, share_high
                          hires credited to ties of the class as a share of the hires through contacts, 0 to 1, with its interval
    ties                  optional: ties of the class that a worker has, in the mean

A share is the number of ties times the value of one; with `ties` the three stand side by side, otherwise the last two. The value
and the number of ties are on logarithmic axes; a class without any hire has a share of 0 and a value that is not drawn, with an
arrow from the upper end of its interval.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style

COLUMNS = ("rate_from", "rate_to", "kind", "value", "low", "high", "share", "share_low", "share_high")


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "tie value")
    counted = "ties" in results.columns
    figure = style.sheet(style.PAGE, 68)
    panels = list(figure.subplots(1, 3 if counted else 2))
    if counted:
        _ties(panels[0], results)
    _value(panels[-2], results)
    _share(panels[-1], results)
    titles = ["How many ties", "What one tie brings", "What all of them bring"]
    for letter, axes, text in zip("ABC", panels, titles[3 - len(panels) :], strict=False):
        style.title(axes, letter, text)
        low, high = float(results["rate_from"].min()), float(results["rate_to"].max())
        style.rate_axis(axes, low, high, "contact rate (per week)" if counted else style.RATE, narrow=counted)
    figure.legend(*_key(results), loc="outside lower right", ncols=4)
    return figure


def _key(results: pd.DataFrame) -> tuple[list[Line2D], list[str]]:
    """The entries of the legend: the kinds of ties drawn, and the whisker."""
    kinds = list(dict.fromkeys(results["kind"]))
    edge: dict[str, Any] = {"markeredgecolor": style.INK, "markeredgewidth": 0.5}
    looks = [style.LOOKS[kind] for kind in kinds]
    marks = [Line2D([], [], color=look.colour, linewidth=2.2, marker=look.marker, **edge) for look in looks]
    whisker = Line2D([], [], color=style.INK, linewidth=1.0, marker="|", markersize=4)
    return [*marks, whisker], [*(f"{kind} ties" for kind in kinds), "95 %"]


def _bars(axes: Axes, results: pd.DataFrame, heights: pd.Series[float]) -> None:
    """One bar for each class, from edge to edge."""
    for left, right, kind, height in zip(
        results["rate_from"], results["rate_to"], results["kind"], heights, strict=True
    ):
        axes.bar(
            left,
            height,
            right - left,
            align="edge",
            color=style.LOOKS[kind].colour,
            edgecolor="white",
            linewidth=0.5,
        )


def _middles(results: pd.DataFrame) -> np.ndarray:
    """The middle of each class on a logarithmic axis."""
    return np.sqrt((results["rate_from"] * results["rate_to"]).to_numpy(float))


def _steps(axes: Axes, results: pd.DataFrame, heights: str) -> None:
    """A level line over the width of each class, on a logarithmic axis."""
    style.number_axis(axes)
    for left, right, kind, y in results[["rate_from", "rate_to", "kind", heights]].itertuples(index=False):
        if y > 0:
            axes.plot(
                [left, right], [y, y], color=style.LOOKS[kind].colour, linewidth=2.2, solid_capstyle="butt"
            )


def _ties(axes: Axes, results: pd.DataFrame) -> None:
    _steps(axes, results, "ties")
    for x, kind, y in zip(_middles(results), results["kind"], results["ties"], strict=True):
        look = style.LOOKS[kind]
        axes.plot([x], [y], look.marker, color=look.colour, markeredgecolor=style.INK, markeredgewidth=0.5)
    axes.set_ylabel("ties per worker")


def _value(axes: Axes, results: pd.DataFrame) -> None:
    """The value of one tie; whiskers that reach 0, where a logarithmic axis has no place, end at its foot."""
    _steps(axes, results, "value")
    drawn = results[["value", "low", "high"]].to_numpy(float)
    drawn = drawn[np.isfinite(drawn) & (drawn > 0)]
    foot, top = (drawn.min() / 2, drawn.max() * 2) if drawn.size else (0.1, 10.0)
    for x, row in zip(_middles(results), results.to_dict("records"), strict=True):
        if row["value"] > 0:
            ends = (max(row["low"], foot), row["high"])
            style.whisker(axes, x, row["value"], ends, style.LOOKS[str(row["kind"])], upright=True)
        elif np.isfinite(row["high"]):
            arrow = {"arrowstyle": "->", "color": style.INK, "linewidth": 0.8}
            axes.annotate("", (x, foot), (x, row["high"]), arrowprops=arrow)
    axes.set(ylim=(foot, top), ylabel="hires per 1,000 ties and year")


def _share(axes: Axes, results: pd.DataFrame) -> None:
    """The share of hires as bars, with whiskers."""
    _bars(axes, results, 100 * results["share"])
    for x, low, high in zip(_middles(results), results["share_low"], results["share_high"], strict=True):
        if np.isfinite([low, high]).all():
            ends = ([x, x], [100 * low, 100 * high])
            axes.plot(*ends, color="white", linewidth=2.4)  # so that the whisker shows on a dark bar
            axes.plot(*ends, color=style.INK, linewidth=1.0, marker="_", markersize=4)
    axes.set_ylim(0)
    axes.set_ylabel("hires through contacts (%)")


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn: classes, values per 1,000 ties and year, shares in per cent, ties per worker where they are drawn."""
    style.require(results, COLUMNS, "tie value")
    drawn = results[[*COLUMNS, *(["ties"] if "ties" in results.columns else [])]].copy()
    drawn[["share", "share_low", "share_high"]] *= 100
    return drawn
