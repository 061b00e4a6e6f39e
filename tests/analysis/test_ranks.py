"""Ranks: a case worked by hand, laws, and how often all sets at once hold the true ranks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.analysis.coverage import clopper_pearson
from weakties.analysis.ranks import LEAST, groups, ranks
from weakties.simulation.errors import UserError


def test_by_hand():
    """Six worlds, two columns: all six differences above 0, so of 64 choices of signs only two, all plus and all minus, are as
    extreme: p = 2/64 = 0.031, and the first is told to be first. With one difference of the other sign and of the size of the
    rest, those with one other sign are as extreme, too: 14/64 = 0.22, and nothing is told."""
    x = np.array([[1.0, 0.0], [1.2, 0], [0.9, 0], [1.1, 0], [1.0, 0], [0.8, 0]])
    found = ranks(x)
    assert found.above.tolist() == [[False, True], [False, False]]
    assert found.low.tolist() == found.high.tolist() == [1, 2]
    x = np.array([[1.0, 0.0]] * 5 + [[-1.0, 0.0]])
    assert not ranks(x).above.any() and ranks(x).high.tolist() == [2, 2]


def test_steps_down_by_hand():
    """Three columns in seven worlds, 128 choices of signs. The third is far below in all worlds: told apart from both with 2/128.
    First against second: six differences of 1 and one of −0.2. Their u is 5.8 / √(7 · 6.04) = 0.892. While the other pairs are
    in, the greatest u is as large under all plus or minus, and under those of this pair alone with the small one turned: 4/128
    = 0.031. It is told, too."""
    d = np.array([1.0, 1, 1, 1, 1, 1, -0.2])
    third = -10 - np.array([0.0, 0.1, 0.2, 0.1, 0.0, 0.2, 0.1])
    x = np.c_[d, np.zeros(7), third]
    assert ranks(x).above.tolist() == [[False, True, True], [False, False, True], [False, False, False]]


def test_with_few_worlds_nothing_is_told():
    x = np.tile([5.0, 0.0], (LEAST - 1, 1)) + np.arange(LEAST - 1)[:, None] * [0.01, 0]
    assert not ranks(x).above.any()
    with pytest.raises(UserError, match="ranks need a row"):
        ranks([1.0, 2.0])


TABLES = st.tuples(st.integers(2, 9), st.integers(1, 6), st.integers(0, 10**6)).map(
    lambda s: np.random.default_rng(s[2]).normal(np.arange(s[1]) * (s[2] % 3), 1, (s[0], s[1]))
)


@given(TABLES)
def test_laws(x):
    found, many = ranks(x), x.shape[1]
    assert not (found.above & found.above.T).any()
    assert (found.low >= 1).all() and (found.high <= many).all()
    order = np.argsort(np.argsort(-x.mean(axis=0))) + 1
    assert (found.low <= order).all() and (order <= found.high).all()  # each set holds the rank that was seen
    letters = groups(x, found)
    apart = found.above | found.above.T
    for j in range(many):
        for k in range(many):
            if set(letters[j]) & set(letters[k]):
                assert not apart[j, k]


@given(TABLES, st.floats(0.1, 50), st.floats(-9, 9))
def test_a_unit_and_what_all_share_change_nothing(x, unit, shift):
    moved = unit * (x + shift + np.arange(len(x))[:, None])
    assert (ranks(moved).above == ranks(x).above).all()
    assert (ranks(-x).above == ranks(x).above.T).all()


@given(TABLES)
def test_columns_may_stand_in_any_order(x):
    order = np.random.default_rng(0).permutation(x.shape[1])
    assert (ranks(x[:, order]).above == ranks(x).above[np.ix_(order, order)]).all()


@pytest.mark.parametrize(("worlds", "steps"), [(6, 0.0), (8, 0.0), (8, 1.0), (14, 1.0)])
def test_all_sets_at_once_hold_the_true_ranks(worlds, steps):
    """300 tables of 12 things, luck in common, spreads that differ by three. Coverage is at least nominal: it is refused where
    95 % is above its 99.9 % interval."""
    means = np.arange(12) // 3 * steps
    best = 1 + (means[None, :] > means[:, None]).sum(axis=1)
    worst = 12 - (means[None, :] < means[:, None]).sum(axis=1)
    rng = np.random.default_rng(worlds)
    held = 0
    for _ in range(300):
        x = means + (1 + np.arange(12) % 3) * (
            rng.standard_normal((worlds, 1)) + rng.standard_normal((worlds, 12))
        )
        found = ranks(x)
        held += bool(((found.low <= best) & (worst <= found.high)).all())
    assert clopper_pearson(held, 300, 0.999).high >= 0.95


def test_what_is_far_apart_is_told():
    rng = np.random.default_rng(5)
    x = np.arange(10) * 3.0 + rng.standard_normal((16, 10))
    found = ranks(x)
    assert (found.high - found.low).mean() < 0.5 and found.low[-1] == 1
