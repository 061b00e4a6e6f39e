"""How many people stand in each layer of contact, among many people and on islands of few.

Results: workers (people in the world), layer (from the innermost), value, low, high (mean people a person).
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

LOOKS = (style.LOOKS["strong"], style.LOOKS["weak"])


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    style.require(results, ("workers", "layer", "value", "low", "high"), "layers")
    figure = style.sheet(style.COLUMN, 66)
    axes = figure.subplots()
    names = list(dict.fromkeys(results["layer"]))
    sizes = sorted(set(results["workers"]), reverse=True)
    for n, (workers, look) in enumerate(zip(sizes, LOOKS, strict=True)):
        rows = results[results["workers"] == workers]
        x = [names.index(layer) + 0.1 * (2 * n - 1) for layer in rows["layer"]]
        axes.plot(
            x, rows["value"], linestyle=look.line, color=look.colour, label=f"world of {workers:,} people"
        )
        for at, row in zip(x, records(rows), strict=True):
            style.whisker(axes, at, row["value"], (row["low"], row["high"]), look, upright=True)
    style.number_axis(axes)
    axes.set_yticks([1, 2, 5, 10, 20, 50])
    axes.set_ylim(0.8 * results["value"].min(), 1.25 * results["value"].max())
    axes.set_xticks(range(len(names)), names)
    axes.set(xlabel="talk, at least (and less than in the layer before)", ylabel="people in the layer")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
