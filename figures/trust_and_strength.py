"""A number for each of a few forms, two or three of them side by side, with intervals and a line at zero.

Results: one row a form and kind, with the columns form, kind, value, low, high; and axis, what the vertical axis is called.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style

COLUMNS = ("form", "kind", "value", "low", "high", "axis")
LOOKS = ("strong", "weak", "direct")
WIDE = 0.22  # from one kind to the next


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "trust and strength")
    forms, kinds = list(dict.fromkeys(results["form"])), list(dict.fromkeys(results["kind"]))
    figure = style.sheet(style.COLUMN, 64)
    axes = figure.subplots()
    for n, kind in enumerate(kinds):
        rows = results[results["kind"] == kind].set_index("form").loc[forms]
        look, x = style.LOOKS[LOOKS[n]], [at + WIDE * (n - (len(kinds) - 1) / 2) for at in range(len(forms))]
        bars = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
        axes.errorbar(
            x, rows["value"], bars, color=look.colour, marker=look.marker, linestyle="none", label=kind
        )
    axes.axhline(0, color=style.GREY, linewidth=0.5)
    axes.set_xticks(range(len(forms)), forms)
    axes.set_xlim(-0.5, len(forms) - 0.5)
    axes.set_ylabel(str(results["axis"].iloc[0]))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=len(kinds))
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
