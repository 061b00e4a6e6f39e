"""Regressions as the published studies ran them: least squares, and two stages with the arms of an experiment as instruments.

    y = b0 + X b + e,     arms assigned at random:  E[e | arm] = 0

Estimates and covariances come from `linearmodels`, clustered by sender. What it lacks, or does too slowly for a million rows,
stands in analysis/weak_instruments.py: how strong the instruments are, whether they agree, and confidence sets that stay honest
when they are weak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.analysis.confidence_sets import ConfidenceSet
from weakties.analysis.uncertainty import Estimate
from weakties.analysis.weak_instruments import (
    AndersonRubin,
    FirstStage,
    OverIdentification,
    cragg_donald,
    effective_f,
    first_stage,
)
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 30  # events below which nothing is estimated: a slope from fewer says nothing about its own error
Columns = Mapping[str, ArrayLike]
NOTHING: Mapping[str, NDArray[np.float64]] = MappingProxyType({})


class Regression(NamedTuple):
    """Coefficients by name, each with its clustered 95 % interval; n is the number of rows."""

    estimates: dict[str, Estimate]
    errors: dict[str, float]  # clustered standard errors
    clusters: int


class TwoStage(NamedTuple):
    """Two-stage least squares and what tells how far to believe it."""

    fit: Regression
    first: dict[str, FirstStage]  # by regressor
    cragg_donald: float
    effective_f: float  # Montiel Olea and Pflueger; NaN with several endogenous regressors
    overid: OverIdentification
    robust: tuple[ConfidenceSet, ...]  # Anderson and Rubin's, by regressor; () where not asked for


def dummies(arm: ArrayLike) -> NDArray[np.float64]:
    """Indicators of all arms but the first that occurs: (rows, arms - 1), the excluded instruments."""
    codes = np.unique(np.asarray(arm), return_inverse=True)[1]
    return np.asarray(codes[:, None] == np.arange(1, codes.max(initial=0) + 1), dtype=np.float64)


def enough(y: ArrayLike) -> bool:
    """Whether an outcome happened, and failed to happen, often enough for a regression to say anything (FEWEST)."""
    values = np.asarray(y, dtype=np.float64)
    return bool(min(np.count_nonzero(values), np.count_nonzero(values != values.max(initial=0))) >= FEWEST)


def freed(values: ArrayLike, controls: Columns) -> NDArray[np.float64]:
    """What a constant and the controls do not explain of values, (rows,) or (rows, columns): regressions on that are those with
    the controls beside, coefficients and errors (Frisch and Waugh 1933, Lovell 1963); without controls the values as they are."""
    given = np.asarray(values, dtype=np.float64)
    if not controls:
        return given
    c = np.column_stack([np.asarray(column, dtype=np.float64) for column in controls.values()])
    apart = c - c.mean(0)
    centred = given - given.mean(0)
    return np.asarray(centred - apart @ np.linalg.lstsq(apart.T @ apart, apart.T @ centred, rcond=None)[0])


def least_squares(
    y: ArrayLike, regressors: Columns, cluster: ArrayLike, controls: Columns = NOTHING
) -> Regression:
    """OLS of y on the regressors, the controls and a constant, errors clustered.

    y, cluster, each regressor and each control: (rows,). Raises UserError for a regressor that does not vary.
    """
    from linearmodels.iv import IV2SLS

    x = _varying({name: freed(column, controls) for name, column in regressors.items()})
    y, groups = freed(y, controls), _codes(cluster)
    result = IV2SLS(_frame("y", y), _with_constant(x), None, None).fit(cov_type="clustered", clusters=groups)
    return _regression(result, list(regressors), len(groups), groups)


def two_stage(
    y: ArrayLike,
    regressors: Columns,
    arm: ArrayLike,
    cluster: ArrayLike,
    sets: bool = True,
    controls: Columns = NOTHING,
) -> TwoStage:
    """2SLS of y on the regressors, all endogenous, with indicators of the arms as instruments, errors clustered.

    y, arm, cluster, each regressor and each control: (rows,). sets: with Anderson-Rubin sets, which take a second for two
    regressors, and are not for more. Raises UserError for a regressor that does not vary, and for fewer arms than the regressors
    and the constant need.
    """
    from linearmodels.iv import IV2SLS

    x = _varying({name: freed(column, controls) for name, column in regressors.items()})
    y, z, groups = freed(y, controls), freed(dummies(arm), controls), _codes(cluster)
    if z.shape[1] < x.shape[1]:
        raise UserError(
            f"{z.shape[1] + 1} arms cannot identify {x.shape[1]} effects; take at least {x.shape[1] + 1} arms"
        )
    exog, instruments = _constant(len(x)), _frame("arm", z)
    result: Any = IV2SLS(_frame("y", y), exog, x, instruments).fit(cov_type="clustered", clusters=groups)
    values = x.to_numpy()
    test = AndersonRubin(y, values, z, groups)
    return TwoStage(
        fit=_regression(result, list(regressors), len(groups), groups),
        first={name: first_stage(values[:, k], z, groups) for k, name in enumerate(regressors)},
        cragg_donald=cragg_donald(values, z),
        effective_f=effective_f(values[:, 0], z, groups) if x.shape[1] == 1 else np.nan,
        overid=test.over_identification(),
        robust=tuple(test.confidence_set(k) for k in range(x.shape[1])) if sets else (),
    )


def coefficients(
    y: ArrayLike, regressors: Columns, arm: ArrayLike | None = None, controls: Columns = NOTHING
) -> NDArray[np.float64]:
    """The coefficients alone, (regressors,): of OLS, or with arms of 2SLS, which is OLS on what the arms predict of the
    regressors."""
    x = np.column_stack([freed(values, controls) for values in regressors.values()])
    x, target = x - x.mean(0), freed(y, controls)
    explained = x
    if arm is not None:
        z = freed(dummies(arm), controls)
        z = z - z.mean(0)
        explained = z @ np.linalg.lstsq(z.T @ z, z.T @ x, rcond=None)[0]
    return np.asarray(np.linalg.solve(explained.T @ x, explained.T @ (target - target.mean())))


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
