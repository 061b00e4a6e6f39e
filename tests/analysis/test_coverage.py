"""Which counts of intervals exact coverage gives, and how surely other coverage is found out: with the sums done by hand."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.analysis.coverage import band, clopper_pearson, power
from weakties.simulation.errors import UserError


def share_of(ks, n, p):
    """P(K in ks), K ~ Binomial(n, p)."""
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in ks)


@given(st.integers(1, 400), st.floats(0.5, 0.99))
def test_exact_coverage_passes_in_95_percent_and_each_tail_is_small(n, p):
    b = band(n, p)
    assert share_of(range(b.low, b.high + 1), n, p) >= 0.95 - 1e-9
    assert share_of(range(b.low), n, p) <= 0.025 + 1e-9
    assert share_of(range(b.high + 1, n + 1), n, p) <= 0.025 + 1e-9


def test_forty_intervals():
    """Of 40 exact ones 35 to 40 hold the truth in 98.6 % (39 or 40 in only 40 %); 80 % coverage is found out in 84 %."""
    assert band(40) == (35, 40, 40)
    assert share_of(range(35, 41), 40, 0.95) == pytest.approx(0.986, abs=5e-4)
    assert share_of(range(39, 41), 40, 0.95) == pytest.approx(0.399, abs=5e-4)
    assert power(40, 0.80) == pytest.approx(share_of(range(35), 40, 0.80)) == pytest.approx(0.839, abs=5e-4)


def test_two_hundred_intervals():
    """80 % coverage is found out for certain, 90 % in 82 %, and so is what always holds."""
    b = band(200)
    assert b.sees_too_wide and not b.holds(200)
    assert power(200, 0.80) > 0.9999 and power(200, 1.0) == 1
    assert power(200, 0.90) == pytest.approx(1 - share_of(range(b.low, b.high + 1), 200, 0.9))


def test_what_always_holds_is_found_out_from_72_intervals_on():
    """0.95^72 = 2.49 %: from there on the chance that all exact ones hold is below 2.5 %."""
    first = next(n for n in range(1, 200) if band(n).sees_too_wide)
    assert first == 72 and 0.95**first <= 0.025 < 0.95 ** (first - 1)


@given(st.integers(1, 60), st.integers(0, 60))
def test_clopper_pearson_ends_where_the_tails_are(n, k):
    k = min(k, n)
    e = clopper_pearson(k, n)
    if k:
        assert share_of(range(k, n + 1), n, e.low) == pytest.approx(0.025, rel=1e-6)
    if k < n:
        assert share_of(range(k + 1), n, e.high) == pytest.approx(0.025, rel=1e-6)


def test_no_interval_no_word():
    assert clopper_pearson(0, 0)[1:3] == (0.0, 1.0)
    with pytest.raises(UserError, match="at least 1"):
        band(0)
