"""Labels of industries permuted: exact shares by hand, and a test at its level where labels mean nothing."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.industries import gradient
from weakties.analysis.relabelled import as_large, contrast, null_of_gradient

DIGITAL = (False, False, False, False, True, True, True)


def rows_of(weak_jobs, strong_jobs=None, worlds=3, ties=100_000):
    """Worlds alike, with so many jobs over weak ties in each industry, and 500 over strong ones unless told otherwise."""
    strong = [500] * len(weak_jobs) if strong_jobs is None else strong_jobs
    return pd.DataFrame(
        [
            {"run": run, "industry": k, "weak": ties, "strong": ties / 50, "weak_jobs": w, "strong_jobs": s}
            for run in range(worlds)
            for k, (w, s) in enumerate(zip(weak_jobs, strong, strict=True))
        ]
    )


def test_a_contrast_is_a_mean_of_logarithms():
    rows = rows_of([100, 100, 100, 100, 200, 200, 200])
    assert contrast(rows, "weak", DIGITAL).value == pytest.approx(math.log(2))
    assert contrast(rows, "strong", DIGITAL).value == pytest.approx(0, abs=1e-12)
    assert contrast(rows, ("weak", "strong"), DIGITAL).value == pytest.approx(math.log(2))
    other = rows_of([100] * 7, [500] * 4 + [1000] * 3)
    assert contrast(other, ("weak", "strong"), DIGITAL).value == pytest.approx(-math.log(2))


def test_only_one_of_35_labels_is_as_large_where_digital_industries_are_the_three_highest():
    rows = rows_of([100, 110, 120, 130, 140, 150, 160])
    assert as_large(rows, "weak", DIGITAL) == pytest.approx(1 / 35)
    assert as_large(rows, "weak", DIGITAL[::-1]) == pytest.approx(1)
    assert as_large(rows_of([100] * 7), "weak", DIGITAL) == 1  # all ways are alike
    # 4 in the place of 3 only: the labels {3, 5, 6} do better than the true {4, 5, 6}
    assert as_large(rows_of([100, 110, 120, 141, 140, 150, 160]), "weak", DIGITAL) == pytest.approx(2 / 35)


def test_where_labels_mean_nothing_every_share_is_as_likely():
    # Uniform on 1/35 .. 35/35: mean 18/35, variance (35² - 1) / 12 / 35². 400 sets of industries: standard error 0.0144.
    rng = np.random.default_rng(4)
    found = [as_large(rows_of(rng.uniform(50, 150, 7), worlds=1), "weak", DIGITAL) for _ in range(400)]
    error = math.sqrt((35**2 - 1) / 12) / 35 / math.sqrt(400)
    assert abs(np.mean(found) - 18 / 35) < 4 * error
    assert np.mean(np.array(found) <= 1 / 35 + 1e-9) < 1 / 35 + 4 * math.sqrt(1 / 35 / 400)


def test_the_null_of_a_gradient_is_that_of_every_order():
    weak, strong = [90, 100, 140, 120, 180], [300, 280, 260, 310, 250]
    rows = rows_of(weak, strong)
    for kind in ("weak", "strong", ("weak", "strong")):
        slopes = []
        for order in itertools.permutations(range(5)):
            # industry k takes the place order[k] in the ranking
            there = rows.assign(industry=[order[k] for k in rows.industry])
            slopes.append(gradient(there, kind).value)
        null = null_of_gradient(rows, kind)
        assert (null.low, null.high) == pytest.approx(np.quantile(slopes, [0.025, 0.975]))
        true = gradient(rows, kind).value
        assert null.as_high == pytest.approx(np.mean(np.array(slopes) >= true - 1e-9))


def test_a_gradient_with_an_industry_without_jobs_has_no_null():
    assert all(map(math.isnan, null_of_gradient(rows_of([0, 5, 6, 7]), "weak")))
