"""Whether people who open more ties close more, too (T5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.resample import DRAWS, NAN, Measured, Resample, Row, measured
from weakties.analysis.contact_log.tie_log import TieLog


def opened_closed(ties: TieLog, sample: Resample) -> list[Row]:
    """Ties opened and closed per person between the two halves of the log.

    A tie with contacts in the second half only is opened, with contacts in the first half only closed. People count who had
    contact with anybody in both halves: others came or left. opened, closed: means per person; correlation: Pearson's, of the two
    numbers over people; near 1 where room for new ties comes from old ones. Intervals resample people.
    """
    half = ties.days / 2
    first, last = ties.day[ties.start[:-1]], ties.day[ties.start[1:] - 1]
    early = first < half
    late = last >= half

    def per_person(which: NDArray[np.bool_]) -> NDArray[np.float64]:
        ends = np.concatenate([ties.low[which], ties.high[which]])
        return np.bincount(ends, minlength=ties.people).astype(np.float64)

    there = np.flatnonzero((per_person(early) > 0) & (per_person(late) > 0))
    opened, closed = per_person(late & ~early)[there], per_person(early & ~late)[there]
    return [
        Row("ties opened and closed", "opened", 0.0, sample.mean(there, opened)),
        Row("ties opened and closed", "closed", 1.0, sample.mean(there, closed)),
        Row("ties opened and closed", "correlation", 2.0, correlation(there, opened, closed, sample)),
    ]


def correlation(
    unit: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    sample: Resample,
    *,
    of_ties: bool = False,
) -> Measured:
    """Pearson's correlation of x and y over people (or ties, numbered by `unit`), resampled.

    Influence of one with the standardised values a, b: (a b - r (a² + b²) / 2) / n; moved on Fisher's scale, atanh r.
    """
    n = len(x)
    if n < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return measured(NAN, np.full(DRAWS, NAN), n)
    a, b = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    r = float(np.clip((a * b).mean(), -1, 1))
    if 1 - r * r < 1e-12:
        return measured(r, np.full(DRAWS, r), n)
    influence = (a * b - r * (a * a + b * b) / 2) / n / (1 - r * r)
    size = len(sample.ties) if of_ties else sample.ties.people
    whole = np.bincount(unit, influence, size).astype(np.float64)
    moved = (sample.of_ties if of_ties else sample.of_people)(float(np.arctanh(r)), whole, n)
    return measured(r, np.tanh(moved.draws), n)
