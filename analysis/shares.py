"""Through whom people found their jobs: hires counted by channel, by strength of the credited tie, by length of the chain.

Everything here counts; shares and their intervals are made of the counts by `weakties.analysis.uncertainty`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.talk.frequency import (
    HALF_YEARLY,
    MONTHLY,
    TWICE_A_WEEK,
    WEEKLY,
    WEEKS_A_YEAR,
    YEARLY,
)

if TYPE_CHECKING:
    import pandas as pd

CHANNELS = ("contact", "formal", "direct")
CHAIN = (
    "0",
    "1",
    "2",
    "more",
)  # steps between the one who hires and the one hired; 0: told by the former himself


class Cut(NamedTuple):
    """Classes of contact rate, strongest first: class k holds the rates from bounds[k] on, up to those of class k - 1.

    bounds: conversations per week, descending, the last 0. A rate equal to a bound belongs to the stronger class, but for
    the weakest class of Granovetter's, which is "at most once a year" (`closed_above`).
    """

    name: str
    classes: tuple[str, ...]
    bounds: tuple[float, ...]
    closed_above: bool = False

    def tally(self, rates: ArrayLike, weights: ArrayLike | None = None) -> dict[str, float]:
        """How many of the contact rates lie in each class; `weights`: what each of them counts for."""
        edges = np.array(self.bounds[:-1][::-1], dtype=np.float64)
        if self.closed_above:
            edges[0] = np.nextafter(np.float32(edges[0]), np.float32(np.inf))
        which = np.searchsorted(edges, np.asarray(rates, dtype=np.float64), side="right")
        each = np.ones(len(which)) if weights is None else np.asarray(weights, dtype=np.float64)
        counts = np.bincount(which, each, minlength=len(self.classes))
        return {name: float(counts[-1 - k]) for k, name in enumerate(self.classes)}


GRANOVETTER = Cut(
    "granovetter", ("often", "occasionally", "rarely"), (TWICE_A_WEEK, YEARLY, 0.0), closed_above=True
)
"""Granovetter (1973): often = at least twice a week; rarely = at most once a year; occasionally = in between."""

POPULAR = Cut("popular", ("strong", "weak"), (MONTHLY, 0.0))
"""The popular claim: strong = close friends and colleagues, seen at least monthly; weak = everybody else."""

CLASSES = Cut(
    "contact frequency",
    ("daily", "twice a week", "weekly", "monthly", "half-yearly", "yearly", "every 3 years", "rarer"),
    (5.0, TWICE_A_WEEK, WEEKLY, MONTHLY, HALF_YEARLY, YEARLY, 1 / (3 * WEEKS_A_YEAR), 0.0),
)
"""Finer classes, for the value of a tie by its strength; each is named by its lower bound."""


def by_channel(hires: pd.DataFrame) -> dict[str, float]:
    """Hires through contacts, formal and direct search."""
    counts = hires.channel.value_counts()
    return {name: float(counts.get(name, 0)) for name in CHANNELS}


def by_strength(hires: pd.DataFrame, cut: Cut) -> dict[str, float]:
    """Hires through contacts, by the contact rate of the tie that has the credit."""
    return cut.tally(hires.contact_rate[hires.channel == "contact"])


def by_chain(hires: pd.DataFrame) -> dict[str, float]:
    """Hires through contacts, by the number of steps between the one who hires and the one hired."""
    steps = np.clip(hires.steps[hires.channel == "contact"], 0, len(CHAIN) - 1)
    return dict(zip(CHAIN, np.bincount(steps, minlength=len(CHAIN)).astype(float), strict=True))


def cumulative(hires: pd.DataFrame, edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """Hires credited to a tie of at most each contact rate; `edges` ascending, conversations per week; (edges,) -> (edges,)."""
    rates = np.sort(hires.contact_rate[hires.channel == "contact"].to_numpy(np.float64))
    return np.searchsorted(rates, edges * (1 + 1e-6), side="right")
