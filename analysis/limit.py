"""The share of joins that ties brought about, against the number of firms: a declared curve, and the limit that it tends to.

Of the joins of alter's firm by ego, alter being there first, over a given kind of tie and per tie,

    b         the tie brought about; how many ties and jobs somebody has does not depend on how large the world is, nor does b
    d         others brought about, or the same firm again: people know many of one firm, former colleagues for example (shared
              foci), and these tell of its jobs, however many firms there are
    c / F     chance: a job found by any other way is in one of F firms that suit, and in alter's with a chance like 1 / F; less
              by a further part like 1 / F, since alter may work in ego's own firm (so joins by chance: c/F − e/F²)

so that with S = b / (b + d + c/F − e/F²)

    1/S = α + β/F + γ/F²,   α = 1 + d/b,   β = c/b,   γ = −e/b,   and S tends to 1/α, which is below 1 as soon as d is above 0.

F is counted in firms per trade; with other numbers of trades c would differ, and only c.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.uncertainty import Estimate
from weakties.simulation.errors import UserError

Z = 1.959964  # the two-sided 95 % quantile of the standard normal distribution
TERMS = 3


class Curve(NamedTuple):
    """1/S = α + β/F + γ/F²: the coefficients (3,), their covariance (3, 3), and the number of shares they come from."""

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    shares: int

    def at(self, firms: float) -> Estimate:
        """The share with so many firms, np.inf for the limit; its interval is that of 1/S turned over; no share is above 1."""
        x = (1 / firms) ** np.arange(TERMS)
        inverse, error = float(x @ self.coefficients), float(np.sqrt(x @ self.covariance @ x))
        value, low, high = (1 / max(1.0, inverse + Z * k * error) for k in (0, 1, -1))
        return Estimate(value, low, high, self.shares)


def fitted(firms: ArrayLike, shares: Sequence[Estimate]) -> Curve:
    """The curve by weighted least squares on 1/S, whose errors are taken from the intervals of the shares: (Δ S) / S².

    Where the shares lie farther from the curve than their errors allow, the covariance grows in proportion (Birge 1932, the
    square of the ratio: χ² by the degrees of freedom, if above 1). Raises UserError for fewer than three numbers of firms.
    """
    f, s = np.asarray(firms, float), np.array([e.value for e in shares])
    if len(np.unique(f)) < TERMS:
        raise UserError(
            f"a curve of {TERMS} terms from {len(np.unique(f))} numbers of firms: give more of them"
        )
    error = np.array([half(e) for e in shares]) / Z / s**2
    x = (1 / f)[:, None] ** np.arange(TERMS) / error[:, None]
    covariance = np.linalg.inv(x.T @ x)
    coefficients = covariance @ x.T @ (1 / s / error)
    left = 1 / s / error - x @ coefficients
    free = len(f) - TERMS
    birge = max(1.0, float(left @ left) / free) if free else 1.0
    return Curve(coefficients, covariance * birge, len(f))


def half(e: Estimate) -> float:
    """Half the length of an interval."""
    return (e.high - e.low) / 2


def apart(a: Estimate, b: Estimate) -> Estimate:
    """a less b, of worlds that know nothing of each other: half lengths add in squares."""
    wide = float(np.hypot(half(a), half(b)))
    return Estimate(a.value - b.value, a.value - b.value - wide, a.value - b.value + wide, min(a.n, b.n))


def over(a: Estimate, b: Estimate) -> Estimate:
    """a over b, of worlds that know nothing of each other; both are above 0: relative half lengths add in squares."""
    value = a.value / b.value
    wide = value * float(np.hypot(half(a) / a.value, half(b) / b.value))
    return Estimate(value, value - wide, value + wide, min(a.n, b.n))
