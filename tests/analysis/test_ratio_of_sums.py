"""Fieller's set: by its formula, in its odd shapes, and how often it holds, beside the bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from weakties.analysis.coverage import band
from weakties.analysis.ratio_of_sums import fieller
from weakties.analysis.uncertainty import bootstrap, pooled_share
from weakties.simulation.errors import UserError

WORLDS = st.lists(
    st.tuples(st.floats(-50, 50).map(lambda x: round(x, 3)), st.floats(1, 90).map(lambda x: round(x, 3))),
    min_size=2,
    max_size=9,
)


def by_formula(a, b):
    """The ends of b by Fieller's quadratic, where it has two and the set lies between them."""
    n, q = len(a), student.ppf(0.975, len(a) - 1) ** 2
    v = np.cov(a, b) / n
    p2, p1, p0 = (
        b.mean() ** 2 - q * v[1, 1],
        -2 * (a.mean() * b.mean() - q * v[0, 1]),
        a.mean() ** 2 - q * v[0, 0],
    )
    return sorted(np.roots([p2, p1, p0])) if p2 > 0 else None


@given(WORLDS)
def test_the_set_is_that_of_the_quadratic(worlds):
    a, b = np.array(worlds).T
    ratio = fieller(a, b)
    ends = by_formula(a, b)
    if ends is None or np.abs(a - ratio.value * b).max() < 1e-6:
        return
    assert (ratio.accepted.low, ratio.accepted.high) == pytest.approx(ends, rel=1e-5, abs=1e-7)
    assert ratio.accepted.holds(ratio.value)


@given(WORLDS, st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_units_change_nothing(worlds, up, down):
    a, b = np.array(worlds).T
    one, other = fieller(a, b), fieller(up * a, down * b)
    assert other.value == pytest.approx(one.value * up / down)
    if one.accepted.bounded and np.abs(a - one.value * b).max() > 1e-6:
        assert other.accepted.high == pytest.approx(one.accepted.high * up / down, rel=1e-5, abs=1e-8)


def test_where_the_bottom_may_be_zero_the_set_has_no_ends():
    assert not fieller([1.0, 2.0, 1.5], [-1.0, 1.0, 0.3]).accepted.bounded
    assert fieller([3.0], [2.0])[0] == 1.5 and fieller([3.0], [2.0]).accepted.shape == "the whole line"


def test_the_same_ratio_everywhere_is_a_point_and_no_hours_are_none():
    assert fieller([2.0, 4.0], [1.0, 2.0]).accepted.pieces == ((2.0, 2.0),)
    assert fieller([0.0, 0.0, 0.0], [1.0, 2.0, 3.0]).accepted.pieces == ((0.0, 0.0),)
    assert np.isnan(fieller([1.0, 2.0], [0.0, 0.0]).value)
    with pytest.raises(UserError, match="each world needs one of each"):
        fieller([1.0], [1.0, 2.0])


def drawn(rng, worlds):
    """Sums of worlds whose ratio of means is 0.5, effect and hours tied to each other."""
    z = rng.standard_normal((worlds, 2))
    return 0.5 + 0.3 * z[:, 0] + 0.5 * z[:, 1], 1 + 0.3 * z[:, 0]


def test_it_holds_the_truth_as_often_as_it_says_where_the_bootstrap_of_few_worlds_does_not():
    """6 worlds, 600 tables: exact coverage gives 559 to 580; a bootstrap with 88 %, as here, passes in less than 1e-6."""
    rng = np.random.default_rng(7)
    tables = [drawn(rng, 6) for _ in range(600)]
    held = sum(fieller(a, b).accepted.holds(0.5) for a, b in tables)
    assert band(600, confidence=0.999).holds(held)
    boot = [
        bootstrap(np.c_[a, b], lambda x: x[:, 0].sum() / x[:, 1].sum(), k, resamples=300)
        for k, (a, b) in enumerate(tables[:200])
    ]
    assert sum(e.low <= 0.5 <= e.high for e in boot) < band(200, confidence=0.999).low


def test_with_steady_hours_it_is_the_interval_of_the_ratio_estimator():
    rng = np.random.default_rng(3)
    a, b = rng.normal(40, 9, 12), np.full(12, 30.0)
    ratio, other = fieller(a, b), pooled_share(a, b)
    assert (ratio.accepted.low, ratio.accepted.high) == pytest.approx((other.low, other.high))
