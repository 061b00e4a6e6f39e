"""Which firms and industries people begin with: what a network says, and what is made of networks that say less."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties import JobMarket, Ties, WeakTiesWarning
from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.state import NOBODY, new_jobs
from weakties.simulation.networks.workplaces import industries_of_firms, workplaces, workplaces_of

PARAMETERS = MarketParameters()


def ring(people, **groups):
    around = np.arange(people)
    return Ties.from_pairs(around, (around + 1) % people, people).grouped(**groups)


def work_of(ties, seed=0):
    return workplaces_of(ties, seed, PARAMETERS)


def test_a_network_that_says_nothing_gets_the_usual_workplaces():
    drawn, found = workplaces(500, 3, PARAMETERS), work_of(ring(500), 3)
    assert np.array_equal(found.firm, drawn.firm) and np.array_equal(found.industry, drawn.industry)


def test_what_a_network_says_is_taken_as_it_is():
    ties = networks.layers(workers=400, seed=0)
    found = work_of(ties)
    assert found.firm is not None and np.array_equal(found.firm, ties.groups["firm"])
    assert np.array_equal(found.industry, ties.groups["industry"])


def test_industries_without_firms_are_kept_and_firms_are_drawn_within_them():
    """The mean size of firms is `firm_size`, up to the one cut short in each industry."""
    industry = np.arange(6_000) % 3
    found = work_of(ring(6_000, industry=industry))
    assert np.array_equal(found.industry, industry)
    assert sorted(np.unique(found.firm)) == list(range(int(found.firm.max()) + 1))
    for firm in range(int(found.firm.max()) + 1):
        assert len(np.unique(industry[found.firm == firm])) == 1
    size = np.bincount(found.firm).mean()
    assert size == pytest.approx(PARAMETERS.firm_size, rel=0.15)
    assert not np.array_equal(found.firm, work_of(ring(6_000, industry=industry), seed=1).firm)


def test_a_market_lives_in_the_industries_of_its_network():
    industry = np.arange(300) // 100
    market = JobMarket(ring(300, industry=industry), seed=0)
    assert market.world.people.industry.tolist() == industry.tolist()
    market.run(40)
    assert set(market.hires.industry) <= {0, 1, 2}


def test_who_has_no_firm_begins_out_of_work_and_has_a_job_to_look_for():
    firm = np.where(np.arange(200) % 4 == 0, -1, np.arange(200) // 20)
    market = JobMarket(ring(200, firm=firm), seed=0)
    position, jobs = market.world.people.position, market.world.jobs
    assert (position[firm < 0] == NOBODY).all() and (position[firm >= 0] >= 0).mean() > 0.8
    assert len(jobs.holder) == 200
    at_work = position >= 0
    assert np.array_equal(jobs.firm[position[at_work]], firm[at_work])
    market.run(150)
    assert (market.world.people.position[firm < 0] >= 0).mean() > 0.5


def test_who_has_no_industry_is_of_his_firm_or_of_that_of_somebody():
    firm = np.array([0, 0, 0, 1, 1, -1, -1, 2])
    industry = np.array([4, -1, 4, 7, 7, -1, 9, -1])
    found = work_of(ring(8, firm=firm, industry=industry))
    assert found.industry[:5].tolist() == [4, 4, 4, 7, 7] and found.industry[6] == 9
    assert {found.industry[5], found.industry[7]} <= {4, 7, 9}


def test_firms_of_several_industries_are_of_the_most_common_one_and_said():
    firm, industry = [0] * 5 + [1] * 4 + [2] * 2, [1, 2, 2, 2, 0, 3, 3, 1, 1, 5, 5]
    for order in (np.arange(11), np.arange(11)[::-1]):
        ties = ring(11, firm=np.array(firm)[order], industry=np.array(industry)[order])
        with pytest.warns(WeakTiesWarning, match=r"firm 0 has people of several industries .2 such firms."):
            work = work_of(ties)
        assert industries_of_firms(work).tolist() == [2, 1, 5]
        assert new_jobs(work, 1.0, 0).firm_industry.tolist() == [2, 1, 5]
        assert work.industry.tolist() == [industry[i] for i in order]


@pytest.mark.parametrize("name", ["firm", "industry"])
def test_numbers_that_need_arrays_as_long_are_refused(name):
    ties = ring(10, **{name: [0] * 9 + [2**31 - 1]})
    with pytest.raises(UserError, match=f"{name} 2147483647: number them from 0"):
        JobMarket(ties, seed=0)


def test_a_group_that_nobody_is_in_says_nothing():
    nobody = [-1] * 50
    for groups in ({"firm": nobody}, {"industry": nobody}, {"firm": nobody, "industry": nobody}):
        found = work_of(ring(50, **groups))
        assert np.array_equal(found.firm, work_of(ring(50)).firm)


numbers = st.lists(st.integers(-5, 4) | st.sampled_from([-(2**31), 999]), min_size=6, max_size=6)


@pytest.mark.filterwarnings("ignore::weakties.simulation.errors.WeakTiesWarning")
@given(firm=numbers | st.none(), industry=numbers | st.none(), positions=st.sampled_from([0.5, 1.0, 1.3]))
def test_any_small_groups_make_a_market_that_lives(firm, industry, positions):
    groups = {name: v for name, v in (("firm", firm), ("industry", industry)) if v is not None}
    market = JobMarket(ring(6, **groups), seed=0, positions=positions, transferability=0.5, digital_talk=0.5)
    assert len(market.world.jobs.holder) == round(6 * positions)
    assert (market.world.people.industry >= 0).all()
    market.run(5)
    held = market.world.people.position
    assert len(set(held[held >= 0])) == (held >= 0).sum()
