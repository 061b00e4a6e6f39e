"""Whether two people who have been silent for long talk again (T3)."""

from __future__ import annotations

import numpy as np

from weakties.analysis.contact_log.resample import Resample, Row
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.simulation.kernels import Bools, Float64s, Int, Int64s, Real, kernel

LEAST = 5  # contacts before a tie has a usual gap
GAPS = (1, 2, 4, 8, 16)


def silence(ties: TieLog, sample: Resample) -> list[Row]:
    """The chance that a tie silent for k times its mean gap talks again before the log ends, k = 1, 2, 4, 8, 16.

    After its n-th contact, n >= 5, at time t_n, a tie has the mean gap g = (t_n - t_1) / (n - 1). If no contact comes within k g
    days, the tie is silent for k gaps, and it talks again if any contact comes later in the log. Every such silence of a tie
    counts; a silence of 8 gaps is one of 4 as well. Gaps of 0 (all contacts at one time) are left out.

    The log ends, and a silence that began late has had no time to be broken. So only those count that could still have been
    broken for as long again: t_n + 2 k g <= the end of the log. What they show is the chance of another contact in the k g days
    or more that remain; a silence that would be broken after the log is taken for one that lasts. For contacts of constant rate r
    that chance is 1 - exp(-r (end - t_n - k g)).
    """
    rows = []
    for k in GAPS:
        tie, again = _silences(ties.start, ties.day, float(k), ties.days, LEAST)
        rows.append(Row("talk again after a silence", f"{k}", float(k), sample.share(tie, again)))
    return rows


@kernel
def _silences(start: Int64s, day: Float64s, k: Real, end: Real, least: Int) -> tuple[Int64s, Bools]:
    """Each silence of k mean gaps that could be broken for as long again: of which tie, and whether it was broken."""
    tie = np.empty(len(day), np.int64)
    again = np.empty(len(day), np.bool_)
    size = 0
    for t in range(len(start) - 1):
        for c in range(start[t] + least - 1, start[t + 1]):
            gap = (day[c] - day[start[t]]) / (c - start[t])
            talks = c + 1 < start[t + 1]
            if gap <= 0 or day[c] + 2 * k * gap > end or (talks and day[c + 1] - day[c] <= k * gap):
                continue
            tie[size] = t
            again[size] = talks
            size += 1
    return tie[:size].copy(), again[:size].copy()
