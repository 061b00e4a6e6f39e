"""Each action in one season of a small market, worked out once more in plain Python; and what none of them touches."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.advice.by_hand import WEEKS, followed, near, rates, row
from weakties.simulation.advice.actions import (
    Ask,
    Meet,
    Post,
    Talk,
    Usual,
)
from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.market.advised import careers
from weakties.simulation.relations.state import ON
from weakties.simulation.talk.live import SEASON

NUMBERS = AdviceParameters()


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
    world.advice = Advice([Followed([meet], treated, WEEKS, False)], world.week + 1)
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
    known, plain = after.trust.table(after.relations), before.trust.table(before.relations)
    learnt = known.merge(plain, on=["person", "other"], how="left", suffixes=("", "_before"))
    aware = learnt[
        (learnt["other"] == seeker) & (learnt["aware_until"] > learnt["aware_until_before"].fillna(-1))
    ]
    assert after.advice.own[seeker] == pytest.approx(20 * 0.24)
    assert after.advice.others[seeker] == pytest.approx(20 * 0.24 + NUMBERS.favour_hours * len(aware))
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
    known, plain = after.trust.table(after.relations), before.trust.table(before.relations)
    until = before.week // SEASON * SEASON + lived.relations.parameters.asked_lasts
    saw = known[(known["other"] == seeker) & (known["aware_until"] == until)]
    had = plain[(plain["other"] == seeker) & (plain["aware_until"] == until)]
    some = sum(tie["hours"] >= 1 for tie in row(before, seeker).values())
    seen = after.advice.others[seeker] / NUMBERS.reading_hours
    assert seen == pytest.approx(round(seen))
    assert len(saw) - len(had) <= round(seen)
    assert abs(seen - 0.1 * some) < 4 * np.sqrt(some * 0.1 * 0.9)
    competence = before.trust.competence[seeker]
    both = saw.merge(plain, on=["person", "other"], how="left", suffixes=("", "_before"))
    first = both[both["credibility_before"].isna() & ~both["person"].isin(had["person"])]
    assert len(first)
    assert np.allclose(first["credibility"], 0.5 + 0.05 * (competence - 0.5), atol=1e-5)
