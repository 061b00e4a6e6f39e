"""A calibration finds posteriors that are known exactly, repeats to the bit, and loses nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.experiments.calibration import toys
from weakties.experiments.calibration import amis, likelihood, prior, report
from weakties.experiments.calibration.market import MARKET
from weakties.experiments.calibration.registry import Moment, Uncertain
from weakties.experiments.calibration.sequential import calibrate
from weakties.simulation.errors import UserError

SIZES = (256, 128, 128)


@pytest.fixture(autouse=True)
def small_pool(monkeypatch):
    monkeypatch.setattr(amis, "POOL", 2**13)


@pytest.fixture
def found(tmp_path):
    return calibrate(toys.calibration(), toys.world, tmp_path, SIZES, jobs=1)


def test_a_conjugate_posterior_is_found(found):
    """The share: flat prior, 9 of 30, so Beta(10, 22), mean 10/32, SD √(10·22/33)/32 = 0.0807. The place: flat on -1 to 1, normal
    around 0.4 with SD 0.1, which the end of the prior cuts off 6 SD away. Evidence: 1/31 of the share, 1/2 of the place. With m
    effective particles a mean errs by SD/√m, a SD by about SD/√(2m), log evidence by about 1/√m; 4 of each, and 3 % of a SD for
    200,000 hires of a world. A posterior that forgot the moment would be 0.4/0.1 = 4 SD off, at m = 100 that is 40 errors."""
    w, worlds = found.weights, found.worlds
    m = amis.effective(w)
    assert m > 100
    for name, mean, sd in (("share", 10 / 32, np.sqrt(220 / 33) / 32), ("place", 0.4, 0.1)):
        x = worlds[name].to_numpy()
        at = w @ x
        assert abs(at - mean) < (4 / np.sqrt(m) + 0.03) * sd
        assert abs(np.sqrt(w @ (x - at) ** 2) / sd - 1) < 4 / np.sqrt(2 * m) + 0.03
    assert abs(found.cloud.log_evidence() + np.log(31) + np.log(2)) < 4 / np.sqrt(m)


def test_tables_say_the_same(found):
    table = report.inputs(found).set_index("input")
    assert table.loc["share", "low"] == pytest.approx(stats.beta(10, 22).ppf(0.05), abs=0.03)
    assert table.loc["place", "shrinkage"] == pytest.approx(1 - 0.1 / (2 / np.sqrt(12)), abs=0.03)
    assert table.loc["place", "identified"] == "well"
    fitted = report.fitted(found).set_index("class")
    assert fitted.loc["a", "published"] == 0.3 and fitted.loc["a", "low"] < 0.3 < fitted.loc["a", "high"]
    assert (fitted.p > 0.2).all()  # the model is true
    assert report.generations(found).particles.tolist() == list(SIZES)
    assert set(report.correlations(found).columns) == {"first", "second", "r"}
    assert report.profiles(found).profile.max() == 0


def test_the_number_of_processes_and_stops_change_nothing_to_the_bit(tmp_path, found, capsys):
    other = calibrate(toys.calibration(), toys.world, tmp_path / "two", SIZES, jobs=2)
    pd.testing.assert_frame_equal(other.worlds, found.worlds, check_exact=True)
    capsys.readouterr()
    longer = calibrate(toys.calibration(), toys.world, tmp_path, (*SIZES, 32), jobs=1)
    assert "generation 3: 32 worlds to run" in capsys.readouterr().err
    pd.testing.assert_frame_equal(
        longer.worlds.iloc[: sum(SIZES)].drop(columns="weight"),
        found.worlds.drop(columns="weight"),
        check_exact=True,
    )
    assert found.worlds.groupby("generation").seed_seen.nunique().min() > 60  # luck of its own for each


def test_worlds_that_fail_weigh_nothing_and_are_told(tmp_path, capsys):
    found = calibrate(toys.calibration(fails_above=0.35), toys.world, tmp_path, (64, 32), jobs=1)
    failed = found.worlds.error != ""
    assert (
        failed.any()
        and (found.worlds.weight[failed] == 0).all()
        and found.worlds.weight.sum() == pytest.approx(1)
    )
    assert "worlds failed, the first with RuntimeError: the world ended" in capsys.readouterr().err
    assert found.draws(50).share.max() <= 0.35
    with pytest.raises(UserError, match="no world could be run"):
        calibrate(toys.calibration(fails_above=-1), toys.world, tmp_path / "none", (16,), jobs=1)


def test_ranks_of_the_truth_are_uniform():
    """Simulation-based calibration (Talts et al. 2018): z from the prior, y = f(z) + noise, bent and in 3 dimensions. Among 19
    draws of equal weight from the posterior the rank of the true z₁ is uniform on 0 to 19: in 5 groups of 4, over 200 worlds, X²
    with 4 degrees of freedom, beyond 24.0 with probability 8e-5. With a posterior of half the width, 34 % instead of 20 % of the
    ranks are in each outer group and 10 % in the middle, and X² is about 60."""
    ranks = []
    for k in range(200):
        rng = np.random.Generator(np.random.Philox(k))
        truth = rng.standard_normal((1, 3))
        y = _bent(truth)[0] + 0.5 * rng.standard_normal(2)

        def evaluate(g, z, y=y):
            loglik = stats.norm.logpdf(y, _bent(z), 0.5).sum(axis=1)
            return amis.Evaluated(loglik, _bent(z))

        cloud = amis.sample(evaluate, amis.Target(y, 0.25 * np.eye(2)), 3, (128, 64, 64), k)
        drawn = amis.systematic(cloud.weights(), 400, rng)
        ranks.append((rng.choice(cloud.z[drawn, 0], 19, replace=False) < truth[0, 0]).sum())
    counted = np.bincount(np.array(ranks) // 4, minlength=5)
    assert ((counted - 40) ** 2 / 40).sum() < 24.0, counted


def _bent(z):
    return np.column_stack([z[:, 0] * np.exp(0.5 * z[:, 1]), z[:, 0] + z[:, 2] ** 2])


def test_tables_have_the_dirichlet_multinomial_probability():
    table = MARKET.tables[2]
    counted = np.array([[800.0, 700, 190, 60], [1.0, 2, 3, 4]])
    n = list(table.classes.values())
    exact = [stats.dirichlet_multinomial.logpmf(n, row + 0.5, sum(n)) for row in counted]
    np.testing.assert_allclose(likelihood.of_table(table, counted), exact, rtol=1e-10)
    many = 1e8 * np.array([[0.4, 0.45, 0.12, 0.03]])  # whose shares are known: multinomial
    known = stats.multinomial.logpmf(n, sum(n), many[0] / 1e8)
    assert likelihood.of_table(table, many)[0] == pytest.approx(known, abs=1e-4)


def test_the_target_is_what_the_worlds_would_measure():
    n = {name: [float(k)] for t in MARKET.tables for name, k in t.classes.items()}
    target = likelihood.target(MARKET)
    np.testing.assert_allclose(likelihood.summaries(MARKET, pd.DataFrame(n))[0], target.published)
    assert target.covariance.shape == (7, 7) and (np.linalg.eigvalsh(target.covariance) > 0).all()
    with pytest.raises(UserError, match="measure no 'rarely'"):
        likelihood.log_likelihood(MARKET, pd.DataFrame(n).drop(columns="rarely"))


def test_particles_become_parameters_and_back():
    inputs = (*MARKET.inputs, Uncertain(name="community_size", low=50, high=1000, scale="log", why=""))
    z = amis.first(len(inputs), 256, seed=1)
    points = prior.values_of(inputs, z)
    table = pd.DataFrame(points)
    for one in inputs:
        assert one.low <= table[one.name].min() and table[one.name].max() <= one.high
    assert set(table.team_size) == set(range(2, 11)) and prior.is_whole("community_size")
    u = prior.scaled(inputs, table.to_numpy(float))
    np.testing.assert_allclose(
        u, stats.norm.cdf(z), atol=0.13
    )  # half of one of 9 whole numbers, in logs at 50
    np.testing.assert_allclose(u[:, 0], stats.norm.cdf(z[:, 0]), atol=1e-5)
    assert prior.values_of(inputs, amis.first(len(inputs), 16, seed=1)) == points[:16]  # nested


def test_no_likelihood_anywhere_weighs_all_the_same():
    assert amis.normalized(np.full(4, -np.inf)).tolist() == [0.25] * 4


def test_moments_that_cannot_be_negative_are_smooth_in_logarithms_and_judged_as_they_are():
    """e times the value is 1 in logarithms, whose standard deviation is discrepancy / value; the likelihood is of the number."""
    mean = Moment(name="mean", value=8.0, discrepancy=2.0, source="told", verified="memory", positive=True)
    asked = replace(toys.calibration(), tables=(), moments=(mean,))
    worlds = pd.DataFrame({"mean": [8.0 * np.e, 8.0, -1.0]})
    np.testing.assert_allclose(likelihood.summaries(asked, worlds[:2])[:, 0] - np.log(8), [1, 0], atol=1e-12)
    assert np.isnan(
        likelihood.summaries(asked, worlds)[2, 0]
    )  # such a world proposes nothing, and counts all the same
    np.testing.assert_allclose(likelihood.target(asked).covariance, [[1 / 16]])
    off = likelihood.log_likelihood(asked, worlds)
    np.testing.assert_allclose(off - off[1], [-0.5 * (8 * (np.e - 1) / 2) ** 2, 0, -0.5 * 4.5**2])
