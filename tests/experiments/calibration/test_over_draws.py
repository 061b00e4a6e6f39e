"""Any design over draws: what a draw replaces, whose luck a world has, what passes, and what a Sobol index is."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from tests.experiments import toy
from tests.experiments.calibration import toys
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.calibration import amis, draws, known, over, sensitivity, severity
from weakties.experiments.calibration.market import MARKET
from weakties.experiments.engine.declare import Design, Experiment
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters

DRAW = {"vacancy_life": 7.0, "relay": 0.02, "announced": 0.05, "willingness": 0.5}


def test_a_draw_stands_for_defaults_and_leaves_the_rest_of_a_design_alone():
    usual = MarketParameters.model_fields["vacancy_life"].default
    design = Design(
        replicates=9,
        seed=3,
        fixed={"vacancy_life": usual, "relay": 0.3},
        vary={"announced": [0, 0.1]},
        points=({"workers": 100}, {"willingness": 0.4}),
    )
    grid = over.over(design, [DRAW, {**DRAW, "vacancy_life": 6.0}], [0, 1]).grid()
    assert len(grid) == 2 * 2 * 2
    taken = [json.loads(point[over.DRAWN]) for point in grid[:4]]
    assert taken[0] == {"vacancy_life": 7.0, "willingness": 0.5}  # not mentioned, or said to be as usual
    assert taken[1] == {"vacancy_life": 7.0}  # this point has a willingness of its own
    assert grid[0]["vacancy_life"] == usual  # the design's own words stay: findings look for them


def seen(point, seed):
    if "sociability" in point:
        raise UserError("no parameter 'sociability'; did you mean 'sociable'?")
    return {"life": point.get("vacancy_life", -1.0), "lot": float(seed % 997)}


def test_names_that_a_world_does_not_know_are_left_out_and_said_once(tmp_path, capsys):
    design = Design(replicates=1, seed=1, points=({"k": 1}, {"k": 2}))
    experiment = Experiment(key="seen", world=seen, design=design, quick=design)
    two = [{"vacancy_life": 4.0, "sociability": 0.5}, {"vacancy_life": 6.0, "sociability": 0.6}]
    runs = over.run(experiment, two, tmp_path, quick=False, jobs=1)
    assert sorted(runs.good.life) == [4, 4, 6, 6]
    assert runs.good.groupby(over.DRAW).lot.nunique().tolist() == [1, 1] and runs.good.lot.nunique() == 2
    said = capsys.readouterr().err
    assert said.count("do not know sociability") == 1
    assert over.run(experiment, two, tmp_path, quick=False, jobs=1).run_now == 0
    runs = over.run(experiment, two, tmp_path / "shared", quick=False, jobs=1, luck=[5, 5])
    assert runs.good.lot.nunique() == 1


def test_an_error_that_names_nothing_drawn_is_an_error(tmp_path):
    design = Design(replicates=1, seed=1, fixed={"sociability": 0.5})
    experiment = Experiment(key="seen", world=seen, design=design, quick=design)
    runs = over.run(experiment, [{"vacancy_life": 4.0}], tmp_path, quick=False, jobs=1)
    assert "no parameter 'sociability'" in runs.failed.error.iloc[0]


def test_estimates_spread_as_draws_do_and_a_row_is_passed_by_some(tmp_path):
    finding = toy.finding()
    table = pd.DataFrame({"heads": [*range(1, 100), np.nan]}, dtype=float)
    ours = over.spread(table)["heads"]
    assert ours == Estimate(50.0, pytest.approx(3.45), pytest.approx(96.55), 99)
    (row,) = over.passes(finding, table).to_dict("records")
    assert row == {
        "finding": "coins",
        "quantity": "heads",
        "passed": 9,
        "worlds": 99,
    }  # 46 to 54: p of 200 in 400 is at least 0.05
    path = tmp_path / "severity.csv"
    severity.update(path, [over.passes(finding, table)])
    other = pd.DataFrame([("coins", "heads", 1, 2), ("zebra", "stripes", 0, 5), ("zebra", "none", 0, 0)])
    kept = severity.update(path, [other.set_axis(["finding", "quantity", "passed", "worlds"], axis=1)])
    assert kept.to_numpy().tolist() == [["coins", "heads", 1, 2], ["zebra", "stripes", 0, 5]]
    pd.testing.assert_frame_equal(pd.read_csv(path), kept)


def test_severity_of_the_default_world_comes_from_any_worlds_of_the_prior():
    """Worlds of one class each: 40, 50 and 60 % heads, of which 46 to 54 passes; the design's first point names the default."""
    finding = toy.finding(points=({"bias": 0.5},), vary={})
    worlds = pd.DataFrame({"heads": [400.0, 500, 600], "tails": [600.0, 500, 400], "bias": [0.4, 0.5, 0.6]})
    (table,) = severity.from_prior(worlds, finding.experiment, [finding])
    assert table[["passed", "worlds"]].to_numpy().tolist() == [[1, 3]]


def test_sobol_indices_are_those_of_a_sum_and_luck_is_no_input():
    """3 u₁ + u₂ + luck, beside a third input that does nothing: variances 9/12, 1/12, 0 and, of luck, 1/12; so T = 9/11, 1/11, 0.
    Luck is shared by the worlds of a row: in the total of the third input there is nothing of it."""
    inputs = MARKET.inputs[:3]
    sample = sensitivity.saltelli(inputs, 256, seed=4)
    assert (
        len(sample.points()) == 256 * 5 and sensitivity.saltelli(inputs, 8, seed=4).luck == sample.luck[:40]
    )
    u = _places(sample)
    luck = np.array([((k * 0.618034) % 1.0) for k in sample.luck])
    y = pd.DataFrame({"sum": 3 * u[:, 0] + u[:, 1] + luck, "same": 1.0})
    table = sensitivity.indices(inputs, y, seed=1)
    assert set(table.quantity) == {"sum"}  # what does not vary has no indices
    for (_, row), exact in zip(table.iterrows(), (9 / 11, 1 / 11, 0), strict=True):
        assert row.total_low - 0.02 < exact < row.total_high + 0.02
    assert table.total.iloc[2] == pytest.approx(0, abs=1e-12)
    with pytest.raises(UserError, match="at least 8"):
        sensitivity.saltelli(inputs, 7, seed=4)
    few = y.assign(seldom=np.where(np.arange(len(y)) < 20, y.iloc[:, 0], np.nan), never=np.nan, same=1.0)
    table = sensitivity.indices(inputs, few, seed=1)
    assert sensitivity.without_indices(few, table) == {"seldom": 20, "never": 0, "same": len(y)}


def _places(sample):
    from scipy.special import ndtr

    return ndtr(sample.z)


def test_a_sample_of_the_prior_checks_the_indices():
    inputs = MARKET.inputs[:3]
    worlds = pd.DataFrame(draws.prior("market", 512))
    u = (worlds.vacancy_life - 3) / 5
    table = sensitivity.checked(inputs, worlds, pd.DataFrame({"life": u})).set_index("input")
    assert table.rbd_fast["vacancy_life"] > 0.9 and abs(table.rbd_fast["relay"]) < 0.15
    assert table.pawn["vacancy_life"] > 2 * table.pawn["relay"]


def test_the_draws_that_ship_lie_in_the_prior():
    shipped = draws.draws("market", draws.SHIPPED)
    assert len(shipped) == draws.SHIPPED and shipped[:5] == draws.draws("market", 5)
    for one in MARKET.inputs:
        assert all(one.low <= draw[one.name] <= one.high for draw in shipped)
    with pytest.raises(UserError, match="1 to 200"):
        draws.draws("market", draws.SHIPPED + 1)
    with pytest.raises(UserError, match="did you mean 'market'"):
        draws.draws("markt", 1)


@pytest.fixture
def toy_calibration(monkeypatch):
    monkeypatch.setattr(amis, "POOL", 2**13)
    predicted = {"a, of b": known.Share(("a",), "b", 100 * 9 / 21)}
    entry = known.Known(toys.calibration(), f"{toys.__name__}:world", predicted)
    monkeypatch.setattr(known, "CALIBRATIONS", {**known.CALIBRATIONS, "toy": entry})


def test_calibrate_writes_tables_figures_and_draws(weakties, tmp_path, toy_calibration):
    said = weakties("calibrate", "toy", "-n", 64, "-g", 1, "--jobs", 1, "--out", tmp_path)
    assert said.code == 0 and "96 particles, effective" in said.out and "share of weight" in said.out
    files = {path.name for path in (tmp_path / "calibrate-toy").iterdir()}
    assert {"posterior.csv", "inputs.csv", "fitted.csv", "posterior.png", "posterior_predictive.png"} <= files
    drawn = pd.read_csv(tmp_path / "calibrate-toy/posterior.csv", comment="#")
    assert len(drawn) == 400 and list(drawn) == ["share", "place"]
    told = json.loads(weakties("calibrate", "toy", "-n", 64, "-g", 1, "--json", "--out", tmp_path).out)
    assert told["generations"][0]["particles"] == 64
    (row,) = told["predicted"]
    assert row["low"] < row["published"] < row["high"]


def test_sensitivity_runs_ranks_and_draws(weakties, tmp_path, toy_calibration):
    """Of the share of "a" in a world all is due to the input `share`; of the place, all to `place`."""
    assert weakties("calibrate", "toy", "-n", 64, "-g", 0, "--jobs", 1, "--out", tmp_path).code == 0
    said = weakties("sensitivity", "toy", "--rows", 32, "--jobs", 1, "--out", tmp_path)
    assert said.code == 0 and "128 worlds done" in said.err
    table = pd.read_csv(tmp_path / "sensitivity-toy/headline/indices.csv").set_index(["quantity", "input"])
    assert table.total["a", "share"] > 0.8 > 0.2 > table.total["a", "place"]
    assert table.total["where", "place"] > 0.8 and table.rbd_fast["where", "place"] > 0.7
    assert (tmp_path / "sensitivity-toy/headline/sensitivity.png").exists()
    again = weakties("sensitivity", "toy", "--rows", 40, "--jobs", 1, "--out", tmp_path)
    assert "32 worlds to run" in again.err
    of = weakties(
        "sensitivity", "toy", "--finding", "coins", "--rows", 8, "--jobs", 1, "--out", tmp_path, "--json"
    )
    assert of.code == 0 and {row["quantity"] for row in json.loads(of.out)} <= {"heads"}


def test_calibrate_shows_what_is_registered_and_says_what_it_cannot_do(weakties, tmp_path):
    said = weakties("calibrate", "market", "--show")
    assert said.code == 0 and "registered 2026-11-25" in said.out and "held out" in said.out
    assert json.loads(weakties("calibrate", "--show", "--json").out)["key"] == "market"
    wrong = weakties("calibrate", "markets", "--show")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1) and "did you mean 'market'" in wrong.err


def test_reproduce_over_draws(weakties, tmp_path):
    table = tmp_path / "severity.csv"
    said = weakties("reproduce", "--prior", 8, "--severity", table, "--out", tmp_path, "--jobs", 1)
    assert said.code == 0 and "8 draws from the prior of market" in said.out
    (row,) = pd.read_csv(table).to_dict("records")
    assert row["worlds"] == 8 and 7 <= row["passed"] <= 8  # a fair coin, 1000 tosses: 45 to 55 % but in 0.2 %
    assert (tmp_path / "coins/full-prior-market/verdict.json").exists()
    assert not (tmp_path / "figures").exists()
    for wrong in (("--prior", 3, "--posterior", 3), ("--severity", table)):
        refused = weakties("reproduce", *wrong, "--out", tmp_path)
        assert (refused.code, refused.err.count("\n")) == (2, 1)
