"""How sure an estimate is: intervals for shares, between replicates, along one run, and by resampling.

Two kinds of uncertainty are kept apart. *Between replicates*: the same world under other luck, t-intervals over replicates;
this is what verdicts use. *Within* one run: people or weeks of a single world, by `wilson`, which takes hires as
independent of each other, or by `batch_means`, which does not take weeks so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.streams import ResampleStream

CONFIDENCE = 0.95
LUCK = "chance"  # the input of a sensitivity analysis that is nothing but other luck


class Estimate(NamedTuple):
    """A number with its interval. `n`: how many observations it rests on (replicates, people or batches; the maker says)."""

    value: float
    low: float
    high: float
    n: int

    def scaled(self, factor: float) -> Estimate:
        """The same estimate in another unit: 100 turns a share into per cent. `factor` is positive."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor, self.n)


def wilson(k: float, n: float, confidence: float = CONFIDENCE) -> Estimate:
    """The share k / n of n independent observations, with Wilson's score interval (1927, JASA 22:209).

        (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n),   p = k/n

    It stays inside [0, 1] and is right for small n, where p ± 2 SE is not. n = 0 gives nan with the interval [0, 1]. Raises
    UserError unless 0 <= k <= n.
    """
    if not 0 <= k <= n:
        raise UserError(f"share of {k:g} in {n:g}: the part must lie between 0 and the whole")
    if n == 0:
        return Estimate(float("nan"), 0.0, 1.0, 0)
    z = _normal_quantile(confidence)
    p, shrink = k / n, 1 + z * z / n
    middle = (p + z * z / (2 * n)) / shrink
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    low = 0.0 if k == 0 else max(0.0, middle - half)
    high = 1.0 if k == n else min(1.0, middle + half)
    return Estimate(p, float(low), float(high), int(n))


def between_replicates(values: ArrayLike, confidence: float = CONFIDENCE) -> Estimate:
    """The mean of one number per replicate, shape (replicates,), with Student's t-interval; n = replicates.

    One replicate alone says nothing about luck: its interval is infinite. No replicate gives nan.
    """
    x = np.asarray(values, dtype=np.float64)
    mean = float(x.mean()) if x.size else float("nan")
    return _t_interval(
        mean, float(x.std(ddof=1) / np.sqrt(x.size)) if x.size > 1 else np.inf, x.size, confidence
    )


def pooled_share(part: ArrayLike, whole: ArrayLike, confidence: float = CONFIDENCE) -> Estimate:
    """Σ part / Σ whole over replicates, both of shape (replicates,), with a t-interval between replicates; n = replicates.

    The ratio estimator of survey sampling (Cochran 1977, chapter 6): with r = Σk/Σm and residuals k_i − r m_i,
    SE = √(R/(R−1) Σ(k_i − r m_i)²) / Σm. A replicate with few events weighs little, as it should; a mean of shares would give
    it the same voice as the others. Works for any ratio of sums (hires per tie, weeks per spell), not for shares alone. An
    interval ends where the ratio must: at 0 where no part is negative, at 1 where no part exceeds its whole.
    """
    k, m = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    if k.shape != m.shape:
        raise UserError(f"{k.size} parts and {m.size} wholes: each replicate needs one of each")
    if m.sum() == 0:
        return Estimate(float("nan"), -np.inf, np.inf, k.size)
    share = float(k.sum() / m.sum())
    if k.size < 2:
        return _t_interval(share, np.inf, k.size, confidence)
    residual = k - share * m
    error = np.sqrt(k.size / (k.size - 1) * float(residual @ residual)) / m.sum()
    e = _t_interval(share, float(error), k.size, confidence)
    low = max(e.low, 0.0) if (k >= 0).all() else e.low
    high = min(e.high, 1.0) if (k <= m).all() else e.high
    return Estimate(share, low, high, k.size)


def difference(first: ArrayLike, second: ArrayLike, confidence: float = CONFIDENCE) -> Estimate:
    """The difference first − second, replicate by replicate, both of shape (replicates,), with a t-interval; n = replicates.

    Replicates of two points of a design share their luck (common random numbers), so the paired difference is far surer than
    the two intervals apart would say.
    """
    return between_replicates(
        np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64), confidence
    )


def batch_means(series: ArrayLike, batches: int = 20, confidence: float = CONFIDENCE) -> Estimate:
    """The mean of a stationary series, one number a week, with a t-interval over means of consecutive batches; n = batches.

    Weeks follow from one another, so their own spread would make the interval too narrow; batches much longer than the
    memory of the series are nearly independent (Law 2015, section 9.5.3). Weeks left over at the beginning are dropped.
    """
    x = np.asarray(series, dtype=np.float64)
    length = x.size // batches
    if length == 0:
        return between_replicates(x, confidence)
    return between_replicates(
        x[x.size - length * batches :].reshape(batches, length).mean(axis=1), confidence
    )


def bootstrap(
    rows: ArrayLike,
    statistic: Callable[[NDArray[np.float64]], float],
    seed: int,
    resamples: int = 2000,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """A statistic with its percentile bootstrap interval (Efron 1979); n = the number of rows.

    rows: (n,) or (n, columns), one row an independent observation (a replicate, a person); `statistic` takes such an array,
    resampled along its first axis, and returns a number. Draws come from `chance.generator(seed, RESAMPLE)`. For what
    has no interval of its own: medians, ratios of ratios, where a curve peaks.
    """
    x = np.asarray(rows, dtype=np.float64)
    if len(x) == 0:
        return Estimate(float("nan"), -np.inf, np.inf, 0)
    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.ANY)
    drawn = np.array([statistic(x[rng.integers(0, len(x), len(x))]) for _ in range(resamples)])
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Estimate(float(statistic(x)), float(low), float(high), len(x))


def normal_ends(value: float, error: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The ends of the interval value ± z error, as large samples have it."""
    half = _normal_quantile(confidence) * error
    return value - half, value + half


def _t_interval(mean: float, error: float, n: int, confidence: float) -> Estimate:
    if not np.isfinite(error) or n < 2:
        return Estimate(mean, -np.inf, np.inf, n)
    from scipy.special import stdtrit

    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    return Estimate(mean, mean - half, mean + half, n)


def _normal_quantile(confidence: float) -> float:
    """The two-sided quantile of the standard normal distribution: 1.959964 for 0.95."""
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + confidence) / 2)
