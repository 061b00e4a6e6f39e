"""Confidence sets that need not be intervals: each shape by hand, against closed forms, and as often right as they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from tests.analysis.test_instruments import draw
from weakties.analysis.confidence_sets import ConfidenceSet, Line, shadow
from weakties.analysis.instruments import dummies
from weakties.analysis.weak_instruments import AndersonRubin
from weakties.simulation.errors import UserError

INF = math.inf


def line(g0, g1, omega00, omega11, omega01=0.0, instruments=None):
    """Instruments independent of each other, with the same variances each."""
    one = np.eye(len(g0)) if instruments is None else instruments
    return Line(np.array(g0, float), np.array(g1, float), omega00 * one, omega01 * one, omega11 * one)


def by_quadratic(g0, g1, s, zz, c):
    """Where  (g0 + t g1)' Z^-1 (g0 + t g1) <= c (s00 + 2 t s01 + t² s11): a quadratic in t, by the formula for its roots."""
    w = np.linalg.inv(zz)
    q0, q1, q2 = (
        g0 @ w @ g0 - c * s[0, 0],
        2 * (g0 @ w @ g1 - c * s[0, 1]),
        g1 @ w @ g1 - c * s[1, 1],
    )
    inside = q1 * q1 - 4 * q2 * q0
    if inside < 0:
        return ((-INF, INF),) if q2 < 0 else ()
    low, high = sorted((-q1 + sign * math.sqrt(inside)) / (2 * q2) for sign in (-1, 1))
    return ((low, high),) if q2 > 0 else ((-INF, low), (high, INF))


# One or two instruments with moments (g0, g1) and variances 1 and `v` of them; bound 4. By hand: |g0 + t g1|² <= 4 (1 + v t²).
SHAPES = {
    "an interval": (([0.0], [3.0], 1.0, 1.0), ((-2 / math.sqrt(5), 2 / math.sqrt(5)),)),  # 9 t² <= 4 + 4 t²
    "two rays": (
        ([3.0], [0.0], 1.0, 1.0),
        ((-INF, -math.sqrt(5) / 2), (math.sqrt(5) / 2, INF)),
    ),  # 9 <= 4 + 4 t²
    "the whole line": (([0.0], [1.0], 1.0, 1.0), ((-INF, INF),)),  # t² <= 4 + 4 t²
    "empty": (
        ([3.0, 0.0], [0.0, 3.0], 1.0, 1.0),
        (),
    ),  # 9 + 9 t² <= 4 + 4 t²: the instruments contradict each other
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_by_hand(shape):
    given, pieces = SHAPES[shape]
    found = line(*given).accepted(4.0)
    assert found.shape == shape and found.empty == (shape == "empty")
    assert found.bounded == (shape in ("an interval", "empty"))
    assert found.pieces == tuple(pytest.approx(piece, rel=1e-12) for piece in pieces)


def test_two_intervals_with_a_gap():
    """Two instruments say t = 1 and t = -1, each with an error that grows with the distance: (t ∓ 1)² / (e + (t ∓ 1)²) in sum.
    That is at most 3/2 where (t² - 1)² <= 2 e (t² + 1) + 3 e², so where t² = 1 + e ± 2 sqrt(e + e²)."""
    e = 0.01
    tested = Line(
        np.array([1.0, 1.0]), np.array([-1.0, 1.0]), (1 + e) * np.eye(2), np.diag([-1.0, 1.0]), np.eye(2)
    )
    low, high = (math.sqrt(1 + e + side * 2 * math.sqrt(e + e * e)) for side in (-1, 1))
    found = tested.accepted(1.5)
    assert found.pieces == (pytest.approx((-high, -low), rel=1e-9), pytest.approx((low, high), rel=1e-9))
    assert found.shape == "2 pieces" and found.bounded and not found.holds(0.0) and found.holds(-1.0)
    assert found.low == pytest.approx(-high) and found.high == pytest.approx(high)


def test_with_equal_variances_the_ends_are_the_roots_of_a_quadratic():
    """Homoskedastic: Ω(t) = (s00 + 2 t s01 + t² s11) Z'Z, and the set has a closed form; moments weak, strong and at odds."""
    shapes = set()
    for seed in range(60):
        rng = np.random.default_rng(seed)
        root, zz = rng.standard_normal((2, 2)), np.cov(rng.standard_normal((6, 40))) * 40
        s, strength, odds = root @ root.T, (0.3, 3.0, 30.0)[seed % 3], (0.0, 8.0)[seed % 2]
        g = np.linalg.cholesky(zz) @ (
            rng.standard_normal((6, 2)) * [1.0, strength] + rng.normal(0, odds, (6, 1))
        )
        found = Line(g[:, 0], g[:, 1], s[0, 0] * zz, s[0, 1] * zz, s[1, 1] * zz).accepted(12.59)
        wanted = by_quadratic(g[:, 0], g[:, 1], s, zz, 12.59)
        assert found.pieces == tuple(pytest.approx(piece, rel=1e-9, abs=1e-9) for piece in wanted), seed
        shapes.add(found.shape)
    assert shapes == set(SHAPES)


@pytest.mark.parametrize("arms", [2, 7])
def test_a_set_holds_what_its_test_accepts(arms):
    """Clustered, instruments of no, little and much strength; with two arms the set is a quadratic's, and never empty."""
    shapes = set()
    bound = float(chi2.ppf(0.95, arms - 1))
    for seed in range(60):
        y, x, arm, sender = draw(seed, people=120, arms=arms, strength=(0.0, 0.2, 3.0)[seed % 3])
        test = AndersonRubin(y, x[0], dummies(arm), sender)
        found = test.confidence_set()
        for b in (*np.linspace(-3, 3, 25), -1e6, 1e6):
            assert found.holds(b) == (test.statistic([b]) <= bound), (seed, b)
        shapes.add(found.shape)
    assert {"an interval", "two rays", "the whole line"} <= shapes
    assert arms > 2 or "empty" not in shapes


def test_sets_hold_the_truth_when_instruments_are_weak():
    """300 draws, instruments that explain next to nothing: 95 % hold the true slope, se = sqrt(.05 .95 / 300) = 1.3 points;
    within 4. Most are unbounded, as they must be (Dufour 1997)."""
    sets = []
    for seed in range(300):
        y, x, arm, sender = draw(1000 + seed, people=300, strength=0.05)
        sets.append(AndersonRubin(y, x[0], dummies(arm), sender).confidence_set())
    assert abs(np.mean([found.holds(0.5) for found in sets]) - 0.95) < 4 * np.sqrt(0.05 * 0.95 / 300)
    assert np.mean([not found.bounded for found in sets]) > 0.8


def test_instruments_that_contradict_each_other_leave_an_empty_set():
    """The arms move y apart from x, each its own way: no slope explains all of them."""
    y, x, arm, sender = draw(3, people=2000, strength=3.0)
    found = AndersonRubin(y + 3.0 * (arm % 2), x[0], dummies(arm), sender).confidence_set()
    assert found.empty and found.bounded and not found.holds(0.5) and found.in_words() == "empty"
    assert math.isnan(found.low) and math.isnan(found.high)


def test_a_projection_holds_what_some_value_of_the_other_makes_acceptable():
    """Against the least statistic over the other effect, searched for from many starts, for instruments strong and weak."""
    from scipy.optimize import minimize_scalar

    bound = float(chi2.ppf(0.95, 6))
    for seed, strength in ((7, 1.0), (8, 0.15)):
        y, x, arm, sender = draw(seed, people=700, slope=(0.5, -1.0), strength=strength)
        test = AndersonRubin(y, np.column_stack(x), dummies(arm), sender)
        found = test.confidence_set(0)
        assert found.holds(0.5)

        def least(b, test=test):
            starts = np.linspace(-4, 2, 5)
            return min(minimize_scalar(lambda c: test.statistic([b, c]), (s, s + 0.5)).fun for s in starts)

        for b in np.linspace(-1, 2, 13):
            assert found.holds(b) == (least(b) <= bound), (seed, b)
        ends = [end for piece in found.pieces for end in piece if math.isfinite(end)]
        assert [least(end) for end in ends] == pytest.approx([bound] * len(ends), rel=1e-6)
        assert ends or strength < 1


def test_three_effects_have_no_set():
    y, x, arm, sender = draw(1, people=300, slope=(0.5, -1.0))
    test = AndersonRubin(y, np.column_stack([*x, x[0] * x[1]]), dummies(arm), sender)
    with pytest.raises(UserError, match="one or two effects, not for 3"):
        test.confidence_set()


def test_a_shadow_is_asked_and_halved_down_to():
    (low, left), (right, high) = shadow(lambda a: abs(np.tan(a)) >= 0.25).pieces
    assert (low, high) == (-INF, INF) and (left, right) == pytest.approx((-0.25, 0.25), rel=1e-12)
    assert shadow(lambda a: True).shape == "the whole line" and shadow(lambda a: False).empty
    assert shadow(lambda a: abs(np.tan(a) - 1) <= 0.5).pieces[0] == pytest.approx((0.5, 1.5))


@pytest.mark.parametrize(
    ("pieces", "words", "text"),
    [
        ((), "empty", "empty"),
        (((0.1, 1 / 3),), "0.1 to 0.333", "0.1:0.3333333333333333"),
        (((-INF, -0.25), (0.5, INF)), "−∞ to -0.25 and 0.5 to ∞", "-inf:-0.25;0.5:inf"),
        (((-INF, INF),), "the whole line", "-inf:inf"),
        (((-1.0, 0.0), (1.0, 2.0)), "-1 to 0 and 1 to 2", "-1.0:0.0;1.0:2.0"),
    ],
)
def test_sets_in_words_and_in_a_column(pieces, words, text):
    found = ConfidenceSet(pieces)
    assert found.in_words() == words and found.as_text() == text
    assert ConfidenceSet.from_text(text) == found
