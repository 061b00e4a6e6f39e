"""One tie removed, added or made stronger: what is lived again in part is the same as what is lived again in full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from weakties.simulation.counterfactual.effects import Changes, Watch, effects_of, live_beside, reach
from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.ties.rows import find_tie

PEOPLE, SETTLED, WEEKS, LATER, CHANGES = 200, 10, 60, 30, 90


def network():
    """A small network with every tenth tie at rate 0, to be added."""
    ties = layers(PEOPLE, 3, acquaintances=20, casual_friends=15, friends=10, firm_size=8, industries=2)
    pairs = ties.pairs()
    rate = ties.contact_rate.copy()
    for k in range(0, len(pairs), 10):
        i, j = int(pairs.source[k]), int(pairs.target[k])
        rate[find_tie(ties.start, ties.other, i, j)] = rate[find_tie(ties.start, ties.other, j, i)] = 0
    return replace(ties, contact_rate=rate)


def changes_of(ties):
    """Silent ties that begin to talk, ties that fall silent, and ties that talk more or less: some of each."""
    pairs = ties.pairs()
    silent = np.flatnonzero(pairs.contact_rate == 0)[: CHANGES // 3]
    talking = np.argsort(-pairs.contact_rate.to_numpy(), kind="stable")[: 8 * CHANGES : 8]
    which = np.concatenate([silent, talking])[:CHANGES]
    old = pairs.contact_rate.to_numpy()[which]
    new = np.where(
        old == 0,
        0.6,
        np.where(
            np.arange(len(which)) % 3 == 0, 0.0, np.where(np.arange(len(which)) % 3 == 1, 8 * old, old / 8)
        ),
    )
    flip = np.arange(len(which)) % 2 == 0
    a, b = pairs.source.to_numpy()[which], pairs.target.to_numpy()[which]
    return Changes(
        np.where(flip, a, b).astype(np.int32), np.where(flip, b, a).astype(np.int32), new.astype(np.float32)
    )


def lived(ties, market, mechanisms):
    world = World(ties, market, 5, mechanisms)
    for _ in range(SETTLED):
        world.step()
    return world


def kept(world):
    """Who has which job, since when, and when he was hired last: copies."""
    return np.stack([world.people.position, world.people.since, world.people.hired])


def in_full(ties, changes, k, market, mechanisms):
    """The other world lived from where the change counts to the end, without any short cut: its jobs week by week, and ego."""
    rate = ties.contact_rate.copy()
    i, j = int(changes.ego[k]), int(changes.alter[k])
    rate[find_tie(ties.start, ties.other, i, j)] = rate[find_tie(ties.start, ties.other, j, i)] = (
        changes.rate[k]
    )
    world = lived(ties, market, mechanisms)
    world.know(replace(ties, contact_rate=rate))
    watch = Watch(changes.ego[k : k + 1], changes.alter[k : k + 1], SETTLED + LATER)
    return through(world, watch), watch.table()[0]


def through(world, watch):
    """Live the world to the end: its jobs week by week, (weeks, 3, people)."""
    weeks = []
    for _ in range(WEEKS):
        world.step()
        watch.look(world)
        weeks.append(kept(world))
    return np.array(weeks)


BUSY = {
    "separation": 0.04,
    "formal_search": 0.5,
    "direct_search": 0.5,
    "relay": 0.02,
    "announced": 0.0,
}  # many hires, most of them over ties
EVERYTHING = {
    "close_relay": 0.2, "audience": 2, "digital_vouching": 0.5, "digital_talk": 0.5,
    "digital_stale": 0.3, "digital_posting": 0.5, "less_schooled": 0.3, "schooling_vouching": 1.0,
}  # fmt: skip
MARKETS = {
    "base": ({}, {}),
    "much relaying": ({"relay": 0.2}, {}),
    "vouching": ({"vouching": 2.0, "relay": 0.05}, {}),
    "close ties relay": ({}, {"close_relay": 0.3}),
    "rivals for news": ({"relay": 0.05}, {"audience": 1}),
    "strong colleagues": ({"colleague_rate": 0.2}, {}),
    "known in the firm": ({"relay": 0.1, "announced": 0.2}, {}),
    "far talk": ({}, {"digital_talk": 1.5}),
    "no teams, long lives": ({"team_size": 0, "vacancy_life": 12}, {}),
    "everything": ({"vouching": 1.0, "relay": 0.05, "willingness": 0.8, "announced": 0.1}, EVERYTHING),
}


@pytest.mark.parametrize("name", MARKETS)
def test_the_short_way_is_the_long_way(name):
    """To the bit: everybody's job at the end, the first week that differs, and all that is noted of ego."""
    market, mechanisms = (
        MarketParameters.create({**BUSY, **MARKETS[name][0]}),
        Mechanisms.create(MARKETS[name][1]),
    )
    ties = network()
    changes = changes_of(ties)
    table = effects_of(lambda: lived(ties, market, mechanisms), changes, WEEKS, SETTLED + LATER)
    branches = live_beside(lived(ties, market, mechanisms), changes, WEEKS)
    watch = Watch(changes.ego, changes.alter, SETTLED + LATER)
    factual = through(lived(ties, market, mechanisms), watch)
    assert (table[["weeks_0", "hires_0", "early_0", "late_0"]].to_numpy() == watch.table()).all()
    differ = np.zeros(3, int)
    for k in range(len(table)):
        world, full = in_full(ties, changes, k, market, mechanisms)
        ours = table.iloc[k]
        assert [ours[f"{c}_1"] for c in ("weeks", "hires", "early", "late")] == full.tolist()
        other = (world != factual).any((1, 2))
        assert ours.reached == (SETTLED + 1 + other.argmax() if other.any() else -1)
        end, rows = factual[-1].copy(), branches.people_of(k)
        end[:, rows["person"]] = rows["position"], rows["since"], rows["hired"]
        at_work = world[-1][0] >= 0  # when the last job was found or lost matters no more to who has none
        assert (end[0] == world[-1][0]).all() and (end[:, at_work] == world[-1][:, at_work]).all()
        differ[0 if ours.before == 0 else 1 if ours.after == 0 else 2] += other.any()
    assert (differ >= 1).all(), (
        "the comparison needs ties added, removed and of another rate that change something"
    )
    assert (table.reached < 0).sum() >= (5 if name == "base" else 0), (
        "and in the base market some that do not"
    )


def test_living_branches_leaves_the_factual_world_as_it_would_be():
    ties, market = network(), MarketParameters.create(BUSY)
    rate, changes = ties.contact_rate.copy(), changes_of(ties)
    world, alone = lived(ties, market, None), lived(ties, market, None)
    effects_of(lambda: world, changes, WEEKS)
    for _ in range(WEEKS):
        alone.step()
    assert (ties.contact_rate == rate).all() and world.week == alone.week
    assert all((a == b).all() for a, b in zip(world.people, alone.people, strict=True))
    tables = zip(world.hires.tables(ties, world.jobs), alone.hires.tables(ties, alone.jobs), strict=True)
    assert all(ours.equals(theirs) for ours, theirs in tables)


def test_each_change_is_by_itself():
    """Whatever other changes are looked at in the same go, and in whatever order."""
    ties, market = network(), MarketParameters.create(BUSY)
    changes = changes_of(ties)
    some = np.array([40, 7, 7, 22, 3])
    together = effects_of(lambda: lived(ties, market, None), changes, WEEKS)
    apart = effects_of(lambda: lived(ties, market, None), Changes(*(x[some] for x in changes)), WEEKS)
    assert (together.iloc[some].reset_index(drop=True) == apart).all(axis=None)


def test_a_fork_leaves_the_world_alone():
    ties = network()
    world = lived(ties, MarketParameters(), None)
    other = lived(ties, MarketParameters(), None)
    fork = world.fork()
    for _ in range(20):
        fork.step()
    assert world.week == SETTLED and all(
        (a == b).all() for a, b in zip(world.people, other.people, strict=True)
    )


def test_a_tie_that_stays_as_it_is_reaches_nothing():
    ties = network()
    pairs = ties.pairs().head(200)
    same = Changes(pairs.source.to_numpy(), pairs.target.to_numpy(), pairs.contact_rate.to_numpy())
    assert (reach(lambda: lived(ties, MarketParameters(), None), same, 30).week == -1).all()


def test_a_tie_that_is_not_there_is_said():
    ties = network()
    stranger = next(j for j in range(1, PEOPLE) if find_tie(ties.start, ties.other, 0, j) < 0)
    one = Changes(np.array([0], np.int32), np.array([stranger], np.int32), np.array([1.0], np.float32))
    with pytest.raises(UserError, match="no tie 0 - "):
        effects_of(lambda: lived(ties, MarketParameters(), None), one, 5)


@pytest.mark.parametrize("rate", [-0.5, np.nan, np.inf])
def test_a_contact_rate_that_is_none_is_said(rate):
    pairs = network().pairs()
    one = Changes(*(pairs[c].to_numpy()[:1] for c in ("source", "target")), np.array([rate], np.float32))
    with pytest.raises(UserError, match="must be 0 or more"):
        effects_of(lambda: lived(network(), MarketParameters(), None), one, 5)


def test_where_distant_people_talk_more_the_other_rate_goes_by_the_same_rule():
    """A tie set to the rate that it has is left as it is, whatever the channel makes of that rate."""
    ties = network()
    pairs = ties.pairs().head(100)
    same = Changes(pairs.source.to_numpy(), pairs.target.to_numpy(), pairs.contact_rate.to_numpy())
    mechanisms = Mechanisms.create({"digital_talk": 2.0})
    world = lived(ties, MarketParameters(), mechanisms)
    assert (world.contact_rate != ties.contact_rate).any()
    branches = live_beside(world, same, 1)
    assert (branches.ends.before == branches.ends.after).all()
