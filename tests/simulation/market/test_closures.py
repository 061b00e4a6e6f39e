"""Firms that close: whom it costs his job, and that nothing opens there again."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.market.market_by_hand import listed
from weakties import JobMarket, UserError, networks, twins
from weakties.simulation.market.state import CLOSED


@pytest.fixture(scope="module", params=[False, True], ids=["ties that stay", "ties that live"])
def market(request):
    market = JobMarket("layers", workers=400, seed=3, relations=request.param, relay=0.2, announced=0.3)
    market.run(20)
    return market


def employed(market):
    return np.array(market.agents.get("employed"))


def test_all_who_work_there_are_out_of_work_and_look_and_nobody_is_hired_there_again(market):
    one, same = market.fork(), market.fork()
    firm = np.array(one.agents.get("firm"))
    assert same.close_firms([]).tolist() == []
    lost = one.close_firms([0, 2])
    assert lost.tolist() == np.flatnonzero((firm == 0) | (firm == 2)).tolist() and len(lost) > 5
    people, jobs = one.world.people, one.world.jobs
    assert (people.position[lost] < 0).all() and people.looking[lost].all()
    assert (people.since[lost] == one.week).all()
    there = np.isin(jobs.firm, [0, 2])
    assert (jobs.deadline[there] == CLOSED).all() and (jobs.holder[there] < 0).all()
    one.run(60), same.run(60)
    plain = market.fork()
    plain.run(60)
    assert plain.hires.equals(same.hires), "no firm closed: the same to the bit"
    assert (jobs.opened[there] < 0).all() and (jobs.holder[there] < 0).all()
    hires = one.hires[one.hires.week > market.week]
    assert len(hires) > 20 and not hires.firm.isin([0, 2]).any()
    assert hires.worker.isin(lost).any(), "they find work elsewhere"
    filled = jobs.holder[jobs.holder >= 0]
    assert len(set(filled)) == len(filled) == employed(one).sum()


def test_pools_of_tellings_and_tellers_lose_no_entry(market):
    """All that is in use is reached from the vacancies that are open: withdrawn ones gave their lists back."""
    twin = market.fork()
    twin.close_firms(0.3)
    for pool, head, link in (
        (twin.world.tellings, "first_telling", "next"),
        (twin.world.tellers, "first_teller", "next_of_vacancy"),
    ):
        used = sum(len(listed(pool, first, link)) for first in getattr(twin.world.jobs, head))
        assert used + pool.free[1] == len(pool[0])
    jobs, tellers = twin.world.jobs, twin.world.tellers
    told = [k for first in tellers.calendar for k in listed(tellers, first, "next_in_week")]
    before = [k for first in market.world.tellers.calendar for k in listed(tellers, first, "next_in_week")]
    assert (jobs.opened[tellers.position[told]] >= 0).all(), "nobody is to tell of what was withdrawn"
    assert len(told) == len(set(told)) and 0 < len(told) < len(before)


def test_a_share_closes_that_share_of_the_firms_and_a_larger_one_the_same_and_more(market):
    few, many = market.fork(), market.fork()
    few.close_firms(0.2)
    many.close_firms(0.5)
    closed = [set(twin.changed[-1]["close_firms"]) for twin in (few, many)]
    firms = len(set(market.world.jobs.firm))
    assert [len(some) for some in closed] == [round(0.2 * firms), round(0.5 * firms)]
    assert closed[0] < closed[1]
    few.close_firms(1)
    assert not employed(few).any() and few.changed[-1]["week"] == market.week
    few.run(30)
    assert not employed(few).any() and (few.weekly.vacancies.iloc[-1] == 0)


def test_twins_tell_what_a_closure_does_to_everybody(market):
    table = twins(market, lambda twin: twin.close_firms([1]), weeks=26)
    there = np.array(market.agents.get("firm")) == 1
    lost = table.weeks_employed_0 - table.weeks_employed_1
    assert lost[there].mean() > 1 and market.changed == []


def test_firms_are_called_by_their_names():
    ties = networks.caveman(40, 0, acquaintances=5, casual_friends=5, friends=5)
    made = ties.grouped(firm=np.repeat(range(4), 10), industry=np.repeat([0, 1], 20))
    market = JobMarket(made.naming(firm=("mill", "dock", "bank", "farm")), seed=0, out_at_start=0)
    assert sorted(market.close_firms(["dock"])) == list(range(10, 20))
    with pytest.raises(UserError, match="there is no firm docks"):
        market.close_firms(["docks"])


@pytest.mark.parametrize(
    ("firms", "says"),
    [
        (3, "a share of all is from 0 to 1; for firms by number give a list"),
        (-0.1, "a share of all is from 0 to 1"),
        (float("nan"), "a share of all is from 0 to 1"),
        ([0, 0], "stands there twice"),
        ([10_000], "there is no firm 10000"),
        ([0.5], "there is no firm 0.5"),
        ([True], "there is no firm True"),
        ("all", "must be a share, as 0.1, or a list"),
        (None, "must be a share, as 0.1, or a list"),
        ([[0, 1]], "must be a share, as 0.1, or a list"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line_and_closes_nothing(market, firms, says):
    with pytest.raises(UserError, match=says) as said:
        market.close_firms(firms)
    assert "\n" not in str(said.value) and market.changed == []


def test_a_firm_closes_once(market):
    twin = market.fork()
    twin.close_firms([4])
    with pytest.raises(UserError, match="no firm 4, or it has closed"):
        twin.close_firms([4])
