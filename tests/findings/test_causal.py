"""The findings of the causal test: tiny worlds are run, measured, judged, and prepared for their figures."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.engine.scoreboard import judge
from weakties.experiments.engine.tasks import assemble, run_one, table_of, tasks_of
from weakties.experiments.findings import get
from weakties.experiments.worlds.recommendation import SWITCHES, TRIED, setup_of
from weakties.simulation.named_worlds import named

TINY = {
    "workers": 700,
    "weeks": 70,
    "candidates": 20,
    "shown": 10,
    "settling": 4,
    "later": 20,
    "separation": 0.03,
}
OF = {
    "inverted-u": {**TINY},
    "credit-versus-contribution": {
        "workers": 400,
        "weeks": 40,
        "settling": 4,
        "pairs": 5,
        "touched": 5,
        "others": 40,
    },
    "estimators": {**TINY},
    "intensity-flip": {**TINY},
    "which-truths": {**TINY},
    "peak-of-mutual-contacts": {**TINY},
    "industries": {"workers": 700, "weeks": 45, "burn_in": 5},
    "schooling": {"workers": 700, "weeks": 45, "burn_in": 5},
    "mechanisms-and-granovetter": {"workers": 700, "weeks": 45, "burn_in": 5},
}


def runs_of(key):
    """The quick design of a finding with worlds as small as they can be, two replicates."""
    from dataclasses import replace

    design = get(key).experiment.quick
    few = design.points[:3] if key == "peak-of-mutual-contacts" else design.points
    small = replace(design, fixed={**design.fixed, **OF[key]}, points=few, replicates=2)
    tasks = tasks_of(small)
    return assemble([table_of(run_one(get(key).experiment.world, task) for task in tasks)], tasks, small.axes)


@pytest.mark.parametrize("key", OF)
def test_every_quantity_is_measured_and_drawn(key):
    finding = get(key)
    rows = runs_of(key)
    assert (rows.error == "").all(), rows.error.iloc[0]
    good = rows.drop(columns="error")
    assert set(finding.measure(good)) == {p.quantity for p in finding.published}
    for drawing in finding.figures:
        module = importlib.import_module(f"weakties.figures.{drawing.figure}")
        results = drawing.prepare(good)
        module.draw(results)
        assert isinstance(results, (pd.DataFrame, Mapping)) and len(module.points(results))


def test_the_factorial_holds_a_half_in_which_no_effect_is_mixed_up_with_one_of_two():
    """As -1 and 1, columns of one mechanism, and products of two, are all different, and orthogonal: 6 + 15 of 32 points."""
    grid = get("mechanisms").experiment.design.grid()
    x = 2 * np.array([[point[name] for name in SWITCHES] for point in grid]) - 1
    assert len({tuple(row) for row in x}) == 32 and (x == 1).all(axis=1).any()
    two = [x[:, a] * x[:, b] for a, b in itertools.combinations(range(6), 2)]
    columns = np.column_stack([np.ones(32), x, *two])
    np.testing.assert_array_equal(columns.T @ columns, 32 * np.eye(22))


@pytest.mark.parametrize("name", SWITCHES)
def test_every_switch_changes_the_experiment(name):
    """Each mechanism moves the network, the rates, or the market that follows."""
    a, b = (setup_of({**TINY, name: value}, 3) for value in (0, 1))
    same_ties = len(a.new.rate) == len(b.new.rate) and (a.new.rate == b.new.rate).all()
    same_market = a.market.parameters == b.market.parameters and a.market.mechanisms == b.market.mechanisms
    assert not (same_ties and same_market)


def test_what_is_set_by_hand_wins_over_a_switch():
    assert setup_of({**TINY, "transferability": 0.5}, 0).market.parameters.transferability == 0.5
    assert setup_of({**TINY, "relevance": 0}, 0).market.parameters.transferability == 1.0


OLD = {
    **TRIED,
    "sociability": 0.4,
    "weight_high": 4.0,
    "walked": 0.4,
    "accept": 0.3,
    "accept_close": 0.7,
    "closeness_half": 5.0,
    "talk_by_closeness": 1,
    "attention": 0.0,
    "attention_of_alter": 0.0,
}
"""The platform before it was calibrated: chosen for the mean of mutual contacts alone, and talk over new ties rose with them."""


def test_the_platform_before_the_calibration_is_there_by_its_numbers():
    """Who was shown whom, and who talked how much, as counted with the defaults of then."""
    new = setup_of({**TINY, **named("former").values, **OLD, "acquaintances": 50}, 3).new
    assert (len(new.sender), int(new.mutual.sum())) == (4388, 158_666)
    assert int((new.sender.astype(np.int64) * new.receiver).sum()) == 531_898_229
    assert new.rate.sum(dtype=np.float64) == pytest.approx(247.61542124, rel=1e-6)


def test_rows_of_failed_worlds_are_undecided():
    class Failed:
        good = pd.DataFrame()
        rows = pd.DataFrame({"run": ["a"], "error": ["broken"]})
        failed = rows

    assert {row.verdict.word for row in judge(get("inverted-u"), Failed(), True)} == {"undecided"}
