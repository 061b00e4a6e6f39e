"""Combinations of the mechanisms: how far the response rises to the published peak, and how far it falls beyond.

Results: combinations (what, one column of 0 and 1 for each mechanism, rise, fall; per 1,000 ties) and effects (what, mechanism,
side, value, low, high: what switching one mechanism on does to the rise or the fall, over all combinations of the others).
what: 'truth' or 'transmissions'; side: 'rise' or 'fall'.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
TITLES = {"truth": "What ties bring", "transmissions": "What is seen as transmission"}
SHORT = {"truth": "what ties bring", "transmissions": "what is seen"}
SIDES = {"rise": style.LOOKS["strong"], "fall": style.LOOKS["weak"]}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results["combinations"], ("what", "rise", "fall"), "mechanisms")
    style.require(results["effects"], ("what", "mechanism", "side", "value", "low", "high"), "mechanisms")
    figure = style.sheet(style.PAGE, 118)
    panels = figure.subplots(2, 2)
    for n, (what, text) in enumerate(TITLES.items()):
        _combinations(panels[0][n], _of(results["combinations"], what))
        style.title(panels[0][n], "AB"[n], text)
        _effects(panels[1][n], _of(results["effects"], what))
        style.title(panels[1][n], "CD"[n], f"One switched on: {SHORT[what]}")
    marks = [panels[row][0].get_legend_handles_labels() for row in (0, 1)]
    figure.legend(marks[0][0] + marks[1][0], marks[0][1] + marks[1][1], loc="outside lower right", ncols=4)
    return figure


def _of(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    return rows[rows["what"] == what]


def _combinations(axes: Axes, rows: pd.DataFrame) -> None:
    """One mark a combination; an inverted U is in the upper right."""
    looks = {(1, "relevance on"): style.LOOKS["strong"], (0, "relevance off"): style.LOOKS["weakest"]}
    for (value, label), look in looks.items():
        here = rows[rows["relevance"] == value]
        axes.plot(
            here["rise"], here["fall"], look.marker, color=look.colour, markeredgecolor=style.INK,
            markeredgewidth=0.4, label=label, markersize=4,
        )  # fmt: skip
    axes.axhline(0, color=style.GREY, linewidth=0.8)
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.annotate(
        "inverted U ↗", (0.98, 0.99), xycoords="axes fraction", ha="right", va="top", color=style.GREY
    )
    axes.set(xlabel="rise to 7–19 mutual contacts (per 1,000)", ylabel="fall beyond (per 1,000)")
    axes.margins(0.12)


def _effects(axes: Axes, rows: pd.DataFrame) -> None:
    names = list(dict.fromkeys(rows["mechanism"]))
    for n, (side, look) in enumerate(SIDES.items()):
        here = rows[rows["side"] == side].set_index("mechanism").loc[names]
        for y, row in enumerate(records(here)):
            style.whisker(
                axes, row["value"], len(names) - 1 - y + 0.15 - 0.3 * n, (row["low"], row["high"]), look
            )
        axes.plot([], [], look.marker, color=look.colour, label=f"on the {side}")
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names[::-1]])
    axes.set(xlabel="change (per 1,000 ties)", ylabel="mechanism", ylim=(-0.6, len(names) - 0.4))


def points(results: Results) -> pd.DataFrame:
    """The points drawn: combinations and effects."""
    return pd.concat(
        [results[name].assign(panel=name) for name in ("combinations", "effects")], ignore_index=True
    )
