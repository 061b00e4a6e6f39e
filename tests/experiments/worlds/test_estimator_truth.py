"""What the intervals of the estimator laboratory should hold: closed forms, and very large samples."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.analysis.instruments import dummies
from weakties.analysis.k_class import KClass
from weakties.experiments.worlds.estimator_data import sample
from weakties.experiments.worlds.estimator_design import design, read
from weakties.experiments.worlds.estimator_truth import truths

BASE = {"arms": [-1, 0, 2, 3], "first_stage": 0.1, "slope": 0.2, "clusters": 400}


def of(truth="linear", **more):
    """{(estimator, controls, regressor, estimand): (value, error)} of a design."""
    found = truths(design("one", truth, {**BASE, **more}).as_text())
    return {t[:4]: t[4:] for t in found}


def value(found, estimator, estimand, controls=False, regressor="x"):
    return found[estimator, controls, regressor, estimand][0]


def standard(shifts):
    z = np.array(shifts, dtype=float) - np.mean(shifts)
    return z / z.std()


def test_without_violations_instruments_tend_to_the_effect_and_least_squares_to_the_association():
    """OLS is off by ρ γ / s, whatever the arms do."""
    found = of(confounder_on_x=0.4, confounder_on_y=0.7, sd=2.0)
    for kind in ("OLS", "2SLS", "LIML"):
        assert value(found, kind, "average effect") == pytest.approx(0.2, abs=1e-12)
        assert value(found, kind, "weighted effect") == pytest.approx(0.2, abs=1e-12)
    assert value(found, "OLS", "own limit") == pytest.approx(0.2 + 0.4 * 0.7 / 2, abs=1e-12)
    assert value(found, "2SLS", "own limit") == pytest.approx(0.2, abs=1e-10)
    assert all(error == 0 for _, error in found.values())


def test_exclusion_violated():
    """2SLS is off by cov(direct, fitted x) / var(fitted x) = mean(direct z) / (s √r), z the standardised shifts."""
    direct = [0.0, 0.3, 0.0, 0.1]
    found = of(direct=direct, sd=3.0)
    off = np.mean(np.array(direct) * standard(BASE["arms"])) / (3 * np.sqrt(0.1))
    assert value(found, "2SLS", "own limit") - 0.2 == pytest.approx(off, abs=1e-10)
    assert value(found, "2SLS", "weighted effect") == pytest.approx(0.2, abs=1e-10)


def test_a_second_channel_left_out():
    """Off by what the arms do to w through it: mean(z z_w) √r_w γ_w / √r."""
    other = [3.0, -1.0, 0.5, 0.0]
    found = of(first_stage_w=0.04, arms_on_w=other, slope_w=0.6)
    off = np.mean(standard(BASE["arms"]) * standard(other)) * np.sqrt(0.04 / 0.1) * 0.6
    assert value(found, "2SLS", "own limit") - 0.2 == pytest.approx(off, abs=1e-10)
    taken_in = of(first_stage_w=0.04, arms_on_w=other, slope_w=0.6, regressors="x and w")
    for name, effect in (("x", 0.2), ("w", 0.6)):
        for estimand in ("average effect", "weighted effect", "own limit"):
            assert value(taken_in, "2SLS", estimand, regressor=name) == pytest.approx(effect, abs=1e-9)


def test_uneven_compliance():
    """2SLS weighs those who react: slope + gap (1 − q). The average over all is the slope."""
    found = of(compliers=0.4, effect_gap=0.5)
    assert value(found, "2SLS", "average effect") == pytest.approx(0.2, abs=1e-12)
    assert value(found, "2SLS", "weighted effect") == pytest.approx(0.2 + 0.5 * 0.6, abs=1e-10)
    assert value(found, "2SLS", "own limit") == pytest.approx(0.2 + 0.5 * 0.6, abs=1e-10)


def test_a_sign_flip_makes_the_association_opposite_and_equal():
    found = of("sign flip", confounder_on_x=0.3, sd=4.0)
    assert value(found, "OLS", "own limit") == pytest.approx(0.2, abs=1e-12)
    assert value(found, "2SLS", "own limit") == pytest.approx(-0.2, abs=1e-10)
    assert value(found, "OLS", "average effect") == pytest.approx(-0.2, abs=1e-12)


@pytest.mark.parametrize("together", [1, 2, 5])
def test_rivals(together):
    """Of the others in a market of k clusters with m units each, q = (m − 1) / (k m − 1) share one's arm; arms of other clusters
    go against one's own by 1 / (G − 1), since they are dealt in fixed numbers. 2SLS is off by θ [q − (1 − q) / (G − 1)]."""
    found = of(interference=-0.5, clusters_per_market=together, per_cluster=4)
    q = 3 / (4 * together - 1)
    assert value(found, "2SLS", "own limit") - 0.2 == pytest.approx(-0.5 * (q - (1 - q) / 399), abs=1e-10)
    assert value(found, "2SLS", "average effect") == pytest.approx(0.2, abs=1e-12)


def test_a_control_that_differs_between_arms():
    """Left out, it biases 2SLS by imbalance γ_c over the first stage, which it changes too; taken in, nothing is left."""
    found = of(control_on_x=0.3, control_on_y=0.5, imbalance=0.2)
    assert value(found, "2SLS", "own limit") - 0.2 == pytest.approx(
        0.2 * 0.5 / (np.sqrt(0.1) + 0.3 * 0.2), abs=1e-10
    )
    assert value(found, "2SLS", "own limit", controls=True) == pytest.approx(0.2, abs=1e-9)
    assert value(found, "OLS", "own limit", controls=True) == pytest.approx(0.2, abs=1e-10)


def test_an_inverted_u_on_average():
    """The mean slope at x ~ (m, s²) is slope (1 − m / peak); OLS of a parabola on a symmetric x tends to the same."""
    found = of("inverted U", mean=3.0, sd=2.0, peak=5.0)
    for kind, estimand in (("OLS", "average effect"), ("OLS", "weighted effect"), ("OLS", "own limit")):
        v, error = found[kind, False, "x", estimand]
        assert abs(v - 0.2 * (1 - 3 / 5)) <= 4 * error + 2e-3


def test_arms_that_move_nothing_identify_nothing():
    found = of(first_stage=0.0)
    assert np.isnan(value(found, "2SLS", "own limit")) and value(
        found, "2SLS", "average effect"
    ) == pytest.approx(0.2)
    assert np.isfinite(value(found, "OLS", "own limit"))


LARGE = [d for d in read() if d.name not in ("weak", "rare")]


@pytest.mark.parametrize("one", LARGE, ids=lambda d: f"{d.name}-{d.truth}")
def test_a_very_large_sample_comes_near_the_limit(one):
    """Some 240,000 rows (or what the design makes of 60,000 clusters): every estimator within 4.5 standard errors of its
    limit."""
    large = design(one.name, one.truth, _given(one, clusters=60_000))
    rows = sample(large, 11)
    for controls in (False, True) if one.has_control else (False,):
        family = KClass(
            rows.y,
            rows.regressors(large),
            dummies(rows.arm),
            rows.cluster,
            rows.control if controls else None,
        )
        limits = {t[:4]: t for t in truths(large.as_text())}
        for kind in ("OLS", "2SLS", "LIML"):
            fit = family.fit(kind)
            for k, name in enumerate(large.names):
                limit = limits[kind, controls, name, "own limit"]
                assert abs(fit.value[k] - limit.value) < 4.5 * (fit.error[k] + limit.error), (kind, name)


def _given(one, **more):
    lists = {k: list(getattr(one, k)) for k in ("arms", "direct", "arms_on_w")}
    choices = {"arm_shares": list(one.shares), "regressors": one.regressors, "noise": one.noise}
    return {**one.numbers.model_dump(), **lists, **choices, **more}
