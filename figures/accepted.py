"""Ours against what would be accepted: every published number of a finding, one a row, in units of the margin that was declared.

results: one row a quantity, with

    quantity, published, ours   in words, as tables have them
    value, low, high            ours less what was published (or less the bound, where a direction was), in margins
    direction                   "" where a size was published: accepted is -1 to 1; "above" or "below": that side of 0
    word                        reproduced, not reproduced, undecided, contradiction

What lies beyond REACH margins stands at the edge, as an arrow.
"""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style

COLUMNS = ("quantity", "published", "ours", "value", "low", "high", "direction", "word")
REACH = 4.0
ROW, LINE = 8.5, 0.32  # mm; of that, what one more line of words takes
MOST = 62  # letters in a line over a row
MARKS = {"reproduced": "o", "not reproduced": "X", "undecided": "D", "contradiction": "s"}
ACCEPTED = {"": (-1.0, 1.0), "above": (0.0, REACH + 1), "below": (-REACH - 1, 0.0)}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """One column wide: over each row what it is, published and ours; the accepted range grey, ours with its interval."""
    style.require(results, COLUMNS, "rows of a finding")
    said = [_fitting(row) for row in results[list(COLUMNS[:3])].to_dict("records")]
    places = np.arange(len(said)) + np.cumsum([LINE * words.count("\n") for words in said])
    figure = style.sheet(style.COLUMN, 16 + ROW * (places[-1] + 1))
    axes = figure.subplots()
    for y, words, row in zip(places, said, results.to_dict("records"), strict=True):
        low, high = np.clip(np.array(ACCEPTED[str(row["direction"])]), -REACH, REACH)
        axes.broken_barh([(low, high - low)], (y - 0.12, 0.42), facecolor=style.PALE, linewidth=0, zorder=1)
        axes.plot([0, 0], [y - 0.12, y + 0.3], color=style.INK, linewidth=0.8, zorder=2)
        _estimate(axes, row, y + 0.09)
        axes.text(-REACH - 0.2, y - 0.2, words, fontsize=style.SMALLEST, va="bottom", linespacing=1.1)
    axes.set(xlim=(-REACH - 0.3, REACH + 0.3), ylim=(places[-1] + 0.5, -0.75), yticks=[])
    axes.set_xlabel("ours less published, in margins (accepted: grey)")
    axes.spines["left"].set_visible(False)
    return figure


def _estimate(axes: Axes, row: Mapping[Hashable, Any], y: float) -> None:
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    if not np.isfinite(value):
        return
    word = str(row["word"])
    beyond = abs(value) > REACH
    marker = (">" if value > 0 else "<") if beyond else MARKS.get(word, "D")
    ends = [float(np.clip(end, -REACH - 0.2, REACH + 0.2)) for end in (low, high) if np.isfinite(end)]
    if len(ends) == 2:
        axes.plot(ends, [y, y], color=style.INK, linewidth=1.0, zorder=3)
    good = word == "reproduced"
    face = (
        style.LOOKS["strong"].colour
        if good
        else style.LOOKS["weak"].colour
        if word.startswith("not")
        else "white"
    )
    axes.plot(
        [np.clip(value, -REACH, REACH)],
        [y],
        marker,
        color=face,
        markeredgecolor=style.INK,
        markeredgewidth=0.5,
        zorder=4,
        clip_on=False,
    )


def _fitting(row: Mapping[Hashable, Any]) -> str:
    """What stands over a row: in one line, or, where that is too long, the numbers in a second one."""
    name, numbers = str(row["quantity"]), f"{row['published']} → {row['ours']}"
    if len(name) + len(numbers) + 2 <= MOST:
        return f"{name}: {numbers}"
    return "\n".join((*textwrap.wrap(name, MOST), numbers))


def points(results: pd.DataFrame) -> pd.DataFrame:
    """What was drawn, one row a quantity."""
    style.require(results, COLUMNS, "rows of a finding")
    return results[list(COLUMNS)]
