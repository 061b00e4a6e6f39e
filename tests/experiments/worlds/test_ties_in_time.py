"""Logs of talks that findings about ties in time look at: which weeks they hold, and how worlds become estimates."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties import JobMarket
from weakties.experiments.worlds import ties_in_time_experiment as experiment
from weakties.experiments.worlds.fit_ties_in_time import fitted
from weakties.experiments.worlds.ties_in_time import logs, world
from weakties.simulation.errors import UserError
from weakties.simulation.relations.parameters import RelationParameters

POINT = {"workers": 200, "acquaintances": 40, "community_size": 50, "weeks": 31, "burn_in": 9}


def test_each_log_holds_the_talks_of_its_weeks():
    """After 9 weeks of 31 come 22: four logs of 19 weeks, from week 10, 11, 12 and 13 on, as a market lived by hand has them."""
    market = JobMarket("layers", seed=5, workers=200, relations=True, acquaintances=40, community_size=50)
    market.watch()
    market.run(weeks=31)
    talks = market.talks
    found = logs(POINT, 5)
    assert len(found) == 4
    for nth, log in enumerate(found):
        theirs = talks[talks.week.between(10 + nth, 28 + nth)]
        assert log.days == 19 * 7 and len(log) == len(theirs) > 1_000
        week = 10 + nth + (log.day // 7).astype(int)
        assert (np.bincount(week) == np.bincount(theirs.week)).all()


def test_numbers_of_ties_that_live_are_heeded_and_checked():
    """Who explores more has more first contacts, in each of the four logs (how many more, few people and the most first meetings
    of a season decide)."""
    one, other = (world({**POINT, "exploring": share}, 5) for share in (0.02, 0.1))
    first = (one.statistic == "first contact, hazard") & (one.of == "0")
    assert other[first].value.min() > one[first].value.max()
    with pytest.raises(UserError, match="exploring"):
        world({**POINT, "exploring": 2.0}, 5)
    with pytest.raises(UserError, match="no parameter 'explorin'; did you mean 'exploring'"):
        world({**POINT, "explorin": 0.1}, 5)


def test_a_burn_in_that_leaves_too_little_for_the_logs():
    with pytest.raises(UserError, match="weeks = 12: must be at least 13, for 4 logs after burn_in"):
        logs({**POINT, "weeks": 12}, 5)


def test_the_null_lies_within_the_range_of_its_parameters():
    """Occasions of 5,200 weeks, none of which ends for good; and it is no world of the default."""
    null = RelationParameters.create(experiment.ENDLESS)
    assert null.occasion_life == 5_200 and null.ends_for_good == 0
    with pytest.raises(UserError):
        RelationParameters.create({"occasion_life": 5_201})


def table(rows: list[tuple[int, int, str, float, int]], life: float = float("nan")) -> pd.DataFrame:
    """Runs of (replicate, log, of, value, n) of one statistic."""
    runs = pd.DataFrame(rows, columns=["replicate", "log", "of", "value", "n"])
    return runs.assign(statistic="share", x=1.0, occasion_life=life)


def test_logs_of_a_world_are_one_and_worlds_weigh_by_their_n():
    """World 0: (0.5 10 + 0.7 10) / 20 = 0.6; world 1: 0.3 of 40; together (12 + 12) / 60 = 0.4."""
    runs = table([(0, 0, "a", 0.5, 10), (0, 1, "a", 0.7, 10), (1, 0, "a", 0.3, 40), (1, 1, "a", np.nan, 0)])
    assert experiment.by_world(runs, "share", "a").to_numpy().tolist() == [[12.0, 20.0], [12.0, 40.0]]
    e = experiment.estimate(runs, "share", "a")
    assert e.value == pytest.approx(0.4) and e.n == 2 and e.low <= 0.4 <= e.high


def test_contrasts_are_taken_world_by_world():
    """0.6 - 0.5 and 0.4 - 0.3: worlds differ, the contrast does not."""
    runs = table([(0, 0, "a", 0.6, 10), (0, 0, "b", 0.5, 30), (1, 0, "a", 0.4, 10), (1, 0, "b", 0.3, 30)])
    e = experiment.contrast(runs, "share", "a", "b")
    assert e.value == pytest.approx(0.1) and e.high - e.low == pytest.approx(0, abs=1e-12)


def test_both_kinds_of_worlds_are_told_apart_for_figures():
    rows = [(0, 0, "a", 0.5, 10), (1, 0, "a", 0.5, 10)]
    runs = pd.concat([table(rows), table(rows, 5_200.0).assign(value=0.9)], ignore_index=True)
    found = experiment.series(runs, ["share"]).set_index("worlds").value
    assert found.to_dict() == pytest.approx({"occasions end": 0.5, "occasions never end": 0.9})


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.just("a"), st.floats(0, 1), st.integers(1, 99)),
        min_size=1,
    ),
    st.randoms(),
)
def test_an_estimate_lies_among_its_values_whatever_the_order(rows, luck):
    e = experiment.estimate(table(rows), "share", "a")
    values = [row[3] for row in rows]
    assert min(values) - 1e-9 <= e.value <= max(values) + 1e-9
    shuffled = luck.sample(rows, len(rows))
    assert experiment.estimate(table(shuffled), "share", "a").value == pytest.approx(e.value)


def test_the_fit_ends_at_two_digits_nearest_to_its_aims():
    """With 0.9 - 0.1 ln x y and 2 - 0.4 ln y + 0.1 ln x, whose slopes hardly change, from another place, in few tries."""
    tried = []

    def at(numbers):
        tried.append(tuple(numbers))
        x, y = np.log(numbers)
        return np.array([0.9 - 0.1 * (x + y) - 0.004 * x * x, 2 - 0.4 * y + 0.1 * x])

    aims = at(np.array([0.0324, 13.7]))
    tried.clear()
    assert fitted(np.array([0.11, 5.0]), aims, at).tolist() == [0.032, 14.0]
    assert len(tried) < 8
    with pytest.raises(RuntimeError, match="not settled"):
        fitted(np.array([0.11, 5.0]), aims, lambda numbers: at(numbers) + 0.05 * len(tried))
