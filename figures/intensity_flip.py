"""The response to interaction: across ties, and between the arms of the experiment.

Results: curve (what, at, x, ties, value, low, high; one row a class of weeks of talk and an event), arms (at, x, ties, value,
low, high; one row an arm, x its mean intensity) and lines (what, value, low, high; the slopes of OLS and 2SLS, per tie and
unit of intensity).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import EVENT_LOOKS, WORDS, finite_top, records, series

COLUMNS = ("x", "value", "low", "high")
Results = Mapping[str, pd.DataFrame]
LINES = {"OLS": style.LOOKS["direct"], "2SLS": style.LOOKS["weak"]}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    for name in ("curve", "arms"):
        style.require(results[name], COLUMNS, "intensity")
    figure = style.sheet(style.PAGE, 72)
    left, right = figure.subplots(1, 2)
    curve = results["curve"]
    for name in ("transmitted", "credited", "added"):
        rows = curve[curve["what"] == name]
        series(left, rows["x"], rows, EVENT_LOOKS[name], WORDS[name])
    left.set(
        ylim=(0, finite_top(curve)),
        xlabel="intensity (rank of weeks of talk, 0 to 1)",
        ylabel="per 1,000 ties",
    )
    left.legend(loc="upper left")
    style.title(left, "A", "Across ties")
    _arms(right, results)
    style.title(right, "B", "Between arms of the experiment")
    return figure


def _arms(axes: Axes, results: Results) -> None:
    arms = results["arms"]
    x0 = float(np.average(arms["x"], weights=arms["ties"]))
    y0 = float(np.average(arms["value"], weights=arms["ties"]))
    span = np.array([arms["x"].min(), arms["x"].max()]) - x0
    span = span * 1.3 if np.ptp(span) > 0 else np.array([-0.01, 0.01])
    for row in records(results["lines"]):
        look = LINES[row["what"]]
        label = f"{row['what']}: {1000 * row['value']:.3g} per unit".replace("-", "−")
        axes.plot(
            x0 + span, y0 + 1000 * row["value"] * span, linestyle=look.line, color=look.colour, label=label
        )
    for row in records(arms):
        style.whisker(
            axes, row["x"], row["value"], (row["low"], row["high"]), EVENT_LOOKS["transmitted"], upright=True
        )
    axes.set(
        xlabel="mean intensity of an arm",
        ylabel="transmitted per 1,000 ties",
        ylim=(0, finite_top(arms, 1.3)),
    )
    axes.legend(loc="upper left")


def points(results: Results) -> pd.DataFrame:
    """The points drawn: classes, arms and slopes."""
    parts = [results[name].assign(panel=name) for name in ("curve", "arms", "lines")]
    return pd.concat(parts, ignore_index=True)
