"""What is drawn alike in the figures on credit and contribution: transmitted or joined, credited, added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from weakties.figures import style
from weakties.figures.style import LOOKS, Look

EVENT_LOOKS: Mapping[str, Look] = {
    "transmitted": Look("#8A8A8A", ":", "X"),
    "joined": Look("#8A8A8A", ":", "X", "////"),
    "credited": LOOKS["contact"],
    "added": LOOKS["strong"],
}
WORDS: Mapping[str, str] = {
    "transmitted": "joined alter's firm",
    "joined": "joined alter's firm",
    "credited": "credited to the tie",
    "added": "added by the tie",
}


def series(axes: Axes, x: pd.Series, rows: pd.DataFrame, look: Look, label: str, shift: float = 0.0) -> None:
    """A line through estimates, with their intervals. rows: value, low, high."""
    place = np.asarray(x, dtype=float) + shift
    axes.plot(place, rows["value"], linestyle=look.line, color=look.colour, label=label, zorder=3)
    for at, row in zip(place, records(rows), strict=True):
        style.whisker(axes, float(at), row["value"], (row["low"], row["high"]), look, upright=True)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries; an index that has a name is a column of them."""
    table = rows.reset_index() if rows.index.name else rows
    return table.to_dict("records")  # type: ignore[return-value]


def finite_top(rows: pd.DataFrame, share: float = 1.15) -> float:
    """An upper end of the axis that holds all values, and the intervals that are not endless."""
    high = rows["high"].where(np.isfinite(rows["high"]), rows["value"])
    return float(max(high.quantile(0.95), rows["value"].max()) * share)
