"""The chance that the full design decides a row, from the spread of what was run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.experiments import toy
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine import scoreboard
from weakties.experiments.engine.power import powers
from weakties.experiments.engine.verdicts import above


def of(half: float, n: int = 2, replicates: int = 100, **more) -> float:
    """The chance of one row, estimated by the small design (2 replicates) with this half-width, for a full one of so many."""
    published = replace(toy.HEADS, count=None, n=None, low=None, high=None, **more)
    finding = replace(toy.finding(replicates=replicates), published=(published,))
    rows = scoreboard.rows_of(finding, True, {"heads": Estimate(50, 50 - half, 50 + half, n)})
    (one,) = powers(finding, rows)
    assert one.quick and one.replicates == replicates
    return one.chance


def test_more_worlds_are_surer():
    """2 replicates with t = 12.7 and half-width 12.7 have a standard error of 1; 100 have one of 0.14, and decide 3 points."""
    assert of(12.706) > 0.999 and of(12.706, direction=above(40)) > 0.999
    assert of(12.706, replicates=2) < 0.3 and of(12.706, replicates=2, direction=above(40)) < 0.3


@given(st.floats(0.1, 50), st.integers(2, 200))
def test_it_falls_with_the_spread_and_rises_with_the_worlds(half, replicates):
    chance = of(half, replicates=replicates)
    assert (
        0
        <= of(2 * half, replicates=replicates)
        <= chance + 1e-9
        <= of(half, replicates=2 * replicates) + 2e-9
    )


def test_what_no_run_can_decide_is_told():
    """400 people have a standard error of 2.5 points: no number of worlds makes 3 points of it."""
    finding = toy.finding()
    rows = scoreboard.rows_of(finding, False, {"heads": Estimate(50, 49, 51, 6)})
    (one,) = powers(finding, rows)
    assert one.best == 0 == one.chance
    assert powers(finding, scoreboard.judge(finding, None, False))[0].chance is None
    assert one.plain()["margin_below"] == pytest.approx(3)
