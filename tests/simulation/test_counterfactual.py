"""One tie removed, added or made stronger: what is lived again in part is the same as what is lived again in full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.counterfactual import Changes, Watch, effects, reach
from simulation.errors import UserError
from simulation.mechanism_parameters import Mechanisms
from simulation.networks.layers import layers
from simulation.parameters import MarketParameters
from simulation.rows import find_tie
from simulation.world import World

PEOPLE, SETTLED, WEEKS, LATER, CHANGES = 200, 10, 60, 30, 60


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
            np.arange(len(which)) % 3 == 0, 0.0, np.where(np.arange(len(which)) % 3 == 1, 3 * old, old / 4)
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


def in_full(ties, changes, k, market, mechanisms):
    """The other world lived from where the change counts to the end, without any short cut."""
    rate = ties.contact_rate.copy()
    i, j = int(changes.ego[k]), int(changes.alter[k])
    rate[find_tie(ties.start, ties.other, i, j)] = rate[find_tie(ties.start, ties.other, j, i)] = (
        changes.rate[k]
    )
    world = lived(ties, market, mechanisms)
    world.know(replace(ties, contact_rate=rate))
    watch = Watch(changes.ego[k : k + 1], changes.alter[k : k + 1], SETTLED + LATER)
    for _ in range(WEEKS):
        world.step()
        watch.look(world)
    return world, watch.table()[0]


BUSY = {
    "separation": 0.04,
    "formal_search": 0.5,
    "direct_search": 0.5,
    "relay": 0.02,
}  # many hires, most of them over ties
MARKETS = {
    "base": ({}, {}),
    "much relaying": ({"relay": 0.2}, {}),
    "vouching": ({"vouching": 2.0, "relay": 0.05}, {}),
    "close ties relay": ({}, {"close_relay": 0.3}),
    "rivals for news": ({"relay": 0.05}, {"audience": 1}),
    "strong colleagues": ({"colleague_rate": 0.2}, {}),
    "known in the firm": ({"relay": 0.1}, {"announced": 0.2}),
}


@pytest.mark.parametrize("name", MARKETS)
def test_the_short_way_is_the_long_way(name):
    market, mechanisms = (
        MarketParameters.create({**BUSY, **MARKETS[name][0]}),
        Mechanisms.create(MARKETS[name][1]),
    )
    ties = network()
    changes = changes_of(ties)
    table = effects(lambda: lived(ties, market, mechanisms), changes, WEEKS, SETTLED + LATER)
    factual = lived(ties, market, mechanisms)
    for _ in range(WEEKS):
        factual.step()
    differ = 0
    for k in range(len(table)):
        world, full = in_full(ties, changes, k, market, mechanisms)
        ours = table.iloc[k]
        assert [ours[f"{c}_1"] for c in ("weeks", "hires", "early", "late")] == full.tolist()
        same = all((a == b).all() for a, b in zip(world.people, factual.people, strict=True))
        assert ours.reached >= 0 or same, "a change that was said to reach nothing moved somebody"
        differ += not same
    assert differ >= 5, "the comparison needs changes that change something"
    assert (table.reached < 0).sum() >= (5 if name == "base" else 0), (
        "and in the base market some that do not"
    )


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
        effects(lambda: lived(ties, MarketParameters(), None), one, 5)
