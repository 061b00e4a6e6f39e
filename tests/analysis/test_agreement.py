"""p values against scipy, enumeration and simulation; differences, signs, and power."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weakties.analysis import agreement
from weakties.analysis.uncertainty import Estimate, between_replicates, wilson

SURE = 1_000_000  # replicates: Student's distribution is then the normal one


def exactly(value: float) -> Estimate:
    return Estimate(value, value, value, SURE)


@pytest.mark.parametrize(
    ("q", "k", "n"), [(0.5, 30, 54), (0.12, 9, 54), (0.36, 15, 54), (0.9, 2, 10), (0.0, 0, 5)]
)
def test_the_p_of_a_share_is_the_binomial_one(q, k, n):
    """With a share that is known exactly: the mass of what lies at least as far from it."""
    j = np.arange(n + 1)
    far = np.abs(j - n * q) >= abs(k - n * q) - 1e-9
    assert agreement.share_agreement(exactly(q), k, n) == pytest.approx(
        stats.binom.pmf(j, n, q)[far].sum(), abs=1e-12
    )


def test_at_one_half_it_is_the_two_sided_test_of_scipy():
    for k in range(55):
        assert agreement.share_agreement(exactly(0.5), k, 54) == pytest.approx(
            stats.binomtest(k, 54, 0.5).pvalue
        )


def test_our_own_uncertainty_is_in_it():
    """Averaged over a normal share: against the integral; less sure of ours, a distant survey surprises less."""
    unsure = Estimate(0.3, 0.2, 0.4, SURE)
    error = 0.1 / 1.959964
    grid = np.linspace(0.3 - 8 * error, 0.3 + 8 * error, 20_001)
    weight = stats.norm.pdf(grid, 0.3, error)
    j = np.arange(55)
    pmf = (stats.binom.pmf(j[:, None], 54, np.clip(grid, 0, 1)) * weight).sum(1) / weight.sum()
    far = np.abs(j / 54 - 0.3) >= abs(26 / 54 - 0.3) - 1e-9
    assert agreement.share_agreement(unsure, 26, 54) == pytest.approx(pmf[far].sum(), abs=5e-4)
    assert agreement.share_agreement(unsure, 26, 54) > agreement.share_agreement(exactly(0.3), 26, 54)
    assert math.isnan(agreement.share_agreement(Estimate(0.3, -math.inf, math.inf, 1), 26, 54))


def pearson(counts, q, n) -> float:
    return sum((k - n * p) ** 2 / (n * p) for k, p in zip(counts, q, strict=True))


@pytest.mark.parametrize("counts", [(3, 6, 1), (0, 2, 8), (5, 3, 2)])
def test_the_p_of_a_table_is_the_multinomial_one(counts):
    """Against all tables of 10 people in three classes; Monte-Carlo error: 4 × √(p (1 − p) / 20,000) <= 0.0142."""
    q, n = (0.3, 0.5, 0.2), 10
    tables = [(a, b, n - a - b) for a, b in itertools.product(range(n + 1), repeat=2) if a + b <= n]
    seen = pearson(counts, q, n) - 1e-9
    exact = sum(stats.multinomial.pmf(t, n, q) for t in tables if pearson(t, q, n) >= seen)
    assert agreement.table_agreement([exactly(x) for x in q], counts, n) == pytest.approx(exact, abs=0.0142)


def test_those_in_no_class_are_a_class():
    """Two classes of three, the third left over: the same p as with all three; nobody may be where nobody can be."""
    q, counts = (0.3, 0.5, 0.2), (3, 6, 1)
    whole = agreement.table_agreement([exactly(x) for x in q], counts, 10)
    assert agreement.table_agreement([exactly(x) for x in q[:2]], counts[:2], 10) == pytest.approx(
        whole, abs=0.02
    )
    assert agreement.table_agreement([exactly(0.4), exactly(0.6)], (4, 5), 10) < 1e-3


@given(st.floats(-3, 3), st.floats(0.01, 2), st.floats(0, 2))
def test_the_p_of_a_mean_is_the_normal_one(gap, error, theirs):
    e = Estimate(gap, gap - 1.959964 * error, gap + 1.959964 * error, SURE)
    p = agreement.mean_agreement(e, 0.0, -1.959964 * theirs, 1.959964 * theirs)
    assert p == pytest.approx(2 * stats.norm.sf(abs(gap) / math.hypot(error, theirs)), abs=1e-5)


def test_few_replicates_against_an_exact_number_is_students_test():
    x = np.array([1.0, 2.5, 1.7, 2.2])
    p = agreement.mean_agreement(between_replicates(x), 1.0, 1.0, 1.0)
    assert p == pytest.approx(stats.ttest_1samp(x, 1.0).pvalue)
    assert (
        agreement.mean_agreement(exactly(1), 1, 1, 1) == 1
        and agreement.mean_agreement(exactly(2), 1, 1, 1) == 0
    )


def test_p_is_small_as_seldom_as_it_says():
    """A true world: our share from 6 replicates, a survey of 100; p < 0.05 in at most 5 % of 1,000 draws, with a standard
    error of 0.69 points: at most 5 + 4 × 0.69 = 7.8 %. Not far less, or it could never fail: the binomial leaves gaps, and at
    n = 100 they take less than half of it: at least 2.5 − 4 × 0.5 = 0.5 %."""
    rng = np.random.default_rng(20261125)
    small = 0
    for _ in range(1_000):
        truth = rng.uniform(0.2, 0.8)
        ours = between_replicates(rng.binomial(300, truth, 6) / 300)
        small += agreement.share_agreement(ours, int(rng.binomial(100, truth)), 100) < 0.05
    assert 0.005 < small / 1_000 < 0.078


@given(st.integers(1, 49), st.integers(1, 99))
def test_the_interval_of_a_difference_holds_both(k, m):
    """Against an exact number it is ours alone, and turned around when the two are exchanged."""
    a, b = wilson(k, 50), wilson(m, 100)
    d, back = agreement.less(a, *b[:3]), agreement.less(b, *a[:3])
    assert (d.value, d.low, d.high) == pytest.approx((-back.value, -back.high, -back.low))
    assert agreement.less(a, 0.0, 0.0, 0.0)[:3] == pytest.approx(a[:3])
    assert agreement.less(a, *b[:3]).high - d.value >= a.high - a.value - 1e-12


def test_newcombes_interval_is_his():
    """His example (1998, table II): 56/70 less 48/80, method 10: 0.0524 to 0.3339."""
    d = agreement.less(wilson(56, 70), *wilson(48, 80)[:3])
    assert (round(d.low, 4), round(d.high, 4)) == (0.0524, 0.3339)


def test_the_probability_of_a_sign():
    x = np.array([0.4, 1.2, -0.3, 0.9, 0.8])
    one_sided = stats.ttest_1samp(x, 0, alternative="greater").pvalue
    assert agreement.chance_above(between_replicates(x), 0) == pytest.approx(1 - one_sided)
    assert [agreement.chance_above(exactly(v), 0) for v in (-1.0, 0.0, 1.0)] == [0, 0.5, 1]
    assert math.isnan(agreement.chance_above(Estimate(1, -math.inf, math.inf, 1), 0))


def test_holms_correction_is_that_of_statsmodels():
    from statsmodels.stats.multitest import multipletests

    assert agreement.holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert agreement.holm([]) == []
    for seed in range(50):
        p = np.random.default_rng(seed).uniform(0, 0.3, 1 + seed % 12) ** 2
        assert agreement.holm(p) == pytest.approx(multipletests(p, method="holm")[1])


@pytest.mark.parametrize(("error", "theirs"), [(1.0, 0.0), (0.5, 1.5), (2.0, 1.0), (4.0, 1.0)])
def test_power_is_the_share_of_runs_that_decide(error, theirs):
    """20,000 differences of two equal numbers; Monte-Carlo error of a share: 4 × √(0.25 / 20,000) = 0.0141."""
    rng = np.random.default_rng(3)
    d = rng.normal(0, error, 20_000) - rng.normal(0, theirs, 20_000)
    half = 1.959964 * math.hypot(error, theirs)
    within = ((d - half >= -4) & (d + half <= 6)).mean()
    assert agreement.power_of_equivalence(error, SURE, theirs, 4, 6) == pytest.approx(within, abs=0.0141)
    seen = (rng.normal(5, error, 20_000) - 1.959964 * error > 0).mean()
    assert agreement.power_of_sign(error, SURE, 5) == pytest.approx(seen, abs=0.0141)


def test_power_at_its_ends():
    assert agreement.power_of_equivalence(0, SURE, 0, 1, 1) == agreement.power_of_sign(0, SURE, 1) == 1
    assert (
        agreement.power_of_equivalence(math.inf, 1, 0, 1, 1) == agreement.power_of_sign(math.inf, 1, 1) == 0
    )
