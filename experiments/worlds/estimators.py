"""The estimator laboratory: simulated experiments under known truths, every estimator on each, and how often it holds the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis.instruments import dummies, enough
from weakties.analysis.k_class import KINDS, KClass, freed
from weakties.analysis.uncertainty import normal_ends
from weakties.analysis.weak_instruments import AndersonRubin, effective_f, first_stage
from weakties.experiments.engine import store
from weakties.experiments.engine.declare import Design, Point
from weakties.experiments.engine.runner import Plan, Runs, run_in
from weakties.experiments.worlds.estimator_data import Rows, sample
from weakties.experiments.worlds.estimator_design import EstimatorDesign, design_from

if TYPE_CHECKING:
    import pandas as pd

AXES = ("design", "truth")


def world(point: Point, seed: int) -> pd.DataFrame:
    """One experiment: a row for each estimator, with and without the control, its errors by cluster or not, and each regressor.

    point: design, truth (their names), declared (`EstimatorDesign.as_text`). Columns: estimator, controls, errors, regressor, value,
    low, high (95 %), ar_set, first_f, effective_f. What could not be estimated is NaN.
    """
    import pandas as pd

    design = design_from(point["declared"])
    return pd.DataFrame(list(_rows(design, sample(design, seed))))


def _rows(design: EstimatorDesign, data: Rows) -> Iterator[dict[str, Any]]:
    x, z = data.regressors(design), dummies(data.arm)
    usable = not design.numbers.base_rate or enough(data.y)
    for controls in (False, True) if design.has_control else (False,):
        held = data.control if controls else None
        family = KClass(data.y, x, z, data.cluster, held)
        strength = [first_stage(column, family.z, data.cluster).f for column in family.x.T]
        alone = effective_f(family.x[:, 0], family.z, data.cluster) if x.shape[1] == 1 else np.nan
        for kind in KINDS:
            for errors in ("clustered", "independent"):
                fit = family.fit(kind, errors == "clustered") if usable else None
                for k, name in enumerate(design.names):
                    value, error = (float(fit.value[k]), float(fit.error[k])) if fit else (np.nan, np.nan)
                    low, high = normal_ends(value, error)
                    yield {
                        "estimator": kind, "controls": controls, "errors": errors, "regressor": name, "value": value, "low": low,
                        "high": high, "ar_set": "", "first_f": strength[k], "effective_f": alone,
                    }  # fmt: skip
        if x.shape[1] == 1:
            found = AndersonRubin(family.y, family.x, family.z, data.cluster).confidence_set() if usable else None
            yield {
                "estimator": "Anderson–Rubin", "controls": controls, "errors": "clustered", "regressor": design.names[0],
                "value": np.nan, "low": found.low if found else np.nan, "high": found.high if found else np.nan,
                "ar_set": found.as_text() if found else "", "first_f": strength[0], "effective_f": alone,
            }  # fmt: skip


def plan_of(designs: Sequence[EstimatorDesign], experiments: int, seed: int) -> Plan:
    """Every design, `experiments` times."""
    points = tuple({"design": d.name, "truth": d.truth, "declared": d.as_text()} for d in designs)
    return Plan("estimators", world, Design(replicates=experiments, seed=seed, points=points))


def run(plan: Plan, out: Path, *, jobs: int) -> tuple[Runs, pd.DataFrame]:
    """Run the plan into a folder, as sweeps are, and work out the table of `weakties.analysis.performance`."""
    from weakties.analysis.performance import performance

    runs = run_in(store.Folder(out), plan, jobs=jobs, keep=True)
    return runs, performance(runs.good.drop(columns="declared"), truth_table(plan))


def truth_table(plan: Plan) -> pd.DataFrame:
    """What the intervals should hold: design, truth, estimator, controls, regressor, estimand, true, true_error, how."""
    import pandas as pd

    from weakties.experiments.worlds.estimator_truth import truths

    rows: list[dict[str, Any]] = []
    for point in plan.design.points:
        how = "exact" if design_from(point["declared"]).exact else "numerical"
        for t in truths(point["declared"]):
            row = {**t._asdict(), "design": point["design"], "truth": point["truth"], "how": how}
            rows.append(row)
            if t.estimator == "2SLS":  # the sets are judged by what two-stage least squares estimates
                rows.append({**row, "estimator": "Anderson–Rubin"})
    return pd.DataFrame(rows).rename(columns={"value": "true", "error": "true_error"})
