"""Hours and friendship: who stands at which stage by hours together, and who ever reaches it.

Results: share (stage, hours, value, low, high: per cent of pairs with so many hours), reached (stage, week, value, low, high: per
cent of all who met, by weeks since) and published (stage, low, high: hours).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style

Results = Mapping[str, pd.DataFrame]
LOOKS = dict(
    zip(
        ("casual friend", "friend", "close friend"),
        (style.LOOKS[k] for k in ("weak", "direct", "strong")),
        strict=True,
    )
)
YEAR, MOST = 52, 300


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results["share"], ("stage", "hours", "value", "low", "high"), "stages by hours")
    figure = style.sheet(style.PAGE, 68)
    left, right = figure.subplots(1, 2)
    for n, row in enumerate(results["published"].to_dict("records")):
        top = min(row["high"], MOST)
        left.fill_between(
            [row["low"], top], 0, 100, color=style.PALE, linewidth=0, label="Hall 2019" if n == 0 else None
        )
    left.axhline(50, color=style.GREY, linewidth=0.5)
    _curves(left, results["share"], "hours", 1)
    left.set(xlim=(0, MOST), ylim=(0, 100), xlabel="hours together so far", ylabel="at that stage now (%)")
    style.title(left, "A", "By hours together")
    _curves(right, results["reached"], "week", YEAR)
    right.set(xlim=(0, 5), xlabel="years since the two met", ylabel="have ever been at that stage (%)")
    right.set_ylim(0, None)
    style.title(right, "B", "Of all who met")
    figure.legend(*left.get_legend_handles_labels(), loc="outside upper left", ncols=4)
    return figure


def _curves(axes: Axes, table: pd.DataFrame, x: str, unit: float) -> None:
    for stage, look in LOOKS.items():
        rows = table[table["stage"] == stage]
        axes.plot(rows[x] / unit, rows["value"], linestyle=look.line, color=look.colour, label=stage)
        if np.isfinite(rows[["low", "high"]].to_numpy()).all():
            axes.fill_between(
                rows[x] / unit, rows["low"], rows["high"], color=look.colour, alpha=0.25, linewidth=0
            )


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return pd.concat([part.assign(series=name) for name, part in results.items()], ignore_index=True)
