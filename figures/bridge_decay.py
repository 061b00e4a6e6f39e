"""Bridges and embedded ties: who is still there after 84 days, raw and at equal weight, and who is gone after a year.

Results: ours (weight "raw" or "2-4", shared, value, low, high, ties), log (weight, shared, value: of an e-mail log) and year
(shared, value, low, high: gone in a year), all in per cent, by shared partners.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from weakties.figures import style
from weakties.figures.events import records

Results = Mapping[str, pd.DataFrame]
OURS = style.LOOKS["strong"]
TITLES = {"raw": "84 days, any weight", "2-4": "the same, 2 to 4 talks"}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    ours, log, year = results["ours"], results["log"], results["year"]
    style.require(ours, ("weight", "shared", "value", "low", "high"), "survival by shared partners")
    figure = style.sheet(style.PAGE, 66)
    panels = figure.subplots(1, 3)
    for letter, axes, weight in zip("AB", panels, TITLES, strict=False):
        rows, theirs = ours[ours["weight"] == weight], log[log["weight"] == weight]
        names = list(theirs["shared"])
        for n, value in enumerate(theirs["value"]):
            label = "a firm's e-mail" if n == 0 else None
            axes.plot([n - 0.3, n + 0.3], [value, value], color=style.INK, linewidth=1.6, label=label)
        for row in records(rows[rows["ties"] >= 30]):
            at = names.index(row["shared"])
            style.whisker(axes, at, row["value"], (row["low"], row["high"]), OURS, upright=True)
        axes.set(ylim=(0, 100), ylabel="talking again (%)")
        style.title(axes, letter, TITLES[weight])
    _year(panels[2], year)
    for axes in panels:
        axes.set(xlabel="shared partners", xlim=(-0.6, 4.6))
        axes.set_xticks(range(len(names)), names)
    panels[0].plot(
        [],
        [],
        OURS.marker,
        color=OURS.colour,
        markeredgecolor=style.INK,
        markeredgewidth=0.5,
        label="this model, 95 %",
    )
    panels[2].plot(
        [], [], color=style.INK, linewidth=1.6, linestyle=":", label="bankers' bridges (Burt 2002)"
    )
    keys = [key for axes in (panels[0], panels[2]) for key in axes.get_legend_handles_labels()[0]]
    figure.legend(keys, [key.get_label() for key in keys], loc="outside upper left", ncols=3)
    return figure


def _year(axes, year: pd.DataFrame) -> None:  # type: ignore[no-untyped-def]
    for n, row in enumerate(records(year)):
        if row["value"] == row["value"]:
            style.whisker(axes, n, row["value"], (row["low"], row["high"]), OURS, upright=True)
    axes.plot([-0.5, 0.5], [90, 90], color=style.INK, linewidth=1.6, linestyle=":")
    axes.set(ylim=(0, 100), ylabel="gone (%)")
    style.title(axes, "C", "a year, monthly contact")


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    return pd.concat(
        [results[name].assign(series=name) for name in ("ours", "log", "year")], ignore_index=True
    )
