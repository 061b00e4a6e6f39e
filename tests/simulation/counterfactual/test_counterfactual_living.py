"""Where ties live, a counterfactual is two worlds lived in full; here they are lived by hand, the change made to the state."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.counterfactual.effects import Changes, Watch, effects_of
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.relations.changes import rates
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.state import ON, RESTING, find

TIES = layers(200, 3, acquaintances=20, casual_friends=15, friends=10, firm_size=8, industries=2)
MARKET = MarketParameters(relay=0.3, formal_search=0.5, direct_search=0.5, separation=0.04)
SETTLED, WEEKS, LATER = 10, 40, 30


def lived():
    world = World(TIES, MARKET, 5, relations=RelationParameters())
    for _ in range(SETTLED):
        world.step()
    return world


def pairs_of(world):
    """The twelve ties with most habit, of which every other one is with somebody out of work now or then; and their rates."""
    table = world.relations.table()
    table = table[table.occasion == "on"].nlargest(120, "habit").iloc[::10]
    return table.source.to_numpy(np.int32), table.target.to_numpy(np.int32)


def taken_out(world, i, j):
    """Nothing is kept of i and j, written out plainly: each column of each row without the one entry."""
    live, (start, other, rate, kind) = world.relations.live, world.relations.frozen
    rate = rate.copy()  # that of the network, which others share
    for a, b in ((i, j), (j, i)):
        at = live.start[a] + np.flatnonzero(live.other[live.start[a] : live.start[a] + live.size[a]] == b)[0]
        for count, first in ((live.on, ON), (live.active, RESTING)):
            if live.tie["occasion"][at] <= first:
                count[a] -= 1
                last = live.start[a] + count[a]
                for column in (live.other, live.until, live.habit, live.tie):
                    column[at], column[last] = column[last].copy(), column[at].copy()
                at = last
        live.size[a] -= 1
        last = live.start[a] + live.size[a]
        for column in (live.other, live.until, live.habit, live.tie):
            column[at] = column[last]
        here = start[a] + np.flatnonzero(other[start[a] : start[a + 1]] == b)
        rate[here] = 0
    world.relations.frozen = (start, other, rate, kind)
    world._network = world._network._replace(rate=rate)


def by_hand(change, ego, alter):
    """The job of everybody week by week, and ego's outcomes, in a world that `change` has changed."""
    world, watch = lived(), Watch(np.array([ego], np.int32), np.array([alter], np.int32), LATER)
    change(world)
    weeks = []
    for _ in range(WEEKS):
        world.step()
        watch.look(world)
        weeks.append(np.stack([world.people.position, world.people.since, world.people.hired]))
    return np.array(weeks), watch.table()[0]


def test_a_tie_that_lives_removed_is_the_world_lived_without_it():
    """To the bit: the first week in which anybody's job differs, and all that is noted of ego in both worlds."""
    ego, alter = pairs_of(lived())
    table = effects_of(lived, Changes(ego, alter, np.zeros(len(ego), np.float32)), WEEKS, LATER)
    names = ("weeks", "hires", "early", "late")
    for k, (i, j) in enumerate(zip(ego.tolist(), alter.tolist(), strict=True)):
        factual, mine = by_hand(lambda world: None, i, j)
        other, his = by_hand(lambda world, i=i, j=j: taken_out(world, i, j), i, j)
        assert mine.tolist() == table.loc[k, [f"{n}_0" for n in names]].tolist()
        assert his.tolist() == table.loc[k, [f"{n}_1" for n in names]].tolist()
        differs = np.flatnonzero((factual != other).any(axis=(1, 2)))
        assert table.reached[k] == (differs[0] + SETTLED + 1 if len(differs) else -1)
    assert (table.reached >= 0).any() and (table.before > 0).all()


def test_given_what_it_has_nothing_changes_and_a_stronger_tie_does():
    world = lived()
    ego, alter = pairs_of(world)
    same = rates(world.relations, (ego, alter))
    nothing = effects_of(lived, Changes(ego, alter, same), WEEKS, LATER)
    assert (nothing.reached == -1).all() and (nothing.weeks_0 == nothing.weeks_1).all()
    more = effects_of(lived, Changes(ego, alter, same * 20), WEEKS, LATER)
    assert (more.reached >= 0).any()


def test_strangers_meet_and_are_those_that_live_from_then_on():
    """A tie that is added: by a first meeting (nan), or as people who talk twice a week; none lives before."""
    world = lived()
    ego = np.arange(0, 120, 4, dtype=np.int32)
    known = world.relations.everything()
    alter = np.array([next(j for j in range(199, 120, -1) if find(known, i, j) < 0) for i in ego])
    asked = np.where(np.arange(len(ego)) % 2, np.float32(np.nan), np.float32(2))
    table = effects_of(lived, Changes(ego, alter.astype(np.int32), asked), WEEKS, LATER)
    assert (table.before < 0.02).all() and (table.reached >= 0).any()


def test_what_cannot_be_is_said():
    for ego, alter, rate in ((0, 0, 1.0), (0, 500, 1.0), (0, 1, -1.0)):
        one = Changes(*(np.array([v], np.int32) for v in (ego, alter)), np.array([rate], np.float32))
        with pytest.raises(UserError, match=r"two different people|must be 0 or more"):
            effects_of(lived, one, 3)
