"""Which truths lie behind which published signs, over worlds drawn from what is thought possible.

Results: worlds (rise, fall, shape, all; one row a world, per 1,000 ties; all: whether it has all published signs) and shares
(criterion, worlds, shape, value, low, high; per cent of the worlds that have the signs of a criterion).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import style

Results = Mapping[str, pd.DataFrame]
WORLDS = ("rise", "fall", "shape", "all")
SHARES = ("criterion", "worlds", "shape", "value", "low", "high")
COLOURS = {
    "inverted U": style.LOOKS["strong"].colour,
    "rising throughout": style.LOOKS["weak"].colour,
    "falling": style.LOOKS["direct"].colour,
    "too little to say": style.PALE,
}


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    style.require(results["worlds"], WORLDS, "which truths")
    style.require(results["shares"], SHARES, "which truths")
    figure = style.sheet(style.PAGE, 84)
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.15))
    _worlds(left, results["worlds"])
    style.title(left, "A", "What ties bring, one mark a world")
    _shares(right, results["shares"])
    style.title(right, "B", "Truths behind the signs")
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower left", ncols=2)
    figure.legend(*right.get_legend_handles_labels(), loc="outside lower right", ncols=4, handlelength=1.0)
    return figure


def _worlds(axes: Axes, rows: pd.DataFrame) -> None:
    for seen, marker, label in ((False, "o", "some sign differs"), (True, "D", "all published signs")):
        here = rows[rows["all"] == seen]
        colours = [COLOURS[shape] for shape in here["shape"]]
        axes.scatter(here["rise"], here["fall"], c=colours, marker=marker, s=26 if seen else 15, linewidths=0.5,
                     edgecolors=style.INK, zorder=3)  # fmt: skip
        axes.plot([], [], marker, color="white", markeredgecolor=style.INK, linestyle="", label=label)
    axes.axhline(0, color=style.GREY, linewidth=0.8)
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    for scale in (
        axes.set_xscale,
        axes.set_yscale,
    ):  # worlds differ by orders of magnitude: linear within 1 per 1,000
        scale("symlog", linthresh=1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:g}")
    axes.annotate(
        "inverted U ↗", (0.98, 0.99), xycoords="axes fraction", ha="right", va="top", color=style.GREY,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )  # fmt: skip
    axes.set(xlabel="rise to 7–19 mutual contacts (per 1,000)", ylabel="fall from 28 on (per 1,000)")
    axes.margins(0.12)


def _shares(axes: Axes, rows: pd.DataFrame) -> None:
    names = list(dict.fromkeys(rows["criterion"]))
    place = np.arange(len(names))[::-1]
    left = np.zeros(len(names))
    for shape, colour in COLOURS.items():
        here = rows[rows["shape"] == shape].set_index("criterion").loc[names]
        value = here["value"].fillna(0).to_numpy(float)
        axes.barh(
            place, value, left=left, height=0.62, color=colour, edgecolor="white", linewidth=0.5, label=shape
        )
        left += value
        if shape == "inverted U":
            for y, (low, high) in zip(place, here[["low", "high"]].to_numpy(float), strict=True):
                if np.isfinite([low, high]).all():
                    axes.plot([low, high], [y, y], color=style.INK, linewidth=0.9, zorder=4)
    worlds = rows.groupby("criterion", sort=False).worlds.first()
    axes.set_yticks(place, [f"{name}\n({worlds[name]} worlds)" for name in names])
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 100), xlabel="share of the worlds with these signs (%)")


def points(results: Results) -> pd.DataFrame:
    """The points drawn: worlds and shares."""
    return pd.concat([results[name].assign(panel=name) for name in ("worlds", "shares")], ignore_index=True)
