"""The figures of the causal test, drawn from tiny tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.credit import CLASSES
from weakties.analysis.industries import DIGITAL
from weakties.experiments.findings.estimators import COEFFICIENTS
from weakties.experiments.findings.industries import CHANNELS
from weakties.experiments.findings.peak_of_mutual_contacts import CHANGES
from weakties.figures import (
    credit_contribution,
    estimators,
    industries,
    intensity_flip,
    mechanisms,
    peak_moves,
    response_curve,
    schooling,
    sectors,
    style,
)
from weakties.simulation.errors import UserError
from weakties.simulation.market.sectors import SECTORS

NAMES = ("relevance", "closeness", "door", "redundancy", "rivalry", "shared_attention")


def with_interval(table: pd.DataFrame, endless: bool = False) -> pd.DataFrame:
    width = np.inf if endless else 0.2 * table["value"].abs() + 0.05
    return table.assign(low=table["value"] - width, high=table["value"] + width)


def response(endless=False):
    x = np.array([0.0, 1, 2, 4, 8, 16, 30, 60])
    parts = []
    for n, what in enumerate(("transmitted", "credited", "added", "OLS", "2SLS")):
        parts.append(
            pd.DataFrame(
                {
                    "what": what,
                    "x": x,
                    "ties": 100.0,
                    "value": (3 - n / 2) * np.exp(-((np.log1p(x) - 2.5) ** 2)),
                }
            )
        )
    return with_interval(pd.concat(parts, ignore_index=True), endless)


def intensity(endless=False):
    curve = response(endless).query("what in ['transmitted', 'credited', 'added']")
    curve = curve.assign(x=curve.x / 60)
    arms = pd.DataFrame(
        {"at": range(7), "x": np.linspace(0.48, 0.52, 7), "ties": 100.0, "value": np.linspace(1, 2, 7)}
    )
    lines = pd.DataFrame({"what": ["OLS", "2SLS"], "value": [0.001, -0.03]})
    return {"curve": curve, "arms": with_interval(arms, endless), "lines": with_interval(lines, endless)}


def factorial(endless=False):
    bits = np.array(np.meshgrid(*[[0, 1]] * 6)).reshape(6, -1).T
    tables, effects = [], []
    for what in ("truth", "transmissions"):
        table = pd.DataFrame(bits, columns=list(NAMES))
        tables.append(table.assign(what=what, rise=1 + bits[:, 0] - 0.3 * bits[:, 4], fall=bits[:, 2] - 0.5))
        effects += [
            {"what": what, "mechanism": m, "side": s, "value": 0.5} for m in NAMES for s in ("rise", "fall")
        ]
    return {"combinations": pd.concat(tables), "effects": with_interval(pd.DataFrame(effects), endless)}


def credit(endless=False):
    rows = [
        {"class": c, "what": w, "value": 3.0 + n, "world": "20,000 people, 125 firms per trade"}
        for n, c in enumerate(CLASSES)
        for w in ("joined", "credited", "added")
    ]
    return with_interval(pd.DataFrame(rows), endless)


def by_industry(endless=False):
    rates = [
        {"channel": c, "kind": k, "name": n, "value": 0.2 if k == "weak" else 4.0}
        for c in ("none", "all four") for k in ("weak", "strong") for n in DIGITAL
    ]  # fmt: skip
    spread = {"null_low": -0.4, "null_high": 0.4}
    gradients = [
        {"channel": c, "kind": k, "value": 0.3, **spread} for c in CHANNELS for k in ("weak", "strong")
    ]
    return {
        "rates": with_interval(pd.DataFrame(rates), endless),
        "gradients": with_interval(pd.DataFrame(gradients), endless),
    }


def by_sector(endless=False):
    rows = [
        {"name": s.name, "digital": s.digital, "weeks": s.days / 6, "kind": k, "value": 0.1 - s.days / 100}
        for s in SECTORS for k in ("weak", "strong")
    ]  # fmt: skip
    return with_interval(pd.DataFrame(rows), endless)


def school(endless=False):
    rows = [
        {"mechanism": m, "positions": 1 - u / 100, "unemployment": u, "schooling": s, "value": 9.0 + u / 3}
        for m in (False, True) for u in (4.0, 12.0) for s in ("less", "more")
    ]  # fmt: skip
    return {"shares": with_interval(pd.DataFrame(rows), endless)}


def estimates(endless=False):
    rows = [
        {"coefficient": c.name, "model": c.model, "estimator": e, "value": 0.001, "from": 0.0, "to": 0.002, "cause": 0.0001,
        "cause_low": 0.0,
         "cause_high": 0.0002,
         "held": 50.0, "held_low": 30.0, "held_high": 70.0}
        for c in COEFFICIENTS for e in ("OLS", "2SLS")
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    width = np.inf if endless else 0.0005
    return table.assign(low=table.value - width, high=table.value + width)


def moves(endless=False):
    rows = [
        {"changed": c, "what": w, "quantity": q, "value": 12.0 if q == "peak" else 1.5 - n / 6}
        for n, c in enumerate(CHANGES) for w in ("transmissions", "truth") for q in ("peak", "rise", "fall")
    ]  # fmt: skip
    return with_interval(pd.DataFrame(rows), endless)


DRAWN = [
    (peak_moves, moves, style.PAGE),
    (response_curve, response, style.PAGE),
    (intensity_flip, intensity, style.PAGE),
    (mechanisms, factorial, style.PAGE),
    (credit_contribution, credit, style.PAGE),
    (industries, by_industry, style.PAGE),
    (sectors, by_sector, style.PAGE),
    (schooling, school, style.COLUMN),
    (estimators, estimates, style.PAGE),
]


@pytest.mark.parametrize("endless", [False, True], ids=["many worlds", "one world"])
@pytest.mark.parametrize(
    ("module", "table", "width"), DRAWN, ids=[m.__name__.split(".")[-1] for m, _, _ in DRAWN]
)
def test_fit_to_print(fit_to_print, module, table, width, endless):
    fit_to_print(module.draw(table(endless)), width)
    assert len(module.points(table(endless)))


@pytest.mark.parametrize(
    ("module", "table"), [(response_curve, response), (credit_contribution, credit), (estimators, estimates)]
)
def test_missing_columns_are_said(module, table):
    with pytest.raises(UserError, match="saved results lack"):
        module.draw(table().drop(columns="value"))
