"""The published estimators on one experiment, and the same ones on what ties really brought about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.instruments import dummies, enough, least_squares
from analysis.uncertainty import Estimate, wilson
from analysis.weak_instruments import AndersonRubin, effective_f

if TYPE_CHECKING:
    import pandas as pd

REGRESSORS = ("mutual_contacts", "intensity")


def every_estimator(ties: pd.DataFrame) -> pd.DataFrame:
    """One row a regression of `transmitted` on a regressor, "ols" or "2sls", clustered by sender.

    Columns: estimator, regressor, value, low, high; f (effective F of the arms) and ar_low, ar_high (Anderson-Rubin) for
    2sls; cause: the same estimator with `sole` as the outcome, transmissions that the tie alone told of; events. Too few
    events to estimate anything: value, low, high are NaN. ties: the table of an experiment.
    """
    import pandas as pd
    from linearmodels.iv import IV2SLS

    rows = []
    y, cause = (ties[name].to_numpy(np.float64) for name in ("transmitted", "sole"))
    z, one = dummies(ties.arm), pd.DataFrame({"constant": np.ones(len(ties))})
    instruments = pd.DataFrame(z).add_prefix("arm_")
    for name in REGRESSORS:
        x = ties[[name]].astype(np.float64).reset_index(drop=True)
        shared = {"regressor": name, "events": float(y.sum())}
        if not enough(y):
            rows += [
                {"estimator": e, **shared, "value": np.nan, "low": -np.inf, "high": np.inf}
                for e in ("ols", "2sls")
            ]
            continue
        ols = least_squares(y, {name: x[name]}, ties.sender).estimates[name]
        of_cause = float(np.polyfit(x[name], cause, 1)[0])
        rows.append({"estimator": "ols", **shared, **_columns(ols), "cause": of_cause})
        model = IV2SLS(y, one, x, instruments).fit(cov_type="clustered", clusters=ties.sender.to_numpy())
        low, high = model.conf_int().loc[name].to_numpy(np.float64)
        two = Estimate(float(model.params[name]), float(low), float(high), len(ties))
        fitted = z @ np.linalg.lstsq(z - z.mean(0), x[name] - x[name].mean(), rcond=None)[0]
        of_cause = float(np.cov(fitted, cause)[0, 1] / np.cov(fitted, x[name])[0, 1])
        weak = AndersonRubin(y, x[name], z, ties.sender).confidence_set()
        extra = {"f": effective_f(x[name], z, ties.sender), "ar_low": weak.low, "ar_high": weak.high}
        rows.append({"estimator": "2sls", **shared, **_columns(two), "cause": of_cause, **extra})
    return pd.DataFrame(rows)


def _columns(e: Estimate) -> dict[str, float]:
    return {"value": e.value, "low": e.low, "high": e.high}


def coverage(rows: pd.DataFrame, truth: float, low: str = "low", high: str = "high") -> Estimate:
    """The share of intervals, one a row, that hold the truth, in per cent, with Wilson's interval over experiments."""
    usable = rows[np.isfinite(rows.value)]
    held = (usable[low] <= truth) & (truth <= usable[high])
    return wilson(int(held.sum()), len(usable)).scaled(100)
