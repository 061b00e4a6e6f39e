"""What a survey would report: the exact chance that n people asked in a simulated world give a table like a published one.

A table here has three classes (one may be empty). In a world with shares p = (p1, p2, p3), n people drawn from very many give
counts c with the multinomial probability n! Π p_k^c_k / c_k!. Simulated worlds differ by luck: their shares are taken as drawn
from a Dirichlet distribution with mean m and concentration A, and so the counts of a survey in a world of that kind are
Dirichlet-multinomial,

    P(c) = n! Γ(A) / Γ(n + A) Π_k Γ(c_k + A m_k) / (Γ(A m_k) c_k!),

each class by itself beta-binomial. m are the shares pooled over worlds, and A is such that the variances between worlds add up:
A + 1 = Σ m_k (1 - m_k) / Σ s_k², with s_k² the variance of the share of class k between worlds. One world alone, or worlds all
alike, are multinomial (A infinite). The chance of a table is the sum of P over all counts that count as like it, without
approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.simulation.given import whole

MOST_ASKED = 5_000  # there are 12.5 million tables of so many people
MULTINOMIAL_FROM = 1e9  # a concentration beyond which the two distributions differ by less than rounding does

Floats = NDArray[np.float64]
Alike = Callable[[Floats], NDArray[np.bool_]]
"""Which tables count as like the published one: shares, (tables, 3), to one answer each."""


def chance(counts: ArrayLike, n: int, alike: Alike) -> Estimate:
    """The chance that a survey of n people reports a table like the published one, with an interval between worlds (jackknife,
    within [0, 1]); n = worlds.

    counts   (worlds, 3): how many people, or hires, of each class every simulated world holds
    n        how many are asked; raises UserError for less than 1 or more than MOST_ASKED
    alike    `within` or `likely_under`, or any other rule
    """
    held = np.asarray(counts, dtype=np.float64)
    tables = every_table(n)
    tables = tables[alike(tables / n)]

    def sum_over(keep: NDArray[np.int64]) -> float:
        if not held[keep].sum():
            return float("nan")
        shares = held[keep].sum(0) / held[keep].sum()
        return float(np.exp(log_chance(tables, shares, concentration(held[keep]))).sum())

    e = jackknife(sum_over, len(held))
    low, high = (max(e.low, 0.0), min(e.high, 1.0)) if np.isfinite(e.low) else (e.low, e.high)
    return Estimate(min(e.value, 1.0), low, high, e.n)


def within(shares: Sequence[float], margin: float) -> Alike:
    """Tables whose first classes have these shares, each give or take `margin`; the classes after them may hold anything."""
    wanted = np.asarray(shares, dtype=np.float64)
    return lambda found: np.all(np.abs(found[:, : len(wanted)] - wanted) <= margin + 1e-9, axis=1)


def likely_under(counts: ArrayLike, confidence: float = CONFIDENCE) -> Alike:
    """Tables in the joint likelihood region of published counts g, of N people: shares q that these counts do not reject,

        2 Σ g_k log(g_k / (N q_k)) <= χ²(K - 1 degrees of freedom),

    the likelihood-ratio test (Wilks 1938). The region is that of all classes at once, where three intervals are three tests.
    """
    from scipy.special import chdtri, xlogy

    g = np.asarray(counts, dtype=np.float64)
    bound = chdtri(len(g) - 1, 1 - confidence)

    def accepted(found: Floats) -> NDArray[np.bool_]:
        with np.errstate(divide="ignore"):
            ratio = 2 * (xlogy(g, g / g.sum()) - xlogy(g, found)).sum(axis=1)
        return np.asarray(ratio <= bound)

    return accepted


def every_table(n: int) -> Floats:
    """All ways in which n people fall into three classes, (tables, 3)."""
    n = whole("people asked", n, 1, MOST_ASKED)
    first = np.repeat(np.arange(n + 1), np.arange(n + 1, 0, -1))
    start = np.cumsum(np.arange(n + 1, 0, -1)) - np.arange(n + 1, 0, -1)
    second = np.arange(len(first)) - start[first]
    return np.stack([first, second, n - first - second], axis=1).astype(np.float64)


def concentration(counts: Floats) -> float:
    """How alike worlds are, A of the Dirichlet distribution: (worlds, 3) -> above 0, and infinite where they do not differ."""
    if len(counts) < 2:
        return float("inf")
    shares = counts / counts.sum(axis=1, keepdims=True)
    mean, scatter = counts.sum(0) / counts.sum(), float(shares.var(axis=0, ddof=1).sum())
    return float("inf") if scatter == 0 else max(float((mean * (1 - mean)).sum()) / scatter - 1, 1e-9)


def log_chance(tables: Floats, shares: Floats, alike: float) -> Floats:
    """The logarithm of the probability of each table, (tables, 3) -> (tables,); alike: the `concentration` of worlds."""
    from scipy.special import gammaln, xlogy

    n = tables.sum(axis=1)
    orders = gammaln(n + 1) - gammaln(tables + 1).sum(axis=1)
    if alike > MULTINOMIAL_FROM:
        return np.asarray(orders + xlogy(tables, shares).sum(axis=1))
    held = shares > 0
    drawn = tables[:, held]
    weight = alike * shares[held]
    found = (
        orders + gammaln(alike) - gammaln(n + alike) + (gammaln(drawn + weight) - gammaln(weight)).sum(axis=1)
    )
    return np.where((tables[:, ~held] > 0).any(axis=1), -np.inf, found)
