"""Logs of proximity: one row for every interval in which two people were near each other. Rows in a row are one contact."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Float64s, Int64s, Real, kernel

SHORTEST, LONGEST = 5.0, 600.0  # seconds: what an interval of a sensor can be
IN_A_ROW = 0.1  # share of rows that follow their pair's last by one interval, from which a log is taken for one of proximity


def guess_interval(
    source: NDArray[np.int32], target: NDArray[np.int32], second: NDArray[np.float64]
) -> float:
    """The interval of a log of proximity in seconds, or 0 where it looks like no such log. Rows in order of time.

    It does when all times are whole multiples (from the first) of an interval of 5 to 600 seconds, no pair stands in both
    directions, and a tenth of the rows come exactly one interval after the last of their pair.
    """
    steps = np.diff(second)
    steps = steps[steps > 0]
    if not len(steps) or not (steps == np.round(steps)).all():
        return 0.0
    interval = float(np.gcd.reduce(np.unique(steps).astype(np.int64)))
    if not SHORTEST <= interval <= LONGEST:
        return 0.0
    pair = source.astype(np.int64) << 32 | target
    back = np.unique(target.astype(np.int64) << 32 | source)
    if np.isin(back, np.unique(pair), assume_unique=True).any():
        return 0.0
    order = np.argsort(pair, kind="stable")
    same = pair[order][1:] == pair[order][:-1]
    close = same & (np.diff(second[order]) == interval)
    return interval if close.sum() >= IN_A_ROW * len(pair) else 0.0


def merge(
    source: NDArray[np.int32], target: NDArray[np.int32], second: NDArray[np.float64], interval: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rows at which contacts begin, in order of time, and how long each lasts in seconds.

    Rows of a pair, in either direction, that are at most one interval apart are one contact; it lasts from its first row to
    one interval after its last. Rows must be in order of time.
    """
    low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
    pair = low << 32 | high
    order = np.argsort(pair, kind="stable")
    first, last = _runs(pair[order], second[order], interval * (1 + 1e-9))
    begin = order[first]
    seconds = second[order[last]] - second[begin] + interval
    again = np.argsort(begin)
    return begin[again], seconds[again]


@kernel
def _runs(pair: Int64s, second: Float64s, most: Real) -> tuple[Int64s, Int64s]:
    """Where runs of rows of one pair, at most `most` apart, begin and end."""
    first = np.empty(len(pair), np.int64)
    last = np.empty(len(pair), np.int64)
    runs = 0
    for row in range(len(pair)):
        if row and pair[row] == pair[row - 1] and second[row] - second[row - 1] <= most:
            last[runs - 1] = row
            continue
        first[runs] = row
        last[runs] = row
        runs += 1
    return first[:runs], last[:runs]
