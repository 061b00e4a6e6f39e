"""Three outcomes out of two intervals; and what may be declared."""

from __future__ import annotations

import math

import pytest

from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine.declare import Design, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import (
    at_least,
    at_most,
    by_interval,
    decide,
    overall,
    said_by,
    sign,
    within,
    within_range,
)
from weakties.experiments.worlds.news_criteria import direction as direction_of_news
from weakties.simulation.errors import UserError

PUBLISHED = Published(
    quantity="often", value=16.7, low=9.0, high=28.7, n=54, unit="%", source="here", verified="yes"
)


def ours(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high, 10)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (10, 20, "reproduced"),
        (9.0, 28.7, "reproduced"),
        (1, 8.9, "not reproduced"),
        (28.8, 50, "not reproduced"),
        (8, 12, "undecided"),
        (20, 30, "undecided"),
        (0, 100, "undecided"),  # covers everything: uninformative, never a success
        (-math.inf, math.inf, "undecided"),
        (math.nan, math.nan, "undecided"),
    ],
)
def test_our_interval_on_the_published_one(low, high, word):
    assert by_interval(PUBLISHED, ours(low, high)).word == word


def test_more_runs_bring_a_decision_nearer():
    """Shrinking an interval around its value never turns one decision into the other or back into doubt."""
    for value in (8.0, 12.0, 25.0, 28.0, 35.0):
        words = [decide(ours(value - w, value + w), 9.0, 28.7, "").word for w in (50, 20, 10, 5, 2, 0.5)]
        decided = [word for word in words if word != "undecided"]
        assert len(set(decided)) == 1 and words[-len(decided) :] == decided


def test_tolerance_bounds_and_signs():
    assert within(3, "no n")(PUBLISHED, ours(14, 19)).word == "reproduced"
    assert within(3, "no n")(PUBLISHED, ours(13, 19)).word == "undecided"
    assert "16.7 ± 3 % (no n)" in within(3, "no n")(PUBLISHED, ours(14, 19)).because
    assert at_least(1, "order")(PUBLISHED, ours(1.5, 2)).word == "reproduced"
    assert at_most(1, "order")(PUBLISHED, ours(1.5, 2)).word == "not reproduced"
    assert sign(PUBLISHED, ours(0.1, 0.2)).word == "reproduced"
    assert sign(PUBLISHED, ours(-0.2, -0.1)).word == "not reproduced"
    for low, high in [(-0.1, 0.2), (0, 0.2)]:
        assert sign(PUBLISHED, ours(low, high)).word == "undecided"


@pytest.mark.parametrize(
    ("judge", "direction"),
    [(at_least(0, ""), 1), (at_most(0, ""), -1), (sign, 1), (direction_of_news, 1)],
    ids=["above", "below", "sign", "news"],
)
def test_directions_have_one_rule(judge, direction):
    """0 is on neither side: an interval that ends there has no part in the direction, and one that begins there has most."""
    for low, high, word in [
        (0.1, 0.2, "reproduced"),
        (-0.2, -0.1, "not reproduced"),
        (0, 0.2, "undecided"),
        (-0.1, 0.2, "undecided"),
        (0, 0, "not reproduced"),
        (-0.2, 0, "not reproduced"),
        (-math.inf, math.inf, "undecided"),
    ]:
        ends = sorted((direction * low, direction * high))
        assert judge(PUBLISHED, ours(*ends)).word == word


@pytest.mark.parametrize(
    ("value", "unit", "judge", "words"),
    [
        (0, "weeks", at_least(0, ""), "above 0"),
        (0, "points", at_most(0, ""), "below 0"),
        (1, "times", at_least(1, ""), "at least 1 times"),
        (1, "times", at_most(1, ""), "at most 1 times"),
        (83.3, "%", at_least(50, ""), "at least 50 % (83.3 %)"),
        (0.00079, "", sign, "above 0 (0.00079)"),
        (3.17e-5, "", sign, "above 0 (0.0000317)"),
        (-0.037, "", sign, "below 0 (-0.037)"),
        (5, "points", sign, "above 0 (5 points)"),
        (56, "%", within(3, ""), ""),
        (10, "contacts", within_range(5, 20, ""), ""),
        (16.7, "%", by_interval, ""),
    ],
)
def test_a_judge_says_in_words_what_it_does_not_compare_as_a_number(value, unit, judge, words):
    p = Published(quantity="a", value=value, unit=unit, low=-9, high=99, source="", verified="yes")
    assert said_by(judge, p) == words


def test_a_finding_is_as_good_as_its_worst_quantity():
    assert overall(["reproduced", "reproduced"]) == "reproduced"
    assert overall(["reproduced", "undecided"]) == "undecided"
    assert overall(["reproduced", "undecided", "not reproduced"]) == "not reproduced"
    assert overall([]) == "undecided"


def test_a_share_carries_its_interval():
    p = Published.share("often", 9, 54, source="here", verified="yes")
    assert [round(x, 1) for x in (p.value, p.low, p.high)] == [16.7, 9.0, 28.7] and (p.n, p.unit) == (54, "%")


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
    bare = Published(quantity="weak", value=56, source="", verified="yes")
    with pytest.raises(UserError, match="published without an interval"):
        finding(bare)
    with pytest.raises(UserError, match="same name"):
        finding(PUBLISHED, PUBLISHED)
    assert finding(bare, judge={"weak": within(3, "no n")}).judge_of("weak") is not by_interval
    with pytest.raises(UserError, match="without an interval"):
        by_interval(bare, ours(1, 2))


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
    ],
)
def test_a_design_that_cannot_run_is_refused(more, message):
    with pytest.raises(UserError, match=message):
        Design(**{"replicates": 1, "seed": 0, **more})
