"""Granovetter's two tables, as published, where ties stay, and where they live.

Results: table ("channels" or "contacts"), relations ("off" or "on"), class, value, low, high, published, published_low,
published_high, all in per cent.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from weakties.figures import style
from weakties.figures.events import records

LOOKS = {"off": style.LOOKS["direct"], "on": style.LOOKS["strong"]}
WORDS = {"off": "ties stay, 95 %", "on": "ties live, 95 %"}
TITLES = {"channels": "Channels (n = 282)", "contacts": "Contact seen (n = 54)"}
LABELS = {"channels": "share of all hires (%)", "contacts": "share of hires through contacts (%)"}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results, ("table", "relations", "class", "value", "published"), "Granovetter's tables")
    figure = style.sheet(style.PAGE, 58)
    for letter, axes, name in zip("AB", figure.subplots(1, 2), TITLES, strict=True):
        table = results[results["table"] == name]
        classes = list(dict.fromkeys(table["class"]))
        for row in records(table):
            y = classes.index(row["class"])
            band = (row["published_low"], row["published_high"] - row["published_low"])
            axes.broken_barh([band], (y - 0.36, 0.72), facecolor=style.PALE, linewidth=0, zorder=1)
            axes.plot([row["published"]] * 2, [y - 0.36, y + 0.36], color=style.INK, linewidth=1.6, zorder=2)
            at = y + (0.14 if row["relations"] == "on" else -0.14)
            style.whisker(axes, row["value"], at, (row["low"], row["high"]), LOOKS[row["relations"]])
        axes.set_yticks(range(len(classes)), classes)
        axes.set(ylim=(len(classes) - 0.5, -0.5), xlim=(0, 75), xlabel=LABELS[name], ylabel=name[:-1])
        style.title(axes, letter, TITLES[name])
    marks = [figure.axes[0].plot([], [], look.marker, color=look.colour)[0] for look in LOOKS.values()]
    keys = [Patch(facecolor=style.PALE), *marks]
    figure.legend(
        keys, ["Granovetter 1973, 1974: Wilson 95 %", *WORDS.values()], loc="outside upper left", ncols=3
    )
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
