"""How well two uncertain numbers agree, ours and a published one: p values, differences, signs, and the power to tell.

Ours is an `Estimate`; its uncertainty is taken as Student's, as wide as its interval, with as many degrees of freedom as its n
allows. What was published is a share k of n people, a table of such shares, or a mean with its interval.

A posterior-predictive p (Rubin 1984, Ann. Stat. 12:1151): a survey of the published size is drawn from our world, with our own
uncertainty in it; p is how often it lies at least as far from our value as the published one does. Near 0: our world hardly ever
gives such a survey.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import ResampleStream

TAIL = (1 + CONFIDENCE) / 2
NORMAL = 1.959963984540054  # the two-sided 95 % quantile
NODES = 200  # equally likely values of our share over which the binomial is averaged
DRAWS = 20_000  # surveys drawn of a table: a p of 0.05 is known to 0.0015
NEARLY = 1e-9  # distances this near to each other are the same


class Spread(NamedTuple):
    """How uncertain an estimate is: its standard error, and the degrees of freedom of that."""

    error: float
    freedom: float


def spread(e: Estimate) -> Spread:
    """The spread whose 95 % interval is as wide as that of the estimate, on its wider side; infinite where there is none."""
    from scipy.special import stdtrit

    half = max(e.high - e.value, e.value - e.low)
    freedom = max(e.n - 1, 1)
    if not np.isfinite(half):
        return Spread(float("inf"), freedom)
    return Spread(float(half / stdtrit(freedom, TAIL)), freedom)


def likely(e: Estimate) -> NDArray[np.float64]:
    """(NODES,) equally likely values of what was estimated: the middles of so many slices of its distribution."""
    from scipy.special import stdtrit

    error, freedom = spread(e)
    return np.asarray(e.value + error * stdtrit(freedom, (np.arange(NODES) + 0.5) / NODES))


def share_agreement(ours: Estimate, k: int, n: int) -> float:
    """The p of k people in n, where our share (0 to 1) is `ours`: exact binomial, averaged over the likely values of our share.

        p = mean over q of P(|K/n − q̂| >= |k/n − q̂|),   K ~ Bin(n, q)

    nan where ours has no interval.
    """
    from scipy.special import bdtr, bdtrc

    if not np.isfinite(spread(ours).error):
        return float("nan")
    gap = abs(k / n - ours.value) - NEARLY
    down, up = math.floor(n * (ours.value - gap)), math.ceil(n * (ours.value + gap))
    if down >= up:
        return 1.0
    q = np.clip(likely(ours), 0, 1)
    below = bdtr(down, n, q) if down >= 0 else np.zeros(NODES)
    above = bdtrc(up - 1, n, q) if 0 < up <= n else np.full(NODES, float(up <= 0))
    return float(min(1.0, (below + above).mean()))


def table_agreement(ours: Sequence[Estimate], counts: Sequence[int], n: int, seed: int = 0) -> float:
    """The p of a whole table, n people in classes: Monte-Carlo multinomial, by Pearson's distance from our shares (0 to 1).

        X² = Σ_c (k_c − n q̂_c)² / (n q̂_c)

    Those of the n in no class, and what is left of our shares, are one class more. Our shares are drawn, each by its own
    distribution, and made to sum to 1 again. p = (1 + surveys at least as far) / (1 + DRAWS). nan where one has no interval.
    """
    if not all(np.isfinite(spread(e).error) for e in ours):
        return float("nan")
    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.ANY)
    value = np.array([e.value for e in ours])
    rest = max(0.0, 1 - float(value.sum()))
    error, freedom = np.array([spread(e) for e in ours]).T
    drawn = np.clip(value + error * rng.standard_t(freedom, (DRAWS, len(value))), 0, None)
    shares = np.column_stack([drawn, np.full(DRAWS, rest if rest > NEARLY else 0.0)])
    surveys = rng.multinomial(n, shares / shares.sum(axis=1, keepdims=True))
    middle = np.append(value, rest if rest > NEARLY else 0.0) * n
    seen = _pearson(np.array([[*counts, n - sum(counts)]]), middle)[0]
    return float((1 + (_pearson(surveys, middle) >= seen - NEARLY).sum()) / (1 + DRAWS))


def _pearson(counts: NDArray[np.int64], middle: NDArray[np.float64]) -> NDArray[np.float64]:
    """X² of each row of counts; infinite where somebody is in a class that is empty with us."""
    off = (counts - middle) ** 2
    terms = np.divide(off, middle, out=np.where(off > 0, np.inf, 0.0), where=middle > 0)
    return np.asarray(terms.sum(axis=1))


def mean_agreement(ours: Estimate, value: float, low: float, high: float) -> float:
    """The p of a published mean with its 95 % interval: Student's t on the difference over both standard errors.

    Degrees of freedom as Welch (1947) has them, the published error taken as known; so it is the normal p where the published
    error is the larger. nan where ours has no interval; low = value = high for a number that is known exactly.
    """
    from scipy.special import stdtr

    error, freedom = spread(ours)
    theirs = (high - low) / 2 / NORMAL
    both = float(np.hypot(error, theirs))
    if not np.isfinite(both):
        return float("nan")
    if both == 0:
        return float(abs(ours.value - value) <= NEARLY)
    welch = freedom * (both / error) ** 4 if error > 0 else 1e9
    return float(2 * stdtr(min(welch, 1e9), -abs(ours.value - value) / both))


def less(ours: Estimate, value: float, low: float, high: float) -> Estimate:
    """Ours less what was published, with the 95 % interval that both intervals give (Newcombe 1998, Stat. Med. 17:873).

        d ± √(distance of ours to its end² + distance of the published to its opposite end²)

    It keeps intervals of shares lopsided where they are.
    """
    gap = ours.value - value
    down = float(np.hypot(ours.value - ours.low, high - value))
    up = float(np.hypot(ours.high - ours.value, value - low))
    return Estimate(gap, gap - down, gap + up, ours.n)


def chance_above(e: Estimate, bound: float) -> float:
    """The probability that what was estimated lies above a bound, under the distribution that its interval stands for."""
    from scipy.special import stdtr

    error, freedom = spread(e)
    if not np.isfinite(error):
        return float("nan")
    if error == 0:
        return 0.5 if e.value == bound else float(e.value > bound)
    return float(stdtr(freedom, (e.value - bound) / error))


def holm(p: Sequence[float]) -> list[float]:
    """p values corrected for how many there are (Holm 1979): one below 0.05 is then there by luck in one board of twenty at most.

    The smallest of m times m, the next times m − 1, ..., none below the one before it, none above 1. (statsmodels has it, too,
    and takes longer to import than the whole scoreboard.)
    """
    x = np.asarray(p, dtype=np.float64)
    order = np.argsort(x)
    raised = np.maximum.accumulate(np.arange(len(x), 0, -1) * x[order])
    corrected = np.empty(len(x))
    corrected[order] = np.minimum(raised, 1.0)
    return [float(value) for value in corrected]


def power_of_equivalence(error: float, freedom: float, theirs: float, below: float, above: float) -> float:
    """The chance that two equal numbers are told to be within a margin: that the interval of their difference lies inside it.

    error, theirs: our standard error, with its degrees of freedom, and the published one, both taken as known;
    below, above: how far the margin reaches. With h the half-width of the interval and s² = error² + theirs²:
    Φ((above − h)/s) − Φ((h − below)/s), or 0 where the interval is wider than the margin.
    """
    from scipy.special import ndtr, stdtrit

    half = float(np.hypot(stdtrit(freedom, TAIL) * error, NORMAL * theirs))
    s = float(np.hypot(error, theirs))
    if s == 0:
        return 1.0
    if not np.isfinite(half):
        return 0.0
    return float(max(0.0, ndtr((above - half) / s) - ndtr((half - below) / s)))


def power_of_sign(error: float, freedom: float, effect: float) -> float:
    """The chance that our interval lies beyond a bound when the truth is `effect` beyond it: Φ((effect − h)/error)."""
    from scipy.special import ndtr, stdtrit

    if error == 0:
        return 1.0
    if not np.isfinite(error):
        return 0.0
    return float(ndtr(effect / error - stdtrit(freedom, TAIL)))
