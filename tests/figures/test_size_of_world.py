"""The size of the world, measured and drawn from counts made by hand, in which the limit is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.credit import BLOCKS, CLASSES
from weakties.experiments.findings.size_of_the_world import FINDING, FIRM, TRADES
from weakties.figures import size_of_world, style
from weakties.simulation.errors import UserError

B, D, C, E = 0.8, 0.1, 40.0, 100.0  # brought, by others, by chance, and the own firm, per 1,000 ties


def runs(design):
    """Each point as if its ties did what analysis/limit.py derives, all blocks and classes nearly alike."""
    tables = []
    for n, point in enumerate(design.grid()):
        firms = point["workers"] / point["firm_size"] / TRADES
        rows = pd.DataFrame(
            [(k, b) for k in range(len(CLASSES)) for b in range(BLOCKS)], columns=["class", "block"]
        )
        wave = 1 + 0.01 * (-1.0) ** rows.block
        joined = (B + D + C / firms - E / firms**2) * wave
        rows = rows.assign(ties=1000.0, joined=joined, added=B, credited=B, world=0, run=n, **point)
        tables.append(rows.drop(columns="worlds"))
    return pd.concat(tables, ignore_index=True)


def test_the_limit_that_was_put_in_comes_out():
    found = FINDING.measure(runs(FINDING.experiment.design))
    assert set(found) == {p.quantity for p in FINDING.published}
    assert found["share, with firms without end"].value == pytest.approx(100 * B / (B + D), rel=1e-3)
    assert found["share, foretold less measured, largest world"].value == pytest.approx(0, abs=0.1)
    assert found["share, as many firms, more people"].value == pytest.approx(0, abs=1e-9)
    assert found["brought, largest world over smallest"].value == pytest.approx(1)


def test_each_design_has_worlds_with_as_many_firms():
    for design in (FINDING.experiment.design, FINDING.experiment.quick):
        firms = [(p["workers"] / p["firm_size"], p["firm_size"] == FIRM) for p in design.grid()]
        assert max(f for f, usual in firms if not usual) in [f for f, usual in firms if usual]


def test_fit_to_print(fit_to_print):
    results = FINDING.figures[0].prepare(runs(FINDING.experiment.design))
    fit_to_print(size_of_world.draw(results), style.PAGE)
    assert len(size_of_world.points(results)) > 20
    assert np.isinf(size_of_world.points(results).firms).any()


def test_missing_columns_are_said():
    results = FINDING.figures[0].prepare(runs(FINDING.experiment.quick))
    with pytest.raises(UserError, match="saved results lack"):
        size_of_world.draw({**results, "rates": results["rates"].drop(columns="value")})
