"""Credit against contribution, by industry and by schooling: counts on tables made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.credit import (
    BOUNDS,
    CLASSES,
    classes_of,
    classes_of_ties,
    counts,
    difference_of_ratios,
    per_thousand,
    ratio,
    ratio_of_all,
    times,
)
from weakties.analysis.industries import by_industry, by_schooling, gradient, rates, share_difference
from weakties.analysis.tie_sample import Sample, drawn, seen
from weakties.simulation.counterfactual.effects import Changes, Watch, effects_of
from weakties.simulation.counterfactual.joins import Joins
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.ties import Ties
from weakties.simulation.ties.rows import find_ties


def test_classes_hold_their_lower_bounds():
    assert classes_of([0.0, *BOUNDS, 9.0]).tolist() == [0, 1, 2, 3, 4, 4]


def lived(ties, weeks=40):
    """A small market with much turnover, before and after some weeks, and what was seen of its ties."""
    start = World(ties, MarketParameters(separation=0.03, firm_size=8), 5)
    for _ in range(10):
        start.step()
    life, joins = start.fork(), Joins()
    for _ in range(weeks):
        life.step()
        joins.look(life)
    return start, life, joins.ties()


@pytest.fixture(scope="module")
def small():
    ties = layers(200, 3, acquaintances=20, casual_friends=15, friends=10, firm_size=8, industries=2)
    start, life, joined = lived(ties)
    what = seen(joined, *life.hires.tables(ties, start.jobs), ties)
    return ties, start, what


def removed(ties, start, sample):
    ego = (np.searchsorted(ties.start, sample.at, side="right") - 1).astype(np.int32)
    return effects_of(start.fork, Changes(ego, ties.other[sample.at], np.zeros(len(ego), np.float32)), 40)


def test_joins_of_all_ties_are_those_that_each_is_watched_for(small):
    """Every tie, either end being ego, by the watch that counterfactuals use."""
    ties, start, what = small
    ego = np.repeat(np.arange(ties.people), np.diff(ties.start)).astype(np.int32)
    life, watch = start.fork(), Watch(ego, ties.other, 0)
    for _ in range(40):
        life.step()
        watch.look(life)
    assert len(what.joined) > 30
    assert (np.bincount(what.joined, minlength=len(ego)) == watch.early + watch.late).all()


def test_strata_hold_every_tie_once_and_weights_add_up_to_them(small):
    ties, _, what = small
    classes = classes_of_ties(ties)
    sample = drawn(classes, what, (3, 4, 20), 0)
    assert len(np.unique(sample.at)) == len(sample.at)
    weights = np.bincount(classes[sample.at], sample.weight, len(CLASSES))
    assert weights == pytest.approx(np.bincount(classes, minlength=len(CLASSES)))


def test_a_sample_of_all_is_the_truth_and_smaller_ones_are_right_in_the_mean(small):
    """What taking out every tie gives, and 200 samples of it without replacement, whose mean has the standard error sd / √200. A
    weight that is wrong in one stratum of three shifts the sum by that stratum's part of it."""
    ties, start, what = small
    classes, all_of = classes_of_ties(ties), 10**6
    sample = drawn(classes, what, (all_of,) * 3, 0)
    assert (sample.weight == 1).all() and len(sample.at) == len(ties.other)
    table = removed(ties, start, sample)
    added = np.empty(len(ties.other))
    added[sample.at] = table.early_0 + table.late_0 - table.early_1 - table.late_1
    rows = counts(ties, classes, what, sample, table)
    assert rows.added.sum() == added.sum() > 10
    assert rows.credited.sum() == len(what.credited) and rows.joined.sum() == len(what.joined)
    few = [drawn(classes, what, (4, 4, 40), seed) for seed in range(200)]
    sums = np.array([s.weight @ added[s.at] for s in few])
    assert abs(sums.mean() - added.sum()) < 4 * sums.std(ddof=1) / np.sqrt(len(sums))


def test_counts_by_hand():
    """Person 1 joined with credit and would not have without the tie to 0; person 2 joined the firm of 1 by himself. The tie of 2
    and 1 stands for three."""
    ties = Ties.from_pairs([0, 1], [1, 2], 3, [2.0, 0.001])  # other: 1 | 0 2 | 1
    table = pd.DataFrame({"reached": [5, -1]})
    for name, values in {
        "weeks": (50, 20, 52, 52),
        "hires": (1, 1, 1, 1),
        "early": (1, 0, 1, 1),
        "late": (0, 0, 0, 0),
    }.items():
        table[f"{name}_0"], table[f"{name}_1"] = [values[0], values[2]], [values[1], values[3]]
    hires = pd.DataFrame({"hire": [7, 8], "worker": [1, 2]})
    tellings = pd.DataFrame({"hire": [7, 8], "teller": [0, -1], "credited": [True, True]})
    what = seen(np.array([1, 3]), hires, tellings, ties)
    assert [x.tolist() for x in what] == [[1, 3], [1], [0]]
    rows = counts(ties, classes_of_ties(ties), what, Sample(np.array([1, 3]), np.array([1.0, 3.0])), table)
    found = rows.groupby("class").sum()
    columns = ["ties", "joined", "credited", "added", "jobs", "weeks", "reached", "replayed"]
    assert found.loc[4, columns].tolist() == [2, 1, 1, 1, 0, 30, 1, 1]
    assert found.loc[0, columns].tolist() == [2, 1, 0, 0, 0, 0, 0, 1]


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
    many = rows.assign(ties=np.where(rows["class"] == 0, 1000.0, 100.0))
    assert ratio(many, "added", "joined", CLASSES).value == pytest.approx((0.001 + 0.11) / (0.01 + 0.4))
    assert ratio_of_all(many, "added", "joined", CLASSES).value == pytest.approx(12 / 50)
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
    holder = np.repeat(np.arange(5), ties.degree)
    rows = by_industry(hires, pd.DataFrame({"hire": [0, 1, 2]}), holder, talked, np.array([0, 0, 0, 1, 1]))
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
