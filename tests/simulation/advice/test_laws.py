"""Laws of advice: who follows none lives as he would have, to the bit; hours add up; what is over is over."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties.simulation.advice.actions import (
    Answer,
    Ask,
    Budget,
    Introduce,
    Meet,
    Post,
    Search,
    Talk,
    Trait,
    Usual,
)
from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.market.advised import careers
from weakties.simulation.talk.live import SEASON

ACTIONS = (
    Talk(hours=2.0, among="dormant"),
    Usual(hours=1.0),
    Meet(hours=2.0),
    Ask(number=10, each=0.2),
    Post(hours=1.0),
    Introduce(pairs=4),
    Trait(hours=1.0, reliability=1.0, competence=1.0, ability=0.1),
    Search(hours=4.0),
    Answer(number=8),
    Ask(number=10, each=0.2, pays=True),
    Meet(hours=1.0, seeks=True),
    Trait(hours=0.5, open=2.0, generous=1.0, thanks=0.5, habit=0.3),
)
HOURS = (
    2.0,
    1.0,
    2.0,
    0.5,
    1.0,
    0.5,
    1.0,
    4.0,
    1.0,
    0.5 + 1.25,
    1.0,
    0.5 + 1.0,
)  # favours paid for; thanks for those
some = st.lists(st.sampled_from(range(len(ACTIONS))), unique=True, max_size=4)


def state(world):
    """All that a market is, as bytes."""
    relations, trust = world.relations, world.trust
    arrays = [*world.people, *world.jobs, *world.tellings, *world.tellers]
    arrays += [*trust.opinions, trust.asks, trust.competence, trust.reliability]
    for rows in (relations.live, relations.past):
        size = rows.size
        arrays += [size]
        start = rows.start[:-1]
        at = np.concatenate([np.arange(s, s + n) for s, n in zip(start, size, strict=True)] or [[]]).astype(
            int
        )
        arrays += [column[at] for column in rows if len(column) == rows.start[-1] and column.ndim == 1]
    return [np.ascontiguousarray(array).tobytes() for array in arrays]


@settings(max_examples=6, deadline=None)
@given(which=some)
def test_where_nobody_follows_it_nothing_changes_to_the_bit(lived, which):
    world, twin = lived.fork(), lived.fork()
    nobody = np.zeros(world.ties.people, np.bool_)
    actions = (*(ACTIONS[n] for n in which), Budget(tending=0.5))
    world.advice = Advice([Followed(actions, nobody, 26)], world.week + 1, careers(lived))
    for _ in range(2 * SEASON):
        world.step()
        twin.step()
    assert state(world) == state(twin)
    assert not world.advice.own.any() and not world.advice.others.any()


@settings(max_examples=6, deadline=None)
@given(which=some, weeks=st.integers(1, 3 * SEASON), who=st.sets(st.integers(0, 299), max_size=30))
def test_hours_are_no_more_than_asked_for_and_of_those_alone_who_follow(lived, which, weeks, who):
    world = lived.fork()
    treated = np.zeros(world.ties.people, np.bool_)
    treated[list(who)] = True
    world.advice = Advice([Followed([ACTIONS[n] for n in which], treated, weeks, False)], world.week + 1)
    for _ in range(3 * SEASON):
        world.step()
    seasons = -(-weeks // SEASON) * SEASON  # asks and introductions come whole
    most = sum(HOURS[n] * (seasons if n in (3, 5) else weeks) for n in which)
    assert (world.advice.own <= most + 1e-6).all()
    assert not world.advice.own[~treated].any() and not world.advice.others[~treated].any()
    if treated.any() and 1 in which and 6 in which:
        assert (world.advice.own[treated] >= weeks - 1e-6).all()


def test_what_is_over_is_over(lived):
    world = lived.fork()
    everybody = np.ones(world.ties.people, np.bool_)
    world.advice = Advice([Followed(ACTIONS, everybody, 2 * SEASON, False)], world.week + 1, careers(lived))
    for _ in range(2 * SEASON + 1):  # and a week, in which thanks are given for what has proved right by then
        world.step()
    own, others = world.advice.own.copy(), world.advice.others.copy()
    assert own.all()
    for _ in range(SEASON):
        world.step()
    assert np.array_equal(world.advice.own, own) and np.array_equal(world.advice.others, others)


def test_a_fork_of_an_advised_market_lives_as_it_does(lived):
    world = lived.fork()
    everybody = np.ones(world.ties.people, np.bool_)
    world.advice = Advice(
        [Followed((*ACTIONS, Budget(0.5, 2.0)), everybody, 26)], world.week + 1, careers(lived)
    )
    for _ in range(SEASON + 1):
        world.step()
    twin = world.fork()
    for market in (world, twin):
        for _ in range(SEASON):
            market.step()
    assert state(world) == state(twin)
    assert np.array_equal(world.advice.own, twin.advice.own)
