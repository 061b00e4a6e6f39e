"""Ties that live, changed from outside: nothing of the others moves, both directions agree, and what is given is there."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties.simulation.networks.layers import layers
from weakties.simulation.relations.changes import give, network_now, rates
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.state import find
from weakties.simulation.talk.live import SEASON

TIES = layers(120, 1, acquaintances=15, casual_friends=10, friends=8, firm_size=8)
FIRM = np.full(120, -1, np.int32)


def turned(relations, seasons, first=0):
    for season in range(first, first + seasons):
        relations.turn(season * SEASON, FIRM, np.zeros(1, np.int64), np.zeros(0, np.int32))
    return relations


SETTLED = turned(Relations(TIES, RelationParameters(), 3), 8)
WEEK = 8 * SEASON - 1


def rows_of(live):
    """{(i, j): what is kept}, each direction by itself, and a check of the order of the row."""
    found = {}
    for i in range(len(live.size)):
        row = slice(live.start[i], live.start[i] + live.size[i])
        occasion = live.tie["occasion"][row]
        assert (np.diff(occasion.astype(int)) >= 0).all()
        assert (np.searchsorted(occasion, [1, 2]) == (live.on[i], live.active[i])).all()
        for e in range(row.start, row.stop):
            found[i, int(live.other[e])] = (int(live.until[e]), float(live.habit[e]), live.tie[e].tobytes())
    return found


pair = st.tuples(st.integers(0, 119), st.integers(0, 119)).filter(lambda p: p[0] < p[1])
rate = st.sampled_from([0.0, 0.01, 0.5, 3.0, float("nan")])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(pair, rate, min_size=1, max_size=25))
def test_a_change_is_what_was_asked_and_nothing_else(asked):
    relations = SETTLED.fork()
    a, b = (np.array(side, np.int32) for side in zip(*asked, strict=True))
    want = np.array(list(asked.values()), np.float32)
    old, before = rows_of(relations.everything()), rates(relations, (a, b))
    give(relations, WEEK, (a, b), want)
    new, after = rows_of(relations.everything()), rates(relations, (a, b))
    changed = {*zip(a.tolist(), b.tolist(), strict=True), *zip(b.tolist(), a.tolist(), strict=True)}
    assert {k: v for k, v in old.items() if k not in changed} == {
        k: v for k, v in new.items() if k not in changed
    }
    leak, known = relations.parameters.habit_leak, [(i, j) in old for i, j in asked]
    for n, (i, j) in enumerate(asked):
        assert new.get((i, j)) == new.get((j, i)), "both directions are the same numbers"
        if want[n] == 0 or want[n] == np.float32(0.01):
            assert after[n] == want[n] and (i, j) not in new
        elif np.isnan(want[n]):
            assert after[n] >= np.float32(before[n] if before[n] >= 1 / leak else 0)
            assert known[n] or np.isclose(after[n], 1 / leak)
        else:
            assert np.isclose(after[n], max(want[n], 0 if known[n] else 1 / leak), rtol=1e-6)
        if not known[n] and (i, j) in new:
            assert relations.live.tie["born"][find(relations.live, i, j)] == WEEK
    assert rows_of(SETTLED.everything()) == old, "a fork shares nothing that changes"
    turned(relations, 14, first=8)
    lived = rows_of(relations.everything())
    assert all(lived[i, j] == lived[j, i] for i, j in lived)


def test_strangers_from_then_on_may_meet_anew():
    """Everybody who is apart explores; some pairs of those who were tied find each other again, as ties born later."""
    relations = SETTLED.fork()
    table = relations.table()
    a, b = (table[name].to_numpy(np.int32) for name in ("source", "target"))
    give(relations, WEEK, (a, b), np.zeros(len(a), np.float32))
    assert relations.everything().size.sum() == 0 and (rates(relations, (a, b)) == 0).all()
    turned(relations, 20, first=8)
    later = relations.table().merge(table, on=["source", "target"])
    assert len(later) and (later.born_x > WEEK).all()


def test_the_network_of_now_has_who_lives_and_who_stays():
    known = network_now(SETTLED, TIES)
    pairs = known.pairs()
    a, b = (pairs[name].to_numpy(np.int32) for name in ("source", "target"))
    found = rates(SETTLED, (a, b))
    ended = np.isnan(found)
    assert (
        np.allclose(pairs.contact_rate[~ended], found[~ended], rtol=1e-5)
        and (pairs.contact_rate[ended] == 0).all()
    )
    everybody = np.array([(i, j) for i in range(120) for j in range(i + 1, 120)], np.int32).T
    assert (rates(SETTLED, tuple(everybody)) != 0).sum() == len(known)
    assert known.groups.keys() == TIES.groups.keys()
