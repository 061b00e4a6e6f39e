"""The kernels of ties that live against a turn in plain Python (tests/references/plain_season.py), in many worlds; and the same
bits on one core as on several.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.references.plain_season import PlainSeason, PlainTie
from weakties.simulation import networks
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.state import TIE, Foci, Live
from weakties.simulation.talk.live import SEASON

PEOPLE = 60
SHAPE = {"acquaintances": 15, "casual_friends": 10, "friends": 8, "community_size": 20}
WORLDS = [
    {},
    {"exploring": 0.3, "introductions": 0.9},
    {"occasion_life": 2, "ends_for_good": 0.8, "met_at_work": 0.9, "introductions": 0.1},
    {"exploring": 0.05, "occasion_life": 16},
    {"habit_pull": 1.3, "fitness_spread": 1.5, "social_hours": 25, "return_rate": 2},
    {"talk_hours": 3, "habit_leak": 5, "exploring": 0.6, "return_rate": 0},
]


def plain(live: Live) -> dict[tuple[int, int], PlainTie]:
    """Each pair once."""
    return {
        (i, int(live.other[e])): PlainTie(
            **{name: live.tie[e][name] for name in TIE.names if name != "rare"},
            habit=live.habit[e],
            until=live.until[e],
        )
        for i in range(len(live.size))
        for e in range(live.start[i], live.start[i] + live.size[i])
        if i < live.other[e]
    }


def firms_of(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who works where, anew: firms of each person (-1: out of work), and who holds their positions, some vacant."""
    firm = rng.integers(-1, 8, PEOPLE).astype(np.int32)
    staff = [np.append(np.flatnonzero(firm == f), -1).astype(np.int32) for f in range(8)]
    start = np.concatenate([[0], np.cumsum([len(people) for people in staff])]).astype(np.int64)
    return firm, start, np.concatenate(staff)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("numbers", WORLDS, ids=str)
def test_each_turn_is_that_of_plain_python(numbers, seed):
    relations = Relations(networks.layers(PEOPLE, seed, **SHAPE), RelationParameters.create(numbers), seed)
    rng = np.random.default_rng(seed)
    work = firms_of(rng)
    for season in range(14):  # forgets in seasons 0 and 13
        if season % 3 == 2:
            work = firms_of(rng)  # some firms part
        expected = plain(relations.everything())
        PlainSeason(relations, expected, season, Foci(*work, *relations.nearby)).turn()
        relations.turn(season * SEASON, *work)
        found = plain(relations.everything())
        assert found.keys() == expected.keys()
        for pair, tie in found.items():
            a, b = vars(tie), vars(expected[pair])
            assert a.pop("rate") == pytest.approx(b.pop("rate"), rel=2e-6)
            assert a == b


def test_every_core_works_out_the_same_bits():
    """Rows are shared out over cores; with one, and with all there are, everything is the same."""
    import numba

    ties, found = networks.layers(600, 0), []
    most = numba.get_num_threads()
    if most == 1:
        pytest.skip("one core")
    for threads in (1, most):
        numba.set_num_threads(threads)
        relations = Relations(ties, RelationParameters(), 3)
        firm = ties.groups["firm"].astype(np.int32)
        start = np.concatenate([[0], np.cumsum(np.bincount(firm))]).astype(np.int64)
        for season in range(15):
            relations.turn(season * SEASON, firm, start, np.argsort(firm, kind="stable").astype(np.int32))
        found.append((relations.table(), relations.fixed_rates()))
    numba.set_num_threads(most)
    assert found[0][0].equals(found[1][0]) and np.array_equal(found[0][1], found[1][1])
