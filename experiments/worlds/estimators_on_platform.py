"""The same table for an agent-based truth: the experiments on the simulated platform that the finding `estimators` judges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.experiments.engine import runner
from weakties.experiments.worlds.recommendation_experiment import RECOMMENDATION
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

TRUTH = "what ties brought about"


def run(results: Path, *, quick: bool, jobs: int) -> pd.DataFrame:
    """The table of `weakties.analysis.performance`, a design a published regression. results: the folder of `weakties
    reproduce`, in which the experiments are saved, or into which they are run."""
    from weakties.analysis.performance import performance

    runs = runner.run(RECOMMENDATION, results, quick=quick, jobs=jobs)
    if not len(runs.good):
        raise UserError(f"{results}: no experiment on the platform went well")
    rows = as_runs(runs.good)
    return performance(rows, truth_table(rows))


def as_runs(saved: pd.DataFrame) -> pd.DataFrame:
    """Saved experiments, one row a coefficient, as `performance` takes them; the Anderson-Rubin sets that stand beside the 2SLS
    estimates become rows of their own."""
    import pandas as pd

    rows = saved[saved["by"] == "fit"].copy()
    rows = rows.assign(design=rows["model"], truth=TRUTH, controls=False, errors="clustered")
    sets = rows[rows["ar_set"].notna()].assign(estimator="Anderson–Rubin", value=np.nan)
    return pd.concat([rows.assign(ar_set=""), sets], ignore_index=True)


def truth_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Two estimands, each a mean over experiments with its standard error: the weighted effect, which is the same estimator on
    what every tie brought about, and the estimator's own mean. A set is judged by the effect that 2SLS weighs, and by the median
    of the 2SLS estimates, since where it is asked for instruments are weak."""
    import pandas as pd

    return pd.DataFrame(list(_truths(rows)))


def _truths(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = ["design", "truth", "estimator", "controls", "regressor"]
    for keys, here in rows[rows["estimator"] != "Anderson–Rubin"].groupby(names, sort=False):
        own = dict(zip(names, keys, strict=True))
        estimands = {"weighted effect": here["cause"], "own limit": here["value"]}
        for estimand, column in estimands.items():
            values = column.to_numpy(np.float64)
            values = values[np.isfinite(values)]
            if not len(values):
                continue
            error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else np.nan
            how = f"mean of {len(values)} experiments"
            row = {**own, "estimand": estimand, "true": float(values.mean()), "true_error": error, "how": how}
            yield row
            if own["estimator"] == "2SLS":
                weak = (
                    {}
                    if estimand == "weighted effect"
                    else {"true": float(np.median(values)), "how": how.replace("mean", "median")}
                )
                yield {**row, "estimator": "Anderson–Rubin", **weak}
