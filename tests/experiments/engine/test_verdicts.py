"""The one rule: signs, sizes against margins, and the word; and what may be declared."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import Design, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import (
    Margin,
    above,
    against,
    below,
    columns,
    judged,
    margin,
    overall,
)
from weakties.simulation.errors import UserError

EXACT = Published(
    quantity="weak",
    value=56,
    unit="%",
    source="here",
    verified="yes",
    role="predicted",
    margin=margin(3, "no n"),
)
OFTEN = Published.share(
    "often", 9, 54, source="here", verified="yes", role="predicted", margin=margin(5, "few")
)
MANY = 1_000_000  # so many replicates that Student's distribution is the normal one
ENDS = st.floats(-50, 150)


def ours(low: float, high: float, n: int = MANY) -> Estimate:
    return Estimate((low + high) / 2, low, high, n)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (54, 58, "reproduced"),
        (53, 59, "reproduced"),  # the margin itself is within
        (40, 52.9, "not reproduced"),
        (59.1, 70, "not reproduced"),
        (52, 58, "undecided"),
        (0, 100, "undecided"),  # covers everything: uninformative, never a success
        (-math.inf, math.inf, "undecided"),
        (math.nan, math.nan, "undecided"),
    ],
)
def test_a_number_without_an_error_is_held_against_its_margin(low, high, word):
    assert judged(EXACT, ours(low, high)).word == word


@given(ENDS, st.floats(0, 60), st.floats(0.1, 20), st.floats(0.1, 20))
def test_the_equivalence_test_is_two_one_sided_ones(value, half, down, up):
    """Within, smaller and larger exclude each other; a narrower interval around the same value never turns one into another."""
    limits = Margin(down, "law", up)
    told = against(Estimate(value, value - half, value + half, 9), limits)
    inside = value - half >= -down and value + half <= up
    assert (told == "within") == inside
    surer = against(Estimate(value, value - half / 2, value + half / 2, 9), limits)
    assert told == "cannot be told" or surer == told


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(-3, 3))
def test_a_direction_and_its_opposite_mirror_each_other(value, half, bound):
    """Below a bound is above its negative of the negative; no estimate has both signs, and 0 width at the bound has neither."""
    e, turned = ours(value - half, value + half), ours(-value - half, -value + half)
    assert above(bound).told(e) == below(-bound).told(turned)
    assert above(bound).chance(e) == pytest.approx(1 - below(bound).chance(e)) or math.isnan(
        above(bound).chance(e)
    )
    if above(bound).told(e) == "held":
        assert below(bound).told(e) == "opposite" and above(bound).chance(e) >= 0.97


@pytest.mark.parametrize(("direction", "side"), [(above(), 1), (below(), -1)], ids=["above", "below"])
def test_directions_have_one_rule(direction, side):
    """0 is on neither side: an interval that ends there has no part in the direction, and one that begins there has most."""
    published = replace(EXACT, value=0, direction=direction)
    for low, high, sign, word in [
        (0.1, 0.2, "held", "reproduced"),
        (-0.2, -0.1, "opposite", "not reproduced"),
        (0, 0.2, "cannot be told", "undecided"),
        (-0.1, 0.2, "cannot be told", "undecided"),
        (0, 0, "opposite", "not reproduced"),
        (-0.2, 0, "opposite", "not reproduced"),
        (-math.inf, math.inf, "cannot be told", "undecided"),
    ]:
        e = ours(*sorted((side * low, side * high)))
        assert columns(published, e).sign == sign and judged(published, e).word == word
        assert columns(published, e).difference is None  # no size was published


def test_the_size_beside_a_sign_decides_nothing():
    published = replace(EXACT, value=10, direction=above())
    told = columns(published, ours(90, 91))
    assert (told.sign, told.size) == ("held", "larger") and judged(
        published, ours(90, 91)
    ).word == "reproduced"
    assert judged(published, ours(-1, 21)).word == "undecided"


def test_a_small_study_cannot_refute_what_it_cannot_see():
    """54 people: 5 points cannot be told, whatever we run; p decides, if our own interval is within the margin."""
    near = columns(OFTEN, ours(11, 12))
    assert near.size == "cannot be told" and near.agreement > 0.05
    assert judged(OFTEN, ours(11, 12)).word == "reproduced"
    unsure = judged(OFTEN, ours(5, 20))
    assert unsure.word == "undecided" and "our runs are too few" in unsure.because
    assert judged(OFTEN, ours(60, 61)).word == "not reproduced"
    assert judged(OFTEN, ours(32, 33)).word == "undecided"  # p < 0.05, but the difference may be 4 points


def test_what_matters_is_not_what_a_large_study_can_see():
    """A million people see half a point, p is tiny, and nothing is wrong: it is within the margin."""
    published = Published.share(
        "a", 500_000, 1_000_000, source="", verified="yes", role="predicted", margin=margin(5, "few")
    )
    told = columns(published, ours(50.4, 50.6))
    assert (
        told.agreement < 1e-6
        and told.size == "within"
        and judged(published, ours(50.4, 50.6)).word == "reproduced"
    )


def test_a_contradiction_fails_nobody():
    against_another = replace(EXACT, contradicts="another target")
    assert judged(against_another, ours(0, 1)).word == "contradiction"
    assert overall(["reproduced", "contradiction"]) == "reproduced"


@pytest.mark.parametrize("n", [54, 282])
def test_a_true_model_passes(n):
    """Surveys drawn from our own world, with our share estimated from 6 of its replicates of 2,000.

    A row fails with a probability below 0.05, since it must have p < 0.05 to fail; of 200, whose share has a standard error of
    √(0.05 × 0.95 / 200) = 1.54 points, fewer than 5 + 4 × 1.54 = 11.2 %. It passes whenever p >= 0.05 (our own interval is
    narrower than 5 points here): at least 95 − 6.2 = 88.8 %.
    """
    rng = np.random.default_rng(20261125 + n)
    words = []
    for _ in range(200):
        truth = rng.uniform(0.05, 0.6)
        worlds = rng.binomial(2_000, truth, 6)
        e = pooled_share(worlds, np.full(6, 2_000)).scaled(100)
        survey = Published.share(
            "a",
            int(rng.binomial(n, truth)),
            n,
            source="",
            verified="yes",
            role="predicted",
            margin=margin(5, "few"),
        )
        words.append(judged(survey, e).word)
    assert words.count("not reproduced") / 200 < 0.112 and words.count("reproduced") / 200 > 0.888


def test_a_finding_is_as_good_as_its_worst_quantity():
    assert overall(["reproduced", "reproduced"]) == "reproduced"
    assert overall(["reproduced", "undecided"]) == "undecided"
    assert overall(["reproduced", "undecided", "not reproduced"]) == "not reproduced"
    assert overall([]) == "undecided"


def test_a_share_carries_its_interval_and_its_count():
    assert [round(x, 1) for x in (OFTEN.value, OFTEN.low, OFTEN.high)] == [16.7, 9.0, 28.7]
    assert (OFTEN.n, OFTEN.count, OFTEN.unit) == (54, 9, "%")
    assert Published.share(
        "b", 0.591 * 290, 290, source="", verified="yes", role="predicted", margin=margin(5, "few")
    ).count == 171  # fmt: skip


DESIGN = Design(replicates=1, seed=0)
EXPERIMENT = Experiment(key="x", world=lambda point, seed: {"a": 1.0}, design=DESIGN, quick=DESIGN)


def finding(*published: Published, **more) -> Finding:
    return Finding(
        key="x",
        title="",
        claim="",
        published=published,
        experiment=EXPERIMENT,
        measure=lambda runs: {},
        **more,
    )


def test_what_cannot_be_judged_is_refused():
    with pytest.raises(UserError, match="same name"):
        finding(EXACT, EXACT)
    with pytest.raises(UserError, match="headline 'strong' is none of"):
        finding(EXACT, headline="strong")
    with pytest.raises(UserError, match="shares of one n"):
        finding(replace(EXACT, table="t"), replace(OFTEN, table="t"))
    for size in (0, -1, math.nan):
        with pytest.raises(UserError, match="must be above 0"):
            margin(size, "why")
    with pytest.raises(UserError, match="a clause that says why"):
        margin(5, "")


def test_a_grid_crosses_axes_with_listed_points():
    design = Design(
        replicates=2,
        seed=1,
        fixed={"workers": 10},
        vary={"a": [1, 2]},
        points=({"network": "x"}, {"network": "y", "b": 3}),
    )
    assert design.axes == ("a", "network", "b")
    assert design.grid() == [
        {"workers": 10, "a": 1, "network": "x"},
        {"workers": 10, "a": 1, "network": "y", "b": 3},
        {"workers": 10, "a": 2, "network": "x"},
        {"workers": 10, "a": 2, "network": "y", "b": 3},
    ]
    assert DESIGN.grid() == [{}]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"replicates": 0}, "at least 1"),
        ({"vary": {"a": []}}, "over no values"),
        ({"vary": {"network": "layers"}}, "over no values"),
        ({"vary": {"seed": [1]}}, "every run has"),
        ({"points": [{"a": 1}, {"a": 2}], "each": [1]}, "1 numbers for 2 points"),
        ({"points": [{"a": 1}, {"a": 2}], "each": [1, 2]}, "each: 2 of 1 replicates"),
    ],
)
def test_a_design_that_cannot_run_is_refused(more, message):
    with pytest.raises(UserError, match=message):
        Design(**{"replicates": 1, "seed": 0, **more})
