"""Least squares and two stages: on data whose answer is known, against a second library, and when instruments are weak."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.analysis.instruments import dummies, enough, least_squares, two_stage
from weakties.analysis.weak_instruments import AndersonRubin, cragg_donald, effective_f
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError


def draw(seed, people=1500, ties=4, arms=7, strength=1.0, slope=(0.5,), clustered=1.0):
    """Ties of senders: x depends on the arm and on a confounder that also moves y; errors share a part within a sender.

    The effect of each x on y is `slope`; least squares is off by the confounder, two stages is not.
    """
    rng = generator(seed, Purpose.RESAMPLE)
    sender = np.repeat(np.arange(people), ties)
    arm = rng.integers(0, arms, people)[sender]
    confounder = rng.standard_normal(len(sender))
    shift = [np.linspace(0, strength, arms), np.resize([0, strength, -strength], arms)]
    x = [shift[k][arm] + confounder + rng.standard_normal(len(sender)) for k in range(len(slope))]
    y = sum(b * v for b, v in zip(slope, x, strict=True)) + confounder + rng.standard_normal(len(sender))
    return y + clustered * rng.standard_normal(people)[sender], x, arm, sender


def test_two_stages_find_the_effect_and_least_squares_is_off_by_the_confounder():
    """OLS is off by cov(x, c)/var(x) = 1 / (2 + var(shift)), var(shift) = 1/9 for seven even steps of 1/6; within 4 se."""
    y, x, arm, sender = draw(0, people=6000)
    iv, ols = two_stage(y, {"x": x[0]}, arm, sender), least_squares(y, {"x": x[0]}, sender)
    assert abs(iv.fit.estimates["x"].value - 0.5) < 4 * iv.fit.errors["x"]
    assert abs(ols.estimates["x"].value - 0.5 - 1 / (2 + 1 / 9)) < 4 * ols.errors["x"] + 0.005
    assert iv.effective_f > 100 and iv.overid.p > 0.001 and iv.overid.df == 5


def test_two_effects_are_told_apart():
    y, x, arm, sender = draw(1, people=6000, slope=(0.5, -1.0))
    iv = two_stage(y, {"a": x[0], "b": x[1]}, arm, sender)
    for name, true in (("a", 0.5), ("b", -1.0)):
        assert abs(iv.fit.estimates[name].value - true) < 4 * iv.fit.errors[name]
    assert iv.cragg_donald > 20 and np.isnan(iv.effective_f)


def test_the_same_as_statsmodels():
    """Coefficients of both, and the clustered covariance of OLS, from statsmodels."""
    import statsmodels.api as sm
    from statsmodels.sandbox.regression.gmm import IV2SLS

    y, x, arm, sender = draw(2, people=400, slope=(0.5, -1.0))
    data = np.column_stack([*x, np.ones(len(y))])
    z = np.column_stack([dummies(arm), np.ones(len(y))])
    theirs = IV2SLS(y, data, z).fit()
    ours = two_stage(y, {"a": x[0], "b": x[1]}, arm, sender)
    assert [ours.fit.estimates[k].value for k in "ab"] == pytest.approx(theirs.params[:2].tolist(), rel=1e-8)
    ols = sm.OLS(y, data).fit(cov_type="cluster", cov_kwds={"groups": sender, "use_correction": False})
    mine = least_squares(y, {"a": x[0], "b": x[1]}, sender)
    assert [mine.estimates[k].value for k in "ab"] == pytest.approx(ols.params[:2].tolist(), rel=1e-8)
    assert [mine.errors[k] for k in "ab"] == pytest.approx(ols.bse[:2].tolist(), rel=1e-3)
    first = sm.OLS(x[0], z).fit()
    f = first.f_test(np.eye(7)[:6]).fvalue
    assert cragg_donald(x[0], dummies(arm)) == pytest.approx(float(f), rel=1e-8)


def test_first_stage_and_over_identification_are_those_of_linearmodels():
    import pandas as pd
    from linearmodels.iv import IV2SLS, IVGMM

    y, x, arm, sender = draw(9, people=400, slope=(0.5, -1.0))
    one, z = pd.DataFrame({"one": np.ones(len(y))}), pd.DataFrame(dummies(arm)).add_prefix("z")
    frame = pd.DataFrame({"a": x[0], "b": x[1]})
    theirs = IV2SLS(y, one, frame, z).fit(cov_type="clustered", clusters=sender).first_stage.diagnostics
    ours = two_stage(y, {"a": x[0], "b": x[1]}, arm, sender)
    for name in ("a", "b"):
        assert ours.first[name].partial_r2 == pytest.approx(theirs.loc[name, "partial.rsquared"], rel=1e-6)
        assert 6 * ours.first[name].f == pytest.approx(theirs.loc[name, "f.stat"], rel=1e-6)
    gmm = IVGMM(y, one, frame, z, weight_type="clustered", clusters=sender).fit(
        cov_type="clustered", clusters=sender
    )
    assert ours.overid.j == pytest.approx(gmm.j_stat.stat, rel=1e-4)


def test_the_effective_f_is_the_f_when_errors_are_alike():
    """Without clusters and with equal variances F_eff and F estimate the same; they differ by sampling, of order 1/sqrt(n)."""
    y, x, arm, _ = draw(3, people=8000, ties=1, clustered=0)
    z = dummies(arm)
    assert effective_f(x[0], z, np.arange(len(y))) == pytest.approx(cragg_donald(x[0], z), rel=0.05)


def test_clustering_widens_what_it_should():
    """Four ties a sender with a shared error as large as their own: ignoring it would make intervals too narrow."""
    y, _, arm, sender = draw(4, clustered=2.0)
    x = (arm * 1.0)[:, None][:, 0]
    clustered = least_squares(y, {"x": x}, sender).errors["x"]
    naive = least_squares(y, {"x": x}, np.arange(len(y))).errors["x"]
    assert clustered > 1.2 * naive


def test_anderson_rubin_keeps_its_size_when_instruments_are_weak():
    """The true slope is rejected in 5 % of 300 draws with instruments that explain next to nothing: se = sqrt(.05 .95 / 300)."""
    from scipy.stats import chi2

    rejected = 0
    for seed in range(300):
        y, x, arm, sender = draw(1000 + seed, people=300, strength=0.05)
        rejected += AndersonRubin(y, x[0], dummies(arm), sender).statistic([0.5]) > chi2.ppf(0.95, 6)
    assert abs(rejected / 300 - 0.05) < 4 * np.sqrt(0.05 * 0.95 / 300)


def test_anderson_rubin_sets():
    y, x, arm, sender = draw(5, people=3000)
    found = AndersonRubin(y, x[0], dummies(arm), sender).confidence_set()
    iv = two_stage(y, {"x": x[0]}, arm, sender)
    assert found.low < 0.5 < found.high and found.shape == "an interval"
    assert found.high - found.low < 4 * (iv.fit.estimates["x"].high - iv.fit.estimates["x"].low)
    y, x, arm, sender = draw(6, people=300, strength=0.0)
    weak = AndersonRubin(y, x[0], dummies(arm), sender).confidence_set()
    assert not weak.bounded


def test_anderson_rubin_projects_two_effects():
    y, x, arm, sender = draw(7, people=1500, slope=(0.5, -1.0))
    test = AndersonRubin(y, np.column_stack(x), dummies(arm), sender)
    for which, true in ((0, 0.5), (1, -1.0)):
        found = test.confidence_set(which)
        assert found.low < true < found.high


def test_what_cannot_be_estimated_is_said():
    y, x, arm, sender = draw(8, people=50)
    with pytest.raises(UserError, match="same for everybody"):
        least_squares(y, {"x": np.ones(len(y))}, sender)
    with pytest.raises(UserError, match="2 arms cannot identify 2 effects"):
        two_stage(y, {"a": x[0], "b": x[0] ** 2}, arm % 2, sender)
    assert not enough(np.r_[np.ones(5), np.zeros(1000)]) and enough(np.r_[np.ones(50), np.zeros(1000)])
