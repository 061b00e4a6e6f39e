"""Ours beside what was published, class by class: the panel that several figures share.

A table of shares has one row a class, in the order in which the classes are drawn, from the top, with the columns

    class                          the name of the class
    value, low, high               our share of hires, 0 to 1, and its 95 % interval; NaN where the model has no such class
    published                      the published share, 0 to 1
    published_low, published_high  its 95 % interval, or the margin it is judged by; NaN where there is neither
    source                         whose number it is, in few words: "Granovetter 1973"
    verified                       'yes', 'computed', 'memory' or 'the claim itself'
    interval                       optional: what published_low and published_high are: "Wilson 95 %, n = 54"

The published share is a black line on a grey band (its interval); ours is a coloured marker with whiskers. So one look tells
whether the two agree. What has not been seen in print (verified = 'memory') is dotted, on a hatched band, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from weakties.figures import style

COLUMNS = (
    "class", "value", "low", "high", "published", "published_low", "published_high", "source", "verified",
)  # fmt: skip
THICK = 0.34
"""Half the height of a published band; rows are one apart."""


def rows(axes: Axes, table: pd.DataFrame, looks: Mapping[str, style.Look]) -> None:
    """Draws the classes of a table as rows from the top; `looks` has one look for each class, our marker's."""
    style.require(table, COLUMNS, "table of shares")
    for y, row in enumerate(table.to_dict("records")):
        _published(axes, y, row)
        if np.isfinite(row["value"]):
            ends = (100 * row["low"], 100 * row["high"])
            style.whisker(axes, 100 * row["value"], y, ends, looks[str(row["class"])])
        else:
            end = 100 * np.nanmax([row["published"], row["published_high"]])
            near: dict[str, Any] = {"xytext": (4, 0), "textcoords": "offset points", "va": "center"}
            axes.annotate("not in the model", (end, y), fontsize=6.5, color=style.GREY, **near)
    axes.set_yticks(range(len(table)), [str(name) for name in table["class"]])
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, _reach(table))


def _published(axes: Axes, y: int, row: Mapping[Any, Any]) -> None:
    """The published share as an upright line, its interval as a band."""
    seen = row["verified"] != "memory"
    if np.isfinite(row["published_low"]):
        band = (100 * row["published_low"], 100 * (row["published_high"] - row["published_low"]))
        face: dict[str, Any] = (
            {"facecolor": style.PALE}
            if seen
            else {"facecolor": "white", "edgecolor": "#B5B5B5", "hatch": "////"}
        )
        axes.broken_barh([band], (y - THICK, 2 * THICK), linewidth=0, zorder=1, **face)
    x = 100 * row["published"]
    axes.plot(
        [x, x],
        [y - THICK, y + THICK],
        color=style.INK,
        linewidth=1.6,
        linestyle="-" if seen else (0, (1, 0.8)),
        zorder=2,
    )


def _reach(table: pd.DataFrame) -> float:
    """The end of the axis, in per cent: the next multiple of ten beyond everything drawn."""
    drawn = table[["value", "high", "published", "published_high"]].to_numpy(float)
    highest = 100 * float(drawn[np.isfinite(drawn)].max())
    return min(100.0, 10 * float(np.ceil((highest + 2) / 10)))


def key(table: pd.DataFrame, colour: str = style.GREY) -> tuple[list[Any], list[str]]:
    """The entries of a legend: our marker, and the published line and band with source, interval and doubt."""
    first = table.iloc[0]
    seen = first["verified"] != "memory"
    ours = Line2D(
        [], [], color=style.INK, linewidth=1, marker="o", markerfacecolor=colour, markeredgewidth=0.5
    )
    line = Line2D([], [], color=style.INK, linewidth=1.6, linestyle="-" if seen else (0, (1, 0.8)))
    band = (
        Patch(facecolor=style.PALE)
        if seen
        else Patch(facecolor="white", edgecolor="#B5B5B5", hatch="////", linewidth=0)
    )
    return [ours, (band, line)], ["this model, 95 %", label(table)]


def label(table: pd.DataFrame) -> str:
    """Whose numbers these are, whether they were seen in print, and on a second line the kind of their interval."""
    first = table.iloc[0]
    doubt = " (memory: not verified)" if first["verified"] == "memory" else ""
    return str(first["source"]) + doubt + (f"\n{first['interval']}" if "interval" in table.columns else "")


def single(table: pd.DataFrame, looks: Mapping[str, style.Look], x: str, y: str, width_mm: float) -> Figure:
    """A figure that is one comparison: axis labels x and y, and the key above the panel."""
    figure = style.sheet(width_mm, 29 + 8 * len(table))
    axes = figure.subplots()
    rows(axes, table, looks)
    axes.set(xlabel=x, ylabel=y)
    figure.legend(*key(table), loc="outside upper left", ncols=1)
    return figure


def points(table: pd.DataFrame, panel: str = "A") -> pd.DataFrame:
    """The points drawn, one a row: panel, series (ours or published), class, x, low, high, in per cent, and the source."""
    style.require(table, COLUMNS, "table of shares")
    ours = table[["class", "value", "low", "high"]].assign(series="ours", source="this model")
    theirs = table[["class", "published", "published_low", "published_high", "source"]].assign(
        series="published"
    )
    names = {"value": "x", "published": "x", "published_low": "low", "published_high": "high"}
    drawn = pd.concat([ours.rename(columns=names), theirs.rename(columns=names)], ignore_index=True)
    drawn[["x", "low", "high"]] *= 100
    return drawn.assign(panel=panel)[["panel", "series", "class", "x", "low", "high", "source"]].dropna(
        subset="x"
    )
