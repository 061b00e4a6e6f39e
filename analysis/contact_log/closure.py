"""Whether new ties close triangles: the hazard of a first contact by the number of shared partners (T16)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.resample import DRAWS, NAN, Measured, Resample, Row, measured
from weakties.analysis.contact_log.tie_log import TieLog, rows_of
from weakties.simulation.kernels import Bools, Float64s, Int, Int32s, Int64s, kernel
from weakties.simulation.ties.rows import mutual_contacts_of

CLASSES = 5  # 0, 1, 2, 3, 4+
STEPS = 30_000_000  # paths of two steps looked at in one window; of more, some people are taken by chance


def closure(ties: TieLog, length: float, sample: Resample) -> list[Row]:
    """The hazard of a first contact by shared partners, per window of `length` days, and how many times that of 0 and of 1.

    At risk in window w are pairs of people who both had contact with somebody in it, but never yet with each other. Their shared
    partners: those with whom both had contact in window w: 0, 1, 2, 3, 4+. The hazard is the share of them who have their first
    contact in window w + 1. A log does not know of contacts before its beginning, so its first third of windows only tells who
    knows whom, and is not counted.

    Every pair counts from both ends, once for each person. Pairs without a shared partner are too many to be listed and are
    counted as all others; where there are too many paths of two steps, only some people's pairs are looked at, drawn by chance.
    Intervals resample people. hazard, relative to 0 and relative to 1 are one row a class; n = pairs at risk.
    """
    windows = ties.windows(length)
    at_risk = np.zeros((ties.people, CLASSES))
    events = np.zeros((ties.people, CLASSES))
    presence = ties.presence(length)
    first = (ties.day[ties.start[:-1]] / length).astype(np.int64)
    start, other, known = _rows_since(ties, first)
    order = np.argsort(presence.window, kind="stable")
    ends = np.searchsorted(presence.window[order], np.arange(windows + 1))
    for w in range(windows // 3, windows - 1):
        tie = presence.tie[order[ends[w] : ends[w + 1]]]
        now = rows_of(ties.low[tie], ties.high[tie], ties.people)
        focal = _focal(*now, sample)
        _count_pairs(*now, start, other, known, w, focal, at_risk)
        new = np.flatnonzero(first == w + 1)
        low, high = ties.low[new], ties.high[new]
        active = np.diff(now[0]) > 0
        both = active[low] & active[high]
        low, high = low[both], high[both]
        shared = np.minimum(mutual_contacts_of(*now, low, high), CLASSES - 1)
        for ends_of in (low, high):
            looked = focal[ends_of]
            np.add.at(events, (ends_of[looked], shared[looked]), 1.0)
    return _rows(events, at_risk, sample)


def _rows(events: NDArray[np.float64], at_risk: NDArray[np.float64], sample: Resample) -> list[Row]:
    names = [*map(str, range(CLASSES - 1)), f"{CLASSES - 1}+"]
    hazard = []
    for c in range(CLASSES):
        found = sample.ratio(events[:, c], at_risk[:, c], "share")
        pairs = int(at_risk[:, c].sum())
        hazard.append(Measured(found.estimate._replace(n=pairs), found.draws))
    rows = [Row("first contact, hazard", name, float(c), hazard[c]) for c, name in enumerate(names)]
    for base in (0, 1):
        title = f"first contact, relative to {base} shared"
        rows += [
            Row(title, name, float(c), _relative(hazard[c], hazard[base])) for c, name in enumerate(names)
        ]
    return rows


def _relative(one: Measured, base: Measured) -> Measured:
    if not base.estimate.value > 0:
        return measured(NAN, np.full(DRAWS, NAN), one.estimate.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return one.through(one.estimate.value / base.estimate.value, one.draws / base.draws)


def _rows_since(
    ties: TieLog, first: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Symmetric rows of all ties, with the window of the first contact beside each."""
    ego = np.concatenate([ties.low, ties.high])
    order = np.argsort(ego, kind="stable")
    start = np.searchsorted(ego[order], np.arange(ties.people + 1))
    return start, np.concatenate([ties.high, ties.low])[order], np.tile(first, 2)[order]


def _focal(start: NDArray[np.int64], other: NDArray[np.int32], sample: Resample) -> NDArray[np.bool_]:
    """Whose pairs are looked at: everybody's, or of too many a share drawn by chance."""
    degree = np.diff(start)
    steps = float((degree**2).sum())
    if steps <= STEPS:
        return np.ones(len(degree), np.bool_)
    return sample.rng.random(len(degree)) < STEPS / steps


@kernel
def _count_pairs(
    start: Int64s,
    other: Int32s,
    all_start: Int64s,
    all_other: Int32s,
    known: Int64s,
    w: Int,
    focal: Bools,
    at_risk: Float64s,
) -> None:
    """Adds the pairs at risk in window w, by the number of shared partners, to each focal person's counts."""
    people = len(start) - 1
    active = 0
    for i in range(people):
        active += start[i + 1] > start[i]
    paths = np.zeros(people, np.int64)
    met = np.full(people, -1, np.int64)
    reached = np.empty(people, np.int64)
    for i in range(people):
        if not focal[i] or start[i + 1] == start[i]:
            continue
        met[i] = i
        strangers = active - 1
        for e in range(all_start[i], all_start[i + 1]):
            j = all_other[e]
            if known[e] <= w:
                met[j] = i
                strangers -= start[j + 1] > start[j]
        many = 0
        for e in range(start[i], start[i + 1]):
            k = other[e]
            for f in range(start[k], start[k + 1]):
                j = other[f]
                if met[j] == i:
                    continue
                if paths[j] == 0:
                    reached[many] = j
                    many += 1
                paths[j] += 1
        for r in range(many):
            at_risk[i, min(paths[reached[r]], CLASSES - 1)] += 1
            paths[reached[r]] = 0
        at_risk[i, 0] += strangers - many
