"""The market experiment that several findings share, and what they make of its counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import Design, Experiment, Point, Published
from weakties.experiments.worlds.market import world
from weakties.simulation.named_worlds import named

if TYPE_CHECKING:
    import pandas as pd

DEFAULT = {"network": "layers", "formal_search": 11.0, "direct_search": 11.0}
FEWER_POSTINGS = {"network": "layers", **named("popular").values}

MARKET = Experiment(
    key="market",
    headline=True,
    world=world,
    design=Design(
        points=(DEFAULT, FEWER_POSTINGS),
        fixed={"workers": 20_000, "weeks": 400, "burn_in": 100},
        replicates=10,
        seed=19730501,
    ),
    quick=Design(
        points=(DEFAULT, FEWER_POSTINGS),
        fixed={"workers": 4_000, "weeks": 250, "burn_in": 100},
        replicates=6,
        seed=19730501,
    ),
)
"""The default world, and the same with formal and direct search turned down until they bring the popular claim's 17 %."""


def at(runs: pd.DataFrame, point: Point) -> pd.DataFrame:
    """The worlds of one point."""
    keep = np.ones(len(runs), dtype=bool)
    for name, value in point.items():
        keep &= (runs[name] == value).to_numpy()
    return runs[keep]


def percent(runs: pd.DataFrame, part: str, whole: str) -> Estimate:
    """The share of one count in another, pooled over worlds, in per cent, with its interval between worlds."""
    return pooled_share(runs[part], runs[whole]).scaled(100)


def compared(
    published: Iterable[Published],
    ours: Mapping[str, Estimate],
    source: str,
    interval: str,
    margin: float = float("nan"),
) -> pd.DataFrame:
    """The table of `figures/comparison.py`: ours beside the published, as shares; `margin`: of numbers without an interval."""
    import pandas as pd

    rows = []
    for p in published:
        low = p.value - margin if p.low is None else p.low
        high = p.value + margin if p.high is None else p.high
        e = ours.get(p.quantity, Estimate(np.nan, np.nan, np.nan, 0))
        rows.append((p.quantity, *e[:3], p.value, low, high, source, p.verified, interval))
    names = [
        "class",
        "value",
        "low",
        "high",
        "published",
        "published_low",
        "published_high",
        "source",
        "verified",
        "interval",
    ]
    table = pd.DataFrame(rows, columns=names)
    numbers = names[1:7]
    table[numbers] = table[numbers] / 100
    return table
