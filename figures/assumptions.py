"""What becomes of Granovetter's table when any one parameter of the world is halved or doubled.

Results: one row for each world and class:

    changed                        the parameter that was changed; "nothing" for the default world
    to                             its value there
    class                          'often', 'occasionally' or 'rarely'
    value, low, high               our share of the hires through contacts, 0 to 1, and its 95 % interval
    published, published_low, published_high   the published share and its interval

A panel is a class; a row a parameter, those that move the table most at the top. Lower values of a parameter are open markers,
higher ones filled; the upright line is the default world, the band what was published.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from weakties.figures import style
from weakties.figures.contact_distribution import LOOKS
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.parameters import NetworkParameters

COLUMNS = ("changed", "to", "class", "value", "low", "high", "published", "published_low", "published_high")
CLASSES = ("often", "occasionally", "rarely")
LABELS = {
    name: info.title
    for name, info in (NetworkParameters.model_fields | MarketParameters.model_fields).items()
}


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    table = points(results)
    order = _order(table)
    figure = style.sheet(style.PAGE, 30 + 4.3 * len(order))
    panels = list(figure.subplots(1, len(CLASSES), sharey=True))
    for letter, axes, name in zip("ABC", panels, CLASSES, strict=True):
        _panel(axes, table[table["class"] == name], order, LOOKS[name].colour)
        axes.set_xlabel("hires through contacts (%)")
        style.title(axes, letter, f"contact seen {name}")
    panels[0].set_yticks(range(len(order)), [f"{LABELS.get(name, name)}" for name in order])
    panels[0].set(ylim=(len(order) - 0.5, -0.5), ylabel="number changed")
    figure.legend(
        handles=[
            Line2D([], [], marker="o", mfc="white", mec=style.INK, ls="", label="halved (least allowed)"),
            Line2D([], [], marker="o", mfc=style.INK, mec=style.INK, ls="", label="doubled (most allowed)"),
            Line2D([], [], color=style.INK, label="default world"),
            Patch(facecolor=style.PALE, label="published, 95 %"),
        ],
        loc="outside lower center",
        ncols=4,
    )
    return figure


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The points that `draw` draws, in per cent."""
    style.require(results, COLUMNS, "assumptions")
    table = results[list(COLUMNS)].copy()
    table[list(COLUMNS[3:])] = 100 * table[list(COLUMNS[3:])]
    return table


def _order(table: pd.DataFrame) -> list[str]:
    """Parameters by the largest change they make in any class."""
    default = table[table["changed"] == "nothing"].set_index("class")["value"]
    change = (table["value"] - table["class"].map(default)).abs()
    largest = change.groupby(table["changed"]).max().drop("nothing", errors="ignore")
    return [str(name) for name in largest.sort_values(ascending=False, kind="stable").index]


def _panel(axes: Axes, table: pd.DataFrame, order: list[str], colour: str) -> None:
    first = table.iloc[0]
    axes.axvspan(first["published_low"], first["published_high"], color=style.PALE, lw=0)
    base = float(table.loc[table["changed"] == "nothing", "value"].iloc[0])
    axes.axvline(base, color=style.INK, lw=0.9)
    for y, name in enumerate(order):
        ends = table[table["changed"] == name].sort_values("to")
        axes.plot([base, *ends["value"]], [y] * (1 + len(ends)), color=colour, lw=1.0, zorder=2)
        for _, row in ends.iterrows():
            raised = row["to"] > _default(name)
            face = colour if raised else "white"
            axes.plot(row["value"], y, "o", ms=3.6, mfc=face, mec=style.INK, mew=0.6, zorder=3)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(left=0)


def _default(name: str) -> float:
    fields = NetworkParameters.model_fields | MarketParameters.model_fields
    return float(fields[name].default) if name in fields else 0.0
