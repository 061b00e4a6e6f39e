"""Intervals for statistics of pooled worlds, by leaving out one world at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.uncertainty import Estimate, between_replicates

if TYPE_CHECKING:
    import pandas as pd


def jackknife(statistic: Callable[[NDArray[np.int64]], float], worlds: int) -> Estimate:
    """A statistic of pooled worlds with a t-interval from leaving out one world at a time (pseudo-values).

    statistic: takes an array of the worlds kept, returns a number.
    """
    everyone = np.arange(worlds)
    whole = statistic(everyone)
    if worlds < 2:
        return Estimate(whole, -np.inf, np.inf, worlds)
    without = np.array([statistic(np.delete(everyone, w)) for w in everyone])
    pseudo = worlds * whole - (worlds - 1) * without
    spread = between_replicates(pseudo)
    half = (spread.high - spread.low) / 2
    return Estimate(whole, whole - half, whole + half, worlds)


def changed(
    with_it: pd.DataFrame, without: pd.DataFrame, statistic: Callable[[pd.DataFrame], Estimate]
) -> Estimate:
    """A statistic of some worlds less that of others which share their luck, replicate by replicate: both are left out
    together.
    """
    replicates = np.array(sorted(set(with_it["replicate"])))

    def of(keep: NDArray[np.int64]) -> float:
        here, there = (rows[rows["replicate"].isin(replicates[keep])] for rows in (with_it, without))
        return statistic(here).value - statistic(there).value

    return jackknife(of, len(replicates))
