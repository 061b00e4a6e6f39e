"""The Poisson quantile, for any mean: how many times something happens, out of one uniform number."""

from __future__ import annotations

import numpy as np

from weakties.simulation.kernels import Int, kernel

SMALL = 708.0  # the largest whole mean for which exp(-mean) is a double with all its digits
NEGLIGIBLE = 1e-22  # a term so much smaller than a tail changes it by less than rounding does


@kernel
def poisson(mean: float, u: float) -> int:
    """The Poisson quantile of the uniform number u: the smallest k with P(N <= k) >= u. mean: 0 or more; u in (0, 1).

    Up to SMALL the terms are added up from k = 0, where the first, exp(-mean), can be written as a double. Beyond it, and in the
    last bits below u = 1, which rounding keeps that sum from reaching, terms are added up in one tail (`_poisson_tail`).
    """
    if mean > SMALL:
        return _poisson_tail(mean, u)
    k = 0
    term = np.exp(-mean)
    total = term
    while u > total:
        if k > mean and term < NEGLIGIBLE:
            return _poisson_tail(mean, u)
        k += 1
        term *= mean / k
        total += term
    return k


@kernel
def _poisson_tail(mean: float, u: float) -> int:
    """The same quantile, for any mean above 0, from the sum of the tail that is the smaller: P(N <= k) for u up to 1/2, and
    P(N > k), to be at most 1 - u, above. So neither tail is the difference of two large numbers.

    Terms follow from each other by P(N = k + 1) = P(N = k) mean / (k + 1), first from the most likely k out to where they no
    longer count beside the tail that is asked for, then back, the smallest first: some 20 standard deviations in all.
    """
    k = int(mean)
    term = _poisson_mode(mean, k)
    total = 0.0
    if u <= 0.5:
        while k > 0 and term > u * NEGLIGIBLE:
            term *= k / mean
            k -= 1
        total = term
        while total < u:
            k += 1
            term *= mean / k
            total += term
        return k
    beyond = 1.0 - u
    while term > beyond * NEGLIGIBLE:
        k += 1
        term *= mean / k
    while total + term <= beyond:
        total += term
        term *= k / mean
        k -= 1
    return k


@kernel
def _poisson_mode(mean: float, k: Int) -> float:
    """P(N = k) at the largest whole number k up to the mean. Above 10 by Stirling's series and Loader's deviance (2000, "Fast and
    accurate computation of binomial probabilities"), which lose no digits where mean ** k and k! overflow.

    exp(-k ln(k / mean) + k - mean - s) / sqrt(2 pi k), s = 1/(12 k) - 1/(360 k^3) + 1/(1260 k^5) - 1/(1680 k^7).
    """
    if k <= 10:
        term = np.exp(-mean)
        for n in range(1, k + 1):
            term *= mean / n
        return term
    over = (mean - k) / k
    inverse = 1.0 / (k * np.float64(k))
    s = (1 / 12 - (1 / 360 - (1 / 1260 - inverse / 1680) * inverse) * inverse) / k
    return np.exp(k * (np.log1p(over) - over) - s) / np.sqrt(2.0 * np.pi * k)
