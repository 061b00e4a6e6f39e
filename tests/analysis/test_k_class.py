"""The family of k-class estimators: those of linearmodels, in samples with controls, clusters and one or two regressors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from linearmodels.iv import IV2SLS, IVLIML

from weakties.analysis import k_class
from weakties.analysis.instruments import dummies
from weakties.simulation.chance import Purpose, generator


def sample(seed=0, clusters=300, each=4, regressors=1):
    """Rows with an omitted confounder, a control, errors shared by clusters, and arms dealt to clusters."""
    rng = generator(seed, Purpose.RESAMPLE, 0)
    cluster = np.repeat(np.arange(clusters), each)
    arm = rng.integers(0, 6, clusters)[cluster]
    u, control, shock = (
        rng.normal(size=(2, len(cluster))),
        rng.normal(size=len(cluster)),
        rng.normal(size=clusters),
    )
    shifts = rng.normal(size=(regressors, 6))
    x = np.stack([s[arm] + u[0] + 0.4 * control + rng.normal(size=len(cluster)) for s in shifts], 1)
    y = 0.5 * x.sum(1) + u[0] - 0.7 * control + shock[cluster] + rng.normal(size=len(cluster))
    return y, x, arm, cluster, control


@pytest.mark.parametrize("regressors", [1, 2])
@pytest.mark.parametrize("controls", [False, True])
@pytest.mark.parametrize("clustered", [True, False])
@pytest.mark.parametrize("kind", k_class.KINDS)
def test_estimates_and_errors_are_those_of_linearmodels(kind, clustered, controls, regressors):
    y, x, arm, cluster, control = sample(regressors=regressors)
    exog = pd.DataFrame({"one": np.ones(len(y))})
    if controls:
        exog["control"] = control
    z, frame = pd.DataFrame(dummies(arm)).add_prefix("z"), pd.DataFrame(x).add_prefix("x")
    how = {"cov_type": "clustered", "clusters": cluster} if clustered else {"cov_type": "unadjusted"}
    model = (
        IV2SLS(y, exog.join(frame), None, None)
        if kind == "OLS"
        else (IV2SLS if kind == "2SLS" else IVLIML)(y, exog, frame, z)
    )
    theirs = model.fit(**how)
    ours = k_class.KClass(y, x, dummies(arm), cluster, control if controls else None).fit(kind, clustered)
    np.testing.assert_allclose(ours.value, theirs.params[frame.columns], rtol=1e-10)
    np.testing.assert_allclose(ours.error, theirs.std_errors[frame.columns], rtol=1e-10)


def test_a_weighted_row_stands_for_as_many():
    """Moments with weights are those of rows repeated as often; so a population can be written as cells with shares."""
    y, x, arm, _, control = sample(clusters=20)
    times = np.arange(len(y)) % 3 + 1
    z = dummies(arm)

    def of(columns, weights=None):
        a, b, c, d = columns
        return k_class.moments(*(k_class.freed(v, d, weights) for v in (a, b, c)), weights=weights)

    repeated = of([np.repeat(v, times, axis=0) for v in (y, x, z, control)])
    weighted = of([y, x, z, control], times.astype(float))
    for kind in k_class.KINDS:
        a, b = (k_class.coefficients(m, k_class.kappa(kind, m)) for m in (repeated, weighted))
        np.testing.assert_allclose(a, b, rtol=1e-10)


def test_with_as_many_instruments_as_regressors_liml_is_2sls():
    y, x, arm, cluster, _ = sample()
    one = k_class.KClass(y, x, dummies(arm % 2), cluster)
    np.testing.assert_allclose(one.fit("LIML").value, one.fit("2SLS").value, rtol=1e-9)
