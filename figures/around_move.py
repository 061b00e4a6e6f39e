"""Talk before and after somebody changes his job, with the one who told of it and with all others.

Results: one row a series and quarter, with the columns

    series            "told" the one who told; "rest" the same, less the week of the telling; "others" all others
    weeks             the middle of the quarter, in weeks from the move
    value, low, high  talks, of those in the first quarter shown, in per cent
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import series

COLUMNS = ("series", "weeks", "value", "low", "high")
LOOKS = {"told": style.LOOKS["strong"], "rest": style.LOOKS["contact"], "others": style.LOOKS["weak"]}
WORDS = {"told": "with who told", "rest": "less the week of telling", "others": "with all others"}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "talk around a move")
    figure = style.sheet(style.COLUMN, 68)
    axes = figure.subplots()
    for n, (name, look) in enumerate(LOOKS.items()):
        rows = results[results["series"] == name].sort_values("weeks")
        series(axes, rows["weeks"], rows, look, WORDS[name], shift=n - 1.0)
    axes.axvline(0, color=style.GREY, linewidth=0.5, linestyle="--")
    axes.axhline(100, color=style.GREY, linewidth=0.5)
    axes.set(xlabel="weeks from the move", ylabel="talk (first quarter = 100)")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
