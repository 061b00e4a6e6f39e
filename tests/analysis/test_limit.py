"""The curve of shares against firms: exact where the shares lie on it, and intervals that hold the limit as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.analysis.limit import Z, apart, fitted, over
from weakties.analysis.uncertainty import Estimate
from weakties.simulation.errors import UserError

FIRMS = np.array([31.25, 62.5, 125.0, 250.0, 500.0])


def share(firms, b=0.8, d=0.1, c=40.0, e=100.0):
    """What is brought over what is joined: by the tie, by others who know of the same firm, by chance."""
    return b / (b + d + c / firms - e / firms**2)


def sure(value, error):
    return Estimate(value, value - Z * error, value + Z * error, 10)


def test_shares_on_the_curve_give_its_limit():
    curve = fitted(FIRMS, [sure(share(f), 0.01) for f in FIRMS])
    assert curve.at(np.inf).value == pytest.approx(0.8 / 0.9)
    assert curve.at(2000).value == pytest.approx(share(2000))
    assert curve.coefficients == pytest.approx([0.9 / 0.8, 40 / 0.8, -100 / 0.8])


def test_intervals_hold_the_limit_as_often_as_they_say():
    """400 times with errors of 1 %: Birge's ratio, never below 1, widens some, so at least 95 %, whose standard error is 1.1."""
    luck = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        shares = [sure(share(f) * (1 + 0.01 * luck.standard_normal()), 0.01 * share(f)) for f in FIRMS]
        limit = fitted(FIRMS, shares).at(np.inf)
        held += limit.low <= share(np.inf) <= limit.high
    assert held / 400 > 0.95 - 4 * 0.011


def test_shares_off_the_curve_widen_the_interval():
    on, off = (
        [sure(share(f) * (1 + 0.1 * s), 0.001) for f, s in zip(FIRMS, signs, strict=True)]
        for signs in ([0] * 5, [1, -1, 1, -1, 1])
    )
    a, b = (fitted(FIRMS, shares).at(np.inf) for shares in (on, off))
    assert b.high - b.low > 10 * (a.high - a.low)


def test_no_share_is_above_one():
    limit = fitted(FIRMS[:3], [sure(f / 130, 0.1) for f in FIRMS[:3]]).at(np.inf)
    assert limit.value == limit.high == 1 and 0 < limit.low <= 1


def test_two_numbers_of_firms_are_too_few():
    with pytest.raises(UserError, match="from 2 numbers of firms"):
        fitted([10, 10, 20], [sure(0.1, 0.01)] * 3)


def test_half_lengths_add_in_squares():
    a, b = Estimate(8, 5, 11, 4), Estimate(4, 0, 8, 3)
    assert apart(a, b) == (4, -1, 9, 3)
    assert over(a, b).high - 2 == pytest.approx(2 * np.hypot(3 / 8, 1))
