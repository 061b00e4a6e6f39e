"""The figure of the estimator laboratory, drawn from small tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import laboratory, style
from weakties.simulation.errors import UserError


def table(designs=3, controls=(False, True), regressors=("x",), off=0.5):
    """A table of `weakties.analysis.performance` with two estimands a row."""
    rows = []
    for d in range(designs):
        for estimator in laboratory.LOOKS:
            for held in controls:
                for name in regressors:
                    for estimand in ("average effect", "own limit"):
                        bias = np.nan if estimator == "Anderson–Rubin" else off * (d + 1)
                        rows.append(
                            {
                                "design": f"a_design_with_a_longer_name_{d}",
                                "truth": "inverted U",
                                "estimator": estimator,
                                "controls": held,
                                "errors": "clustered",
                                "regressor": name,
                                "estimand": estimand,
                                "true": 0.2,
                                "median_bias": bias,
                                "se": 0.1,
                                "coverage": 90.0 - 40 * d,
                                "coverage_low": 80.0 - 40 * d,
                                "coverage_high": 95.0 - 40 * d,
                                "band_low": 92.0,
                                "band_high": 98.0,
                                "first_f": 10.0**d,
                            }
                        )
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    "results",
    [
        table(),
        table(designs=1, controls=(False,)),
        table(regressors=("x", "above"), off=-0.5),
        table(off=np.nan),
        table(off=1e6),
    ],
    ids=["several", "one", "two regressors", "nothing estimated", "far off"],
)
def test_fit_to_print(fit_to_print, results):
    fit_to_print(laboratory.draw(results), style.PAGE)


def test_every_estimator_of_every_design_is_drawn_once_with_its_first_estimand():
    points = laboratory.points(table(regressors=("x", "above")))
    assert len(points) == 3 * 4 * 2 * 2 and set(points["estimand"]) == {"average effect"}
    assert points["off"].dropna().iloc[0] == pytest.approx(5.0)
    assert laboratory.points(table(off=1e6))["off"].max() == laboratory.FURTHEST


def test_missing_columns_are_said():
    with pytest.raises(UserError, match="saved results lack coverage"):
        laboratory.draw(table().drop(columns="coverage"))
