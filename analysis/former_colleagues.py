"""Who worked with whom, and what former colleagues who work are worth to those whose firm closes.

    jobs        spells of work out of a log of hires
    colleagues  those who have worked in one firm at one time
    within      sums out of which slopes within groups are made: of y on x, and with z as instrument
    odds        sums out of which Mantel and Haenszel's odds ratio is made (1959, J. Natl. Cancer Inst. 22:719)

Sums add up over worlds, so that a slope of many worlds is Σ top / Σ bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


class Jobs(NamedTuple):
    """Spells of work, by firm and beginning; a spell is there in weeks begin <= week < end."""

    person: Whole
    firm: Whole
    begin: Whole
    end: Whole


def jobs(
    first: NDArray[np.int32], hires: pd.DataFrame, now: NDArray[np.int32], since: Whole, week: int
) -> Jobs:
    """All spells up to `week`. first: the firm of each person before the first week, -1 for none; hires: the log of a market;
    now: the firm of each person now; since: when the present job, or time out of work, began.

    A job ends with the next hire, less the weeks out of work before it; the last one of who is out of work, with `since`.
    """
    people = np.arange(len(first))
    person = np.concatenate([people, hires["worker"].to_numpy(np.int64)])
    firm = np.concatenate([first.astype(np.int64), hires["firm"].to_numpy(np.int64)])
    begin = np.concatenate([np.zeros(len(first), np.int64), hires["week"].to_numpy(np.int64)])
    out = np.concatenate([np.zeros(len(first), np.int64), hires["weeks_out_of_work"].to_numpy(np.int64)])
    order = np.lexsort((begin, person))
    person, firm, begin, out = person[order], firm[order], begin[order], out[order]
    last = np.append(person[1:] != person[:-1], True)
    still = np.where(now >= 0, week + 1, since)
    end = np.where(last, still[person], np.append(begin[1:] - out[1:], 0))
    there = (firm >= 0) & (end > begin)
    found = Jobs(person[there], firm[there], begin[there], end[there])
    by_firm = np.lexsort((found.begin, found.firm))
    return Jobs(*(column[by_firm] for column in found))


def colleagues(spells: Jobs, people: Whole) -> tuple[Whole, Whole]:
    """(place in `people`, other): everybody with whom each of `people` has worked in one firm at one time, each pair once."""
    firms = int(spells.firm.max(initial=0)) + 1
    start = np.searchsorted(spells.firm, np.arange(firms + 1))
    place = np.full(int(spells.person.max(initial=0)) + 1, -1)
    place[people] = np.arange(len(people))
    pairs = []
    for k in np.flatnonzero(place[spells.person] >= 0):
        row = slice(start[spells.firm[k]], start[spells.firm[k] + 1])
        overlap = (spells.begin[row] < spells.end[k]) & (spells.end[row] > spells.begin[k])
        other = spells.person[row][overlap]
        pairs.append(place[spells.person[k]] << 32 | other[other != spells.person[k]])
    both = np.unique(np.concatenate([np.empty(0, np.int64), *pairs]))
    return both >> 32, both & 0xFFFFFFFF


def within(y: Numbers, x: Numbers, z: Numbers, group: Whole) -> dict[str, float]:
    """Sums of products, each freed of its group's mean: xy and xx (least squares: xy / xx), zy and zx (two stages: zy / zx)."""
    code = np.unique(group, return_inverse=True)[1]
    size = np.bincount(code)
    y, x, z = (v - (np.bincount(code, v) / size)[code] for v in (y, x, z))
    return {"xy": float(x @ y), "xx": float(x @ x), "zy": float(z @ y), "zx": float(z @ x)}


def odds(linked: NDArray[np.bool_], hired: NDArray[np.bool_], stratum: Whole) -> tuple[float, float]:
    """(top, bottom) of Mantel and Haenszel's odds ratio of being hired, with a link against without, all within strata:
    Σ a d / n over Σ b c / n, with a, b the linked who were hired and who were not, c, d those without a link.
    """
    code = np.unique(stratum, return_inverse=True)[1]
    a, b, c, d = (
        np.bincount(code, some.astype(float), minlength=int(code.max(initial=-1)) + 1)
        for some in (linked & hired, linked & ~hired, ~linked & hired, ~linked & ~hired)
    )
    n = np.bincount(code).astype(float)
    return float((a * d / n).sum()), float((b * c / n).sum())
