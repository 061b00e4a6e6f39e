"""Posterior predictive checks: what a calibrated model says of samples as large as the published ones, beside these.

Results: one row for each class of a table, in per cent, or moment, in its unit:

    target, class              the table and its class; a moment has no class
    published                  the published value
    median, low, high          of samples of the same size from worlds of the posterior, with the ends of their 90 %
    n, p                       people in the table (0 for a moment), and the p of the check
    discrepancy                of a moment: how far a good model may be off; NaN for a class

Tables have a panel each; moments share one, in which the unit is their discrepancy and 0 the published value.
"""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style

COLUMNS = ("target", "class", "published", "median", "low", "high", "n", "p", "discrepancy")
OURS = style.LOOKS["strong"]
WIDE = 30  # letters in a line of a title


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    table = points(results)
    tables, moments = table[table["n"] > 0], table[table["n"] == 0]
    names = list(dict.fromkeys(tables["target"]))
    panels = len(names) + bool(len(moments))
    most = max([*tables.groupby("target").size(), len(moments)])
    figure = style.sheet(style.PAGE, 26 + 6 * most)
    for letter, k, axes in zip(
        "ABCDEFGH", range(panels), figure.subplots(1, panels, squeeze=False)[0], strict=False
    ):
        rows = tables[tables["target"] == names[k]] if k < len(names) else moments
        _panel(axes, rows.reset_index(drop=True))
        last = rows.iloc[0]
        name = "\n".join(textwrap.wrap(str(last["target"]), WIDE))
        said = f"{name}\nn = {last['n']:.0f}, p = {last['p']:.2f}" if last["n"] else "moments"
        style.title(axes, letter, said)
        axes.set_xlabel("share (%)" if last["n"] else "off by (discrepancies)")
        axes.set_ylabel("class" if last["n"] else "moment")
    figure.legend(
        handles=[
            Line2D(
                [],
                [],
                color=OURS.colour,
                marker=OURS.marker,
                label="samples from the posterior, median and 90 %",
            ),
            Line2D([], [], color=style.INK, marker="|", ms=9, mew=1.6, ls="", label="published"),
        ],
        loc="outside lower center",
        ncols=2,
    )
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws; moments in units of their discrepancy, less what was published."""
    style.require(results, COLUMNS, "posterior predictive checks")
    table = results[list(COLUMNS)].reset_index(drop=True)
    of_moments = table["n"] == 0
    for name in ("median", "low", "high", "published"):  # the published value last: the others need it
        off = (table[name] - table["published"]) / table["discrepancy"]
        table[name] = table[name].where(~of_moments, off)
    return table


def _panel(axes: Axes, rows: pd.DataFrame) -> None:
    for y, row in rows.iterrows():
        at = float(y)  # type: ignore[arg-type]
        style.whisker(axes, row["median"], at, (row["low"], row["high"]), OURS)
        axes.plot(row["published"], at, "|", color=style.INK, ms=11, mew=1.6, zorder=4)
    axes.set_yticks(range(len(rows)), [str(row["class"] or row["target"]) for _, row in rows.iterrows()])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    if rows["n"].iloc[0]:
        axes.set_xlim(left=0)
    else:
        axes.axvline(0, color=style.GREY, lw=0.6)
