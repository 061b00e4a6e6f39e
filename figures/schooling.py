"""Jobs found through kin and close friends, by schooling and by how hard times are: where employers trust those who vouch alike
for all, and where they trust them more for the less schooled.

Results: shares: mechanism (bool: vouching weighs more for the less schooled), positions (jobs per worker), unemployment
(per cent), schooling ('less', 'more'), value, low, high (per cent of jobs found out of unemployment).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
LOOKS = {"less": style.LOOKS["strong"], "more": style.LOOKS["weak"]}
WORDS = {"less": "less schooling", "more": "more schooling"}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 85 mm wide. Raises UserError when columns are missing."""
    table = results["shares"]
    style.require(table, ("mechanism", "unemployment", "schooling", "value", "low", "high"), "schooling")
    figure = style.sheet(style.COLUMN, 66)
    panels = figure.subplots(1, 2, sharey=True)
    for letter, axes, mechanism in zip("AB", panels, (False, True), strict=True):
        for who, look in LOOKS.items():
            rows = table[(table["mechanism"] == mechanism) & (table["schooling"] == who)].sort_values(
                "unemployment"
            )
            axes.plot(
                rows["unemployment"], rows["value"], linestyle=look.line, color=look.colour, label=WORDS[who]
            )
            for row in records(rows):
                style.whisker(
                    axes, row["unemployment"], row["value"], (row["low"], row["high"]), look, upright=True
                )
        axes.set_xlabel("unemployment (%)")
        axes.margins(x=0.2)
        style.title(axes, letter, "trust: more" if mechanism else "trust: alike")
    panels[0].set_ylabel("jobs through close ties (%)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return results["shares"].copy()
