"""Worlds looked at year by year: counts that must hold whatever the luck, and refusals."""

from __future__ import annotations

import pytest

from weakties.experiments.worlds import ties_of_years as years
from weakties.experiments.worlds.generated_market import scenario_of
from weakties.simulation.errors import UserError

POINT = {
    "workers": 150,
    "start_up": 52,
    "years": 7,
    "acquaintances": 20,
    "casual_friends": 40,
    "community_size": 50,
}


@pytest.fixture(scope="module")
def row():
    return years.world(POINT, 3)


def test_parts_are_no_more_than_their_wholes(row):
    for circle in ("members", "confidants"):
        assert row[f"{circle}, 0 years"] == row[f"{circle} kept, 0 years"] > 0
        for y in range(8):
            assert row[f"{circle} kept, {y} years"] <= min(
                row[f"{circle}, 0 years"], row[f"{circle}, {y} years"]
            )
    assert row["confidants, 0 years"] <= row["members, 0 years"]
    for k in years.RANKS:
        assert 0 <= row[f"top {k}, silent"] <= row[f"top {k}, changed"] <= row[f"top {k}"] <= 7 * 150 * k


def test_ties_by_shared_partners_at_equal_weight_are_some_of_all(row):
    for name in years.SHARED_NAMES:
        parts = {w: row[f"window, {w}, {name} shared"] for w in ("raw", "2-4")}
        assert parts["2-4"] <= parts["raw"]
        assert 2 * parts["2-4"] <= row[f"talks, 2-4, {name} shared"] <= 4 * parts["2-4"]


def test_stages_follow_one_another_and_silence_only_takes_from_them(row):
    ever = [row[f"{stage}, ever"] for stage in years.STAGES]
    assert row["new"] >= ever[0] >= ever[1] >= ever[2]
    assert all(row[f"{stage}, ever"] <= row[f"{stage}, hours alone"] for stage in years.STAGES)
    below = [
        row[f"casual friend, {n}"] for n in range(4)
    ]  # of those with less than 40 hours nobody: 50 make one
    assert sum(row[f"looks, {n}"] for n in range(4)) > 100 and sum(below) == 0


def test_the_same_seed_gives_the_same_islands_and_none_more_than_its_people():
    point = {"workers": 30, "islands": 2, "start_up": 52, "years": 1}
    first = years.islands(point, 5)
    assert first == years.islands(point, 5) and first["people"] == 60
    assert 0 < sum(first[f"layer, {name}"] for name in years.CIRCLES) <= 60 * 29


def test_a_point_with_numbers_of_ties_that_live_needs_relations():
    with pytest.raises(UserError, match="exploring acts on ties that live"):
        scenario_of({"workers": 60, "exploring": 0.1})
    assert scenario_of({"workers": 60, "exploring": 0.1, "relations": "off"}).relations is None
    assert scenario_of({"workers": 60, "exploring": 0.1, "relations": "on"}).relations.exploring == 0.1
