"""What is said at the end of a recommendation experiment: the published regressions, and how far to believe them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from simulation.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from simulation.recommendation import Setup


class Line(NamedTuple):
    """One coefficient. f: effective F with one regressor, Cragg-Donald with two; overid_p: Hansen's J; ar_low, ar_high:
    Anderson-Rubin set; None where the estimator has none, or where too little happened to say."""

    outcome: str
    estimator: str
    regressor: str
    value: float | None
    low: float | None
    high: float | None
    f: float | None = None
    overid_p: float | None = None
    ar_low: float | None = None
    ar_high: float | None = None


class Model(NamedTuple):
    """One published regression: the outcome and its regressors, and by whom errors are clustered, one row a tie or a person."""

    outcome: str
    y: NDArray
    regressors: dict[str, NDArray]
    arm: NDArray[np.int32]
    cluster: NDArray[np.int32]


def models(ties: pd.DataFrame, people: pd.DataFrame) -> list[Model]:
    """Per tie: transmission on mutual contacts, with and without an indicator of many, and on intensity, by sender. Per person:
    whether any new tie transmitted a job, and jobs begun, on the numbers of weak and strong new ties."""
    import numpy as np

    y, arm, sender = ties.transmitted.to_numpy(float), ties.arm.to_numpy(), ties.sender.to_numpy()
    m, i = ties.mutual_contacts.to_numpy(float), ties.intensity.to_numpy(float)
    counts = {"weak ties": people.weak.to_numpy(float), "strong ties": people.strong.to_numpy(float)}
    own = (people.arm.to_numpy(), people.person.to_numpy())
    any_job = (people.transmitted > 0).astype(float).to_numpy()
    return [
        Model("transmitted", y, {"mutual contacts": m}, arm, sender),
        Model(
            "transmitted", y, {"mutual contacts": m, "more than 10": np.asarray(m > 10, float)}, arm, sender
        ),
        Model("transmitted", y, {"intensity": i}, arm, sender),
        Model("any transmission", any_job, counts, *own),
        Model("jobs begun", people.hires.to_numpy(float), counts, *own),
    ]


def lines(ties: pd.DataFrame, people: pd.DataFrame) -> list[Line]:
    """The published regressions on one experiment. ties, people: the tables of `simulation.recommendation_tables`."""
    return [line for model in models(ties, people) for line in _fitted(model)]


def _fitted(model: Model) -> Iterator[Line]:
    import numpy as np

    from analysis.instruments import enough, least_squares, two_stage

    y, x, names = model.y, model.regressors, list(model.regressors)
    try:
        if not enough(y):
            raise UserError("too few events")
        ols = least_squares(y, x, model.cluster)
        iv = two_stage(y, x, model.arm, model.cluster)
    except (
        UserError,
        np.linalg.LinAlgError,
    ):  # too little happened or varied, or too few arms: undecided, and said so
        label = " + ".join(names)
        yield from (Line(model.outcome, e, label, None, None, None) for e in ("OLS", "2SLS"))
        return
    for name, e in ols.estimates.items():
        yield Line(model.outcome, "OLS", _within(name, names), *e[:3])
    strength = iv.effective_f if len(names) == 1 else iv.cragg_donald
    for weak, (name, e) in zip(iv.robust, iv.fit.estimates.items(), strict=True):
        yield Line(
            model.outcome, "2SLS", _within(name, names), *e[:3], strength, _number(iv.overid.p),
            _number(weak.low), _number(weak.high),
        )  # fmt: skip


def _within(name: str, names: list[str]) -> str:
    others = [other for other in names if other != name]
    return f"{name}, beside {others[0]}" if others else name


def _number(x: float) -> float | None:
    return float(x) if math.isfinite(x) else None


def text(ties: pd.DataFrame, found: list[Line]) -> Iterator[str]:
    """The summary for people."""
    share = 1000 * ties.transmitted.mean()
    m = ties.mutual_contacts
    yield (
        f"{len(ties)} new ties, mutual contacts {m.mean():.1f} (SD {m.std():.1f}, {100 * (m > 10).mean():.0f} % above 10); "
        f"{int(ties.transmitted.sum())} transmissions, {share:.2f} per 1,000; {int(ties.sole.sum())} of them by the tie alone"
    )
    for line in found:
        if line.value is None:
            label = f"  {line.outcome}, {line.estimator}, {line.regressor}"
            yield f"{label}: undecided, too little happened or varied to estimate anything"
            continue
        said = f"  {line.outcome}, {line.estimator}, {line.regressor}: {line.value:.3g} ({line.low:.3g} to {line.high:.3g})"
        if line.f is not None:
            ends = [("−∞", line.ar_low), ("∞", line.ar_high)]
            low, high = (endless if x is None else f"{x:.3g}" for endless, x in ends)
            which = "Cragg–Donald F" if "beside" in line.regressor else "effective F"
            over = "" if line.overid_p is None else f", over-identification p {line.overid_p:.2f}"
            said += f"; {which} {line.f:.1f}, Anderson–Rubin {low} to {high}{over}"
        yield said


def described(setup: Setup, weeks: int) -> dict[str, Any]:
    """Everything the experiment depends on, for provenance."""
    market = setup.market
    parameters = {
        **market.parameters.model_dump(),
        **market.mechanisms.model_dump(),
        **setup.design.model_dump(),
    }
    return {
        "people": market.ties.people,
        "old_ties": len(market.ties),
        "weeks": weeks,
        "parameters": parameters,
    }
