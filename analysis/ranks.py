"""Which of many can be told apart, and the ranks that each may have: confidence sets for ranks instead of a sorted list.

With the means θ_1 .. θ_J of J things that live in the same n worlds, and a family of hypotheses θ_j ≤ θ_k, one for each ordered
pair, a set of rejected ones that holds no true one with a chance of 95 % gives sets for all ranks at once
(Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91:476):

    R_j = { 1 + #{k : k is told to be above j}, ...,  J − #{k : j is told to be above k} }

all of which hold the true ranks with a chance of at least 95 %, and of which none is narrower by itself than the others allow.
Their critical values come from a bootstrap; ours from the signs of worlds, since there are few of these: under a true θ_j = θ_k,
where worlds scatter evenly about it, the differences d_w and their mirror images ± d_w are equally likely, whatever the spread
and however the pairs hang together. The greatest t over all pairs is compared with its values under all 2^n choices of signs (or
MOST_FLIPS of them), and step by step again without the pairs rejected (Romano and Wolf 2005, JASA 100:94). With fewer than 6
worlds there are too few signs to reject anything at 5 %: nothing is told apart.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.uncertainty import CONFIDENCE
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.streams import ResampleStream

EXACT = 12  # worlds up to which all choices of signs are tried
MOST_FLIPS = 4_096  # choices of signs beyond
LEAST = (
    6  # worlds with which something can be told apart: 2 of 2^n choices of signs are as extreme as the data
)
HAIR = 1e-12  # by which two equal statistics may differ


class Ranks(NamedTuple):
    """What can be told about the order of J things, the greatest mean first.

    above      (J, J): [j, k] whether j is told to be above k
    low, high  (J,): the best and the worst rank that j may have; rank 1 is the greatest
    """

    above: NDArray[np.bool_]
    low: NDArray[np.int64]
    high: NDArray[np.int64]


def ranks(values: ArrayLike, confidence: float = CONFIDENCE) -> Ranks:
    """Sets for the ranks of the means of columns; `values`: (worlds, J), a row a world. Raises UserError for another shape."""
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 2 or not x.size:
        raise UserError(
            f"values of shape {x.shape}: ranks need a row for each world and a column for each thing"
        )
    above = _told(x, 1 - confidence)
    everyone = x.shape[1]
    return Ranks(above, 1 + above.sum(axis=0), everyone - above.sum(axis=1))


def groups(values: ArrayLike, found: Ranks) -> list[str]:
    """Letters, as in tables of field trials (Piepho 2004): no two things that share a letter are told apart.

    Things are gone through by their means, and each longest run of which no two are told apart has a letter: "a", "ab", "b", ...
    """
    order = np.argsort(-np.asarray(values, dtype=np.float64).mean(axis=0), kind="stable")
    apart = found.above | found.above.T
    letters = [""] * len(order)
    reached = -1
    runs = 0
    for start in range(len(order)):
        end = start
        while end + 1 < len(order) and not apart[order[end + 1], order[start : end + 1]].any():
            end += 1
        if end > reached:
            for place in order[start : end + 1]:
                letters[place] += _letter(runs)
            runs, reached = runs + 1, end
    return letters


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"({n + 1})"


def _told(x: NDArray[np.float64], level: float) -> NDArray[np.bool_]:
    """(J, J): which ordered pairs are told, by steps down."""
    worlds, many = x.shape
    above = np.zeros((many, many), dtype=bool)
    if worlds < LEAST or many < 2:
        return above
    first, second = np.triu_indices(many, 1)
    d = x[:, first] - x[:, second]
    size = np.sqrt((d * d).sum(axis=0))
    d = d / np.where(size > HAIR * np.abs(x).max(initial=0.0), size, np.inf) / np.sqrt(worlds)
    # u = Σ d / √(n Σ d²) grows with t = √(n − 1) u / √(1 − u²), and its length is the same under all signs.
    flipped = _signs(worlds) @ d
    told = _stepdown(np.r_[d.sum(axis=0), -d.sum(axis=0)], np.c_[flipped, -flipped], level)
    pairs = len(first)
    above[first, second], above[second, first] = told[:pairs], told[pairs:]
    return above


def _stepdown(seen: NDArray[np.float64], flipped: NDArray[np.float64], level: float) -> NDArray[np.bool_]:
    """Which of m one-sided hypotheses are rejected; seen: (m,), flipped: (choices of signs, m)."""
    rejected = np.zeros(len(seen), dtype=bool)
    while not rejected.all():
        greatest = np.sort(flipped[:, ~rejected].max(axis=1))
        as_great = len(greatest) - np.searchsorted(greatest, seen - HAIR)
        more = ~rejected & (as_great <= level * len(greatest))
        if not more.any():
            break
        rejected |= more
    return rejected


def _signs(worlds: int) -> NDArray[np.float64]:
    """Choices of signs, (choices, worlds), the first of them all plus: those are the data."""
    if worlds <= EXACT:
        return np.array(list(product((1.0, -1.0), repeat=worlds)))
    drawn = generator(0, Purpose.RESAMPLE, ResampleStream.ANY).integers(0, 2, (MOST_FLIPS, worlds))
    drawn[0] = 0
    return np.asarray(1.0 - 2.0 * drawn)
