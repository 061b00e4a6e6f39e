"""Where in the space of assumptions the popular pair and Granovetter's table hold, at once and apart: maps over two parameters.

Results: two tables.

`results["cells"]`: one row for each world of the sweep (replicates of a cell are averaged):

    network                       the generator
    x, x_value, y, y_value        the two parameters that the map varies, by name, and their values
    weak, strong, other           popular cut: shares of all hires, 0 to 1
    often, occasionally, rarely   Granovetter's cut: shares of the hires through contacts, 0 to 1

`results["published"]`: what they are held against, one row a class:

    cut, class                    'popular' or 'granovetter', and one of the six names above
    published                     the published share, 0 to 1
    published_low, published_high its interval, or the margin that it is judged by

A row of panels is a pair of parameters, a column a generator. The shade is the mean share of weak ties; lines run where the mean
share of weak ties (dashed) and of strong ties (solid) is the published one. A square: all classes of the popular table lie in
their margins, in the mean; a ring: all of Granovetter's lie in their intervals; a ring in a square: both at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from weakties.figures import style
from weakties.figures.column import NARROW
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.parameters import NetworkParameters, unit_of

AXES = ["x", "y", "network", "y_value", "x_value"]
SHARES = ["weak", "strong", "other", "often", "occasionally", "rarely"]
PUBLISHED = ("cut", "class", "published", "published_low", "published_high")
CUTS = {"popular": ("s", 8.5), "granovetter": ("o", 4.0)}
"""The mark, and its size in points, of a cell where a cut's whole table holds."""


@style.house()
def draw(results: Mapping[str, pd.DataFrame]) -> Figure:
    """The figure, 178 mm wide; `results` as described above. Raises UserError when columns are missing."""
    cells = points(results)
    pairs = list(cells.groupby(["x", "y"], sort=False))
    networks = list(cells["network"].unique())
    figure = style.sheet(style.PAGE, 24 + 46 * len(pairs))
    grid = figure.subplots(len(pairs), len(networks), squeeze=False)
    shades = Normalize(np.floor(cells["weak"].min() / 5) * 5, np.ceil((cells["weak"].max() + 0.1) / 5) * 5)
    levels = results["published"].set_index("class")["published"] * 100
    for row, ((x, y), of_pair) in zip(grid, pairs, strict=True):
        for axes, network in zip(row, networks, strict=True):
            _map(axes, of_pair[of_pair["network"] == network], shades, levels)
            alone = axes is row[0] or NARROW.get()
            axes.set(xlabel=label(str(x)), ylabel=label(str(y)) if alone else "")
            axes.tick_params(labelleft=alone)
    titled = grid.ravel() if NARROW.get() else grid[0]
    for letter, axes, network in zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ", titled, networks * len(pairs), strict=False
    ):
        style.title(axes, letter, str(network).replace("_", " "))
    bar = figure.colorbar(grid[0, 0].collections[0], ax=grid, shrink=0.7, aspect=30, pad=0.02)
    bar.set_label("weak ties, share of all hires (%)")
    bar.outline.set_visible(False)
    figure.legend(*_key(levels), loc="outside lower left", ncols=2)
    return figure


def points(results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The cells drawn: parameters and values, mean shares in per cent, worlds, and whether either table holds in the mean."""
    style.require(results["cells"], [*AXES, *SHARES], "sweep maps")
    style.require(results["published"], PUBLISHED, "sweep maps, published")
    grouped = results["cells"].groupby(AXES, sort=False)[SHARES]
    cells = (100 * grouped.mean()).assign(worlds=grouped.size()).reset_index()
    for cut in CUTS:
        table = results["published"].query("cut == @cut")
        limits = table[["class", *PUBLISHED[3:]]].itertuples(index=False)
        inside = [cells[name].between(100 * low, 100 * high) for name, low, high in limits]
        cells[cut] = np.logical_and.reduce(inside)
    return cells


def label(name: str) -> str:
    """A parameter's label with its unit, as declared; the bare name for one that is not declared."""
    fields = {**NetworkParameters.model_fields, **MarketParameters.model_fields}
    if name not in fields:
        return name.replace("_", " ")
    unit = unit_of(fields[name])
    return f"{fields[name].title} ({unit})" if unit else str(fields[name].title)


def _map(axes: Axes, cells: pd.DataFrame, shades: Normalize, levels: pd.Series[float]) -> None:
    """One panel: a heat map of cells of equal size whatever the spacing of the values, its contours and its marks."""
    import seaborn as sns

    if cells.empty:  # this generator was not swept over this pair
        return axes.set_axis_off()
    shade = cells.pivot(index="y_value", columns="x_value", values="weak")
    palette = sns.light_palette(style.LOOKS["weak"].colour, as_cmap=True)
    sns.heatmap(shade, ax=axes, cmap=palette, norm=shades, cbar=False, linewidths=0.4, linecolor="white")
    axes.invert_yaxis()
    axes.set_xticks(np.arange(shade.shape[1]) + 0.5, [f"{v:g}" for v in shade.columns], rotation=0)
    axes.set_yticks(np.arange(shade.shape[0]) + 0.5, [f"{v:g}" for v in shade.index], rotation=0)
    axes.tick_params(length=0)
    for kind in ("weak", "strong"):
        _contour(
            axes, cells.pivot(index="y_value", columns="x_value", values=kind), float(levels[kind]), kind
        )
    column = {value: at + 0.5 for at, value in enumerate(shade.columns)}
    line = {value: at + 0.5 for at, value in enumerate(shade.index)}
    for cut, (marker, size) in CUTS.items():
        held = cells[cells[cut]]
        x, y = held["x_value"].map(column), held["y_value"].map(line)
        axes.plot(x, y, marker, color="none", markeredgecolor=style.INK, markersize=size, markeredgewidth=0.9)


def _contour(axes: Axes, shares: pd.DataFrame, level: float, kind: str) -> None:
    """The line along which a share is the published one, straight between the centres of cells; none where it never is."""
    values = shares.to_numpy(float)
    if min(values.shape) > 1 and np.nanmin(values) < level < np.nanmax(values):
        across, up = (np.arange(n) + 0.5 for n in values.T.shape)
        look = style.LOOKS["strong"] if kind == "strong" else style.Look(style.INK, style.LOOKS["weak"].line)
        axes.contour(
            across, up, values, levels=[level], colors=look.colour, linestyles=[look.line], linewidths=1.3
        )


def _key(levels: pd.Series[float]) -> tuple[list[Any], list[str]]:
    """The entries of the legend, the published shares in words."""
    drawn: dict[str, Any] = {"linewidth": 1.3, "color": style.INK, "linestyle": style.LOOKS["weak"].line}
    lines = [Line2D([], [], **drawn), Line2D([], [], linewidth=1.3, color=style.LOOKS["strong"].colour)]
    hollow: dict[str, Any] = {"linestyle": "", "color": "none", "markeredgecolor": style.INK}
    marks = [Line2D([], [], marker=marker, markersize=size, **hollow) for marker, size in CUTS.values()]
    said = [f"{kind} ties: {levels[kind]:.3g} % of all hires" for kind in ("weak", "strong")]
    return [*lines, *marks], [
        *said,
        "popular table holds",
        "Granovetter's table holds (both: ring in square)",
    ]
