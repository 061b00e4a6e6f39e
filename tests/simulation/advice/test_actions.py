"""Each action in one season of a small market, worked out once more in plain Python; and what none of them touches."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.advice.actions import (
    FAVOUR_HOURS,
    READING_HOURS,
    SEARCH_HOURS,
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
from weakties.simulation.advice.advice import Advice
from weakties.simulation.errors import UserError
from weakties.simulation.market.advised import careers, readings
from weakties.simulation.market.trusted import trust_of
from weakties.simulation.relations.state import KIN, ON
from weakties.simulation.talk.live import SEASON

WEEKS = 26


def followed(lived, who, *actions, weeks=WEEKS, while_looking=True):
    """The market with these actions by these people, a week on; and the same without."""
    with_advice, without = lived.fork(), lived.fork()
    treated = np.zeros(lived.ties.people, np.bool_)
    treated[who] = True
    with_advice.advice = Advice(actions, treated, lived.week + 1, weeks, while_looking, worked=careers(lived))
    with_advice.step()
    without.step()
    return with_advice, without


def row(world, i):
    """The ties of a person that are not put away: {other: record}, as plain numbers."""
    live = world.relations.live
    found = {}
    for e in range(live.start[i], live.start[i] + live.size[i]):
        tie = live.tie[e]
        found[int(live.other[e])] = {name: tie[name].item() for name in live.tie.dtype.names}
    return found


def rates(world, i):
    return {j: tie["rate"] for j, tie in row(world, i).items() if tie["occasion"] == ON}


def near(world, tie, week):
    p = world.relations.parameters
    silence = 0 if tie["kind"] == KIN else week - tie["last"]
    return (1 - np.exp(-tie["hours"] / p.closeness_hours)) * np.exp(-silence / p.closeness_lasts)


def test_hours_with_the_closest_go_to_those_closest_and_to_nobody_else(lived, seeker):
    after, before = followed(lived, seeker, Talk(hours=2.0, among="on", first="strongest", people=3))
    known = {j: tie for j, tie in row(before, seeker).items() if tie["hours"] >= 1 and tie["occasion"] == ON}
    week = before.week // SEASON * SEASON
    closest = sorted(known, key=lambda j: -near(before, known[j], week))[:3]
    talk_hours = lived.relations.parameters.talk_hours
    more = 2.0 / 3 / talk_hours
    for j, rate in rates(after, seeker).items():
        plain = rates(before, seeker)[j]
        assert rate == pytest.approx(min(14, plain + more) if j in closest else plain, rel=1e-6)
        assert rates(after, j)[seeker] == pytest.approx(rate, rel=1e-6)
    assert after.advice.own[seeker] == pytest.approx(2.0 * SEASON)
    assert after.advice.others[seeker] == pytest.approx(2.0 * SEASON)
    assert after.advice.own.sum() == after.advice.own[seeker]


def test_dear_talks_are_fewer(lived, seeker):
    after, _ = followed(lived, seeker, Talk(hours=1.5, among="on", first="random", people=4, each=1.5))
    assert after.advice.own[seeker] == pytest.approx(1.5 * SEASON)
    talks = 1.5 * SEASON / 1.5
    assert after.advice.others[seeker] == pytest.approx(talks * lived.relations.parameters.talk_hours)


def test_those_longest_silent_have_an_occasion_again_on_both_sides(lived, seeker):
    after, before = followed(lived, seeker, Talk(hours=1.0, among="dormant", first="silent", people=4))
    asleep = {j: t for j, t in row(before, seeker).items() if t["hours"] >= 1 and t["occasion"] != ON}
    assert len(asleep) > 4
    now = rates(after, seeker)
    new = set(now) - set(rates(before, seeker))
    assert len(new) == 4
    oldest = max(asleep[j]["last"] for j in new)
    assert all(tie["last"] >= oldest for j, tie in asleep.items() if j not in new)
    for j in new:
        talks = 1.0 * SEASON / 4 / lived.relations.parameters.talk_hours - 1  # the first is the meeting
        assert now[j] == pytest.approx(talks / SEASON, rel=1e-6)
        assert rates(after, j)[seeker] == now[j]
        assert row(after, seeker)[j]["hours"] > row(before, seeker)[j]["hours"]


def test_former_colleagues_have_worked_for_one_firm_and_do_not_now(lived, seeker):
    start, firms = careers(lived)
    worked = [set(firms[start[i] : start[i + 1]].tolist()) for i in range(lived.ties.people)]
    everybody = np.arange(lived.ties.people)
    after, before = followed(
        lived, everybody, Talk(hours=1.0, among="former", first="random", people=4), while_looking=False
    )
    firm = np.where(lived.people.position >= 0, lived.jobs.firm[lived.people.position], -1)
    count = 0
    for i in everybody:
        for j in set(rates(after, i)) - set(rates(before, i)):
            assert worked[i] & worked[j]
            assert firm[i] < 0 or firm[i] != firm[j]
            count += 1
    assert count > 20


def test_more_of_the_same_is_in_proportion(lived, seeker):
    after, before = followed(lived, seeker, Usual(hours=2.0))
    plain, now = rates(before, seeker), rates(after, seeker)
    times = 1 + 2.0 / lived.relations.parameters.talk_hours / sum(plain.values())
    assert set(now) == set(plain)
    for j in plain:
        assert now[j] == pytest.approx(min(14, plain[j] * times), rel=1e-5)
    assert after.advice.own[seeker] == pytest.approx(2.0 * SEASON)


@pytest.mark.parametrize(("where", "same"), [("industry", True), ("other industries", False)])
def test_people_are_met_where_it_says(lived, seeker, where, same):
    after, before = followed(lived, seeker, Meet(hours=0.4, where=where, people=4))
    new = set(rates(after, seeker)) - set(rates(before, seeker))
    industry = lived.people.industry
    assert 1 <= len(new) <= 4
    assert all((industry[j] == industry[seeker]) == same for j in new)
    assert all(seeker in rates(after, j) for j in new)
    assert after.advice.own[seeker] <= 0.4 * SEASON + 1e-9


def test_a_circle_is_of_the_same_people(lived, seeker):
    treated = np.zeros(lived.ties.people, np.bool_)
    treated[seeker] = True
    world = lived.fork()
    meet = Meet(hours=4.0, where="anywhere", people=6, fixed=True)
    world.advice = Advice([meet], treated, world.week + 1, WEEKS, while_looking=False)
    plain = lived.fork()
    circles = []
    for _ in range(3):
        for market in (world, plain):
            for _ in range(SEASON):
                market.step()
        often = rates(world, seeker)
        talk = 4.0 / 6 / lived.relations.parameters.talk_hours
        circles.append({j for j, rate in often.items() if rate > 0.9 * talk})
    common = circles[1] & circles[2]
    assert len(common) >= 5
    assert circles[0] >= common - set(rates(plain, seeker)) or len(circles[0] & common) >= 4


def test_asks_go_to_those_asked_for_and_are_paid_by_both(lived, seeker):
    after, before = followed(lived, seeker, Ask(number=20, each=0.24, medium="face to face", first="weakest"))
    known, plain = trust_of(after).table(after.relations), trust_of(before).table(before.relations)
    learnt = known.merge(plain, on=["person", "other"], how="left", suffixes=("", "_before"))
    aware = learnt[
        (learnt["other"] == seeker) & (learnt["aware_until"] > learnt["aware_until_before"].fillna(-1))
    ]
    assert after.advice.own[seeker] == pytest.approx(20 * 0.24)
    assert after.advice.others[seeker] == pytest.approx(20 * 0.24 + FAVOUR_HOURS * len(aware))
    assert 1 <= len(aware) < 20
    asked_until = before.week // SEASON * SEASON + lived.relations.parameters.asked_lasts
    assert (aware["aware_until"] == asked_until).all()
    mine = learnt[learnt["person"] == seeker]
    promised = mine[mine["promises"] > mine["promises_before"].fillna(0)]
    assert set(aware["person"]) <= set(promised["other"])


def test_only_who_looks_asks(lived):
    rests = np.flatnonzero(~lived.people.looking)
    after, _ = followed(lived, rests, Ask(number=5, each=0.2), while_looking=False)
    assert after.advice.own.sum() == 0


def test_posts_are_seen_by_a_few_who_learn_that_one_looks(lived, seeker):
    after, before = followed(lived, seeker, Post(hours=0.33 / SEASON))  # one post
    known, plain = trust_of(after).table(after.relations), trust_of(before).table(before.relations)
    until = before.week // SEASON * SEASON + lived.relations.parameters.asked_lasts
    saw = known[(known["other"] == seeker) & (known["aware_until"] == until)]
    had = plain[(plain["other"] == seeker) & (plain["aware_until"] == until)]
    some = sum(tie["hours"] >= 1 for tie in row(before, seeker).values())
    seen = after.advice.others[seeker] / READING_HOURS
    assert seen == pytest.approx(round(seen))
    assert len(saw) - len(had) <= round(seen)
    assert abs(seen - 0.1 * some) < 4 * np.sqrt(some * 0.1 * 0.9)
    competence = trust_of(before).competence[seeker]
    both = saw.merge(plain, on=["person", "other"], how="left", suffixes=("", "_before"))
    first = both[both["credibility_before"].isna() & ~both["person"].isin(had["person"])]
    assert len(first)
    assert np.allclose(first["credibility"], 0.5 + 0.05 * (competence - 0.5), atol=1e-5)


def test_hours_of_search_bring_as_much_as_those_of_who_looks_anyway():
    """Mean number of readings: times (11 + 11) / people x openings; Poisson, 1,000 people, within four standard errors."""
    openings = np.arange(50, dtype=np.int64)
    rate = np.full(1_000, 22 / 1_000)
    people, positions = readings(np.uint64(3), 5, rate, openings)
    assert abs(len(people) - 1_100) < 4 * np.sqrt(1_100)
    assert len(np.unique(positions)) == 50


def test_search_is_counted_in_hours_and_only_while_one_looks(lived, seeker):
    rests = int(np.flatnonzero(~lived.people.looking)[0])
    after, before = followed(lived, [seeker, rests], Search(hours=SEARCH_HOURS), while_looking=False)
    assert after.advice.own[seeker] == pytest.approx(SEARCH_HOURS)
    looks = before.people.looking[rests] or before.people.hired[rests] == before.week
    assert after.advice.own[rests] == (SEARCH_HOURS if looks else 0)


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
    known, plain = trust_of(after).table(after.relations), trust_of(before).table(before.relations)
    gave = known[known["person"] == seeker]["gave"].sum() - plain[plain["person"] == seeker]["gave"].sum()
    assert gave == 2 * len(new)


def test_traits_are_of_those_who_follow_and_last_as_long(lived, seeker):
    kept = trust_of(lived).reliability.copy()
    treated = np.zeros(lived.ties.people, np.bool_)
    treated[seeker] = True
    world = lived.fork()
    trait = Trait(hours=1.0, reliability=2.0, ability=0.13)
    world.advice = Advice([trait], treated, world.week + 1, SEASON, while_looking=False)
    world.step()
    now = trust_of(world).reliability
    odds = kept[seeker] / (1 - kept[seeker]) * np.exp(2.0)
    assert now[seeker] == pytest.approx(odds / (1 + odds), rel=1e-5)
    assert np.array_equal(np.delete(now, seeker), np.delete(kept, seeker))
    for _ in range(SEASON):
        world.step()
    assert np.array_equal(trust_of(world).reliability, kept)
    assert np.array_equal(trust_of(lived).reliability, kept)
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
)


@pytest.mark.parametrize("action", EVERYTHING, ids=lambda action: type(action).__name__)
def test_no_action_touches_an_outcome(lived, action):
    """Called by itself where it acts, an action leaves jobs, hires and vacancies as they are, but for who has heard of these."""
    from weakties.simulation.market import advised

    world = lived.fork()
    everybody = np.ones(world.ties.people, np.bool_)
    world.advice = Advice([action], everybody, world.week + 1, WEEKS, False, worked=careers(lived))
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
        Advice([action()], np.zeros(3, np.bool_), 1, 1)
