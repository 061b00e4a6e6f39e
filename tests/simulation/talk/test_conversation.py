"""Conversations: their distribution, and that they belong to the pair and the week alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.talk.conversation import BLOCK, next_talk, next_talks

SEED = np.uint64(20)
rates = st.floats(1e-4, 20)


def weeks_of_talk(i: int, j: int, rate: float, weeks: int) -> list[int]:
    """All weeks before `weeks` in which the two talk, one call after the other."""
    found, week = [], -1
    while (week := next_talk(SEED, i, j, rate, week + 1, weeks - 1)) >= 0:
        found.append(week)
    return found


@given(st.integers(0, 10**6), st.integers(0, 10**6), rates, st.integers(0, 500), st.integers(0, 60))
def test_the_next_talk_is_the_first_of_the_weeks_of_talk(i, j, rate, first, more):
    """Asking from any week on gives the same weeks: nothing depends on when somebody asks, nor on who is named first."""
    if i == j:
        return
    after = [week for week in weeks_of_talk(i, j, rate, first + more + 1) if week >= first]
    expected = after[0] if after else -1
    assert next_talk(SEED, i, j, rate, first, first + more) == expected
    assert next_talk(SEED, j, i, rate, first, first + more) == expected


@given(st.integers(0, 1000), st.integers(1, 300), st.floats(0.01, 1), st.integers(0, 100), st.integers(0, 40))
def test_the_fast_version_is_the_plain_one(i, many, willingness, first, more):
    others = np.delete(np.arange(many + 1, dtype=np.int32) * 3, np.flatnonzero(np.arange(many + 1) * 3 == i))
    rng = np.random.Generator(np.random.PCG64(many))
    rate = (10 ** rng.uniform(-3, 1.2, len(others))).astype(np.float32)
    week = np.empty(len(others), np.int32)
    plain = [
        next_talk(SEED, i, j, r * willingness, first, first + more) for j, r in zip(others, rate, strict=True)
    ]
    for below in (np.inf, 0.5):
        next_talks(SEED, i, others, rate, below, willingness, first, first + more, week)
        assert week.tolist() == [when if r < below else -1 for when, r in zip(plain, rate, strict=True)]


@pytest.mark.parametrize("rate", [0.005, 0.05, 0.5, 3.0])
def test_pairs_talk_in_a_week_with_probability_one_minus_exp_minus_rate(rate):
    """n = pairs x weeks independent weeks; the share has SE sqrt(p (1 - p) / n); fails beyond 4 SE."""
    pairs, weeks = 4000, 3 * BLOCK + 5
    found = sum(len(weeks_of_talk(k, k + 1, rate, weeks)) for k in range(0, 2 * pairs, 2))
    p, n = 1 - np.exp(-rate), pairs * weeks
    assert abs(found / n - p) < 4 * np.sqrt(p * (1 - p) / n)


def test_a_tie_carries_a_lead_with_probability_one_minus_exp_minus_rate_times_life():
    """The formula of the model, over ties of every strength and lives of 1 to 40 weeks; 4 SE of each of the 20 shares."""
    others = np.arange(1, 40_001, dtype=np.int32)
    week = np.empty(len(others), np.int32)
    for rate in (0.003, 0.02, 0.1, 0.6, 2.0):
        for life in (1, 5, 17, 40):
            flat = np.full(len(others), rate, np.float32)
            next_talks(SEED, 0, others, flat, np.inf, 1.0, 7, 7 + life - 1, week)
            p = 1 - np.exp(-np.float32(rate) * life)
            error = np.sqrt(p * (1 - p) / len(others))
            assert abs((week >= 0).mean() - p) <= 4 * error + 1e-12


def test_weeks_of_one_pair_are_independent():
    """Of weeks at every lag up to two blocks, the correlation is 0 within 4 / sqrt(n)."""
    weeks = 20_000
    talks = np.zeros(weeks)
    talks[weeks_of_talk(1, 2, 0.7, weeks)] = 1
    talks -= talks.mean()
    for lag in (1, 2, 3, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK):
        correlation = (talks[lag:] * talks[:-lag]).mean() / talks.var()
        assert abs(correlation) < 4 / np.sqrt(weeks - lag)


def test_nobody_talks_at_rate_zero():
    assert next_talk(SEED, 1, 2, 0.0, 0, 10_000) == -1
