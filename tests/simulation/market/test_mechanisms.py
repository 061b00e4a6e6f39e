"""Mechanisms beyond the base market: neutral by default, and each moves something when it is switched on."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import Scenario
from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.rules.audience import let_in
from weakties.simulation.market.sectors import SECTORS
from weakties.simulation.market.trades import far_talk, little_schooling, trades
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers

WEEKS = 60
TIES = layers(600, 0, acquaintances=60)


def hires(mechanisms=None, **market):
    world = World(TIES, MarketParameters.create(market), 0, mechanisms)
    for _ in range(WEEKS):
        world.step()
    return world.hires.tables(TIES, world.jobs)[0]


def test_neutral_mechanisms_change_nothing():
    assert hires(Mechanisms()).equals(hires())


def test_a_mechanism_far_below_anything_takes_its_path_and_changes_nothing():
    """Strengths that are on but too weak to turn one decision: the code of each channel runs, and the world is the same."""
    tiny = Mechanisms(
        close_relay=1e-12,
        audience=1000,
        digital_stale=1e-12,
        digital_posting=1e-12,
        less_schooled=0.5,
    )
    assert hires(tiny).equals(hires())
    assert hires(announced=1e-12).equals(hires(announced=0.0))


@pytest.mark.parametrize(
    ("mechanism", "value"),
    [
        ("close_relay", 0.3),
        ("audience", 1),
        ("digital_vouching", 1.0),
        ("digital_talk", 1.0),
        ("digital_stale", 1.0),
        ("digital_posting", 1.0),
        ("schooling_vouching", 5.0),
        ("less_schooled", 0.5),
    ],
)
def test_every_mechanism_moves_the_market(mechanism, value):
    others = {"less_schooled": 0.4, "schooling_vouching": 3.0} if "school" in mechanism else {}
    with_it = Mechanisms.create({**others, mechanism: value})
    assert not hires(with_it, vouching=1.0).equals(hires(Mechanisms.create(others), vouching=1.0))


def test_digital_channels_leave_the_middle_of_the_ranking_alone():
    ties = layers(600, 0, acquaintances=60, industries=5)
    world = World(ties, MarketParameters(vouching=1.0), 0)
    on = trades(
        world.jobs, MarketParameters(vouching=1.0), Mechanisms(digital_stale=0.7, digital_posting=0.7)
    )
    assert on.life[2] == 5.0 and on.reach[2] == MarketParameters().formal_search
    assert (np.diff(on.life) < 0).all() and (np.diff(on.reach) > 0).all() and (on.vouching == 1).all()


def test_vacancies_live_as_long_as_measured_where_that_is_asked_for():
    ties = layers(700, 0, acquaintances=60, industries=len(SECTORS))
    jobs = World(ties, MarketParameters(), 0).jobs
    off, half, on = (trades(jobs, MarketParameters(), Mechanisms(measured_lives=x)).life for x in (0, 0.5, 1))
    assert (off == MarketParameters().vacancy_life).all()
    assert on == pytest.approx([sector.days / 6 for sector in SECTORS])
    assert half == pytest.approx(np.sqrt(off * on))
    assert [s.name for s in SECTORS if s.digital] == [
        "professional and business",
        "financial services",
        "information",
    ]


def test_vacancies_of_industries_that_were_not_measured_are_an_error_before_anything_is_made():
    with pytest.raises(UserError, match="set industries = 7"):
        Scenario.of({"measured_lives": 1})
    with pytest.raises(UserError, match="7 industries were measured, and here are 5"):
        World(
            layers(600, 0, acquaintances=60, industries=5),
            MarketParameters(),
            0,
            Mechanisms(measured_lives=1),
        )
    assert Scenario.of({"measured_lives": 1, "industries": 7}).mechanisms.measured_lives == 1


def test_far_talk_is_symmetric_and_leaves_close_ties():
    digital = np.linspace(0, 1, 8)
    rate = far_talk(TIES, TIES.groups["industry"], digital, 1.0)
    pairs = {
        (i, j): r
        for i in range(TIES.people)
        for j, r in zip(TIES.contacts(i), rate[TIES.start[i] :], strict=False)
    }
    assert all(pairs[j, i] == r for (i, j), r in pairs.items())
    close = TIES.contact_rate >= 12 / 52
    assert (rate[close] == TIES.contact_rate[close]).all() and (
        rate[~close] != TIES.contact_rate[~close]
    ).any()
    assert far_talk(TIES, TIES.groups["industry"], digital, 0.0) is TIES.contact_rate


def test_an_audience_is_drawn_among_those_who_look_without_favour():
    """Each of 4 who look is let in with chance 1/2 when 2 are: 2000 draws, standard error sqrt(.25/2000) = 0.0112, 4 of them."""
    who = np.array([7, 3, 9, 5, 2, 8], np.int32)
    looking = np.zeros(10, bool)
    looking[[3, 9, 2, 8]] = True
    times = np.zeros(10)
    for week in range(2000):
        told = who[let_in(np.uint64(1), week, 0, 2, who, np.arange(6, dtype=np.int32), looking)]
        assert {7, 5} <= set(told.tolist()) and len(told) == 4
        times[told] += 1
    assert np.abs(times[[3, 9, 2, 8]] / 2000 - 0.5).max() < 4 * 0.0112
    mirrored = who[::-1].copy()
    first = set(who[let_in(np.uint64(1), 5, 0, 2, who, np.arange(6, dtype=np.int32), looking)].tolist())
    assert first == set(
        mirrored[let_in(np.uint64(1), 5, 0, 2, mirrored, np.arange(6, dtype=np.int32), looking)].tolist()
    )


def test_schooling_is_drawn_at_its_share():
    """Standard error sqrt(.3 x .7 / 20000) = 0.0032."""
    assert abs(little_schooling(20_000, 0, Mechanisms(less_schooled=0.3)).mean() - 0.3) < 4 * 0.0032


def test_an_opening_is_announced_to_each_of_the_firm_with_the_same_chance():
    """With chance .3, of all who worked in the firms that opened: standard error sqrt(.3 x .7 / n), within 4 of them; with 1
    everybody there but the one who hires, and each one step from him."""
    for chance in (0.3, 1.0):
        world = World(TIES, MarketParameters(separation=0.05, announced=chance), 0)
        asked = told = 0
        for _ in range(20):
            world.step()
            before = world.people.position.copy()
            world.week += 1
            world._open_vacancies()
            world.week -= 1
            jobs, tellers = world.jobs, world.tellers
            for p in np.flatnonzero(jobs.opened == world.week + 1):
                there = np.flatnonzero((before >= 0) & (jobs.firm[before] == jobs.firm[p]))
                k, heard = jobs.first_teller[p], []
                while k >= 0:
                    heard.append((tellers.person[k], tellers.depth[k]))
                    k = tellers.next_of_vacancy[k]
                assert {i for i, depth in heard if depth == 0} == ({jobs.hirer[p]} if len(there) else set())
                assert {i for i, _ in heard} <= set(there.tolist()) and len(heard) == len(dict(heard))
                asked += max(0, len(there) - 1)
                told += sum(depth == 1 for _, depth in heard)
        assert asked > 3000 and abs(told / asked - chance) <= 4 * np.sqrt(chance * (1 - chance) / asked)
