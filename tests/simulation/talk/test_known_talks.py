"""Talks that are worked out beforehand are those that would be found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation import networks
from weakties.simulation.market.job_market import JobMarket
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.talk.conversation import BLOCK, next_talks
from weakties.simulation.talk.known_talks import NOTHING, holds, lowest, read_talks, talks_known
from weakties.simulation.trust.trusting import Trusting

SEED = np.uint64(11)


@given(
    st.integers(2, 40),
    st.floats(0.01, 1),
    st.sampled_from([np.inf, 0.5]),
    st.integers(0, 60),
    st.integers(1, 50),
    st.data(),
)
def test_each_talk_is_the_one_that_would_be_found(people, willingness, below, week, weeks, data):
    rng = np.random.Generator(np.random.PCG64(people))
    rows = [np.flatnonzero(rng.random(people) < 0.6).astype(np.int32) for _ in range(people)]
    rows = [row[row != i] for i, row in enumerate(rows)]
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    other = np.concatenate(rows)
    rate = (10 ** rng.uniform(-3, 1.2, len(other))).astype(np.float32)
    rate[rng.random(len(other)) < 0.1] = 0
    known = talks_known(SEED, (start, other, rate), below, willingness, week, weeks)
    first = data.draw(st.integers(week, week + weeks - 1))
    last = data.draw(st.integers(first, week + weeks - 1))
    assert holds(known, willingness, first, last)
    for i in range(people):
        row = slice(start[i], start[i + 1])
        plain, few, read = np.empty((3, start[i + 1] - start[i]), np.int32)
        next_talks(SEED, i, other[row], rate[row], below, willingness, first, last, plain)
        few = few[: read_talks(known, i, first, last, few, read)]
        assert few.tolist() == np.flatnonzero(plain >= 0).tolist()
        assert read[few].tolist() == plain[few].tolist()


def test_only_the_weeks_and_the_willingness_that_were_worked_out_are_known():
    ties = networks.small_world(workers=20, seed=0)
    known = talks_known(SEED, (ties.start, ties.other, ties.contact_rate), np.inf, 0.5, BLOCK + 3, BLOCK)
    assert holds(known, 0.5, BLOCK, 3 * BLOCK - 1)
    assert not holds(known, 0.5, BLOCK - 1, BLOCK) and not holds(known, 0.5, BLOCK, 3 * BLOCK)
    assert not holds(known, 0.6, BLOCK, BLOCK) and not holds(NOTHING, 1.0, 0, 0)


@given(st.integers(0, 15), st.integers(0, 2**16 - 1))
def test_the_lowest_bit(place, more):
    assert lowest(((more << 1) | 1) << place) == place


@pytest.mark.parametrize("relations", [RelationParameters(), Trusting(trust="ratio")], ids=["live", "trust"])
def test_worlds_that_know_their_talks_beforehand_live_the_same(relations):
    ties = networks.layers(workers=400, seed=3)
    trunk = World(ties, MarketParameters(separation=0.02), 3, relations=relations)
    while trunk.week < 31:  # the next begins a season
        trunk.step()
    plain = trunk.fork()
    trunk.relations.know_talks(1.0, 32, 40)
    for world in (told := trunk.fork(), plain):
        while world.week < 90:  # some of them beyond what is known
            world.step()
    assert told._network.known.place.size > 0 and plain._network.known is NOTHING
    for one, other in zip((*told.people, *told.jobs), (*plain.people, *plain.jobs), strict=True):
        assert np.array_equal(one, other)
    one, other = (world.hires.tables(world.ties, world.jobs) for world in (told, plain))
    assert one[0].equals(other[0]) and one[1].equals(other[1]) and len(one[0]) > 50


def test_ties_that_are_given_anew_are_not_known():
    market = JobMarket("layers", workers=300, seed=1, relations=True)
    market.run(weeks=8)
    relations = market.world.relations
    relations.know_talks(1.0, 9, 20)
    known = {*market.network.contacts(0).tolist(), *relations.live.other[: relations.live.size[0]].tolist()}
    stranger = next(j for j in range(1, 300) if j not in known)
    market.add_ties([(0, stranger)], contact_rate=0.001)
    assert relations.known_talks is NOTHING
