"""The headline: hires by contact rate of the credited tie, and two published tables as two cuts through that one distribution.

Results: two tables.

`results["curve"]`: one row for each upper edge of a contact-rate bin, in each replicate; all replicates have the same edges,
which best include the cuts themselves:

    replicate      which world
    contact_rate   upper edge of the bin, conversations per week, above 0
    hires          hires credited to a tie of at most this contact rate (cumulative, weakest first)
    contact_hires  all hires through contacts in this world
    hires_total    all hires in this world, through whatever channel

`results["shares"]`: a table of shares as in `figures/comparison.py`, with two more columns:

    cut            'granovetter' or 'popular'
    rate_from      where the class begins, conversations per week: 0 for the weakest; NaN for hires that no tie is credited with

with the classes 'often', 'occasionally', 'rarely' (shares of the hires through contacts) and 'weak', 'strong', 'other' (shares of
all hires). `rate_from` places the cuts on the curve.

A: of all hires, those through ties of at most that contact rate, pooled over replicates; the band holds the middle 95 % of the
replicates (it shows how worlds differ and is no confidence interval). The rulers above say how either source names the ties; the
columns beside cut the same curve either way, and what is hatched came through no tie. B and C: either table, ours and published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from weakties.figures import comparison, style
from weakties.figures.column import NARROW

CURVE = ("replicate", "contact_rate", "hires", "contact_hires", "hires_total")
SHARES = (*comparison.COLUMNS, "cut", "rate_from")
KINDS = {
    "often": "strong",
    "occasionally": "weak",
    "rarely": "weakest",
    "strong": "strong",
    "weak": "weak",
    "other": "other",
}
LOOKS = {name: style.LOOKS[kind] for name, kind in KINDS.items()}
CUTS = ("granovetter", "popular")
WEAKEST, STRONGEST = 1 / 624, 20.0
"""The ends of the axis of contact rates: every twelve years, and several times a day."""

BOXED: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}


@style.house()
def draw(results: Mapping[str, pd.DataFrame]) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    line = curve(results["curve"])
    cuts = _by_cut(results["shares"])
    figure = style.sheet(style.PAGE, 88)
    halves: Any = figure.subfigures(1, 2, width_ratios=[1.98, 1])
    left, right = halves
    panels = left.subplot_mosaic(
        [["rulers", "."], ["A", "columns"]],
        width_ratios=[1.2 if NARROW.get() else 2.2, 1],
        height_ratios=[1, 6],
    )
    _rulers(panels["rulers"], cuts)
    _curve(panels["A"], line, cuts)
    _columns(panels["columns"], float(line["contacts"].iloc[0]), cuts)
    whole = ("hires through contacts (%)", "all hires (%)")
    for axes, letter, cut, x, y in zip(
        right.subplots(2), "BC", CUTS, whole, ("contact seen", "ties"), strict=True
    ):
        comparison.rows(axes, cuts[cut], LOOKS)
        axes.set(xlabel=x, ylabel=y)
        style.title(axes, letter, comparison.label(cuts[cut]))
    marks, names = comparison.key(cuts["granovetter"])
    right.legend(marks, [names[0], "published"], loc="outside lower right", ncols=2)
    return figure


def curve(frame: pd.DataFrame) -> pd.DataFrame:
    """The cumulative curve, in per cent of all hires: contact_rate, share (pooled), low and high (the middle 95 % of replicates),
    and contacts (the share of all hires that came through contacts, the same in every row)."""
    style.require(frame, CURVE, "contact distribution")
    hires = frame.pivot(index="contact_rate", columns="replicate", values="hires").ffill().fillna(0)
    worlds = frame.groupby("replicate")[["contact_hires", "hires_total"]].first()
    each = 100 * hires / worlds["hires_total"]
    total = worlds["hires_total"].sum()
    drawn = pd.DataFrame({"share": 100 * hires.sum(axis=1) / total}).rename_axis("contact_rate")
    drawn["low"], drawn["high"] = each.quantile(0.025, axis=1), each.quantile(0.975, axis=1)
    return drawn.assign(contacts=100 * worlds["contact_hires"].sum() / total).reset_index()


def _by_cut(shares: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The table of either cut. Raises UserError when columns or rows are missing."""
    style.require(shares, SHARES, "contact distribution, shares")
    tables = {cut: shares[shares["cut"] == cut] for cut in CUTS}
    for cut, table in tables.items():
        style.require(table, SHARES, f"contact distribution, cut {cut!r}")
    return tables


def _ties(table: pd.DataFrame) -> pd.DataFrame:
    """The classes of ties, weakest first, without the hires that no tie is credited with."""
    return table[table["rate_from"].notna()].sort_values("rate_from")


def _rulers(axes: Axes, cuts: Mapping[str, pd.DataFrame]) -> None:
    """How either source names the ties along the axis of contact rates, in the colours of the columns and panels."""
    for y, cut in enumerate(CUTS):
        ties = _ties(cuts[cut])
        starts = np.maximum(ties["rate_from"].to_numpy(float), WEAKEST)
        for name, left, right in zip(ties["class"], starts, [*starts[1:], STRONGEST], strict=True):
            look = LOOKS[name]
            axes.barh(
                -y, right - left, left=left, height=0.86, color=look.colour, edgecolor="white", linewidth=0.8
            )
            ink = "white" if name in {"often", "strong"} else style.INK
            axes.text(np.sqrt(left * right), -y, name, ha="center", va="center", color=ink, fontsize=7)
    style.rate_axis(axes, WEAKEST, STRONGEST)
    axes.set_yticks([0, -1], ["Granovetter", "popular"])
    axes.set_ylabel("cut")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.xaxis.set_visible(False)
    style.title(axes, "A", "Hires by the tie credited: one distribution, two cuts")


def _curve(axes: Axes, line: pd.DataFrame, cuts: Mapping[str, pd.DataFrame]) -> None:
    """The cumulative curve, with a line up to the rulers and one across to the columns at every cut."""
    x = line["contact_rate"].to_numpy(float)
    axes.fill_between(x, line["low"], line["high"], color=style.GREY, alpha=0.45, linewidth=0)
    axes.plot(x, line["share"], color=style.INK, linewidth=1.6)
    for cut, dash in zip(CUTS, ((0, (5, 1.5)), (0, (1, 1.2))), strict=True):
        for rate in _ties(cuts[cut])["rate_from"].iloc[1:]:
            y = float(np.interp(np.log(rate), np.log(x), line["share"]))
            axes.plot([rate, rate, STRONGEST], [100, y, y], color=style.INK, linewidth=0.7, linestyle=dash)
            axes.plot([rate], [y], "o", color="white", markeredgecolor=style.INK, markersize=3.5, zorder=5)
    style.rate_axis(axes, WEAKEST, STRONGEST)
    axes.set(ylim=(0, 100), ylabel="cumulative share of all hires (%)")


def _columns(axes: Axes, contacts: float, cuts: Mapping[str, pd.DataFrame]) -> None:
    """All hires as a column, cut either way: the numbers in it are the shares that its source speaks of."""
    for x, (cut, whole) in enumerate(zip(CUTS, (contacts, 100.0), strict=True)):
        bottom = 0.0
        for name, value in _ties(cuts[cut])[["class", "value"]].itertuples(index=False):
            height = whole * value
            drawn: dict[str, Any] = {"color": LOOKS[name].colour, "edgecolor": "white", "linewidth": 0.8}
            axes.bar(x, height, bottom=bottom, **drawn)
            ink = "white" if name in {"often", "strong"} else style.INK
            if height > 5:  # a number needs so much room
                axes.text(x, bottom + height / 2, f"{100 * value:.0f} %", color=ink, fontsize=7, **CENTRED)
            bottom += height
        look = style.LOOKS["other"]
        drawn = {"color": "white", "edgecolor": look.colour, "linewidth": 0.8}
        axes.bar(x, 100 - bottom, bottom=bottom, hatch=look.hatch, **drawn)
    if contacts < 85:
        text = "formal search and\ndirect application"
        axes.text(0.5, (100 + contacts) / 2, text, fontsize=6.5, bbox=BOXED, **CENTRED)
    axes.set_xticks([0, 1], ["Granovetter:\nof hires via\ncontacts", "popular:\nof all\nhires"])
    axes.set(ylim=(0, 100), xlim=(-0.6, 1.5), xlabel="cut (shares in %)")
    axes.tick_params(axis="both", length=0)
    axes.yaxis.set_visible(False)
    axes.spines[:].set_visible(False)


def points(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The points drawn: in panel A x is the contact rate (per week) and y the share; in B and C x is the share; in per cent."""
    line = (
        curve(results["curve"]).rename(columns={"contact_rate": "x", "share": "y"}).drop(columns="contacts")
    )
    tables = zip("BC", _by_cut(results["shares"]).values(), strict=True)
    tabled = [comparison.points(table, letter) for letter, table in tables]
    return pd.concat([line.assign(panel="A", series="ours", source="this model"), *tabled], ignore_index=True)
