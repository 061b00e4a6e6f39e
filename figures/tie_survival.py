"""How long ties last: there again by lag, by weight and by age, where occasions to meet end and where they never do.

Results: ours and theirs as in `figures/in_time.py`, of the statistics survival, survival by contacts and survival by age.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import in_time, style

Results = Mapping[str, pd.DataFrame]
PANELS = (
    ("Later", "survival", "days later"),
    ("By weight", "survival by contacts", "contacts in the window"),
    ("By age", "survival by age", "windows since the first contact"),
)


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    ours, theirs = results["ours"], results["theirs"]
    style.require(ours, in_time.OURS, "tie survival")
    style.require(theirs, ("statistic", "of", "value", "low", "high"), "published survival")
    figure = style.sheet(style.PAGE, 68)
    panels = figure.subplots(1, 3, sharey=True)
    for letter, axes, (text, statistic, label) in zip("ABC", panels, PANELS, strict=True):
        in_time.theirs(axes, theirs, ours, statistic)
        in_time.lines(axes, ours, statistic)
        style.title(axes, letter, text)
        if letter == "A":
            days = sorted(set(ours[ours["statistic"] == statistic]["x"]))
            axes.set(xlabel=label, xlim=(0, 1.08 * days[-1]))
            axes.set_xticks(days, [f"{day:g}" for day in days])
            in_time.shares(axes, "ties there again", 1.03)
        else:
            in_time.classes(axes, ours, statistic, label)
            axes.set_ylabel("there again after 84 days")
            axes.set_xlim(-0.4, len(theirs[theirs["statistic"] == statistic]) - 0.6)
    figure.legend(*in_time.key("e-mail of a firm (bar: n = 167)"), loc="outside upper left", ncols=3)
    return figure


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return in_time.drawn(results["ours"], results["theirs"])
