"""Who worked with whom, by hand; slopes within groups against dummies; the odds ratio of Mantel and Haenszel."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.former_colleagues import colleagues, jobs, odds, within

HIRES = pd.DataFrame(
    {"worker": [0, 2, 0], "firm": [1, 1, 0], "week": [5, 9, 12], "weeks_out_of_work": [0, 3, 2]}
)


def spells():
    """0 works for firm 0, from week 5 for 1, to week 10, from 12 for 0 again; 1 stays in 0; 2 for 0 to week 6, from 9 for 1; 3
    for 1 to week 7, and is out of work since."""
    first = np.array([0, 0, 0, 1], np.int32)
    now = np.array([0, 0, 1, -1], np.int32)
    return jobs(first, HIRES, now, np.array([12, 0, 9, 7]), week=20)


def test_spells_of_work_end_with_the_next_hire_less_the_weeks_out_of_work():
    found = sorted(zip(*(column.tolist() for column in spells()), strict=True))
    assert found == [
        (0, 0, 0, 5), (0, 0, 12, 21), (0, 1, 5, 10), (1, 0, 0, 21), (2, 0, 0, 6), (2, 1, 9, 21), (3, 1, 0, 7)
    ]  # fmt: skip


def test_colleagues_have_worked_in_one_firm_at_one_time():
    place, other = colleagues(spells(), np.array([3, 0]))
    assert list(zip(place.tolist(), other.tolist(), strict=True)) == [(0, 0), (1, 1), (1, 2), (1, 3)]
    place, other = colleagues(spells(), np.array([], np.int64))
    assert len(place) == len(other) == 0


def test_slopes_within_groups_are_those_beside_a_dummy_for_each():
    rng = np.random.default_rng(0)
    group = rng.integers(0, 7, 200) * 3
    z = rng.random(200) + group
    x = z + rng.random(200)
    y = 2 * x + 5.0 * group + rng.random(200)
    found = within(y, x, z, group)
    dummies = (group[:, None] == np.unique(group)).astype(float)
    least = np.linalg.lstsq(np.column_stack([x, dummies]), y, rcond=None)[0][0]
    first = np.column_stack([z, dummies])
    guess = first @ np.linalg.lstsq(first, x, rcond=None)[0]
    two = np.linalg.lstsq(np.column_stack([guess, dummies]), y, rcond=None)[0][0]
    assert found["xy"] / found["xx"] == pytest.approx(least)
    assert found["zy"] / found["zx"] == pytest.approx(two)


def test_the_odds_ratio_of_one_table_is_ad_over_bc_and_strata_without_contrast_say_nothing():
    linked = np.repeat([True, True, False, False], [3, 4, 2, 10])
    hired = np.repeat([True, False, True, False], [3, 4, 2, 10])
    top, bottom = odds(linked, hired, np.zeros(19, np.int64))
    assert top / bottom == pytest.approx(3 * 10 / (4 * 2))
    more = odds(np.append(linked, [True] * 5), np.append(hired, [True] * 5), np.repeat([0, 9], [19, 5]))
    assert more == pytest.approx((top, bottom))
    assert odds(*(np.array([], bool),) * 2, np.array([], np.int64)) == (0, 0)
