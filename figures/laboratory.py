"""How often the intervals of each estimator hold what is true, and how far its estimates are off, design by design.

Results: the table of `weakties.analysis.performance`; drawn are errors by cluster, and the average effect of a regressor (the
effect as the estimator weighs it, where a regressor has no average effect). Bias is shown in standard errors as the estimator
reports them, since that is what coverage depends on: off by two of them, a 95 % interval holds the truth half of the time.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from weakties.figures import style
from weakties.figures.events import records

COLUMNS = (
    "design", "truth", "estimator", "controls", "errors", "regressor", "estimand", "true", "median_bias", "se", "coverage",
    "coverage_low", "coverage_high", "band_low", "band_high", "first_f",
)  # fmt: skip
LOOKS = {
    "OLS": style.LOOKS["direct"],
    "2SLS": style.LOOKS["weak"],
    "LIML": style.LOOKS["strong"],
    "Anderson–Rubin": style.LOOKS["contact"],
}
LINE, HEAD, LOWEST = 2.1, 26, 44  # mm: of an estimator, of what stands around the panels, of the lowest panel
FURTHEST = 100  # standard errors


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide, as high as there are designs. Raises UserError when columns are missing."""
    shown = points(results)
    blocks = [rows for _, rows in shown.groupby("row", sort=False)]
    places, y = [], 0.0
    for rows in blocks:
        places.append(y + np.arange(len(rows)))
        y += len(rows) + 1.2
    figure = style.sheet(style.PAGE, HEAD + max(LINE * y, LOWEST))
    left, right = figure.subplots(1, 2, sharey=True)
    for axes in (left, right):
        for k, at in enumerate(places):
            if k % 2 == 0:
                axes.axhspan(at[0] - 1.1, at[-1] + 1.1, color="#F6F6F6", linewidth=0, zorder=0)
        axes.set_ylim(y - 0.6, -1.6)
        axes.tick_params(axis="y", length=0)
    for rows, at in zip(blocks, places, strict=True):
        _block(left, right, rows, at)
    left.set_yticks([at.mean() for at in places], [_label(rows) for rows in blocks])
    left.set_ylabel("design, truth, first-stage F")
    left.set_xlim(-4, 103)
    left.set_xlabel("intervals that hold it, per cent")
    style.title(left, "A", f"coverage of the {shown['estimand'].mode()[0]}")
    _bias_axis(right)
    style.title(right, "B", "bias")
    figure.legend(handles=_legend(shown), loc="outside lower center", ncols=3)
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points drawn: one estimand a row of the figure and estimator, with off, its median bias in standard errors."""
    style.require(results, COLUMNS, "the estimator laboratory")
    rows = results[results["errors"] == "clustered"]
    rows = rows.drop_duplicates(["design", "truth", "regressor", "estimator", "controls"]).copy()
    several = rows.groupby(["design", "truth"])["regressor"].transform("nunique") > 1
    name = rows["design"] + "\n" + rows["truth"]
    rows["row"] = name.where(~several, name + ": " + rows["regressor"])
    rows["off"] = (rows["median_bias"] / rows["se"]).clip(-FURTHEST, FURTHEST)
    order = {name: k for k, name in enumerate(LOOKS)}
    rows["place"] = rows["estimator"].map(order)
    first = {name: k for k, name in enumerate(dict.fromkeys(rows["row"]))}
    rows["first"] = rows["row"].map(first)
    return (
        rows.sort_values(["first", "place", "controls"], kind="stable")
        .drop(columns=["place", "first"])
        .reset_index(drop=True)
    )


def _block(left: Axes, right: Axes, rows: pd.DataFrame, at: Any) -> None:
    """One design: its estimators below each other."""
    band = (float(rows["band_low"].min()), float(rows["band_high"].max()))
    left.fill_betweenx([at[0] - 1.1, at[-1] + 1.1], *band, color="#CFCFCF", linewidth=0, zorder=1)
    for y, row in zip(at, records(rows), strict=True):
        look = LOOKS[row["estimator"]]
        ends = (row["coverage_low"], row["coverage_high"])
        _mark(left, row["coverage"], y, look, row["controls"], ends)
        if np.isfinite(row["off"]):
            _mark(right, row["off"], y, look, row["controls"])


def _mark(
    axes: Axes, x: float, y: float, look: style.Look, hollow: bool, ends: tuple[float, float] | None = None
) -> None:
    if ends is not None:
        axes.plot(list(ends), [y, y], color=style.INK, linewidth=0.8, zorder=4)
    face = "white" if hollow else look.colour
    axes.plot([x], [y], look.marker, color=face, markeredgecolor=look.colour if hollow else style.INK, markeredgewidth=0.9 if
        hollow else 0.4, markersize=4, zorder=5)  # fmt: skip


def _bias_axis(axes: Axes) -> None:
    """Linear within one standard error, logarithmic beyond."""
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    axes.set_xscale("symlog", linthresh=1, linscale=0.6)
    axes.set_xlim(-1.3 * FURTHEST if axes.dataLim.x0 < -10 else -12, 1.3 * FURTHEST)
    ticks = [t for t in (-100, -10, -1, 0, 1, 10, 100) if axes.get_xlim()[0] <= t]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}".replace("-", "−")))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("median estimate less truth, in reported SE")


def _label(rows: pd.DataFrame) -> str:
    """'weak arms, none' over 'F 1.6'."""
    design, truth = str(rows["row"].iloc[0]).split("\n", 1)
    name = "\n".join(textwrap.wrap(design.replace("_", " "), 26))
    strength = float(rows["first_f"].median())
    return f"{name}\n{truth}, F {strength:,.2g}" if strength < 100 else f"{name}\n{truth}, F {strength:,.0f}"


def _legend(shown: pd.DataFrame) -> list[Any]:
    handles: list[Any] = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=look.marker,
            color=look.colour,
            markeredgecolor=style.INK,
            markeredgewidth=0.4,
            label=name,
        )
        for name, look in LOOKS.items()
        if name in set(shown["estimator"])
    ]
    handles.append(Patch(color="#CFCFCF", label="exact coverage, 95 % of the time"))
    if shown["controls"].any():
        handles.append(
            Line2D(
                [],
                [],
                linestyle="",
                marker="o",
                color="white",
                markeredgecolor=style.INK,
                label="hollow: with the control",
            )
        )
    return handles
