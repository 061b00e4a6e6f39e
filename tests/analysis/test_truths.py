"""Which signs a world shows, and which shape its truth has: on worlds whose answers are known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.test_shape import hump, ties
from weakties.analysis.instruments import coefficients
from weakties.analysis.response import CONTROLS, MANY, counts
from weakties.analysis.truths import CRITERIA, PUBLISHED, SHAPES, shape_of, truths, where


def test_shapes_are_named_where_both_directions_are_known():
    assert [shape_of(*z) for z in ((3, 3), (3, -3), (-3, 0), (3, 0), (0, 3), (1, 1))] == [
        *SHAPES[:3], SHAPES[3], SHAPES[3], SHAPES[3],
    ]  # fmt: skip


def test_truths_are_those_that_were_put_in():
    """30,000 ties with rates of 2 to 12 %: the differences are of 30 standard errors and more."""
    rates = {
        "hump": hump,
        "line": lambda m: 0.02 + 0.002 * np.minimum(m, 60),
        "down": lambda m: 0.12 - 0.002 * np.minimum(m, 50),
    }
    rows = pd.concat([counts(ties(7, rate=rate)).assign(run=name) for name, rate in rates.items()])
    table = truths(rows)
    assert table["shape"].to_dict() == dict(zip(rates, SHAPES, strict=False))
    assert table.ols_m["line"] and not table.ols_m["down"], "a hump may slope either way"
    assert (table.rise_error > 0).all() and len(where(table, "every world")) == 3
    assert set(where(table, "OLS: contacts up").index) == set(table.index[table.ols_m.astype(bool)])


def test_signs_are_those_of_the_regressions_on_the_rows():
    held_by = {"ols_m": (("m",), False), "iv_m": (("m", "many"), True), "iv_many": (("m", "many"), True)}
    held_by |= {"ols_i": (("i",), False), "iv_i": (("i",), True)}
    assert set(held_by) == set(PUBLISHED) == set(CRITERIA["all of these"])
    for seed in range(4):
        table = ties(seed)
        found = truths(counts(table).assign(run="w")).loc["w"]
        x = {"m": table.mutual_contacts, "many": (table.mutual_contacts > MANY) * 1.0, "i": table.intensity}
        held = {name: table[column] * 1.0 for name, column in CONTROLS.items()}
        for name, (regressors, arms) in held_by.items():
            given = {k: x[k] for k in regressors}
            theirs = coefficients(table.transmitted, given, table.arm if arms else None, held)
            slope = theirs[1 if name == "iv_many" else 0]
            assert found[name] == (np.sign(slope) == PUBLISHED[name]), name


@pytest.mark.parametrize("criterion", CRITERIA)
def test_worlds_without_a_sign_are_left_out(criterion):
    table = pd.DataFrame({name: [True, False] for name in PUBLISHED})
    assert len(where(table, criterion)) == (2 if criterion == "every world" else 1)
