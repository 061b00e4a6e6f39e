"""Old acquaintances looked up: who is picked, what is counted, and that the two do talk."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.worlds.dormant import (
    CURRENT,
    DORMANT,
    FRIENDS,
    GROUPS,
    SILENT,
    Consultation,
    brought,
    by_group,
    code,
    consulted,
    valued,
    world,
)
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of

SMALL = {"relations": "on", "trust": "ratio", "workers": 300, "weeks": 208, "burn_in": 164}


@pytest.fixture(scope="module")
def lived():
    return live(market_of(scenario_of(SMALL), 7), 167)


def test_who_is_picked_is_silent_or_seen_and_was_close_or_not(lived):
    pairs = consulted(lived, 7, 5)
    ties = lived.relations.table()
    at = pd.Series(ties.index, index=code(ties["source"].to_numpy(), ties["target"].to_numpy()))
    tie = ties.loc[at[code(pairs["person"].to_numpy(), pairs["other"].to_numpy())]].reset_index(drop=True)
    silence = lived.week - tie["last_talk"]
    dormant = pairs["group"] < 2
    assert (silence[dormant] >= SILENT).all() and (tie["occasion"][dormant] != "on").all()
    assert (silence[~dormant] <= 26).all() and (tie["occasion"][~dormant] == "on").all()
    assert ((tie["hours"] >= FRIENDS) == pairs["group"].isin([0, 2])).all()
    most = pairs.groupby(["person", "group"]).size().unstack(fill_value=0).max()
    assert most.tolist() == [DORMANT, DORMANT, CURRENT, CURRENT]
    assert (pairs["person"] % 5 == 0).all() and pairs["person"].nunique() > 40
    assert consulted(lived, 7, 5).equals(pairs), "the same seed, the same people"


def test_those_who_are_looked_up_talk_about_once_a_week(lived):
    """Poisson of 16 talks a pair, and one when they meet: 20 pairs have 340, with an error of 18."""
    twin = lived.fork()
    pairs = consulted(twin, 7, 5).query("group < 2")[["person", "other"]].to_numpy(np.int64)
    pairs = pairs[np.unique(code(*pairs.T), return_index=True)[1]][:20]
    told = twin.advice = Consultation(pairs, twin.ties.people, twin.week + 1, 16)
    for _ in range(16):
        twin.step()
    talks = np.isin(np.concatenate(told.talks), code(*pairs.T)).sum()
    assert abs(talks - 20 * 17) < 4 * np.sqrt(20 * 16) + 20 * 16 * 0.1, "and some more, by themselves"


def test_leads_are_counted_once_and_are_new_the_first_time_that_anybody_brings_them():
    log = pd.DataFrame(
        [
            (5, 1, 77, 3, 10, 0, 901),  # kept by 5; yet 1 hears of it
            (6, 1, 77, 3, 11, 3, 902),  # right, and so useful; not new
            (5, 1, 78, 4, 12, 3, 903),
            (5, 1, 78, 4, 13, 3, 903),  # the same lead again
            (6, 1, 78, 4, 14, 3, 904),  # told before
        ],
        columns=["teller", "listener", "vacancy", "opened", "week", "outcome", "id"],
    )
    pairs = pd.DataFrame({"person": [1, 1, 1], "other": [5, 6, 0]})
    pairs["pair"] = code(pairs["person"].to_numpy(), pairs["other"].to_numpy())
    found = brought(
        pairs, [log], [code(np.array([5, 0]), np.array([1, 1])), code(np.array([1]), np.array([5]))], 0.4
    )
    assert found[["leads", "new", "useful"]].to_numpy().tolist() == [[2, 2, 1], [2, 0, 1], [0, 0, 0]]
    assert found["time"].tolist() == pytest.approx([0.8, 0.0, 0.4])


def test_value_is_told_by_what_is_known_within_people():
    rng = np.random.default_rng(1)
    person = np.repeat(np.arange(400), 3)
    known = rng.standard_normal((1200, 3))
    useful = 2 * known[:, 0] - known[:, 1] + 10 * person
    pairs = pd.DataFrame(known, columns=["status", "together", "trusted"])
    pairs = pairs.assign(person=person, other=np.arange(1200), useful=useful, near=known[:, 1])
    found = valued(pairs)
    error = 4 * 0.03
    scale = np.sqrt(2 / 3)  # of three, within a person
    assert (
        abs(found["value of status"] - 2 * scale) < error and abs(found["value of together"] + scale) < error
    )
    assert abs(found["value of trusted"]) < error
    assert found["preferred, pairs"] == 400 and found["others, pairs"] == 800


def test_a_world_has_all_groups():
    row = world({**SMALL, "after": 28, "consulting": 0.2}, 7)
    assert all(row[f"{group}, pairs"] > 10 and row[f"{group}, leads"] > 0 for group in GROUPS)
    assert all(row[f"{group}, useful"] <= row[f"{group}, leads"] for group in GROUPS)
    nothing = pd.DataFrame(columns=["group", "leads", "new", "useful", "time", "trusted", "kept"])
    assert not any(by_group(nothing).values())
