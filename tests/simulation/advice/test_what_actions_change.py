"""What actions change besides talk: search, introductions, traits, budgets; and what none of them touches."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.advice.by_hand import WEEKS, followed, rates
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
from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.errors import UserError
from weakties.simulation.market.advised import careers, readings
from weakties.simulation.talk.live import SEASON

NUMBERS = AdviceParameters()


def test_hours_of_search_bring_as_much_as_those_of_who_looks_anyway():
    """Mean number of readings: times (11 + 11) / people x openings; Poisson, 1,000 people, within four standard errors."""
    openings = np.arange(50, dtype=np.int64)
    rate = np.full(1_000, 22 / 1_000)
    people, positions = readings(np.uint64(3), 5, rate, openings)
    assert abs(len(people) - 1_100) < 4 * np.sqrt(1_100)
    assert len(np.unique(positions)) == 50


def test_search_is_counted_in_hours_and_only_while_one_looks(lived, seeker):
    rests = int(np.flatnonzero(~lived.people.looking)[0])
    after, before = followed(lived, [seeker, rests], Search(hours=NUMBERS.search_hours), while_looking=False)
    assert after.advice.own[seeker] == pytest.approx(NUMBERS.search_hours)
    looks = before.people.looking[rests] or before.people.hired[rests] == before.week
    assert after.advice.own[rests] == (NUMBERS.search_hours if looks else 0)


def test_two_who_are_introduced_have_an_occasion_and_owe_one(lived, seeker):
    after, before = followed(lived, seeker, Introduce(pairs=4, each=0.5))
    friends = rates(before, seeker)
    new = {
        (j, k)
        for j in friends
        for k in set(rates(after, j)) - set(rates(before, j))
        if k in friends and j < k
    }
    assert 1 <= len(new) <= 4
    assert after.advice.own[seeker] == pytest.approx(0.5 * len(new))
    known, plain = after.trust.table(after.relations), before.trust.table(before.relations)
    gave = known[known["person"] == seeker]["gave"].sum() - plain[plain["person"] == seeker]["gave"].sum()
    assert gave == 2 * len(new)


def test_traits_are_of_those_who_follow_and_last_as_long(lived, seeker):
    kept = lived.trust.reliability.copy()
    treated = np.zeros(lived.ties.people, np.bool_)
    treated[seeker] = True
    world = lived.fork()
    trait = Trait(hours=1.0, reliability=2.0, ability=0.13)
    world.advice = Advice([Followed([trait], treated, SEASON, False)], world.week + 1)
    world.step()
    now = world.trust.reliability
    odds = kept[seeker] / (1 - kept[seeker]) * np.exp(2.0)
    assert now[seeker] == pytest.approx(odds / (1 + odds), rel=1e-5)
    assert np.array_equal(np.delete(now, seeker), np.delete(kept, seeker))
    for _ in range(SEASON):
        world.step()
    assert np.array_equal(world.trust.reliability, kept)
    assert np.array_equal(lived.trust.reliability, kept)
    assert world.people.ability[seeker] - lived.people.ability[seeker] == pytest.approx(0.04, rel=1e-4)
    assert world.advice.own[seeker] == pytest.approx(SEASON)


def test_a_budget_moves_hours(lived, seeker):
    after, before = followed(lived, seeker, Budget(tending=0.25))
    plain, now = rates(before, seeker), rates(after, seeker)
    for j in set(plain) & set(now):
        if 0 < plain[j] < 14:
            assert now[j] == pytest.approx(
                plain[j] * 0.5, rel=1e-5
            )  # the square root of what one of the two offers
    share = 1 - lived.relations.parameters.exploring
    assert after.advice.own[seeker] == pytest.approx(-0.75 * share * lived.relations.hours[seeker] * SEASON)
    assert lived.relations.budget is None


EVERYTHING = (
    Talk(hours=2.0),
    Usual(hours=1.0),
    Meet(hours=2.0),
    Ask(number=10, each=0.2),
    Post(hours=1.0),
    Introduce(pairs=4),
    Trait(hours=1.0, reliability=1.0, competence=1.0),
    Budget(tending=0.5, exploring=2.0),
    Search(hours=4.0),
    Answer(number=8),
    Answer(number=8, fits=True),
    Ask(number=10, each=0.2, pays=True),
    Trait(hours=1.0, open=2.0, generous=1.0, keeps=0.5, thanks=0.5, habit=-0.3),
)


@pytest.mark.parametrize("action", EVERYTHING, ids=lambda action: type(action).__name__)
def test_no_action_touches_an_outcome(lived, action):
    """Called by itself where it acts, an action leaves jobs, hires and vacancies as they are, but for who has heard of these."""
    from weakties.simulation.market import advised

    world = lived.fork()
    everybody = np.ones(world.ties.people, np.bool_)
    world.advice = Advice([Followed([action], everybody, WEEKS, False)], world.week + 1, careers(lived))
    people = [array.copy() for array in world.people]
    jobs = [array.copy() for array in world.jobs]
    world.week += 1
    relations = world.relations
    advised.begin_advice(world)
    firm = np.where(world.people.position >= 0, world.jobs.firm[world.people.position], np.int32(-1))
    relations.turn(world.week, firm, world.jobs.firm_start, world.jobs.holder)
    advised.meet_by_advice(world)
    advised.search_by_advice(world)
    assert world.advice.own.any()
    for before, now in zip(people, world.people, strict=True):
        assert np.array_equal(before, now)
    for name, before, now in zip(world.jobs._fields, jobs, world.jobs, strict=True):
        assert name == "first_telling" or np.array_equal(before, now), name
    assert len(world.hires) == 0


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (lambda: Talk(hours=-1), "hours = -1"),
        (lambda: Talk(hours=1, among="enemies"), "among = 'enemies'"),
        (lambda: Meet(hours=1, where="mars"), "where = 'mars'"),
        (lambda: Ask(number=0, each=1), "number = 0"),
        (lambda: "talk", "is none"),
    ],
)
def test_a_wrong_action_is_named(action, says):
    with pytest.raises(UserError, match=says):
        Advice([Followed([action()], np.zeros(3, np.bool_), 1)], 1)
