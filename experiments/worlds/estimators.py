"""The estimator laboratory: simulated experiments under known truths, every estimator on each, and how often it holds the
truth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis.instruments import dummies, enough
from weakties.analysis.k_class import KINDS, KClass
from weakties.analysis.uncertainty import normal_ends
from weakties.analysis.weak_instruments import AndersonRubin, effective_f, first_stage
from weakties.experiments.engine import store
from weakties.experiments.engine.declare import Design, Point
from weakties.experiments.engine.runner import Plan, Runs, run_in
from weakties.experiments.worlds.estimator_data import Rows, sample
from weakties.experiments.worlds.estimator_design import EstimatorDesign, design_from
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

AXES = ("design", "truth")


def world(point: Point, seed: int) -> pd.DataFrame:
    """One experiment: a row for each estimator, with and without the control, its errors by cluster or not, and each regressor.

    point: design, truth (their names), declared (`EstimatorDesign.as_text`). Columns: estimator, controls, errors, regressor,
    value, low, high (95 %), ar_set, first_f, effective_f. What could not be estimated is NaN.
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
            found = (
                AndersonRubin(family.y, family.x, family.z, data.cluster).confidence_set() if usable else None
            )
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
    if not len(runs.good):
        raise UserError(f"no experiment went well: {failures(runs)}")
    return runs, performance(runs.good.drop(columns="declared"), truth_table(plan))


def failures(runs: Runs) -> str:
    """How many experiments failed, and the first with what; "" where none did."""
    if not len(runs.failed):
        return ""
    return f"{len(runs.failed)} of {runs.rows.run.nunique()} experiments failed, the first with {runs.failed.error.iloc[0]}"


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


def write(table: pd.DataFrame, out: Path) -> list[Path]:
    """table.parquet and table.csv, and the figure as pdf, svg and png. Returns the files."""
    from weakties.figures import laboratory, style

    paths = [
        out / "table.parquet",
        out / "table.csv",
        *(out / f"estimators.{kind}" for kind in ("pdf", "svg", "png")),
    ]
    store.write_table(paths[0], table, store.provenance(experiment="estimators"))
    store.write_bytes(paths[1], table.to_csv(index=False).encode())
    figure = laboratory.draw(table)
    for path in paths[2:]:
        store.write_bytes(path, style.render(figure, path.suffix[1:], "estimators under known truths"))
    return paths


def for_programs(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as JSON wants it: what is not finite becomes null."""
    return list(json.loads(table.to_json(orient="records")))


def lines(table: pd.DataFrame) -> list[str]:
    """For people, at 80 columns: of intervals with clustered errors, how many hold the average effect (the weighted one where
    there is none), and how far the estimates are off."""
    found = []
    for (design, truth), here in table[table["errors"] == "clustered"].groupby(
        ["design", "truth"], sort=False
    ):
        strength = here["first_f"].median()
        found.append(f"\n{design}, truth: {truth} (first-stage F {strength:,.3g})")
        found.append(f"  {'':<26}{'true':>9}{'bias':>10}{'RMSE':>8}  holds it, of 100")
        for names, rows in here.groupby(["estimator", "controls", "regressor"], sort=False):
            row = rows.iloc[0]
            label = f"{names[0]}{', control' if names[1] else ''}: {names[2]}"
            numbers = "".join(
                f"{_short(row[name]):>{width}}" for name, width in (("true", 9), ("bias", 10), ("rmse", 8))
            )
            ends = f"{row['coverage']:.0f} ({row['coverage_low']:.0f} to {row['coverage_high']:.0f})"
            found.append(
                f"  {label[:26]:<26}{numbers}  {ends}"
                + ("" if row["verdict"] == "as promised" else f" {row['verdict']}")
            )
    return found


def _short(x: float) -> str:
    return "" if x != x else "0" if abs(x) < 1e-12 else f"{x:.3g}"
