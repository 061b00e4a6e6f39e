"""What a weak and a strong tie adds, by industry from the least to the most digital, and which channel does what.

Results: rates (channel 'none' or 'all four', kind 'weak' or 'strong', name of the industry, value, low, high: jobs per 1,000
ties and year, industries in order) and gradients (channel, kind, value, low, high: change of the logarithm from the least to the
most digital; null_low, null_high: the middle 95 % of it under permuted labels of the industries).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.column import NARROW
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
KINDS = ("weak", "strong")


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results["rates"], ("channel", "kind", "name", "value", "low", "high"), "industries")
    columns = ("channel", "kind", "value", "low", "high", "null_low", "null_high")
    style.require(results["gradients"], columns, "industries")
    figure = style.sheet(style.PAGE, 100)
    panels = figure.subplots(1, 3, width_ratios=(1.25, 1.0, 1.15))
    rates = results["rates"]
    names = list(dict.fromkeys(rates["name"]))
    for letter, axes, kind in zip("AB", panels, KINDS, strict=False):
        _rates(axes, rates[rates["kind"] == kind], names, kind)
        style.title(axes, letter, f"One {kind} tie")
        axes.set_xlabel("jobs added per\n1,000 ties and year")
    panels[0].set_yticks(range(len(names)), names)
    panels[0].set_ylabel("least to most digital, upwards")
    panels[1].set_yticks(range(len(names)), names if NARROW.get() else [""] * len(names))
    _gradients(panels[2], results["gradients"])
    style.title(panels[2], "C", "Which channel does it")
    figure.legend(*panels[2].get_legend_handles_labels(), loc="outside lower right", ncols=2)
    return figure


def _rates(axes: Axes, rows: pd.DataFrame, names: list[str], kind: str) -> None:
    look = style.LOOKS[kind]
    for channel, colour, shift in (("none", "#FFFFFF", -0.15), ("all four", look.colour, 0.15)):
        here = rows[rows["channel"] == channel].set_index("name").loc[names]
        label = {"none": "no channel", "all four": "all channels"}[channel]
        hollow = style.Look(colour, look.line, look.marker)
        for y, row in enumerate(records(here)):
            style.whisker(axes, row["value"], y + shift, (row["low"], row["high"]), hollow)
        axes.plot(
            [], [], look.marker, color=colour, markeredgecolor=style.INK, markeredgewidth=0.5, label=label
        )
    axes.set_xlim(0, None)
    axes.set_ylim(-0.6, len(names) + 0.9)
    axes.legend(loc="upper left", ncols=1, borderaxespad=0.2)


def _gradients(axes: Axes, rows: pd.DataFrame) -> None:
    channels = list(dict.fromkeys(rows["channel"]))[::-1]
    for kind, shift in (("weak", 0.14), ("strong", -0.14)):
        here = rows[rows["kind"] == kind].set_index("channel").loc[channels]
        for y, row in enumerate(records(here)):
            span = row["null_high"] - row["null_low"]
            axes.barh(y + shift, span, left=row["null_low"], height=0.24, color=style.PALE, zorder=0)
            style.whisker(axes, row["value"], y + shift, (row["low"], row["high"]), style.LOOKS[kind])
        look = style.LOOKS[kind]
        axes.plot([], [], look.marker, color=look.colour, label=f"{kind} ties")
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_yticks(range(len(channels)), channels)
    axes.set(
        xlabel="log change, from the\nleast to the most digital",
        ylabel="channel",
        ylim=(-0.6, len(channels) - 0.4),
    )
    axes.margins(x=0.15)


def points(results: Results) -> pd.DataFrame:
    """The points drawn: rates and gradients."""
    found = pd.concat(
        [results[name].assign(panel=name) for name in ("rates", "gradients")], ignore_index=True
    )
    return found.replace([np.inf, -np.inf], np.nan)
