"""What is said at the end of a recommendation experiment: the published regressions, and how far to believe them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.instruments import Columns
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


def lines(ties: pd.DataFrame) -> list[Line]:
    """The published regressions on one experiment. ties: `simulation.recommendation_tables.tie_table`."""
    many = (ties.mutual_contacts > 10).astype(float)
    sets: list[Columns] = [
        {"mutual_contacts": ties.mutual_contacts},
        {"mutual_contacts": ties.mutual_contacts, "more than 10": many},
        {"intensity": ties.intensity},
    ]
    return [line for regressors in sets for line in _fitted(ties, regressors)]


def _fitted(ties: pd.DataFrame, regressors: Columns) -> Iterator[Line]:
    import numpy as np

    from analysis.instruments import dummies, enough, least_squares, two_stage
    from analysis.weak_instruments import AndersonRubin

    y = ties.transmitted.to_numpy(float)
    names = list(regressors)
    label = " + ".join(names)
    if not enough(y):
        yield from (Line("transmitted", e, label, None, None, None) for e in ("OLS", "2SLS"))
        return
    try:
        ols = least_squares(y, regressors, ties.sender)
        iv = two_stage(y, regressors, ties.arm, ties.sender)
    except UserError:  # a regressor that does not vary, or too few arms: undecided, and said so
        yield from (Line("transmitted", e, label, None, None, None) for e in ("OLS", "2SLS"))
        return
    for name, e in ols.estimates.items():
        yield Line("transmitted", "OLS", _within(name, names), *e[:3])
    test = AndersonRubin(y, np.column_stack(list(regressors.values())), dummies(ties.arm), ties.sender)
    strength = iv.effective_f if len(names) == 1 else iv.cragg_donald
    for k, (name, e) in enumerate(iv.fit.estimates.items()):
        weak = test.confidence_set(k)
        yield Line(
            "transmitted", "2SLS", _within(name, names), *e[:3], strength, _number(iv.overid_p),
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
            yield f"  {line.estimator:5}{line.regressor}: undecided, too little happened or varied to estimate anything"
            continue
        said = f"  {line.estimator:5}{line.regressor}: {line.value:.3g} ({line.low:.3g} to {line.high:.3g})"
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
