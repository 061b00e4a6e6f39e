"""Credit against contribution, by industry and by schooling: counts on tables made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.credit import (
    BOUNDS,
    CLASSES,
    classes_of,
    counts,
    difference_of_ratios,
    per_thousand,
    ratio,
    sampled,
    times,
)
from weakties.analysis.industries import by_industry, by_schooling, gradient, rates, share_difference
from weakties.simulation.networks.layers import layers
from weakties.simulation.ties import Ties
from weakties.simulation.ties.rows import find_ties


def test_classes_hold_their_lower_bounds():
    assert classes_of([0.0, *BOUNDS, 9.0]).tolist() == [0, 1, 2, 3, 4, 4]


def test_a_sample_is_even_and_of_the_network():
    ties = layers(400, 0, acquaintances=60)
    ego, alter, rate = sampled(ties, 100, 0)
    assert np.bincount(classes_of(rate), minlength=5).tolist() == [100] * 5
    assert all(j in ties.contacts(i) for i, j in zip(ego, alter, strict=True))


def test_counts_by_hand():
    """Two ties: over the first ego joined with credit and would not have without it; over the second, neither."""
    ties = Ties.from_pairs([0, 1], [1, 2], 3, [2.0, 0.001])
    table = pd.DataFrame({"ego": [0, 2], "alter": [1, 1], "reached": [5, -1]})
    for name, values in {
        "weeks": (50, 20, 52, 52),
        "hires": (1, 1, 0, 0),
        "early": (1, 0, 1, 1),
        "late": (0, 0, 0, 0),
    }.items():
        table[f"{name}_0"], table[f"{name}_1"] = [values[0], values[2]], [values[1], values[3]]
    hires = pd.DataFrame({"hire": [0, 1], "worker": [0, 2]})
    tellings = pd.DataFrame({"hire": [0, 1], "teller": [1, -1], "credited": [True, True]})
    rows = counts(table, classes_of([2.0, 0.001]), hires, tellings, ties).set_index("class")
    assert rows.loc[4, ["joined", "credited", "added", "weeks", "reached"]].tolist() == [1, 1, 1, 30, 1]
    assert rows.loc[0, ["joined", "credited", "added", "weeks", "reached"]].tolist() == [1, 0, 0, 0, 0]


def test_every_job_that_alter_had_the_credit_for_counts():
    """Ego got two jobs by news from alter in these weeks, a third on his own; alter one by news from ego, which is not ego's."""
    ties = Ties.from_pairs([0], [1], 3, [2.0])
    table = pd.DataFrame({"ego": [0], "alter": [1], "reached": [5]})
    for name, (there, without) in {
        "weeks": (90, 60),
        "hires": (3, 2),
        "early": (1, 0),
        "late": (1, 1),
    }.items():
        table[f"{name}_0"], table[f"{name}_1"] = [there], [without]
    hires = pd.DataFrame({"hire": range(4), "worker": [0, 0, 0, 1]})
    tellings = pd.DataFrame(
        {"hire": [0, 1, 1, 2, 3], "teller": [1, 1, 2, -1, 0], "credited": [True, True, False, True, True]}
    )
    row = counts(table, classes_of([2.0]), hires, tellings, ties).set_index("class").loc[4]
    assert row[["ties", "joined", "credited", "added", "weeks"]].tolist() == [1, 2, 2, 1, 30]


def worlds():
    base = pd.DataFrame(
        {
            "class": range(5),
            "ties": 100.0,
            "joined": 10.0,
            "credited": [1, 1, 2, 8, 8],
            "added": [1, 1, 2, 4, 4],
        }
    )
    return pd.concat([base.assign(run=r) for r in range(4)], ignore_index=True)


def test_ratios_by_hand():
    rows = worlds()
    strong, weak = CLASSES[3:], CLASSES[:3]
    assert times(rows, "credited", strong, weak).value == pytest.approx(0.08 / (4 / 300))
    assert ratio(rows, "added", "joined", CLASSES).value == pytest.approx(12 / 50)
    assert difference_of_ratios(rows, "added", "credited", strong, weak).value == pytest.approx(-0.5)
    assert per_thousand(rows, "joined", 0)[:3] == pytest.approx((100, 100, 100))


def industry_rows(change):
    """Jobs a tie that change by a factor exp(change) from the first to the last of eight industries, in three worlds alike."""
    d = np.arange(8) / 7
    one = pd.DataFrame(
        {
            "industry": range(8),
            "weak": 1e6,
            "weak_jobs": 1000 * np.exp(change * d),
            "strong": 1e5,
            "strong_jobs": 500,
        }
    )
    return pd.concat([one.assign(run=r) for r in range(3)], ignore_index=True)


def test_a_gradient_is_the_change_along_the_ranking():
    rows = industry_rows(0.7)
    assert gradient(rows, "weak").value == pytest.approx(0.7)
    assert gradient(rows, ("weak", "strong")).value == pytest.approx(0.7)
    assert gradient(rows, "strong").value == pytest.approx(0, abs=1e-12)
    assert rates(rows, "weak", 2.0).value[0] == pytest.approx(0.5)


def test_jobs_and_ties_are_cut_by_the_same_rate():
    """Five people in a row; two of the four ties are distant, and one of these talks monthly after all."""
    ties = Ties.from_pairs([0, 1, 2, 3], [1, 2, 3, 4], people=5, contact_rate=[1.0, 0.2, 0.2, 1.0])
    talked = ties.contact_rate.copy()
    talked[find_ties(ties.start, ties.other, np.array([1]), np.array([2]))] = 0.4
    hires = pd.DataFrame(
        {
            "hire": [0, 1, 2],
            "worker": [1, 2, 3],
            "channel": "contact",
            "kind": "friend",
            "contact_rate": [0.4, 0.2, 1.0],
        }
    )
    rows = by_industry(hires, pd.DataFrame({"hire": [0, 1, 2]}), ties, talked, np.array([0, 0, 0, 1, 1]))
    assert rows.strong.tolist() == [4, 2] and rows.weak.tolist() == [1, 1]
    assert rows.strong_jobs.tolist() == [1, 1] and rows.weak_jobs.tolist() == [1, 0]


def test_schooling_by_hand():
    hires = pd.DataFrame(
        {"worker": [0, 0, 1, 1], "previous_firm": [-1, -1, -1, 3], "kind": ["close", None, "close", "close"]}
    )
    found = by_schooling(hires, np.array([True, False]))
    assert found == {"less": 2, "less_close": 1, "more": 1, "more_close": 1}
    rows = pd.DataFrame([found, found])
    assert share_difference(rows, ("less_close", "less"), ("more_close", "more")).value == pytest.approx(-50)
