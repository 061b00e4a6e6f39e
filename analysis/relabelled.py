"""What weak and strong ties add in digital industries and in others, and what it would be if their labels were anybody's.

Industries are few: what differs between four and three of them may be luck, however many worlds are lived. So the labels are
given to the industries in every other way, with what was found in each of them left as it is: where digital industries are like
others, every way is as likely as the true one (Fisher's exact test; nothing is drawn at random).

rows, everywhere: of `weakties.analysis.industries.by_industry`, with a column `run` that tells worlds apart.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.industries import tables_of
from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
MOST_ORDERS = 8  # industries in all their orders: 40,320 of them
ALIKE = 1e-12  # differences closer than this are equal


class Null(NamedTuple):
    """What a gradient would be under every order of the labels: the middle 95 % of them, and the share that is at least as high
    as the true one, itself among them."""

    low: float
    high: float
    as_high: float


def contrast(rows: pd.DataFrame, kind: str | tuple[str, str], digital: ArrayLike) -> Estimate:
    """What one tie adds in digital industries against others: the mean logarithm of jobs a tie in those less that in these,
    pooled over worlds; jackknife over worlds. 0.69 is twice as much. Of two kinds: that of the first less that of the second.

    kind: "weak" or "strong"; digital: bool, one an industry.
    """
    tables, marked = tables_of(rows, kind), np.asarray(digital, dtype=bool)
    return jackknife(lambda keep: _between(_logs(tables, keep), marked), len(tables[0]))


def as_large(rows: pd.DataFrame, kind: str | tuple[str, str], digital: ArrayLike) -> float:
    """Of all ways to call as many industries digital, the share in which `contrast` is at least as large as it is: from one in so
    many ways, the true one alone, to 1."""
    tables, marked = tables_of(rows, kind), np.asarray(digital, dtype=bool)
    logs = _logs(tables, np.arange(len(tables[0])))
    found = []
    for chosen in itertools.combinations(range(len(marked)), int(marked.sum())):
        label = np.zeros(len(marked), dtype=bool)
        label[list(chosen)] = True
        found.append(_between(logs, label))
    return float(np.mean(np.array(found) >= _between(logs, marked) - ALIKE))


def null_of_gradient(rows: pd.DataFrame, kind: str | tuple[str, str]) -> Null:
    """The `gradient` of `weakties.analysis.industries` under every order of the industries along the ranking, each industry with
    the weight that its jobs have; where an industry has no job, all NaN."""
    tables = [table.sum(0) for table in tables_of(rows, kind)]
    count = len(tables[0])
    if count > MOST_ORDERS or min(table.min() for table in tables) == 0:
        return Null(np.nan, np.nan, np.nan)
    orders = np.array(list(itertools.permutations(range(count)))) / (count - 1)
    slopes = np.zeros(len(orders))
    for sign, jobs, ties in zip((1.0, -1.0), tables[::2], tables[1::2], strict=False):
        weight, y = jobs / jobs.sum(), np.log(jobs / ties)
        off = orders - (orders @ weight)[:, None]
        slopes += sign * (off @ (weight * y)) / ((off**2) @ weight)
    true = slopes[0]  # permutations begin with the order of the ranking
    low, high = np.quantile(slopes, [0.025, 0.975])
    return Null(float(low), float(high), float(np.mean(slopes >= true - ALIKE)))


def _logs(tables: list[Floats], keep: NDArray[np.int64]) -> Floats:
    """The logarithm of jobs a tie by industry, of the worlds kept; of two kinds that of the first less that of the second."""
    with np.errstate(divide="ignore"):
        found = [
            np.log(jobs[keep].sum(0) / ties[keep].sum(0))
            for jobs, ties in zip(tables[::2], tables[1::2], strict=True)
        ]
    return found[0] - (found[1] if len(found) == 2 else 0.0)


def _between(logs: Floats, digital: NDArray[np.bool_]) -> float:
    return float(logs[digital].mean() - logs[~digital].mean())
