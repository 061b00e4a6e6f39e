"""Findings on closures, talk, dormant ties, asks and pay: tiny worlds are run, measured, and prepared for their figures."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from weakties.experiments.engine.tasks import assemble, run_one, table_of, tasks_of
from weakties.experiments.findings import get

MANY_ENDINGS = {"workers": 300, "separation": 0.02}
OF = {
    "former-colleagues": {**MANY_ENDINGS, "weeks": 50, "burn_in": 30, "first": 0.2, "closing": 0.3},
    "displaced-talk": {**MANY_ENDINGS, "weeks": 130, "burn_in": 5},
    "dormant": {"workers": 200, "weeks": 184, "burn_in": 164, "after": 8},
    "face-to-face": {**MANY_ENDINGS, "weeks": 50, "burn_in": 20},
    "bought-ties": {**MANY_ENDINGS, "weeks": 30, "burn_in": 8},
    "advice-randomised": {"workers": 800, "separation": 0.02, "weeks": 56, "burn_in": 4},
}


@pytest.mark.parametrize("key", OF)
def test_every_quantity_is_measured_and_drawn(key):
    finding = get(key)
    design = finding.experiment.quick
    small = replace(design, fixed={**design.fixed, **OF[key]}, replicates=2)
    tasks = tasks_of(small)
    rows = assemble([table_of(run_one(finding.experiment.world, task) for task in tasks)], tasks, small.axes)
    assert (rows.error == "").all(), rows.error.iloc[0]
    good = rows.drop(columns="error")
    assert set(finding.measure(good)) == {p.quantity for p in finding.published}
    for drawing in finding.figures:
        module = importlib.import_module(f"weakties.figures.{drawing.figure}")
        results = drawing.prepare(good)
        module.draw(results)
        assert len(module.points(results))
