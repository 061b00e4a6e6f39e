"""Who leaves the innermost circles from one year to the next.

Results: ours (what: "changed", no longer among the first k, or "silent", not talked to at all; k, value, low, high in per
cent) and published (low, high).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
LOOKS = {"changed": style.LOOKS["strong"], "silent": style.LOOKS["weak"]}
WORDS = {"changed": "no longer among the first k", "silent": "not talked to at all"}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    ours, published = results["ours"], results["published"]
    style.require(ours, ("what", "k", "value", "low", "high"), "turnover by rank")
    figure = style.sheet(style.COLUMN, 70)
    axes = figure.subplots()
    low, high = published.iloc[0][["low", "high"]]
    axes.axhspan(
        low, high, color=style.GREY, alpha=0.35, linewidth=0, label="published, innermost circle: 1 to 4 %"
    )
    for what, look in LOOKS.items():
        rows = ours[ours["what"] == what]
        axes.plot(rows["k"], rows["value"], linestyle=look.line, color=look.colour, label=WORDS[what])
        for row in records(rows):
            style.whisker(axes, row["k"], row["value"], (row["low"], row["high"]), look, upright=True)
    axes.set(
        xlabel="the first k by conversations in a year",
        ylabel="changed the year after (%)",
        xticks=sorted(set(ours["k"])),
    )
    axes.set_ylim(0, None)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=1)
    return figure


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return pd.concat([part.assign(series=name) for name, part in results.items()], ignore_index=True)
