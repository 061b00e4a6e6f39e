"""What a survey would report: against enumeration in fractions, the known margins, and people asked one by one."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weakties.analysis import surveys
from weakties.analysis.surveys import chance, concentration, every_table, likely_under, log_chance, within
from weakties.simulation.errors import UserError

GRANOVETTER = (9, 30, 15)


def multinomial(table, parts):
    """The multinomial probability of a table, in fractions; parts: whole numbers in proportion to the shares."""
    orders = math.factorial(sum(table)) // math.prod(map(math.factorial, table))
    return orders * math.prod(Fraction(p, sum(parts)) ** c for p, c in zip(parts, table, strict=True))


@pytest.mark.parametrize("n", [1, 2, 7])
def test_every_table_is_there_once(n):
    expected = {t for t in itertools.product(range(n + 1), repeat=3) if sum(t) == n}
    found = [tuple(map(int, t)) for t in every_table(n)]
    assert set(found) == expected and len(found) == len(expected)


@given(parts=st.tuples(*[st.integers(0, 60)] * 3).filter(any), n=st.integers(1, 9), margin=st.integers(0, 60))
def test_one_world_is_the_sum_of_multinomial_probabilities_in_fractions(parts, n, margin):
    wanted, off = (Fraction(56, 100), Fraction(27, 100)), Fraction(margin, 100)
    exact = sum(
        multinomial(t, parts)
        for t in itertools.product(range(n + 1), repeat=3)
        if sum(t) == n and all(abs(Fraction(c, n) - w) <= off for c, w in zip(t, wanted, strict=False))
    )
    e = chance([parts], n, within((0.56, 0.27), margin / 100))
    assert e.value == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


@given(weights=st.tuples(*[st.floats(0.05, 500)] * 3), n=st.integers(1, 60))
def test_each_class_by_itself_is_beta_binomial_and_all_tables_are_certain(weights, n):
    total, tables = sum(weights), every_table(n)
    p = np.exp(log_chance(tables, np.array(weights) / total, total))
    assert p.sum() == pytest.approx(1, rel=1e-9)
    for k in range(3):
        margin = np.bincount(tables[:, k].astype(int), p, minlength=n + 1)
        expected = stats.betabinom(n, weights[k], total - weights[k]).pmf(np.arange(n + 1))
        np.testing.assert_allclose(margin, expected, rtol=1e-6, atol=1e-12)


def test_worlds_that_hardly_differ_are_multinomial():
    shares, tables = np.array([0.5, 0.3, 0.2]), every_table(54)
    near, exact = (np.exp(log_chance(tables, shares, a)) for a in (1e8, math.inf))
    assert np.abs(near - exact).max() < 1e-6


def test_an_empty_class_is_never_reported():
    for alike in (30.0, math.inf):
        p = np.exp(log_chance(every_table(10), np.array([0.6, 0.4, 0.0]), alike))
        assert p[every_table(10)[:, 2] > 0].sum() == 0 and p.sum() == pytest.approx(1)
    ends = chance([[600, 400, 0], [610, 395, 0]], 54, within((0.56, 0.27), 0.03))
    assert ends.value == 0  # two shares that make up everything cannot be 56 and 27


def test_people_asked_one_by_one_report_it_as_often():
    # 200,000 surveys of 54 in worlds drawn anew: the standard error of a chance of 10 % is 0.07 points; failure beyond 4.
    weights, surveys_made = np.array([56.0, 30.0, 14.0]), 200_000
    rng = np.random.default_rng(1)
    found = np.array([rng.multinomial(54, p) for p in rng.dirichlet(weights, surveys_made)])
    tables = every_table(54)
    for alike in (within((0.56, 0.27), 0.03), likely_under((30, 15, 9))):
        mine = np.exp(log_chance(tables[alike(tables / 54)], weights / weights.sum(), weights.sum())).sum()
        seen = alike(found / 54).mean()
        assert abs(seen - mine) < 4 * math.sqrt(mine * (1 - mine) / surveys_made)
        # As if all worlds were the same it would be more than 6 standard errors off: the test could tell.
        same = chance([weights], 54, alike).value
        assert abs(same - mine) > 6 * math.sqrt(mine * (1 - mine) / surveys_made)


def test_concentration_is_found_again():
    # From 4,000 worlds of two free shares its relative standard error is about sqrt(2 / (2 x 4,000)) = 1.6 %; failure beyond 4.
    worlds = np.random.default_rng(2).dirichlet([40.0, 25.0, 35.0], 4_000) * 1e6
    assert concentration(worlds) == pytest.approx(100, rel=4 * 0.016)
    assert concentration(worlds[:1]) == math.inf == concentration(np.array([worlds[0]] * 3))


def test_the_likelihood_region_holds_the_table_itself_and_is_a_test_at_its_level():
    region = likely_under(GRANOVETTER)
    assert region(np.array([GRANOVETTER]) / 54).all() and not region(np.array([[0.0, 0.6, 0.4]])).any()
    # G at (1/3, 1/3, 1/3): 2 (9 ln(9/18) + 30 ln(30/18) + 15 ln(15/18)) = 12.70, beyond 5.99 = -2 ln 0.05
    g = 2 * (9 * math.log(9 / 18) + 30 * math.log(30 / 18) + 15 * math.log(15 / 18))
    assert g == pytest.approx(12.70, abs=0.01)
    third = np.full((1, 3), 1 / 3)
    assert not region(third).any() and likely_under(GRANOVETTER, 1 - math.exp(-12.71 / 2))(third).all()


def test_the_interval_is_between_worlds_and_stays_a_probability():
    alike = [[560, 270, 170]] * 4
    e = chance(alike, 54, within((0.56, 0.27), 0.03))
    assert e.low == pytest.approx(e.value) == e.high and e.n == 4
    worlds = np.random.default_rng(3).dirichlet([56, 27, 17], 6) * 1000
    wide = chance(worlds, 54, within((0.56, 0.27), 0.03))
    assert 0 <= wide.low < wide.value < wide.high <= 1
    assert not math.isfinite(chance(alike[:1], 54, within((0.56, 0.27), 0.03)).high)


@pytest.mark.parametrize("n", [0, -3, 2.5, surveys.MOST_ASKED + 1])
def test_a_survey_of_nobody_or_of_too_many_is_refused(n):
    with pytest.raises(UserError, match="people asked"):
        chance([[1, 1, 1]], n, within((0.5,), 0.1))
