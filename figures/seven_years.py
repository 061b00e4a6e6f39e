"""Who is still there, year by year: network members, and confidants and helpers.

Results: ours (circle, year, value, low, high: per cent of those at the start) and published (the same columns).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
LOOKS = (style.LOOKS["strong"], style.LOOKS["weak"])
COLUMNS = ("circle", "year", "value", "low", "high")


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    ours, published = results["ours"], results["published"]
    style.require(ours, COLUMNS, "survival by year")
    figure = style.sheet(style.COLUMN, 72)
    axes = figure.subplots()
    for look, (circle, rows) in zip(LOOKS, ours.groupby("circle", sort=False), strict=True):
        axes.plot(rows["year"], rows["value"], linestyle=look.line, color=look.colour, label=circle)
        for row in records(rows):
            style.whisker(axes, row["year"], row["value"], (row["low"], row["high"]), look, upright=True)
    for n, row in enumerate(records(published)):
        x = 7.35 + 0.25 * n
        axes.plot(
            [x, x], [row["low"], row["high"]], color=style.GREY, linewidth=3, alpha=0.5, solid_capstyle="butt"
        )
        axes.plot(
            [x],
            [row["value"]],
            LOOKS[n].marker,
            color=style.INK,
            label=f"published, {row['circle']}",
            markersize=4,
        )
    axes.set(xlim=(0, 7.8), ylim=(0, 102), xlabel="years later", ylabel="still there (%)")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=1)
    return figure


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return pd.concat([results[name].assign(series=name) for name in ("ours", "published")], ignore_index=True)
