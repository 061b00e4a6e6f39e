"""The Poisson quantile: against SciPy, at both ends, for large means, and to the bit as it was where it was right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weakties.simulation.poisson import SMALL, poisson


@given(st.floats(1e-6, 100.0), st.floats(1e-12, 1 - 1e-12))
def test_poisson_is_the_quantile(mean, u):
    """P(N < k) < u <= P(N <= k), up to rounding in the sums."""
    k = poisson(mean, u)
    assert stats.poisson.cdf(k, mean) >= u - 1e-12
    assert k == 0 or stats.poisson.cdf(k - 1, mean) < u + 1e-12


@pytest.mark.parametrize("mean", [0.01, 0.7, 5.0, 60.0, 600.0])
def test_poisson_against_scipy(mean):
    u = (np.arange(2_000) + 0.5) / 2_000
    np.testing.assert_array_equal([poisson(mean, x) for x in u], stats.poisson.ppf(u, mean))


@pytest.mark.parametrize("mean", [0.0, 1e-9, 0.3, 10.5, 400.0, 707.9, 708.1, 745.0, 746.0, 2_500.0, 1e5])
def test_poisson_at_both_ends_and_for_large_means(mean):
    """From 2**-54 to 1 - 2**-53. SciPy's tails judge: each side of the step, to 1e-9 of the tail that is asked for; and for means
    whose terms are added up from 0, to the rounding of sums near 1 (a thousand terms, 1e-16 each)."""
    rounding = 1e-13 if mean <= SMALL else 0.0
    u = np.concatenate([2.0 ** -np.arange(2, 55), (np.arange(50) + 0.5) / 50, 1 - 2.0 ** -np.arange(2, 54)])
    k = np.array([poisson(mean, x) for x in u])
    low = u <= 0.5
    assert (stats.poisson.cdf(k, mean) >= u * (1 - 1e-9))[low].all()
    assert (stats.poisson.cdf(k - 1, mean) < u * (1 + 1e-9))[low].all()
    assert (stats.poisson.sf(k, mean) <= (1 - u) * (1 + 1e-9) + rounding)[~low].all()
    assert ((stats.poisson.sf(k - 1, mean) > (1 - u) * (1 - 1e-9) - rounding) | (k == 0))[~low].all()
    middle = (u > 1e-3) & (u < 1 - 1e-3)
    np.testing.assert_array_equal(k[middle], stats.poisson.ppf(u[middle], mean))


def test_poisson_of_very_large_means():
    """SciPy's own tails are off by some 1e-3 there, which moves its quantile; ours was compared with sums of 50 digits."""
    for u, k in ((0.9999980926513672, 3_308_398), (0.9999999850988388, 3_310_074)):
        assert poisson(3.3e6, u) == k
    assert poisson(3.3e6, 0.5) == stats.poisson.ppf(0.5, 3.3e6) == 3_300_000


@given(st.floats(0, 708), st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_poisson_of_small_means_is_the_plain_sum(mean, u):
    """Where adding up from 0 arrives: to the bit, so that no network changes."""
    k, term = 0, np.exp(-mean)
    total = term
    while u > total and k < 10_000:
        k, term = k + 1, term * (mean / (k + 1))
        total += term
    assert k == 10_000 or poisson(mean, u) == k
