"""Unemployment read from who was employed when: shares of weeks, correlations, and the chance to leave by weeks out of work.

`counts` turns one simulated history into a small table of parts and wholes, which is what a run keeps; the estimates pool the
tables of many replicates.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.analysis.uncertainty import Estimate, between_replicates, pooled_share
from weakties.simulation.kernels import Bools, Int, Int64s, kernel

OUT, BOTH, LEFT = "out of work", "both out of work", "left"


@kernel
def leaving(history: Bools, longest: Int) -> tuple[Int64s, Int64s]:
    """How often people left unemployment after d weeks of it, and how often they could have.

    history: bool (weeks, n), who was employed at the end of each week. Returns two int64 arrays (n, longest), column d - 1 for
    d = 1 .. longest weeks: of the weeks that ended a person's d-th week without a job, how many were followed by a job, and how
    many there were, the last week of the history not counted. Weeks before a person is first seen at work do not count, since it
    is not known since when.
    """
    weeks, people = history.shape
    left = np.zeros((people, longest), np.int64)
    could = np.zeros((people, longest), np.int64)
    out = np.full(people, -1)  # weeks out of work so far; -1: not known
    for t in range(weeks - 1):
        for i in range(people):
            if history[t, i]:
                out[i] = 0
            elif out[i] >= 0:
                out[i] += 1
                if out[i] <= longest:
                    could[i, out[i] - 1] += 1
                    left[i, out[i] - 1] += history[t + 1, i]
    return left, could


def counts(history: NDArray[np.bool_], longest: int) -> pd.DataFrame:
    """What the estimates below need of one history, bool (weeks, n): quantity, person, weeks_out, part, whole; one row each.

    OUT   weeks out of work, of all weeks; by person
    BOTH  weeks in which persons 0 and 1 both are, of all weeks; under person 1
    LEFT  times that a person had a job the week after, of all weeks out of work since weeks_out weeks; 1 .. longest
    """
    weeks, people = history.shape
    rows = [(OUT, i, 0, weeks - int(history[:, i].sum()), weeks) for i in range(people)]
    if people > 1:
        rows.append((BOTH, 1, 0, int((~history[:, 0] & ~history[:, 1]).sum()), weeks))
    left, could = leaving(history, longest)
    rows += [
        (LEFT, i, d + 1, int(left[i, d]), int(could[i, d])) for i in range(people) for d in range(longest)
    ]
    return pd.DataFrame(rows, columns=["quantity", "person", "weeks_out", "part", "whole"])


def unemployment(runs: pd.DataFrame) -> Estimate:
    """The share of weeks out of work, over all persons in `runs`: rows of `counts`, with a column `replicate`."""
    return _pooled(runs[runs.quantity == OUT])


def chance_to_leave(runs: pd.DataFrame, weeks_out: int) -> Estimate:
    """The chance to have a job next week after so many weeks without, over all persons in `runs`; as `unemployment`."""
    return _pooled(runs[(runs.quantity == LEFT) & (runs.weeks_out == weeks_out)])


def correlation(runs: pd.DataFrame) -> Estimate:
    """The correlation of the states of persons 0 and 1 in the same week.

        (P(both out) - p_0 p_1) / sqrt(p_0 (1 - p_0) p_1 (1 - p_1)),   p_i = P(i out)

    in each replicate, then the mean with a t-interval between replicates.
    """

    def share(quantity: str, person: int) -> NDArray[np.float64]:
        rows = runs[(runs.quantity == quantity) & (runs.person == person)].sort_values("replicate")
        return (rows.part / rows.whole).to_numpy(np.float64)

    p, q, both = share(OUT, 0), share(OUT, 1), share(BOTH, 1)
    return between_replicates((both - p * q) / np.sqrt(p * (1 - p) * q * (1 - q)))


def _pooled(rows: pd.DataFrame) -> Estimate:
    sums = rows.groupby("replicate")[["part", "whole"]].sum()
    return pooled_share(sums.part, sums.whole)
