"""Intervals, against closed forms, statsmodels and scipy, and by how often they cover the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from weakties.analysis.uncertainty import (
    Estimate,
    batch_means,
    between_replicates,
    bootstrap,
    difference,
    pooled_share,
    wilson,
)
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize(("k", "n"), [(9, 54), (30, 54), (15, 54), (0, 10), (10, 10), (1, 1), (157, 282)])
def test_wilson_is_that_of_statsmodels(k, n, confidence):
    low, high = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
    ours = wilson(k, n, confidence)
    assert (ours.low, ours.high) == pytest.approx((low, high), abs=1e-12)
    assert (ours.value, ours.n) == (k / n, n)


def test_wilson_gives_the_published_intervals():
    """Granovetter's table of 54: 16.7 (9.0-28.7), 55.6 (42.4-68.0), 27.8 (17.6-40.9) per cent."""
    table = [wilson(k, 54).scaled(100) for k in (9, 30, 15)]
    assert [[round(x, 1) for x in e[:3]] for e in table] == [
        [16.7, 9.0, 28.7],
        [55.6, 42.4, 68.0],
        [27.8, 17.6, 40.9],
    ]


def test_wilson_of_nothing_and_of_nonsense():
    nothing = wilson(0, 0)
    assert math.isnan(nothing.value) and nothing[1:] == (0.0, 1.0, 0)
    for k, n in [(3, 2), (-1, 2)]:
        with pytest.raises(UserError, match="between 0 and the whole"):
            wilson(k, n)


def test_between_replicates_is_students_interval():
    x = np.array([0.52, 0.55, 0.49, 0.61, 0.57])
    low, high = stats.t.interval(0.95, len(x) - 1, loc=x.mean(), scale=stats.sem(x))
    assert between_replicates(x) == pytest.approx((x.mean(), low, high, 5), abs=1e-12)


def test_one_replicate_says_nothing_about_luck():
    assert between_replicates([0.5]) == (0.5, -math.inf, math.inf, 1)
    assert pooled_share([5], [10]) == (0.5, -math.inf, math.inf, 1)
    assert math.isnan(between_replicates([]).value)


def test_pooled_share_with_equal_wholes_is_the_mean_of_shares():
    """With equal m the residuals are m(p_i - p), so SE = sd(p_i) / sqrt(R): the interval of the mean."""
    shares = np.array([0.2, 0.3, 0.25, 0.4])
    assert pooled_share(shares * 50, np.full(4, 50)) == pytest.approx(between_replicates(shares), abs=1e-12)


def test_pooled_share_by_hand():
    """k = (1, 9), m = (2, 30): r = 10/32; residuals +-0.375; SE = sqrt(2 * 2 * 0.375^2) / 32; t(1) = 12.706."""
    half = 12.706204736 * math.sqrt(4 * 0.375**2) / 32
    assert pooled_share([1, 9], [2, 30]) == pytest.approx((10 / 32, 10 / 32 - half, 10 / 32 + half, 2))


def test_pooled_share_ends_where_a_share_must():
    """(1, 9) of (10, 10): t reaches from -4.6 to 5.6 around a half; rates above 1 keep their upper end."""
    assert pooled_share([1, 9], [10, 10]) == (0.5, 0.0, 1.0, 2)
    rate = pooled_share([10, 90], [10, 10])
    assert rate.low == 0 and rate.high > 50
    assert pooled_share([-1, 9], [10, 10]).low < -4


def test_pooled_share_of_nothing():
    e = pooled_share([0, 0], [0, 0])
    assert math.isnan(e.value) and e.low == -math.inf
    with pytest.raises(UserError, match="each replicate needs one of each"):
        pooled_share([1, 2], [3])


def test_difference_uses_the_pairs():
    first = np.array([1.0, 5.0, 9.0, 3.0])
    assert difference(first + 0.5, first) == (0.5, 0.5, 0.5, 4)


def _coverage(makes_interval, truth: float, worlds: int, seed: int) -> float:
    rng = generator(seed, Purpose.RESAMPLE)
    intervals = (makes_interval(rng) for _ in range(worlds))
    return sum(e.low <= truth <= e.high for e in intervals) / worlds


@pytest.mark.parametrize(
    "makes_interval",
    [
        lambda rng: wilson(rng.binomial(54, 0.3), 54),
        lambda rng: between_replicates(rng.normal(0.3, 1, 10)),
        lambda rng: pooled_share(rng.binomial(m := rng.integers(100, 300, 20), 0.3), m),
    ],
    ids=["wilson", "between replicates", "pooled share"],
)
def test_intervals_cover_the_truth_as_often_as_they_say(makes_interval):
    """2000 worlds: SE of a coverage of 95 % is sqrt(.95 * .05 / 2000) = 0.49 %; 4 SE = 1.95 %, and 1 % more is allowed
    for what the methods promise only in the limit. An interval without the t, or without ddof, covers 90 % or less."""
    assert abs(_coverage(makes_interval, 0.3, 2000, 5) - 0.95) < 0.0195 + 0.01


def test_batch_means_knows_that_weeks_follow_from_each_other():
    """AR(1) with coefficient 0.9: the mean of T weeks has variance s^2 (1+.9)/(1-.9)/T, 19 times that of independent weeks,
    so a naive interval covers some 35 %, batches of 100 weeks (ten times the memory) at least 88 %."""
    rng = generator(3, Purpose.RESAMPLE)
    noise = rng.standard_normal((300, 2200))
    series = np.zeros_like(noise)
    for t in range(1, 2200):
        series[:, t] = 0.9 * series[:, t - 1] + noise[:, t]
    covered = [e.low <= 0 <= e.high for e in (batch_means(x[200:]) for x in series)]
    naive = [e.low <= 0 <= e.high for e in (between_replicates(x[200:]) for x in series)]
    assert np.mean(covered) > 0.88 and np.mean(naive) < 0.5
    assert batch_means(series[0]).n == 20


def test_batch_means_drops_the_first_weeks_and_takes_short_series():
    assert batch_means([99, 1, 1, 2, 2], batches=2) == pytest.approx(between_replicates([1, 2]))
    assert batch_means([1, 2], batches=20) == between_replicates([1, 2])


def test_bootstrap_agrees_with_scipy():
    """Percentiles of 4000 resamples: the SE of a 2.5 % percentile is about sd sqrt(.025*.975/4000) / phi = 4 % of the sd of the
    mean, 0.1; both sides have it, so 4 * sqrt(2) * 0.004 = 0.024."""
    x = generator(1, Purpose.RESAMPLE, 7).normal(2.0, 1.0, 100)
    theirs = stats.bootstrap((x,), np.mean, method="percentile", n_resamples=4000, random_state=0)
    ours = bootstrap(x, lambda rows: float(rows.mean()), seed=0, resamples=4000)
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.confidence_interval), abs=0.024)
    assert ours == bootstrap(x, lambda rows: float(rows.mean()), seed=0, resamples=4000)
    assert ours != bootstrap(x, lambda rows: float(rows.mean()), seed=1, resamples=4000)


def test_bootstrap_resamples_rows():
    rows = np.column_stack([np.arange(10.0), 2 * np.arange(10.0)])
    ratio = bootstrap(rows, lambda r: float(r[:, 1].sum() / max(r[:, 0].sum(), 1e-9)), seed=0, resamples=50)
    assert ratio == pytest.approx((2.0, 2.0, 2.0, 10))
    assert math.isnan(bootstrap([], lambda r: 0.0, seed=0).value)


def test_scaled_keeps_n():
    assert Estimate(0.5, 0.25, 0.75, 8).scaled(100) == (50.0, 25.0, 75.0, 8)
