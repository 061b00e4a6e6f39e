"""Credit against contribution, by class of contact rate: what careers show, what surveys show, what the tie added.

Results: one row a class and event, classes from weak to strong: class, what ('joined', 'credited', 'added'), value, low, high per
1,000 ties; and world, its size in words, on which the grey bars depend.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import EVENT_LOOKS, WORDS, records

COLUMNS = ("class", "what", "value", "low", "high", "world")
EVENTS = ("joined", "credited", "added")


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "credit and contribution")
    figure = style.sheet(style.PAGE, 72)
    axes = figure.subplots()
    classes = list(dict.fromkeys(results["class"]))
    for n, what in enumerate(EVENTS):
        look, rows = EVENT_LOOKS[what], results[results["what"] == what].set_index("class").loc[classes]
        place = np.arange(len(classes)) + 0.27 * (n - 1)
        axes.bar(
            place, rows["value"], 0.25, color=look.colour, hatch=look.hatch, edgecolor="white", linewidth=0.5, label=WORDS[what]
        )  # fmt: skip
        for x, row in zip(place, records(rows), strict=True):
            if np.isfinite([row["low"], row["high"]]).all():
                axes.plot([x, x], [max(row["low"], 0), row["high"]], color="white", linewidth=2.6)
                axes.plot(
                    [x, x],
                    [max(row["low"], 0), row["high"]],
                    color=style.INK,
                    linewidth=1.0,
                    marker="_",
                    markersize=4,
                )
    axes.set_xticks(range(len(classes)), [f"{name}" for name in classes])
    axes.set(xlabel="how often the two talk", ylabel="jobs per 1,000 ties in two years")
    axes.set_ylim(0, None)
    axes.set_title(
        str(results["world"].iloc[0]), loc="right", fontsize=style.SMALLEST + 0.5, color=style.GREY
    )
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=3)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    style.require(results, COLUMNS, "credit and contribution")
    return results[list(COLUMNS)].copy()
