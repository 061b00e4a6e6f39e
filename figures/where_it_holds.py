"""Which published direction holds on which network: one row a direction, one column a network.

Results: one row a cell, in the order of rows and columns, with the columns

    network, finding, label  the column; the row and the finding it belongs to
    unit                     of the number
    value, low, high         above 0 where it holds, with the 95 % interval; nan where it cannot be measured
"""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from weakties.figures import style
from weakties.figures.column import NARROW

COLUMNS = ("network", "finding", "label", "unit", "value", "low", "high")
HOLDS, FAILS, UNSURE = style.LOOKS["strong"].colour, style.LOOKS["weak"].colour, style.PALE
WORDS = {"holds": HOLDS, "does not": FAILS, "undecided": UNSURE}
SIGNS = {"holds": "+", "does not": "−", "undecided": "?"}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; in one column cells have a sign in place of the number.

    Raises UserError when columns are missing.
    """
    style.require(results, COLUMNS, "where it holds")
    labels = list(dict.fromkeys(results["label"]))
    networks = list(dict.fromkeys(results["network"]))
    figure = style.sheet(style.PAGE, 34 + 6.2 * len(labels))
    axes, narrow = figure.subplots(), NARROW.get()
    for row in results.to_dict("records"):
        x, y = networks.index(row["network"]), labels.index(row["label"])
        _cell(axes, x, y, (row["value"], row["low"], row["high"]), narrow)
    axes.set(xlim=(-0.5, len(networks) - 0.5), ylim=(len(labels) - 0.5, -0.5))
    slant = {"rotation": 90} if narrow else {"rotation": 35, "ha": "left", "rotation_mode": "anchor"}
    axes.set_xticks(range(len(networks)), networks, **slant)
    axes.set_yticks(range(len(labels)), labels)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set(xlabel="network", ylabel="published direction")
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    names = [f"{SIGNS[word]} {word}" if narrow else word for word in WORDS]
    figure.legend([Patch(color=c) for c in WORDS.values()], names, loc="outside lower left", ncols=3)
    return figure


def word_of(value: float, low: float, high: float) -> str:
    """Whether a direction holds: "holds", "does not", "undecided", or "" where it cannot be measured."""
    if math.isnan(value):
        return ""
    if low > 0:
        return "holds"
    return "does not" if high <= 0 and math.isfinite(low) else "undecided"


def number(value: float) -> str:
    """A number with its sign, in at most five letters."""
    if not math.isfinite(value):
        return "∞"
    digits = 0 if abs(value) >= 10 else (1 if abs(value) >= 1 else 2)
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text.replace("+", "").replace("−", "") if float(text.replace("−", "-")) == 0 else text


def _cell(axes: Axes, x: float, y: float, estimate: tuple[float, float, float], narrow: bool) -> None:
    """A square in the colour of its word, with the number in it, or, where it is narrow, a sign: for those who do not see
    colours.
    """
    word = word_of(*estimate)
    if not word:
        axes.text(x, y, "·", ha="center", va="center", color=style.GREY)
        return
    axes.fill_between([x - 0.47, x + 0.47], y - 0.44, y + 0.44, color=WORDS[word], linewidth=0)
    colour = style.INK if word == "undecided" else "white"
    text = SIGNS[word] if narrow else number(estimate[0])
    weight = "bold" if word == "holds" else "normal"
    axes.text(x, y, text, ha="center", va="center", color=colour, fontsize=6.5, fontweight=weight)


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The cells drawn, with their words."""
    style.require(results, COLUMNS, "where it holds")
    triples = zip(results["value"], results["low"], results["high"], strict=True)
    return results[list(COLUMNS)].assign(word=[word_of(*t) for t in triples])
