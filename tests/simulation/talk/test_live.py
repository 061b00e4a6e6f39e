"""Talks of many ties at once are those of each tie by itself, to the bit."""

from __future__ import annotations

import numpy as np
from numba import njit

from weakties.simulation.talk.live import talks_of_row, talks_of_weeks


@njit
def by_itself(rate, lot):
    count, last = np.zeros(len(rate), np.int32), np.full(len(rate), -1, np.int32)
    for n in range(len(rate)):
        if rate[n] > 0:
            count[n], last[n] = talks_of_weeks(rate[n], (lot[0, n], lot[1, n], lot[2, n], lot[3, n]), 7)
    return count, last


def test_a_row_of_ties_has_the_talks_that_each_has_by_itself():
    """Rates from 0 to the most there are, by their logarithm, and random words that hold the least and the greatest."""
    rng, n = np.random.default_rng(0), 20_000
    rate = np.exp(rng.uniform(np.log(1e-6), np.log(14), n)).astype(np.float32)
    rate[:200], rate[200:300] = 0, 14
    lot = rng.integers(0, 2**32, (4, n), dtype=np.uint64).astype(np.uint32)
    lot[rng.integers(0, 4, 600), rng.integers(0, n, 600)] = np.repeat([0, 1, 2**32 - 1], 200)
    count, last = np.empty(n, np.int32), np.empty(n, np.int32)
    talks_of_row(7, rate, np.empty(n, np.float32), lot, count, last)
    assert (count[:200] == 0).all() and (last[count == 0] == -1).all()
    assert all((count == k).sum() > 50 for k in (1, 2, 3, 6, 12)) and count.max() > 40
    alone = by_itself(rate, lot)
    assert np.array_equal(count, alone[0]) and np.array_equal(last, alone[1])
