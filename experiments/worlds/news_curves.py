"""Saved runs of the news experiment as the tables that figures take: curves and maps, network by network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.worlds.news import NONE, STALENESS, TOPICS, values
from weakties.experiments.worlds.news_places import places

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "ring": "ring (lattice)",
    "layers": "layers (default)",
    "small_world": "small world",
    "planted_partition": "planted partition",
    "weighted_growth": "weighted growth",
    "lesmis": "Les Misérables",
    "invs15_workplace": "workplace",
    "ukfaculty": "faculty",
    "copenhagen_comm": "Copenhagen",
}


class Line(NamedTuple):
    """One line of a figure: what it is called, what was measured, how it looks."""

    name: str
    measure: str
    look: str


class Plot(NamedTuple):
    """Lines over one x: their labels, the kind of x axis, at most which x, and whether each panel has its own y axis."""

    lines: Sequence[Line]
    x_label: str
    y_label: str
    x_scale: str = "linear"
    last: float = float("inf")
    y_free: bool = False


def shown(runs: pd.DataFrame) -> list[str]:
    """The networks that were run, in the usual order."""
    run = set(runs.network)
    return [name for name in places() if name in run]


def curves(plot: Plot, only: Sequence[str] = ()) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What turns saved runs into the results of figures/network_curves.py. only: networks; by default all that have the lines."""

    def prepare(runs: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        rows = []
        for network in only or shown(runs):
            for line in plot.lines:
                rows += [
                    (NAMES.get(network, network), line.name, line.look, *p)
                    for p in _line(runs, network, line, plot)
                ]
        table = pd.DataFrame(rows, columns=["network", "line", "look", "x", "value", "low", "high"])
        return table.assign(
            x_label=plot.x_label, y_label=plot.y_label, x_scale=plot.x_scale, y_free=plot.y_free
        )

    return prepare


def _line(
    runs: pd.DataFrame, network: str, line: Line, plot: Plot
) -> list[tuple[float, float, float, float]]:
    """(x, value, low, high) at each x of which at least half of the replicates know."""
    rows = runs[(runs.network == network) & (runs.measure == line.measure) & (runs.x <= plot.last)]
    rows = rows[rows.value.abs() < float("inf")]
    found, all_of_them = [], rows.replicate.nunique()
    for x, here in rows.groupby(rows.x.round(6)):
        each = here.groupby("replicate").value.mean()
        if 2 * len(each) >= all_of_them:
            found.append((float(x), *between_replicates(each)[:3]))
    return found


def trade_off(runs: pd.DataFrame) -> pd.DataFrame:
    """The results of figures/crossover.py: what either contact adds, by staleness and topics, on networks with both."""
    import pandas as pd

    rows = []
    for network in shown(runs):
        for stale in STALENESS:
            for topics in TOPICS:
                both = [
                    float(values(runs, f"alone, {kind}", (stale, topics), network).mean())
                    for kind in ("bandwidth", "diverse")
                ]
                if both[0] == both[0] and both[1] == both[1]:
                    rows.append((NAMES.get(network, network), stale, topics, *both))
    return pd.DataFrame(rows, columns=["network", "staleness", "topics", "bandwidth", "diverse"])


def named(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the names of networks as figures show them."""
    names: Mapping[str, str] = NAMES
    return table.assign(network=[names.get(name, name) for name in table.network])


__all__ = ["NAMES", "NONE", "Line", "Plot", "curves", "named", "shown", "trade_off"]
