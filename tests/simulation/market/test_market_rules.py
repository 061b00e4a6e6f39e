"""One rule of the labour market at a time, by its law or by hand; all together: test_plain_market.py."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.market.market_by_hand import TALKATIVE, frozen, habits, jobs_of, listed, people_at
from weakties.simulation.market.habits import Taste
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.records import HIRE, TOLD
from weakties.simulation.market.rules.hire import choose, hire
from weakties.simulation.market.rules.looking import look_around, suits
from weakties.simulation.market.rules.open_vacancies import life
from weakties.simulation.market.rules.pools import add_teller, add_telling
from weakties.simulation.market.rules.search_formally import search_for
from weakties.simulation.market.rules.telling import talk
from weakties.simulation.market.state import CONTACT, DIRECT, FORMAL, SPELL, new_tellers, new_tellings
from weakties.simulation.market.trades import trades
from weakties.simulation.market.world import World
from weakties.simulation.ties import Ties

SEED = np.uint64(11)


def test_a_vacancy_of_another_industry_suits_a_share_of_people_and_stays_so():
    """`transferability` of 40,000 people, within 4 standard errors; whoever it suits, a higher one suits as well."""
    n = 40_000
    for share in (0.05, 0.2, 0.7):
        fits = np.array([suits(SEED, 3, i, 5, share) for i in range(n)])
        assert abs(fits.mean() - share) < 4 * np.sqrt(share * (1 - share) / n)
        assert all(suits(SEED, 3, i, 5, share + 0.1) for i in np.flatnonzero(fits)[:500])


@pytest.mark.parametrize(("formal", "direct"), [(2.0, 0.5), (0.0, 3.0), (5.3, 5.3)])
def test_as_many_come_across_a_vacancy_as_asked_for(formal, direct):
    """Of each channel, Poisson numbers with their mean: over 4,000 weeks within 4 sqrt(mean / 4,000), the variance within a
    tenth. Everybody has the same chance: of 5 people, each one's share is within 4 standard errors of 1/5."""
    people = people_at([0, 1, 2, -1, -1])
    jobs, weeks = jobs_of([0, 0, 0, 0], people), 4_000
    jobs.opened[3], jobs.deadline[3] = 1, weeks
    tellings = new_tellings(2**16)
    numbers = habits(formal_search=formal, direct_search=direct)
    for week in range(1, weeks + 1):
        search_for(SEED, week, 3, numbers, np.array([formal]), people, jobs, tellings)
    found = listed(tellings, jobs.first_telling[3])
    for channel, mean in ((FORMAL, formal), (DIRECT, direct)):
        mine = [k for k in found if tellings.channel[k] == channel]
        count = np.bincount(tellings.week[mine], minlength=weeks + 1)[1:]
        assert abs(count.mean() - mean) <= 4 * np.sqrt(mean / weeks) and abs(count.var() - mean) <= 0.1 * mean
        share = np.bincount(tellings.listener[mine], minlength=5) / max(1, len(mine))
        assert mean == 0 or np.abs(share - 0.2).max() < 4 * np.sqrt(0.16 / len(mine))


def test_only_whom_it_suits_takes_note_of_a_posting():
    """Half of the people are of another trade, which a tenth of vacancies suits: 1 in 11 tellings is theirs."""
    people = people_at([0, *[-1] * 999], industry=[0] * 500 + [1] * 500)
    jobs = jobs_of([0, *[0] * 300], people)
    tellings = new_tellings(2**16)
    for p in range(1, 301):
        jobs.opened[p] = 1
        search_for(SEED, 1, p, habits(transferability=0.1), np.array([100.0]), people, jobs, tellings)
    found = np.concatenate([listed(tellings, jobs.first_telling[p]) for p in range(1, 301)])
    other = (tellings.listener[found] >= 500).mean()
    assert abs(other - 1 / 11) < 4 * np.sqrt(10 / 121 / len(found))


def test_vacancies_live_a_geometric_time():
    """P(longer than w weeks) = (1 - 1 / mean) ** w, for w from 1 to 8, within 4 standard errors of 20,000 vacancies."""
    lives = np.array([life(SEED, 9, p, 4.0) for p in range(20_000)])
    for w in range(1, 9):
        p = 0.75**w
        assert abs((lives > w).mean() - p) < 4 * np.sqrt(p * (1 - p) / 20_000)
    assert lives.min() == 1 and life(SEED, 9, 0, 1.0) == 1


def test_a_spell_of_search_on_the_job_ends_with_a_move_and_the_next_one_may_begin():
    """Everybody would always move. One hired in a half-year of his looks no more until it is over, and one hired in its first
    week neither; others look in every week."""
    people = people_at([0, 1, 2])
    people.offset[:] = 4
    people.hired[1], people.hired[2] = SPELL - 4 + 7, SPELL - 4  # in his second half-year; in its first week
    looks = []
    for week in range(SPELL - 4 + 8, 3 * SPELL):
        look_around(SEED, week, 1.0, people)
        looks.append(people.looking.tolist())
    rest = 2 * SPELL - 4 - (SPELL - 4 + 8)
    assert looks == [[True, False, False]] * rest + [[True] * 3] * (len(looks) - rest)


def test_a_share_of_the_employed_looks_and_for_half_a_year_at_a_time():
    """0.3 of 5,000 people in each week, within 4 standard errors; each one changes only where a half-year of his begins; and all
    who are out of work look."""
    n = 5_000
    people = people_at([*range(n), -1])
    people.offset[:n] = np.arange(n) % SPELL
    looks = []
    for week in range(1, 3 * SPELL):
        assert look_around(SEED, week, 0.3, people) == people.looking.sum() and people.looking[n]
        looks.append(people.looking[:n].copy())
    share = np.mean(looks, axis=1)
    assert np.abs(share - 0.3).max() < 4 * np.sqrt(0.21 / n)
    week, who = np.nonzero(np.diff(np.array(looks, int), axis=0))
    assert len(who) > n and ((week + 2 + people.offset[who]) % SPELL == 0).all()


def test_of_several_who_tell_a_relayer_in_one_week_chance_decides_from_whom_he_has_it():
    """Five tell the same person in the week in which the vacancy opened: over 500 vacancies each is the source of a fifth,
    within 4 standard errors; and the steps are those of the source."""
    ties = Ties.from_pairs(range(5), [5] * 5, 6, TALKATIVE)
    network = frozen(ties)
    vacancies = 500
    people = people_at([0, 1, 2, 3, 4, 5])
    jobs = jobs_of([0] * 5 + [1] * (1 + vacancies), people)
    tellings, tellers = new_tellings(2**12), new_tellers(2**12)
    for p in range(6, 6 + vacancies):
        jobs.opened[p], jobs.deadline[p] = 1, 9
        for teller in range(5):
            add_teller(tellers, jobs, p, teller, -1, 1 + teller, 1)
    assert (
        talk(SEED, 1, habits(relay=1.0), network, people, jobs, tellings, tellers) == 0
    )  # no pool was too short
    source = []
    for p in range(6, 6 + vacancies):
        mine = [k for k in listed(tellers, jobs.first_teller[p], "next_of_vacancy") if tellers.person[k] == 5]
        assert len(mine) == 1 and tellers.week[mine[0]] == 2
        source.append(int(tellers.source[mine[0]]))
        assert tellers.depth[mine[0]] == source[-1] + 2
    share = np.bincount(source, minlength=5) / vacancies
    assert np.abs(share - 0.2).max() < 4 * np.sqrt(0.16 / vacancies)


def test_colleagues_of_a_team_who_are_friends_too_are_told_once_and_the_one_who_hires_is_not():
    """Firm 0 has a team of three, all of them friends; 3 is a friend of another firm. All talk in every week."""
    ties = Ties.from_pairs(
        [0, 0, 1, 0, 3], [1, 2, 2, 3, 1], 4, [0.001, TALKATIVE, TALKATIVE, TALKATIVE, TALKATIVE]
    )
    people = people_at([0, 1, 2, 4])
    jobs = jobs_of([0, 0, 0, 0, 1], people)
    jobs.opened[3], jobs.deadline[3], jobs.hirer[3] = 1, 4, 0
    tellings, tellers = new_tellings(100), new_tellers(100)
    add_teller(tellers, jobs, 3, 0, -1, 0, 1)
    numbers = habits(relay=1.0, team_size=3, colleague_rate=20.0)
    for week in (1, 2):
        talk(
            SEED,
            week,
            numbers,
            frozen(ties),
            people,
            jobs,
            tellings,
            tellers,
        )
    told = sorted(
        (int(tellings.teller[k]), int(tellings.listener[k]), int(tellings.steps[k]), int(tellings.week[k]))
        for k in listed(tellings, jobs.first_telling[3])
    )
    assert told == [
        (0, 1, 0, 1),
        (0, 2, 0, 1),
        (0, 3, 0, 1),
        (1, 2, 1, 2),
        (1, 3, 1, 2),
        (2, 1, 1, 2),
        (3, 1, 1, 2),
    ]


def vouched_for(teller_works_at: int) -> bool:
    """Whether of two who apply at firm 0 the one is hired whom somebody told that works at a position; a word weighs all."""
    people = people_at([teller_works_at, -1, -1])
    jobs = jobs_of([0, 0, 1], people)
    jobs.opened[1], jobs.deadline[1] = 1, 5
    tellings = new_tellings(10)
    add_telling(tellings, jobs, 1, 1, 0, CONTACT, 0, 3.0, 0, 2)
    add_telling(tellings, jobs, 1, 2, -1, FORMAL, 0, 0.0, -1, 1)
    return choose(SEED, Taste(0.0, np.array([1000.0]), np.ones(3)), 1, people, jobs, tellings) == 1


def test_only_who_works_in_the_firm_can_vouch():
    """One who works elsewhere, or nowhere, says nothing that an employer weighs: then the impression of the day decides, and
    here it is for the other applicant."""
    assert vouched_for(0) and not vouched_for(2) and not vouched_for(-1)


def test_weeks_out_of_work_are_those_since_the_job_ended():
    """One who lost his job in week 4 and begins another in week 9 was out of work for 5 weeks; one who moves, for none."""
    people = people_at([0, -1, 3])
    people.since[:] = [1, 4, 2]
    people.looking[:] = [False, True, True]
    jobs = jobs_of([0, 0, 0, 1], people)
    tellings, tellers = new_tellings(10), new_tellers(10)
    for p, worker in ((1, 1), (2, 2)):
        jobs.opened[p], jobs.deadline[p] = 7, 9
        add_telling(tellings, jobs, p, worker, 0, CONTACT, 0, 1.0, 0, 8)
    hires, story = np.empty(2, HIRE), np.empty(2, TOLD)
    hire(
        SEED,
        9,
        Taste(0.0, np.zeros(2), np.ones(3)),
        np.array([1, 2]),
        people,
        jobs,
        tellings,
        tellers,
        hires,
        story,
    )
    assert hires[["worker", "previous", "out_of_work"]].tolist() == [(1, -1, 5), (2, 3, 0)]
    assert people.position.tolist() == [0, 1, 2] and people.since.tolist() == [1, 9, 9]
    assert jobs.holder.tolist() == [0, 1, 2, -1] and not people.looking[1:].any()


def test_digital_intensity_leaves_lives_and_reach_within_their_limits():
    """Two industries at strength 5: lives of 5 weeks times and over e ** 5 are cut to 500 and 1, reach of 2 people to 200."""
    jobs = jobs_of([0, 1], people_at([0, 1]), industry=[0, 1])
    far = Mechanisms(digital_stale=5, digital_posting=5)
    of = trades(jobs, MarketParameters(formal_search=2), far)
    assert of.life.tolist() == [500, 1] and of.reach.tolist() == [2 * np.exp(-5), 200]


@pytest.mark.parametrize("positions", [0.7, 1.0, 1.4])
def test_how_a_market_begins(positions):
    """`positions` jobs a worker. All but 5 % are in a job of their own firm, as far as it has any, and nobody has two."""
    n = 8_000
    firm = np.arange(n) // 20
    ties = Ties.from_pairs([0], [1], n).grouped(firm=firm, industry=firm % 5)
    world = World(ties, MarketParameters.create(positions=positions), 3)
    people, jobs = world.people, world.jobs
    assert len(jobs.holder) == round(positions * n) and (jobs.firm_industry == np.arange(400) % 5).all()
    works = np.flatnonzero(people.position >= 0)
    assert (jobs.firm[people.position[works]] == firm[works]).all() and (people.industry == firm % 5).all()
    assert (jobs.holder[people.position[works]] == works).all() and (jobs.holder >= 0).sum() == len(works)
    assert not people.since.any() and (people.hired < -(10**6)).all()
    if positions >= 1:
        places = np.bincount(jobs.firm, minlength=400)
        roomy = np.isin(firm, np.flatnonzero(places >= 20))
        out = (people.position < 0)[roomy].mean()
        assert roomy.sum() > 3_000 and abs(out - 0.05) < 4 * np.sqrt(0.05 * 0.95 / roomy.sum())
    else:
        assert np.mean(jobs.holder >= 0) > 0.97
    assert abs(people.ability.mean()) < 4 / np.sqrt(n) and abs(people.ability.std() - 1) < 4 / np.sqrt(2 * n)
    assert np.abs(np.bincount(people.offset, minlength=SPELL) / n - 1 / SPELL).max() < 4 * np.sqrt(
        1 / SPELL / n
    )
