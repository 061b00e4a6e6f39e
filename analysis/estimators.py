"""The published regressions on one experiment, and the same ones on what ties really brought about."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.confidence_sets import ConfidenceSet
from weakties.analysis.instruments import NOTHING, coefficients, enough, least_squares, two_stage
from weakties.analysis.response import CONTROLS, MANY
from weakties.analysis.uncertainty import Estimate, wilson
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd


class Model(NamedTuple):
    """One published regression: its name, the outcome and its regressors, the arms, and by whom errors are clustered.

    cause: what of the outcome ties brought about, or None where nobody replayed them. controls: what is held fixed beside the
    regressors. All columns: (rows,), a row a tie or a person.
    """

    name: str
    y: NDArray[np.float64]
    cause: NDArray[np.float64] | None
    regressors: Mapping[str, NDArray[np.float64]]
    arm: NDArray[np.int64]
    cluster: NDArray[np.int64]
    controls: Mapping[str, NDArray[np.float64]] = NOTHING


class Fit(NamedTuple):
    """One coefficient of one estimator ("OLS", "2SLS"), with its 95 % interval; None where too little happened or varied to say.

    cause: the same coefficient with what ties brought about as the outcome. first_f, first_r2: the first stage of the regressor
    (`FirstStage`); effective_f: with one regressor; cragg_donald; overid_p: Hansen's J; ar_set: Anderson-Rubin set, which can be
    empty. None where the estimator has none.
    """

    model: str
    estimator: str
    regressor: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    cause: float | None = None
    first_f: float | None = None
    first_r2: float | None = None
    effective_f: float | None = None
    cragg_donald: float | None = None
    overid_p: float | None = None
    ar_set: ConfidenceSet | None = None


def models(ties: pd.DataFrame, people: pd.DataFrame) -> list[Model]:
    """Per tie: transmission on mutual contacts, with and without an indicator of many, and on intensity, by sender; each without
    controls and, called "..., controls", with those of `weakties.analysis.response.CONTROLS`. Per person: whether any new tie
    transmitted a job, and jobs begun, on the numbers of weak and strong new ties.

    ties, people: the tables of `weakties.simulation.recommendation.tables`; ties may have the columns of
    `weakties.simulation.recommendation.truth.brought`: then the models know their causes. What is brought to a person is the sum
    over ties.
    """
    m, i = ties.mutual_contacts.to_numpy(np.float64), ties.intensity.to_numpy(np.float64)
    own = (people.arm.to_numpy(np.int64), people.person.to_numpy(np.int64))
    counts = {
        "weak ties": people.weak.to_numpy(np.float64),
        "strong ties": people.strong.to_numpy(np.float64),
    }
    arm, sender = ties.arm.to_numpy(np.int64), ties.sender.to_numpy(np.int64)
    known = "brought_late" in ties
    late = ties.brought_late.to_numpy(np.float64) if known else None

    def summed(name: str) -> NDArray[np.float64] | None:
        return np.bincount(ties.sender, ties[name], len(people)).astype(np.float64) if known else None

    def per_tie(name: str, **regressors: NDArray[np.float64]) -> Model:
        y = ties.transmitted.to_numpy(np.float64)
        named = {k.replace("_", " "): x for k, x in regressors.items()}
        return Model(name, y, late, named, arm, sender)

    anything = (people.transmitted > 0).to_numpy().astype(np.float64)
    plain = [
        per_tie("transmitted", mutual_contacts=m),
        per_tie("transmitted, two regressors", mutual_contacts=m, more_than_10=(m > MANY).astype(np.float64)),
        per_tie("transmitted, intensity", intensity=i),
    ]
    fixed = {name: ties[column].to_numpy(np.float64) for name, column in CONTROLS.items()}
    return [
        *plain,
        *(model._replace(name=f"{model.name}, controls", controls=fixed) for model in plain),
        Model("any transmission", anything, summed("brought_late"), counts, *own),
        Model("jobs begun", people.hires.to_numpy(np.float64), summed("jobs_brought"), counts, *own),
    ]


def fits(model: Model, robust: bool = True) -> Iterator[Fit]:
    """Both estimators of a model, one Fit a coefficient. robust: with Anderson-Rubin sets also where there are two regressors
    (by projection: a second for a model)."""
    names = list(model.regressors)
    try:
        if not enough(model.y):
            raise UserError("too few events")
        ols = least_squares(model.y, model.regressors, model.cluster, model.controls)
        sets = robust or len(names) == 1
        iv = two_stage(model.y, model.regressors, model.arm, model.cluster, sets, model.controls)
    except (UserError, np.linalg.LinAlgError):
        yield from (Fit(model.name, e, name) for e in ("OLS", "2SLS") for name in names)
        return
    causes = _causes(model)
    for k, name in enumerate(names):
        yield Fit(model.name, "OLS", name, *ols.estimates[name][:3], causes["OLS"][k])
    for k, name in enumerate(names):
        first, ours = iv.first[name], iv.fit.estimates[name][:3]
        yield Fit(model.name, "2SLS", name, *ours, causes["2SLS"][k])._replace(
            first_f=_number(first.f),
            first_r2=_number(first.partial_r2),
            effective_f=_number(iv.effective_f),
            cragg_donald=_number(iv.cragg_donald),
            overid_p=_number(iv.overid.p),
            ar_set=iv.robust[k] if sets else None,
        )


def _causes(model: Model) -> Mapping[str, Any]:
    if model.cause is None:
        return {"OLS": [None] * len(model.regressors), "2SLS": [None] * len(model.regressors)}
    return {
        "OLS": coefficients(model.cause, model.regressors, None, model.controls),
        "2SLS": coefficients(model.cause, model.regressors, model.arm, model.controls),
    }


def _number(x: float) -> float | None:
    return float(x) if math.isfinite(x) else None


def every_estimator(ties: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """One row a coefficient: the columns of `Fit`, of those `models` of one experiment that have no controls. What could not be
    estimated is NaN, and its interval endless. ar_set: as `ConfidenceSet.as_text` writes it, None where there is none.

    With controls each model takes seconds; `weakties.analysis.shape.slopes` has them from sums, over many worlds at once."""
    import pandas as pd

    plain = [model for model in models(ties, people) if not model.controls]
    found = [fit for model in plain for fit in fits(model, robust=False)]
    table = pd.DataFrame(found, columns=Fit._fields)
    numbers = list(Fit._fields[3:-1])
    table[numbers] = table[numbers].astype(np.float64)
    table["low"], table["high"] = table.low.fillna(-np.inf), table.high.fillna(np.inf)
    table["ar_set"] = [None if fit.ar_set is None else fit.ar_set.as_text() for fit in found]
    return table


def picked(runs: pd.DataFrame, estimator: str, model: str, regressor: str) -> pd.DataFrame:
    """The rows of one coefficient, one an experiment."""
    same = (runs.estimator == estimator) & (runs.model == model) & (runs.regressor == regressor)
    return runs[same]


def coverage(rows: pd.DataFrame, truth: float) -> Estimate:
    """The share of intervals, one a row, that hold the truth, in per cent, with Wilson's interval over experiments."""
    usable = rows[np.isfinite(rows.value)]
    held = (usable.low <= truth) & (truth <= usable.high)
    return wilson(int(held.sum()), len(usable)).scaled(100)


def coverage_of_sets(rows: pd.DataFrame, truth: float) -> Estimate:
    """The share of Anderson-Rubin sets, one a row, that hold the truth, as `coverage` says it. An empty set holds nothing."""
    sets = [ConfidenceSet.from_text(text) for text in rows.ar_set[np.isfinite(rows.value)].dropna()]
    return wilson(sum(found.holds(truth) for found in sets), len(sets)).scaled(100)
