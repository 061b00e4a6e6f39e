"""The published regressions: on tables whose answers are known, and with the causes of what they see."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.estimators import coverage, coverage_of_sets, every_estimator, fits, models, picked
from weakties.analysis.instruments import coefficients, dummies, least_squares, two_stage
from weakties.simulation.chance import Purpose, generator

ARMS = 7
JUMP, SLOPE, WEAK, STRONG = -0.06, 0.004, 0.02, 0.05


def experiment(seed, people=2500, each=4):
    """(ties, people) of an experiment whose causes are known: a tie with m mutual contacts brings a job with chance
    0.06 + SLOPE m + JUMP (m > 10), and each weak or strong tie a job begun with chance WEAK or STRONG; nothing else happens, and
    arms differ in how many contacts and how many ties they bring."""
    rng = generator(seed, Purpose.RESAMPLE)
    arm = rng.integers(0, ARMS, people)
    count = rng.poisson(each * (1 + 0.4 * np.resize([0, 1, -1], ARMS)[arm]))
    sender = np.repeat(np.arange(people), count)
    m = rng.poisson(4 + 2.0 * arm[sender])
    chance = 0.06 + SLOPE * m + JUMP * (m > 10)
    y = rng.random(len(m)) < chance
    ties = pd.DataFrame({"sender": sender, "arm": arm[sender], "mutual_contacts": m, "transmitted": y})
    ties = ties.assign(intensity=rng.random(len(m)), brought_late=chance)
    knows = rng.integers(50, 500, (2, len(m))) + 5 * m
    ties = ties.assign(
        own_contacts=knows[0], friends_contacts=knows[1], same_community=rng.random(len(m)) < 0.2
    )
    strong = m > 10
    weak_of, strong_of = (np.bincount(sender, k, people) for k in (~strong, strong))
    ties = ties.assign(jobs_brought=np.where(strong, STRONG, WEAK))
    begun = rng.poisson(0.3 + WEAK * weak_of + STRONG * strong_of)
    table = pd.DataFrame(
        {"person": range(people), "arm": arm, "weak": weak_of, "strong": strong_of, "hires": begun}
    )
    return ties, table.assign(transmitted=np.bincount(sender, y, people))


def test_the_cause_is_found_where_nothing_else_happens():
    """What ties brought is the whole outcome here, so both estimators aim at their own cause: within 4 standard errors,
    which are a quarter of an interval's width each."""
    ties, people = experiment(0)
    found = every_estimator(ties, people)
    for model, regressor in (
        ("transmitted", "mutual contacts"),
        ("transmitted, two regressors", "mutual contacts"),
        ("transmitted, two regressors", "more than 10"),
        ("jobs begun", "weak ties"),
        ("jobs begun", "strong ties"),
    ):
        for estimator in ("OLS", "2SLS"):
            row = picked(found, estimator, model, regressor).iloc[0]
            assert abs(row.value - row.cause) < row.high - row.low, (model, regressor, estimator)
            assert row.low < row.value < row.high
    two = picked(found, "OLS", "transmitted, two regressors", "more than 10").iloc[0]
    assert two.cause == pytest.approx(JUMP, rel=1e-6), (
        "the response is linear with a jump: its projection is itself"
    )
    person = picked(found, "2SLS", "jobs begun", "strong ties").iloc[0]
    assert person.cause == pytest.approx(STRONG, rel=1e-6)


def test_intervals_hold_the_known_effects_as_often_as_they_say():
    """100 experiments: of 95 % intervals 95 hold, with standard error sqrt(.95 x .05 / 100) = 2.2 points; within 4 of them, for
    OLS and 2SLS, ties and persons, each coefficient by itself. An interval with errors 30 % too small would hold 83 %."""
    truths = {
        ("transmitted, two regressors", "mutual contacts"): SLOPE,
        ("transmitted, two regressors", "more than 10"): JUMP,
        ("jobs begun", "weak ties"): WEAK,
        ("jobs begun", "strong ties"): STRONG,
    }
    asked = {name for name, _ in truths}
    experiments = [models(*experiment(100 + k, people=700)) for k in range(100)]
    found = [
        fit
        for each in experiments
        for model in each
        if model.name in asked
        for fit in fits(model, robust=False)
    ]
    rows = pd.DataFrame(found)
    for (model, regressor), truth in truths.items():
        for estimator in ("OLS", "2SLS"):
            held = coverage(picked(rows, estimator, model, regressor), truth)
            assert held.n == 100 and abs(held.value - 95) < 4 * 2.2, (model, regressor, estimator)


def test_coefficients_alone_are_those_of_the_regressions():
    ties, _ = experiment(1, people=500)
    y = ties.transmitted.to_numpy(float)
    x = {"m": ties.mutual_contacts.to_numpy(float), "many": (ties.mutual_contacts > 10).to_numpy(float)}
    ols = least_squares(y, x, ties.sender)
    iv = two_stage(y, x, ties.arm, ties.sender, sets=False)
    assert iv.robust == ()
    for k, name in enumerate(x):
        assert coefficients(y, x)[k] == pytest.approx(ols.estimates[name].value, rel=1e-8)
        assert coefficients(y, x, ties.arm)[k] == pytest.approx(iv.fit.estimates[name].value, rel=1e-8)


def test_controls_are_held_fixed_as_regressors_of_their_own_would():
    """Frisch, Waugh and Lovell: the coefficient and its clustered error are those of the regression that lists them."""
    from linearmodels.iv import IV2SLS

    ties, people = experiment(1, people=500)
    (model,) = (m for m in models(ties, people) if m.name == "transmitted, controls")
    assert set(model.controls) == {"own", "friends", "same"}
    exog = pd.DataFrame({**model.controls, "constant": 1.0})
    x, z = pd.DataFrame(model.regressors), pd.DataFrame(dummies(model.arm))
    listed = IV2SLS(model.y, pd.concat([x, exog], axis=1), None, None), IV2SLS(model.y, exog, x, z)
    found = {fit.estimator: fit for fit in fits(model)}
    for name, theirs in zip(("OLS", "2SLS"), listed, strict=True):
        result, ours = theirs.fit(cov_type="clustered", clusters=model.cluster), found[name]
        assert ours.value == pytest.approx(result.params["mutual contacts"], rel=1e-8)
        width = 2 * 1.959964 * result.std_errors["mutual contacts"]
        assert ours.high - ours.low == pytest.approx(width, rel=1e-6)
    plain = next(fits(models(ties, people)[0]))
    assert plain.value != pytest.approx(found["OLS"].value, rel=1e-3)


def test_without_replays_there_are_no_causes():
    ties, people = experiment(2, people=500)
    bare = models(ties.drop(columns=["brought_late", "jobs_brought"]), people)
    assert all(model.cause is None for model in bare)
    assert all(fit.cause is None for fit in fits(bare[0]))


def test_too_few_events_give_no_estimate():
    ties, people = experiment(3, people=500)
    found = every_estimator(ties.assign(transmitted=ties.index < 5), people.assign(transmitted=0, hires=0))
    assert found.value.isna().all() and coverage(found, 0.0).n == 0
    assert np.isinf(found.low).all() and np.isinf(found.high).all()


def test_coverage_counts_intervals():
    rows = pd.DataFrame(
        {"value": [1.0, 2, 3, np.nan], "low": [0.0, 1, 2.5, -np.inf], "high": [2.0, 3, 4, np.inf]}
    )
    assert coverage(rows, 1.5).value == pytest.approx(200 / 3)


def test_an_empty_set_holds_nothing_and_a_gap_is_one():
    """Four experiments: a set that holds 1.5, one with a gap there, an empty one, the whole line; and two without a set."""
    sets = ["1.0:2.0", "-inf:1.0;2.0:inf", "empty", "-inf:inf", None, "empty"]
    rows = pd.DataFrame({"value": [1.0, 1, 1, 1, 1, np.nan], "ar_set": sets})
    assert (coverage_of_sets(rows, 1.5).value, coverage_of_sets(rows, 1.5).n) == (50.0, 4)
    assert coverage_of_sets(rows, 2.5).value == 50.0 and coverage_of_sets(rows, 1.0).value == 75.0


def contradicting(people=2500):
    """An experiment whose arms move transmission apart from intensity: no slope on intensity explains all of them."""
    ties, table = experiment(4, people)
    intensity = 0.1 * ties.arm + 0.3 * ties.intensity
    happened = generator(5, Purpose.RESAMPLE).random(len(ties)) < 0.1 + 0.1 * (ties.arm % 2)
    return ties.assign(intensity=intensity, transmitted=happened), table


def test_an_empty_set_is_saved_as_one_and_not_as_the_whole_line():
    found = every_estimator(*contradicting())
    row = picked(found, "2SLS", "transmitted, intensity", "intensity")
    assert row.ar_set.tolist() == ["empty"] and coverage_of_sets(row, float(row.value.iloc[0])).value == 0
    assert picked(found, "OLS", "transmitted, intensity", "intensity").ar_set.isna().all()
