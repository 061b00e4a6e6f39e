"""Ties that live: both directions agree, chance has addresses, occasions end as the rules say, leads are told once."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import JobMarket
from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.relations import relations as module
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.state import COLLEAGUE, ENDED, KIN, LIVES, ON, RESTING, find, roomier
from weakties.simulation.talk.live import SEASON, next_talk_in_season, talks_of_season

PEOPLE = 240
SHAPE = {"acquaintances": 40, "casual_friends": 30, "friends": 20, "community_size": 60}


def ties_of(seed: int = 0):
    return networks.layers(PEOPLE, seed, **SHAPE)


def lived(seasons: int = 12, seed: int = 0, firm=None, **numbers: float) -> Relations:
    """Ties that have lived for some seasons in firms that do not change."""
    ties = ties_of()
    work = ties.groups["firm"].astype(np.int32) if firm is None else firm
    start = np.concatenate([[0], np.cumsum(np.bincount(np.maximum(work, 0)))]).astype(np.int64)
    relations = Relations(ties, RelationParameters.create(numbers), seed)
    holder = np.argsort(work, kind="stable").astype(np.int32)
    for season in range(seasons):
        relations.turn(season * SEASON, work, start, holder)
    return relations


def directed(relations: Relations) -> dict[tuple[int, int], np.void]:
    live = relations.everything()
    return {
        (i, int(live.other[e])): live.tie[e]
        for i in range(PEOPLE)
        for e in range(live.start[i], live.start[i] + live.size[i])
    }


def test_both_directions_of_a_tie_hold_the_same_numbers():
    found = directed(lived())
    assert len(found) > 5_000
    for (i, j), tie in found.items():
        assert found[j, i] == tie


def test_active_ties_stand_first_and_have_not_ended():
    relations = lived()
    live = relations.everything()
    assert (live.size > relations.live.size).any(), "some have been put away"
    for i in range(PEOPLE):
        row = live.tie[live.start[i] : live.start[i] + live.size[i]]
        assert (row["occasion"][: live.on[i]] == ON).all()
        assert (row["occasion"][live.on[i] : live.active[i]] == RESTING).all()
        assert (row["occasion"][live.active[i] :] == ENDED).all()
        assert (row["rate"][row["occasion"] != ON] == 0).all()


def test_the_same_world_twice_and_whatever_the_room(monkeypatch):
    one = lived().table()
    monkeypatch.setattr(module, "roomier", lambda live, room: roomier(live, room + 200))
    assert lived().table().equals(one)
    assert not lived(seed=1).table().equals(one)


def test_hours_are_the_talks_of_the_season_times_their_length():
    relations, everybody = lived(3, talk_hours=0.5), np.ones(PEOPLE, np.bool_)
    before = relations.table().set_index(["source", "target"])
    talks, met = relations.talks(everybody), relations.met(everybody)
    assert np.array_equal(talks[len(talks) - len(met) :], met)  # their hours are there already
    talks = talks[: len(talks) - len(met)]
    assert (talks[:, 0] < talks[:, 1]).all() and set(talks[:, 2] // SEASON) == {2}
    ties = ties_of()
    work = ties.groups["firm"].astype(np.int32)
    start = np.concatenate([[0], np.cumsum(np.bincount(work))]).astype(np.int64)
    relations.turn(3 * SEASON, work, start, np.argsort(work, kind="stable").astype(np.int32))
    after = relations.table().set_index(["source", "target"]).reindex(before.index)
    pairs, count = np.unique(talks[:, :2], axis=0, return_counts=True)
    again = {(a, b) for a, b, _ in relations.met(everybody)}
    other = np.array([tuple(pair) not in again for pair in pairs])
    talked, count = [tuple(pair) for pair in pairs[other]], count[other]
    gained, then = (after.hours - before.hours).loc[talked], before.hours.loc[talked] + 0.5 * count
    there = gained.notna()
    assert 0 < (~there).sum() < 0.2 * len(talked) and (then[~there] < 1).all()  # strangers who parted
    assert np.allclose(gained[there], 0.5 * count[there], atol=0.02)  # hours are kept in 32 bits


def test_a_talk_in_a_season_comes_as_often_as_its_rate_says():
    """1 - exp(-4 rate) of 40,000 pairs, and 4 rate talks on average; failure beyond 4 standard errors."""
    n, rate = 40_000, np.float32(0.2)
    found = [talks_of_season(np.uint64(1), i, i + 1, rate, 5) for i in range(n)]
    talks, last = np.array(found).T
    any_talk = 1 - np.exp(-0.8)
    assert abs((talks > 0).mean() - any_talk) < 4 * np.sqrt(any_talk * (1 - any_talk) / n)
    assert abs(talks.mean() - 0.8) < 4 * np.sqrt(0.8 / n)
    assert ((last >= 20) & (last < 24) | (last == -1)).all()
    first = [next_talk_in_season(np.uint64(1), i + 1, i, rate, 20, 23) for i in range(200)]
    assert [week >= 0 for week in first] == [bool(count) for count in talks[:200]]


def test_a_higher_rate_never_takes_a_talk_away():
    """Chance belongs to the pair and the week: the talks at a low rate are among those at a higher one."""
    for i in range(200):
        low = next_talk_in_season(np.uint64(3), i, i + 7, 0.1, 8, 11)
        high = next_talk_in_season(np.uint64(3), i, i + 7, 0.5, 8, 11)
        assert low < 0 or 0 <= high <= low


def test_kin_always_have_an_occasion_and_others_may_lose_theirs():
    table = lived(occasion_life=4).table()
    kin = table[table.kind == "close"]
    assert len(kin) and (kin.occasion == "on").all()
    assert {"resting", "ended"} <= set(table.occasion)


def test_no_occasion_ends_for_good_unless_they_may():
    relations = lived(ends_for_good=0, exploring=0, habit_leak=500)
    assert (relations.table().occasion != "ended").all()


def test_colleagues_whose_firms_part_lose_their_occasion_at_once():
    relations = lived(6, met_at_work=1, introductions=0, occasion_life=5_000)
    before = relations.table()
    assert (before.occasion[before.kind == "colleague"] == "on").any()
    nobody = np.full(PEOPLE, -1, np.int32)
    relations.turn(
        6 * SEASON, nobody, np.zeros(PEOPLE + 1, np.int64), np.full(1, -1, np.int32)
    )  # all lose their jobs
    table = relations.table()
    assert not (table.kind[table.occasion != "ended"] == "colleague").any()


def test_a_tie_of_the_network_is_not_talked_over_while_anything_is_kept_of_the_two():
    relations = lived(20, exploring=0.3)
    (start, other, rate, _), live, fixed = relations.frozen, relations.everything(), relations.fixed_rates()
    for i in range(PEOPLE):
        for e in range(start[i], start[i + 1]):
            stays = rate[e] < LIVES and find(live, i, other[e]) < 0
            assert fixed[e] == (rate[e] if stays else -1)
    rare = rate < LIVES
    assert (fixed[rare] < 0).any() and (fixed[rare] > 0).any() and (fixed[~rare] < 0).all()


def test_closeness_grows_with_hours_and_falls_with_silence_but_for_kin():
    closeness = lived(1).closeness
    kin = np.array([False, False, False, True])
    k = closeness(np.array([97.0, 200.0, 97.0, 97.0]), np.array([0, 0, 104, 104]), kin)
    assert np.allclose(k, [1 - np.exp(-1), 1 - np.exp(-200 / 97), (1 - np.exp(-1)) / np.e, 1 - np.exp(-1)])


def market(**more) -> JobMarket:
    return JobMarket(ties_of(), seed=0, relations=True, **more)


def test_nobody_tells_anybody_of_a_vacancy_twice():
    one = market(vacancy_life=20, team_size=0, formal_search=0, direct_search=0)
    one.run(weeks=300)
    told = one.tellings[one.tellings.teller >= 0]
    assert len(told) > 50
    assert not told.duplicated(["hire", "teller"]).any()
    hires = one.hires
    assert (hires.heard_week >= hires.opened_week).all() and (hires.week >= hires.heard_week).all()


def test_leads_go_on_being_told_after_a_season_has_ended():
    one = market(vacancy_life=30, formal_search=0, direct_search=0)
    one.run(weeks=150)
    hires = one.hires
    assert (hires.heard_week // SEASON > hires.opened_week // SEASON).mean() > 0.2


def test_the_log_holds_the_talks_of_whom_it_watches():
    one = market()
    one.watch(10)
    one.run(weeks=20)
    watched = set(np.linspace(0, PEOPLE, 10, endpoint=False).astype(int))
    assert len(one.talks) and all(a in watched or b in watched for a, b, _ in one.talks.to_numpy())
    assert one.talks.week.max() <= 20


def test_a_world_with_relations_lives_on_as_it_would_in_a_copy():
    one = market()
    one.run(weeks=30)
    other = one.world.fork()
    for _ in range(20):
        other.step()
    one.run(weeks=20)
    assert other.relations is not None and other.relations.table().equals(one.relations)
    assert np.array_equal(other.people.position, one.world.people.position)


def test_with_relations_off_their_numbers_are_refused():
    with pytest.raises(UserError, match="habit_leak acts on ties that live"):
        JobMarket(ties_of(), seed=0, habit_leak=10)
    plain = JobMarket(ties_of(), seed=0)
    for ask in (lambda: plain.relations, plain.watch):
        with pytest.raises(UserError, match="relations=True"):
            ask()
    with pytest.raises(UserError, match="social_hours = 0"):
        market(social_hours=0)
    with pytest.raises(UserError, match="watch"):
        market().watch(0)
    with pytest.raises(UserError, match="relations are on"):
        market().world.know(ties_of())


@pytest.mark.parametrize(
    "bad",
    [
        {"social_hours": 0},
        {"social_hours": float("nan")},
        {"habit_leak": float("inf")},
        {"exploring": -0.1},
        {"exploring": float("nan")},
        {"occasion_life": 0},
        {"talk_hours": 0},
        {"return_rate": float("inf")},
        {"hours_spread": -1},
        {"social_hours": "many"},
        {"season": 0},
        {"relations": "no"},
        {"relations": None},
        {"workers": 2 * PEOPLE},
    ],
    ids=str,
)
def test_bad_numbers_are_refused_in_one_line(bad):
    with pytest.raises(UserError) as error:
        JobMarket(ties_of(), seed=0, **{"relations": True, **bad})
    assert next(iter(bad)) in str(error.value) and "\n" not in str(error.value)


def test_kinds_are_those_of_ties():
    from weakties.simulation.ties import Kind

    assert (KIN, COLLEAGUE) == (Kind.CLOSE, Kind.COLLEAGUE)
