"""The same asks face to face and by message: who asks whom, what they say, and who joins whose firm."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.experiments.worlds.closures import firms_now
from weakties.experiments.worlds.face_to_face import Asks, asking, joined, world
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of

SMALL = {"relations": "on", "trust": "ratio", "workers": 500, "weeks": 60, "burn_in": 30, "separation": 0.02}


@pytest.fixture(scope="module")
def lived():
    return live(market_of(scenario_of(SMALL), 2), 31)


def test_those_who_look_ask_people_in_work_elsewhere_whom_they_are_in_touch_with(lived):
    pairs, firm = asking(lived, 2, 3), firms_now(lived)
    a, b = pairs.T
    assert lived.people.looking[a].all() and (firm[b] >= 0).all() and (firm[a] != firm[b]).all()
    assert np.bincount(a).max() == 3 and len(pairs) > 60
    ties = lived.relations.table().query("occasion == 'on'")
    known = set(zip(ties["source"], ties["target"], strict=True))
    assert all((min(i, j), max(i, j)) in known for i, j in pairs.tolist())


def test_a_yes_is_as_likely_as_the_medium_makes_it_and_those_who_keep_it_know(lived):
    """Chances 0.6 and 0.1 times 1/2 + T, T between 0 and 1: shares within 0.3 .. 0.9 and 0.05 .. 0.15 of about 200 asks, and 4
    standard errors of 0.035 and 0.021.
    """
    pairs, said = asking(lived, 2, 3), []
    for medium in (0, 1):
        twin = lived.fork()
        asks = twin.advice = Asks(pairs, twin.ties.people, twin.week + 1, medium)
        twin.step()
        twin.step()
        said.append(asks.said / len(pairs))
    assert 0.3 - 0.14 < said[0] < 0.9 + 0.14 and said[1] < 0.15 + 0.084 and said[0] > said[1]
    aware = twin.trust.table(twin.relations).query("aware_until >= @twin.week")
    helpers = set(zip(aware["person"], aware["other"], strict=True))
    known = sum((j, i) in helpers for i, j in pairs.tolist())
    assert 0 < known <= said[1] * len(pairs) + len(set(helpers)) and len(asks.pairs) == len(pairs)


def test_to_join_is_to_be_hired_where_the_other_works(lived):
    everybody = lived.ties.people
    a, b = (side.ravel().astype(np.int32) for side in np.meshgrid(np.arange(everybody), np.arange(everybody)))
    apart = a != b
    count = joined(twin := lived.fork(), np.stack([a[apart], b[apart]], 1), 20)
    hires = twin.hires.tables(twin.ties, twin.jobs)[0]
    assert len(hires) > 20 and count > len(hires), "a new colleague joins several"


def test_a_world_has_all_three_ways():
    row = world({**SMALL, "asked": 3}, 2)
    assert row["asks"] > 60 and row["face to face, yes"] > row["message, yes"]
    assert row["face to face, believed"] == 30 and row["message, believed"] == 25
    assert {"face to face, joined", "message, joined", "nobody asks, joined"} <= set(row)
