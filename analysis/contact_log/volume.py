"""Whether ties fade before they end, and whether their first weeks tell how long they live (T4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.opened_closed import correlation
from weakties.analysis.contact_log.resample import DRAWS, NAN, Measured, Resample, Row, measured
from weakties.analysis.contact_log.tie_log import TieLog

THIRDS = ("first third", "middle third", "last third")
BETWEEN = 3  # contacts between the first and the last
AFTER = 3  # windows without contact before the log ends, after which a tie is taken to have ended
LIVES = (1, 3, 6)  # windows: classes of lifetime


def volume(ties: TieLog, length: float, sample: Resample) -> list[Row]:
    """Contacts over the life of ties whose whole life lies within the log.

    Such ties have their first contact at least one window of `length` days (28) after the log begins, and their last at least
    three windows before it ends. Lifetime: from the first contact to the last.

    contacts by third of life       of contacts other than the first and the last, which lie at the ends by definition, the shares
                                    in the first, middle and last third of their tie's life; ties with three or more of them.
                                    Constant rates give a third each; fading gives less and less
    contacts in the first window    in the first `length` days of ties that live longer than that, the first contact included, by
      by lifetime                   lifetime in windows: 1–2, 3–5, 6+; means over ties
    early volume and lifetime       Pearson's correlation of log(contacts in the first window) and log(lifetime), over these ties

    Intervals resample people by their ties.
    """
    first, last = ties.day[ties.start[:-1]], ties.day[ties.start[1:] - 1]
    whole = (first >= length) & (last <= ties.days - AFTER * length) & (last > first)
    rows = _thirds(ties, whole & (ties.contacts >= BETWEEN + 2), sample)
    lifetime = last - first
    long = np.flatnonzero(whole & (lifetime > length))
    tie = np.repeat(np.arange(len(ties)), ties.contacts)
    early = np.bincount(tie[ties.day < (first + length)[tie]], minlength=len(ties))[long].astype(np.float64)
    windows = np.searchsorted(np.array(LIVES) * length, lifetime[long], side="right") - 1
    name = "contacts in the first window by lifetime"
    for at, label in enumerate(("1–2 windows", "3–5 windows", "6+ windows")):
        rows.append(Row(name, label, float(at), _mean(long[windows == at], early[windows == at], sample)))
    both = correlation(long, np.log(early), np.log(lifetime[long]), sample, of_ties=True)
    return [*rows, Row("early volume and lifetime", "correlation", 0.0, both)]


def _thirds(ties: TieLog, some: NDArray[np.bool_], sample: Resample) -> list[Row]:
    """Shares of contacts between the first and the last, by third of life."""
    tie = np.repeat(np.arange(len(ties)), ties.contacts)
    inner = some[tie]
    inner[ties.start[:-1]] = False
    inner[ties.start[1:] - 1] = False
    tie, day = tie[inner], ties.day[inner]
    first, last = ties.day[ties.start[:-1]][tie], ties.day[ties.start[1:] - 1][tie]
    third = np.minimum((3 * (day - first) / (last - first)).astype(np.int64), 2)
    return [
        Row("contacts by third of life", name, float(at), sample.share(tie, third == at))
        for at, name in enumerate(THIRDS)
    ]


def _mean(tie: NDArray[np.int64], value: NDArray[np.float64], sample: Resample) -> Measured:
    """The mean over ties."""
    if not len(tie):
        return measured(NAN, np.full(DRAWS, NAN), 0)
    mean = float(value.mean())
    x = np.bincount(tie, (value - mean) / len(tie), len(sample.ties)).astype(np.float64)
    return sample.of_ties(mean, x, len(tie), "positive")
