"""The recommendation experiment: who is shown whom, which ties form, how they talk, and what is counted as transmission."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.recommendation.experiment import Market, arms_of, run, set_up
from weakties.simulation.recommendation.new_ties import firms_dealt_anew, with_new
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.rules.transmissions import weeks_of_talk
from weakties.simulation.recommendation.tables import person_table, tie_table
from weakties.simulation.ties.building import build_rows
from weakties.simulation.ties.rows import merge_rows

PEOPLE = 1500


def market(**more):
    ties = layers(PEOPLE, 0, acquaintances=40, casual_friends=30, community_size=100)
    return Market(ties, MarketParameters.create(more), Mechanisms(), 1)


def design(**more):
    return RecommendationParameters.create(
        {"settling": 5, "later": 20, "candidates": 40, "shown": 15, **more}
    )


@pytest.fixture(scope="module")
def outcome():
    return run(set_up(market(separation=0.02), design()), 60)


def test_recommendations_are_new_people(outcome):
    setup = outcome.setup
    ties, new = setup.market.ties, setup.new
    world = World(*setup.market[:2], setup.market.seed)
    for _ in range(setup.design.settling):
        world.step()
    firm = np.where(world.people.position >= 0, world.jobs.firm[world.people.position], -1)
    assert (new.sender != new.receiver).all()
    assert not any(j in ties.contacts(i) for i, j in zip(new.sender[:300], new.receiver[:300], strict=True))
    assert not ((firm[new.sender] == firm[new.receiver]) & (firm[new.sender] >= 0)).any()
    pairs = np.minimum(new.sender, new.receiver) * PEOPLE + np.maximum(new.sender, new.receiver)
    assert len(np.unique(pairs)) == len(pairs)
    assert (ties.mutual_contacts(new.sender, new.receiver) == new.mutual).all()


def test_the_new_network_is_the_old_one_and_the_new_ties(outcome):
    setup = outcome.setup
    both = setup.network
    assert len(both) == len(setup.market.ties) + len(setup.new.sender)
    assert all((np.diff(both.contacts(i)) > 0).all() for i in range(0, PEOPLE, 10))
    plain = merge_rows.py_func(*(tuple(t) for t in _rows(setup)))
    assert all(
        (a == b).all()
        for a, b in zip(plain, (both.start, both.other, both.contact_rate, both.kind), strict=True)
    )


def _rows(setup):
    old, new = setup.market.ties, setup.new
    added = build_rows(new.sender, new.receiver, new.rate, np.full(len(new.sender), 3, np.uint8), PEOPLE)
    return (old.start, old.other, old.contact_rate, old.kind), added[:4]


def test_arms_differ_as_designed(outcome):
    """More weight, more mutual contacts: the last arm is well above the first. The number shown moves apart from the weight."""
    weight, shown = arms_of(outcome.setup.design)
    arm = outcome.setup.arm[outcome.setup.new.sender]
    mean = [outcome.setup.new.mutual[arm == a].mean() for a in range(7)]
    error = outcome.setup.new.mutual[arm == 6].std() / np.sqrt((arm == 6).sum())
    assert mean[6] - mean[0] > 6 * error
    assert abs(np.corrcoef(weight, shown)[0, 1]) < 0.5 and len(set(shown.tolist())) == 3


def test_arms_are_balanced(outcome):
    """Assignment is by lot: no arm's share is more than 4 standard errors, sqrt(p (1 - p) / n), off 1/7."""
    share = np.bincount(outcome.setup.arm, minlength=7) / PEOPLE
    assert np.abs(share - 1 / 7).max() < 4 * np.sqrt(6 / 49 / PEOPLE)


def test_transmissions_are_what_they_are_said_to_be():
    """Counted again from the states of every week, by plain loops."""
    setup = set_up(market(separation=0.02), design())
    outcome = run(setup, 40)
    world, found = setup.world(), set()
    for _ in range(40):
        world.step()
        firm = np.where(world.people.position >= 0, world.jobs.firm[world.people.position], -1)
        for e in np.flatnonzero(world.people.hired[setup.new.sender] == world.week):
            i, j = setup.new.sender[e], setup.new.receiver[e]
            if firm[i] >= 0 and firm[i] == firm[j] and world.people.since[j] < world.week:
                found.add((int(e), world.week))
    assert found == set(zip(outcome.tie.tolist(), outcome.week.tolist(), strict=True)) and len(found) > 10


def test_the_tables_add_up(outcome):
    ties = tie_table(outcome)
    people = person_table(outcome, ties)
    assert len(ties) == len(outcome.setup.new.sender) == (people.weak + people.strong).sum()
    assert ties.transmitted.sum() == people.transmitted.sum() > 0
    assert not (ties.sole & ~ties.credited).any() and not (ties.credited & ~ties.told).any()
    assert not (ties.told & ~ties.transmitted).any()
    assert abs(ties.intensity.mean() - 0.5) < 1e-9


def test_credit_is_that_of_the_records(outcome):
    """Told and credited, looked up tie by tie in the tables of hires and tellings."""
    ties = tie_table(outcome)
    hires, tellings = outcome.world.hires.tables(outcome.world.ties, outcome.world.jobs)
    late = outcome.week > outcome.setup.design.settling + outcome.setup.design.later
    told = np.zeros(len(ties), bool)
    credited = np.zeros(len(ties), bool)
    for e, week in zip(outcome.tie[late], outcome.week[late], strict=True):
        hire = hires[(hires.worker == ties.sender[e]) & (hires.week == week)].hire.iloc[0]
        rows = tellings[(tellings.hire == hire) & (tellings.teller == ties.receiver[e])]
        told[e] |= len(rows) > 0
        credited[e] |= bool(rows.credited.any())
    assert (told == ties.told).all() and (credited == ties.credited).all() and told.any()


def test_weeks_of_talk_are_poisson():
    """A tie that talks at rate r talks in a week with chance 1 - exp(-r): 4000 ties x 16 weeks, se = sqrt(p(1-p)/64000)."""
    n, rate = 4000, 0.3
    a, b = np.arange(n, dtype=np.int32), np.arange(n, 2 * n, dtype=np.int32)
    p = 1 - np.exp(-rate)
    mean = weeks_of_talk(np.uint64(0), a, b, np.full(n, rate, np.float32), 3, 18).mean() / 16
    assert abs(mean - p) < 4 * np.sqrt(p * (1 - p) / (16 * n))


def test_firms_dealt_anew_keep_sizes_and_industries():
    ties = market().ties
    dealt = firms_dealt_anew(ties, 0)
    assert (np.bincount(dealt.groups["firm"]) == np.bincount(ties.groups["firm"])).all()
    industry = ties.groups["industry"]
    of_firm = np.zeros(ties.groups["firm"].max() + 1, int)
    of_firm[ties.groups["firm"]] = industry
    assert (of_firm[dealt.groups["firm"]] == industry).all() and (
        dealt.groups["firm"] != ties.groups["firm"]
    ).mean() > 0.8


def test_attention_and_closeness_change_rates_only():
    base = set_up(market(), design())
    for more in ({"attention": 0.0}, {"attention_of_alter": 1.0}, {"talk_by_closeness": 1}):
        other = set_up(market(), design(**more))
        assert (other.new.sender == base.new.sender).all() and (other.new.rate != base.new.rate).mean() > 0.5
    assert with_new(base.market.ties, base.new).people == PEOPLE


@pytest.mark.parametrize(
    ("people", "more", "message"),
    [
        (PEOPLE, {"arms": 2}, "fewer than 3 cannot tell two effects apart"),
        (PEOPLE, {"weight_high": 0, "shown_spread": 0}, "nothing varies"),
        (PEOPLE, {"shown": 50}, "more than there are candidates"),
        (30, {}, "too few for 7 arms"),
        (PEOPLE, {"accept": 0, "accept_close": 0}, "nobody accepted"),
    ],
)
def test_an_experiment_that_can_teach_nothing_is_refused(people, more, message):
    small = Market(
        layers(people, 0, acquaintances=5, casual_friends=5, friends=5), MarketParameters(), Mechanisms(), 1
    )
    with pytest.raises(UserError, match=message):
        set_up(small, design(**more))


def test_too_short_a_run_is_refused():
    with pytest.raises(UserError, match="take more weeks"):
        run(set_up(market(), design()), 20)
