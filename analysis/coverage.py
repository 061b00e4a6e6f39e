"""Whether intervals hold what they should as often as they say: how sure a count of them is, and which counts exact ones give.

Of n intervals that hold the truth with chance p, independently, K ~ Binomial(n, p) do. `band` is what K is when p is as promised:

    low  = min { k : P(K <= k) > (1 − c) / 2 },    high = min { k : P(K <= k) >= 1 − (1 − c) / 2 }

so P(low <= K <= high) >= c, and each tail is at most (1 − c) / 2. `power` is how often intervals of another coverage fall
outside.
"""

from __future__ import annotations

from typing import NamedTuple

from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.simulation.errors import UserError


class Band(NamedTuple):
    """The numbers of intervals, out of n, that hold the truth, which exact ones give: from `low` to `high`, both included."""

    low: int
    high: int
    n: int

    def holds(self, k: int) -> bool:
        """Whether k is among them."""
        return self.low <= k <= self.high

    @property
    def sees_too_wide(self) -> bool:
        """Whether intervals that always hold are found out: not where exact ones too may all hold (below 72, for 95 %)."""
        return self.high < self.n


def band(n: int, share: float = CONFIDENCE, confidence: float = CONFIDENCE) -> Band:
    """The central interval of Binomial(n, share): exact coverage falls into it with a chance of at least `confidence`."""
    from scipy.stats import binom

    if n < 1:
        raise UserError(f"{n} intervals: at least 1 is needed to say how often they hold")
    tail = (1 - confidence) / 2
    return Band(int(binom.ppf(tail, n, share)), int(binom.ppf(1 - tail, n, share)), n)


def chance(held: Band, true: float) -> float:
    """The chance that intervals whose coverage is `true` give a count within the band."""
    from scipy.stats import binom

    return float(binom.cdf(held.high, held.n, true) - binom.cdf(held.low - 1, held.n, true))


def power(n: int, true: float, share: float = CONFIDENCE, confidence: float = CONFIDENCE) -> float:
    """The chance that n intervals whose coverage is `true` instead of `share` are found out: their count is outside the band."""
    return 1 - chance(band(n, share, confidence), true)


def clopper_pearson(k: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """The share k / n with the exact interval of Clopper and Pearson (1934, Biometrika 26:404): never too narrow.

    n = 0 gives nan with the interval [0, 1]. Raises UserError unless 0 <= k <= n.
    """
    from scipy.special import betaincinv

    if not 0 <= k <= n:
        raise UserError(f"share of {k} in {n}: the part must lie between 0 and the whole")
    if n == 0:
        return Estimate(float("nan"), 0.0, 1.0, 0)
    tail = (1 - confidence) / 2
    low = 0.0 if k == 0 else float(betaincinv(k, n - k + 1, tail))
    high = 1.0 if k == n else float(betaincinv(k + 1, n - k, 1 - tail))
    return Estimate(k / n, low, high, n)
