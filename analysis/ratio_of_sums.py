"""What one thing costs of another: the ratio of two sums over worlds, with Fieller's confidence set.

    ratio = Σ top / Σ bottom,    { b : |mean(top − b bottom)| ≤ t SE(top − b bottom) },   t of n − 1 degrees of freedom

(Fieller 1954, Journal of the Royal Statistical Society B 16:175). For every b the tested mean is one of independent worlds, so
the set is exact where a world's two sums are jointly normal, however few worlds there are, and however near 0 the bottom is: it
is then two rays, or the whole line, which no interval of fixed shape can say. A bootstrap of a handful of worlds is too narrow
(tests/analysis/test_ratio_of_sums.py counts both).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.confidence_sets import ConfidenceSet, Line
from weakties.analysis.uncertainty import CONFIDENCE
from weakties.simulation.errors import UserError

EVERYTHING = ConfidenceSet(((-math.inf, math.inf),))


class Ratio(NamedTuple):
    """A ratio, the values of it that are not rejected, and the number of worlds that it rests on."""

    value: float
    accepted: ConfidenceSet
    n: int


def fieller(top: ArrayLike, bottom: ArrayLike, confidence: float = CONFIDENCE) -> Ratio:
    """Σ top / Σ bottom over worlds, each of shape (worlds,), with Fieller's set.

    One world alone rejects nothing. A bottom of nothing but zeros has no ratio: NaN, and the whole line. Raises UserError when
    the two have not the same worlds.
    """
    a, b = np.asarray(top, dtype=np.float64), np.asarray(bottom, dtype=np.float64)
    if a.shape != b.shape:
        raise UserError(f"{a.size} sums above and {b.size} below: each world needs one of each")
    n = a.size
    if not b.any() or not b.sum():
        return Ratio(math.nan, EVERYTHING, n)
    ratio = float(a.sum() / b.sum())
    if n < 2:
        return Ratio(ratio, EVERYTHING, n)
    if _small(a - ratio * b, a):  # the same ratio in every world
        return Ratio(ratio, ConfidenceSet(((ratio, ratio),)), n)
    from scipy.special import stdtrit

    t = float(stdtrit(n - 1, (1 + confidence) / 2))
    # In units in which both have the size of 1: the set is the same, and its ends are found to the last digits.
    unit_a, unit_b = _size(a), _size(b)
    line = _line(a / unit_a, b / unit_b)
    found = line.accepted(t * t).pieces
    unit = unit_a / unit_b
    return Ratio(ratio, ConfidenceSet(tuple((unit * low, unit * high) for low, high in found)), n)


def _line(a: NDArray[np.float64], b: NDArray[np.float64]) -> Line:
    """The hypotheses mean(a − t b) = 0."""
    covariance = np.cov(a, b) / a.size
    one = np.ones((1, 1))
    return Line(
        g0=np.array([a.mean()]),
        g1=np.array([-b.mean()]),
        omega00=covariance[0, 0] * one,
        omega01=-covariance[0, 1] * one,
        omega11=covariance[1, 1] * one,
    )


def _size(x: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(x * x)))


def _small(residual: NDArray[np.float64], of: NDArray[np.float64]) -> bool:
    return bool(np.abs(residual).max() <= 1e-12 * np.abs(of).max())
