"""What giving and taking pay, by how much is known of who gives, with the exact threshold.

Results: one row a strategy and x, with the columns

    x, axis            how often scores are known, or gossiped about, and what the axis is called
    strategy           giver, taker, keeper, forwarder; and "known": the share of takers that was known to those they asked
    value, low, high   what a meeting pays, with its interval
    exact              the closed form; nan: there is none
    threshold          the x from which on keepers do better than takers, by the closed form
    needed             how much must be known for it; where "known" is drawn
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style

COLUMNS = ("x", "strategy", "value", "low", "high", "exact", "axis", "threshold")
SHOWN = {
    "keeper": ("keepers", "strong"),
    "taker": ("takers", "weak"),
    "giver": ("givers", "direct"),
    "forwarder": ("pay forward", "contact"),
}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure: 85 mm wide; 178 mm where "known" is drawn beside it. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "payoffs")
    known = results[results["strategy"] == "known"]
    both = len(known) > 0
    figure = style.sheet(style.PAGE if both else style.COLUMN, 72)
    axes = figure.subplots(1, 2) if both else [figure.subplots()]
    _payoffs(axes[0], results)
    if both:
        style.title(axes[0], "A", "What a meeting pays")
        _known(axes[1], known)
        style.title(axes[1], "B", "Takers known to whom they ask")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper left", ncols=5 if both else 2)
    return figure


def _payoffs(axes: Axes, results: pd.DataFrame) -> None:
    for name, (label, look) in SHOWN.items():
        rows = results[results["strategy"] == name].sort_values("x")
        if not len(rows):
            continue
        looks, exact = style.LOOKS[look], rows["exact"].notna().all()
        if exact:
            axes.plot(
                rows["x"], rows["exact"], color=looks.colour, linestyle=looks.line, label=f"{label}, exact"
            )
        bars = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
        line = "none" if exact else looks.line
        axes.errorbar(
            rows["x"], rows["value"], bars, color=looks.colour, linestyle=line, marker=looks.marker, markersize=3.5,
            linewidth=1.2, elinewidth=0.8, label=f"{label}, simulated" if exact else label,
        )  # fmt: skip
    x, known = float(results["threshold"].iloc[0]), (results["strategy"] == "known").any()
    said = (
        f"{float(results['needed'].iloc[0]):.2g} are known, as is needed"
        if known
        else f"exact threshold, {x:.2g}"
    )
    axes.axvline(x, color=style.INK, linewidth=0.8, linestyle=":", label=said)
    axes.set(xlabel=results["axis"].iloc[0], ylabel="pay of a meeting\n(cost of giving = 1)")


def _known(axes: Axes, known: pd.DataFrame) -> None:
    known = known.sort_values("x")
    axes.fill_between(known["x"], known["low"], known["high"], color=style.PALE, linewidth=0)
    axes.plot(known["x"], known["value"], color=style.INK, marker="o", markersize=3.5)
    needed = float(known["needed"].iloc[0])
    axes.axhline(needed, color=style.INK, linewidth=0.8, linestyle=":")
    axes.text(known["x"].max(), needed - 0.02, f"needed, {needed:.2f}", ha="right", va="top", fontsize=6.5)
    axes.axvline(float(known["threshold"].iloc[0]), color=style.INK, linewidth=0.8, linestyle=":")
    axes.set(xlabel=known["axis"].iloc[0], ylabel="share known, q", ylim=(0, 1))


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn."""
    return results.copy()
