"""Regressions as the published studies ran them: least squares, and two stages with the arms of an experiment as instruments.

    y = b0 + X b + e,     arms assigned at random:  E[e | arm] = 0

Estimates and covariances come from `linearmodels`, clustered by sender. What it lacks stands in analysis/weak_instruments.py: the
Cragg-Donald statistic, the effective F, and confidence sets that stay honest when instruments are weak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.uncertainty import Estimate
from simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 30  # events below which nothing is estimated: a slope from fewer says nothing about its own error
Columns = Mapping[str, ArrayLike]


class Regression(NamedTuple):
    """Coefficients by name, each with its clustered 95 % interval; n is the number of rows."""

    estimates: dict[str, Estimate]
    errors: dict[str, float]  # clustered standard errors
    clusters: int


class TwoStage(NamedTuple):
    """Two-stage least squares and what tells how far to believe it."""

    fit: Regression
    first: pd.DataFrame  # one row a regressor: partial_r2, f (clustered, of the excluded instruments), p
    cragg_donald: float
    effective_f: float  # Montiel Olea and Pflueger; NaN with several endogenous regressors
    overid: float  # Hansen's J of the clustered two-step estimate
    overid_p: float
    overid_df: int


def dummies(arm: ArrayLike) -> NDArray[np.float64]:
    """Indicators of all arms but the first that occurs: (rows, arms - 1), the excluded instruments."""
    codes = np.unique(np.asarray(arm), return_inverse=True)[1]
    return np.asarray(codes[:, None] == np.arange(1, codes.max(initial=0) + 1), dtype=np.float64)


def enough(y: ArrayLike) -> bool:
    """Whether an outcome happened, and failed to happen, often enough for a regression to say anything (FEWEST)."""
    values = np.asarray(y, dtype=np.float64)
    return bool(min(np.count_nonzero(values), np.count_nonzero(values != values.max(initial=0))) >= FEWEST)


def least_squares(y: ArrayLike, regressors: Columns, cluster: ArrayLike) -> Regression:
    """OLS of y on the regressors and a constant, errors clustered.

    y, cluster and each regressor: (rows,). Raises UserError for a regressor that does not vary.
    """
    from linearmodels.iv import IV2SLS

    x = _varying(regressors)
    groups = _codes(cluster)
    result = IV2SLS(_frame("y", y), _with_constant(x), None, None).fit(cov_type="clustered", clusters=groups)
    return _regression(result, list(regressors), len(groups), groups)


def two_stage(y: ArrayLike, regressors: Columns, arm: ArrayLike, cluster: ArrayLike) -> TwoStage:
    """2SLS of y on the regressors, all endogenous, with indicators of the arms as instruments, errors clustered.

    y, arm, cluster and each regressor: (rows,). Raises UserError for a regressor that does not vary, and for fewer arms
    than the regressors and the constant need.
    """
    from linearmodels.iv import IV2SLS, IVGMM

    from analysis.weak_instruments import cragg_donald, effective_f

    x, z, groups = _varying(regressors), dummies(arm), _codes(cluster)
    if z.shape[1] < x.shape[1]:
        raise UserError(
            f"{z.shape[1] + 1} arms cannot identify {x.shape[1]} effects; take at least {x.shape[1] + 1} arms"
        )
    exog, instruments = _constant(len(x)), _frame("arm", z)
    result: Any = IV2SLS(_frame("y", y), exog, x, instruments).fit(cov_type="clustered", clusters=groups)
    first = result.first_stage.diagnostics.rename(
        columns={"partial.rsquared": "partial_r2", "f.stat": "f", "f.pval": "p"}
    )
    df = z.shape[1] - x.shape[1]
    j, p = np.nan, np.nan
    if df:
        gmm = IVGMM(_frame("y", y), exog, x, instruments, weight_type="clustered", clusters=groups)
        fitted: Any = gmm.fit(cov_type="clustered", clusters=groups)
        test = fitted.j_stat
        j, p = float(test.stat), float(test.pval)
    values = x.to_numpy()
    return TwoStage(
        fit=_regression(result, list(regressors), len(groups), groups),
        first=first[["partial_r2", "f", "p"]],
        cragg_donald=cragg_donald(values, z),
        effective_f=effective_f(values[:, 0], z, groups) if x.shape[1] == 1 else np.nan,
        overid=j,
        overid_p=p,
        overid_df=df,
    )


def _regression(result: Any, names: Sequence[str], rows: int, groups: NDArray[np.int64]) -> Regression:
    interval = result.conf_int()
    estimates = {
        name: Estimate(
            float(result.params[name]),
            float(interval.loc[name, "lower"]),
            float(interval.loc[name, "upper"]),
            rows,
        )
        for name in names
    }
    errors = {name: float(result.std_errors[name]) for name in names}
    return Regression(estimates, errors, int(groups.max(initial=-1)) + 1)


def _varying(regressors: Columns) -> pd.DataFrame:
    import pandas as pd

    x = pd.DataFrame({name: np.asarray(values, dtype=np.float64) for name, values in regressors.items()})
    for name in x:
        if not len(x) or x[name].min() == x[name].max():
            raise UserError(f"{name!r} is the same for everybody: nothing can be learned about its effect")
    return x


def _with_constant(x: pd.DataFrame) -> pd.DataFrame:
    return x.assign(constant=1.0)


def _constant(rows: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"constant": np.ones(rows)})


def _frame(name: str, values: ArrayLike) -> pd.DataFrame:
    import pandas as pd

    table = np.asarray(values, dtype=np.float64).reshape(len(np.asarray(values)), -1)
    return pd.DataFrame(
        table, columns=[name] if table.shape[1] == 1 else [f"{name}_{k}" for k in range(table.shape[1])]
    )


def _codes(cluster: ArrayLike) -> NDArray[np.int64]:
    return np.unique(np.asarray(cluster), return_inverse=True)[1].astype(np.int64)
