"""Bandwidth or diversity: which of two contacts adds more news, by how fast news goes stale and how many topics there are.

Results: one row a cell, panels in the order of the table, with the columns

    network            the panel
    staleness, topics  chance per week that a piece goes stale; number of topics that conversations turn to
    bandwidth, diverse pieces in 1,000 that nobody else would have told in time, from one contact of either kind
    n                  how many replicates
"""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure

from weakties.figures import style

COLUMNS = ("network", "staleness", "topics", "bandwidth", "diverse")
ACROSS = 5
LIMIT = 2.0  # log2: four times as much


@style.house()
def draw(results: pd.DataFrame) -> Figure:
    """The figure, 178 mm wide, up to five maps a row. Raises UserError when columns are missing."""
    style.require(results, COLUMNS, "crossover")
    names = list(dict.fromkeys(results["network"]))
    across, rows = min(ACROSS, len(names)), -(-len(names) // ACROSS)
    figure = style.sheet(style.PAGE, 12 + 40 * rows)
    grid = figure.subplots(rows, across, sharex=True, sharey=True, squeeze=False).ravel()
    colours = matplotlib.colormaps["PuOr"]
    norm = TwoSlopeNorm(0.0, -LIMIT, LIMIT)
    for at, (axes, name) in enumerate(zip(grid, names, strict=False)):
        style.title(axes, "", name)
        image = _map(axes, ratio(results[results["network"] == name]), colours, norm)
        if at + across >= len(names):
            axes.set_xlabel("topics")
            axes.tick_params(labelbottom=True)
        if at % across == 0:
            axes.set_ylabel("staleness (per week)")
    for axes in grid[len(names) :]:
        axes.set_axis_off()
    bar = figure.colorbar(image, ax=list(grid), location="right", shrink=0.8, aspect=30, extend="both")
    bar.set_label("what one contact adds")
    bar.set_ticks([-2, -1, 0, 1, 2], labels=["diverse ×4", "×2", "equal", "×2", "bandwidth ×4"])
    return figure


def ratio(panel: pd.DataFrame) -> pd.DataFrame:
    """log2 of what a contact of bandwidth adds over what a diverse one adds; rows staleness, columns topics."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log2(panel["bandwidth"] / panel["diverse"])
    return panel.assign(value=value).pivot(index="staleness", columns="topics", values="value")


def _map(axes: Axes, table: pd.DataFrame, colours: matplotlib.colors.Colormap, norm: TwoSlopeNorm):  # type: ignore[no-untyped-def]
    """A cell for each pair, with a + where bandwidth wins and a − where diversity does: colour is not all."""
    image = axes.imshow(table.to_numpy(float), cmap=colours, norm=norm, origin="lower", aspect="auto")
    for y, row in enumerate(table.to_numpy(float)):
        for x, value in enumerate(row):
            sign = "" if not np.isfinite(value) or value == 0 else ("+" if value > 0 else "−")
            axes.text(x, y, sign, ha="center", va="center", color="white" if abs(value) > 1.3 else style.INK)
    axes.set_xticks(range(table.shape[1]), [f"{t:g}" for t in table.columns])
    axes.set_yticks(range(table.shape[0]), [f"{s:g}" for s in table.index])
    return image


def points(results: pd.DataFrame) -> pd.DataFrame:
    """The cells drawn, with the logarithm of the ratio that is their colour."""
    style.require(results, COLUMNS, "crossover")
    with np.errstate(divide="ignore", invalid="ignore"):
        return results[list(COLUMNS)].assign(log2_ratio=np.log2(results["bandwidth"] / results["diverse"]))
