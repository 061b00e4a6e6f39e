"""Social signatures: shares of contacts by rank of the partner, and how far signatures are from one's own and from others'.

Results: ours, as in `figures/in_time.py`, of the statistics 'rank shares' and 'signature'; mail and calls, what was published of
'signature' in e-mail and in calls.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from weakties.figures import in_time, style

Results = Mapping[str, pd.DataFrame]
BITS = {"from oneself, bits": "from\noneself", "from others, bits": "from\nothers"}
SHARES = {
    "top 1": "to the first", "top 3": "to the first 3",
    "top partner kept": "first kept", "turnover": "partners\nreplaced",
}  # fmt: skip


@style.house()
def draw(results: Results) -> Figure:
    """The figure, 178 mm wide. Raises UserError when columns are missing."""
    ours = results["ours"]
    style.require(ours, in_time.OURS, "social signature")
    for name in ("mail", "calls"):
        style.require(
            results[name], ("statistic", "of", "value", "low", "high"), f"published signatures, {name}"
        )
    figure = style.sheet(style.PAGE, 72)
    ranks, bits, shares = figure.subplots(1, 3, width_ratios=(1.15, 0.75, 1.25))
    _ranks(ranks, ours)
    _rows(bits, results, BITS, upright=True)
    bits.set_ylabel("divergence (bits)")
    bits.set_ylim(0, None)
    style.title(bits, "B", "Distance")
    _rows(shares, results, SHARES, upright=False)
    shares.set_xlabel("%")
    shares.set_xlim(0, 100)
    style.title(shares, "C", "Shares and change")
    marks, names = in_time.key("e-mail of a firm (bar: n = 167)")
    calls = shares.plot(
        [], [], marker="D", color=style.INK, markerfacecolor="white", linestyle="", markersize=3.5
    )
    figure.legend([*marks, *calls], [*names, "calls of students"], loc="outside upper left", ncols=4)
    return figure


def _ranks(axes: Axes, ours: pd.DataFrame) -> None:
    """Shares by rank, and the slope 1.20 that was fitted."""
    some = ours[ours["value"] > 1e-3]
    in_time.lines(axes, some, "rank shares")
    rank = np.array([1.0, 20.0])
    axes.plot(rank, 0.45 * rank**-1.2, color=style.INK, linewidth=0.8, linestyle=":", zorder=1)
    axes.text(3.3, 0.145, "slope −1.20", fontsize=6.5, color=style.INK)
    axes.set_xscale("log")
    style.number_axis(axes)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xticks([1, 2, 5, 10, 20], ["1", "2", "5", "10", "20"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set(xlabel="rank of the partner", ylabel="share of contacts")
    style.title(axes, "A", "Signature")


def _rows(axes: Axes, results: Results, names: Mapping[str, str], *, upright: bool) -> None:
    """Statistics side by side (upright) or below each other (in per cent): published, and ours in both worlds."""
    scale = 1.0 if upright else 100.0
    for place, of in enumerate(names):
        for name, shift, face in (("mail", -0.12, style.INK), ("calls", 0.12, "white")):
            for row in _of(results[name], of).to_dict("records"):
                band = scale * np.array([row["low"], row["high"]])
                both = ([place + shift] * 2, band) if upright else (band, [place + shift] * 2)
                axes.plot(*both, color=style.PALE, linewidth=6, solid_capstyle="butt", zorder=0)
                at = (
                    (place + shift, scale * row["value"])
                    if upright
                    else (scale * row["value"], place + shift)
                )
                axes.plot(*at, marker="D", color=style.INK, markerfacecolor=face, markersize=3.5, zorder=2)
        for shift, (world, look) in zip((-0.3, 0.3), in_time.LOOKS.items(), strict=True):
            some = results["ours"][results["ours"]["worlds"] == world]
            for row in _of(some, of).to_dict("records"):
                value, ends = scale * row["value"], (scale * row["low"], scale * row["high"])
                if np.isfinite(value):
                    x, y = (place + shift, value) if upright else (value, place + shift)
                    style.whisker(axes, x, y, ends, look, upright=upright)
    (axes.set_xticks if upright else axes.set_yticks)(range(len(names)), list(names.values()))
    ends = (-0.6, len(names) - 0.4)
    if upright:
        axes.set_xlim(*ends)
    else:
        axes.set_ylim(*ends[::-1])


def _of(table: pd.DataFrame, of: str) -> pd.DataFrame:
    return table[(table["statistic"] == "signature") & (table["of"] == of)]


def points(results: Results) -> pd.DataFrame:
    """The points drawn."""
    published = pd.concat(
        [results[name].assign(source=name) for name in ("mail", "calls")], ignore_index=True
    )
    return in_time.drawn(results["ours"], published)
