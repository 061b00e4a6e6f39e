"""Laws of the labour market that hold in every world, whatever the luck."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.state import CHANNELS
from weakties.simulation.market.world import World
from weakties.simulation.ties import Ties

WEEKS = 60


@st.composite
def networks(draw):
    """Small random networks, isolated people and empty ones included, with contact rates from yearly to daily."""
    people = draw(st.integers(2, 60))
    rng = np.random.Generator(np.random.PCG64(draw(st.integers(0, 2**32))))
    many = draw(st.integers(0, 4 * people))
    a, b = rng.integers(0, people, (2, many))
    apart = a != b
    rate = 10 ** rng.uniform(-2, 1, many)
    return Ties.from_pairs(a[apart], b[apart], people, rate[apart], repeated="strongest")


parameters = st.fixed_dictionaries(
    {
        "vacancy_life": st.floats(1, 12),
        "relay": st.floats(0, 0.5),
        "willingness": st.floats(0, 1),
        "separation": st.floats(0.005, 0.2),
        "positions": st.floats(0.5, 1.5),
        "on_the_job": st.floats(0, 0.5),
        "team_size": st.integers(0, 8),
        "formal_search": st.floats(0, 5),
        "direct_search": st.floats(0, 5),
        "firm_size": st.integers(1, 10),
        "vouching": st.floats(0, 2),
    }
)


def run(
    ties: Ties, seed: int = 0, weeks: int = WEEKS, **given: float
) -> tuple[World, pd.DataFrame, pd.DataFrame]:
    world = World(ties, MarketParameters.create(given), seed)
    for _ in range(weeks):
        world.step()
    return world, *world.hires.tables(ties, world.jobs)


@settings(max_examples=60)
@given(networks(), parameters, st.integers(0, 2**63 - 1))
def test_every_hire_has_a_history_that_is_possible(ties, given, seed):
    _, hires, tellings = run(ties, seed, **given)
    assert (hires.opened_week <= hires.heard_week).all() and (hires.heard_week <= hires.week).all()
    contact = hires.channel == "contact"
    assert (hires.teller[contact] >= 0).all() and (hires.teller[~contact] == -1).all()
    assert hires.contact_rate.isna().equals(~contact) and (hires.steps[contact] >= 0).all()
    assert (hires.firm != hires.previous_firm).all()
    assert (hires.worker != hires.teller).all()
    assert hires.vacancy.is_unique
    assert tellings.groupby("hire").credited.sum().eq(1).all() and tellings.hire.nunique() == len(hires)
    first = tellings.groupby("hire").week.min().to_numpy()
    assert (hires.heard_week.to_numpy() == first).all()
    if given["relay"] == 0:
        assert (hires.steps[contact] == 0).all()


@settings(max_examples=60)
@given(networks(), parameters, st.integers(0, 2**63 - 1))
def test_nobody_holds_two_jobs_and_the_books_balance(ties, given, seed):
    world, hires, _ = run(ties, seed, **given)
    people, jobs, weekly = world.people, world.jobs, world.weeks.table()
    held = people.position[people.position >= 0]
    assert len(set(held)) == len(held)
    assert (jobs.holder[held] == np.flatnonzero(people.position >= 0)).all()
    assert (jobs.holder >= 0).sum() == len(held)
    assert ((jobs.holder < 0) >= (jobs.opened >= 0)).all()
    assert (weekly.employed + weekly.out_of_work == ties.people).all()
    moves = (hires.previous_firm >= 0).groupby(hires.week).sum().reindex(weekly.week, fill_value=0).to_numpy()
    change = np.diff(weekly.employed)
    assert (change == (weekly.hires.to_numpy() - moves - weekly.separations.to_numpy())[1:]).all()
    assert (
        hires.groupby("week").size().reindex(weekly.week, fill_value=0).to_numpy().tolist()
        == weekly.hires.tolist()
    )
    assert hires.channel.value_counts().reindex(CHANNELS).sum() == len(hires)


@settings(max_examples=30)
@given(networks(), parameters, st.integers(0, 2**63 - 1))
def test_pools_give_back_what_they_lend(ties, given, seed):
    """Entries that are free and entries in the lists of open vacancies are all there are."""
    world, _, _ = run(ties, seed, **given)
    lent = 0
    for p in np.flatnonzero(world.jobs.opened >= 0):
        k = world.jobs.first_telling[p]
        while k >= 0:
            lent += 1
            k = world.tellings.next[k]
    assert world.tellings.free[1] + lent == len(world.tellings.week)


@settings(max_examples=20)
@given(networks(), parameters, st.integers(0, 2**63 - 1))
def test_same_seed_same_world_to_the_bit_and_another_seed_another(ties, given, seed):
    _, first, story = run(ties, seed, **given)
    _, second, again = run(ties, seed, **given)
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(story, again)


def test_seeds_matter_and_zero_is_one():
    ties = ring(200)
    worlds = [run(ties, seed, separation=0.05)[1] for seed in (0, 1, 2)]
    assert all(len(hires) > 100 for hires in worlds)
    assert not worlds[0].equals(worlds[1]) and not worlds[1].equals(worlds[2])


@settings(max_examples=20)
@given(networks(), parameters, st.integers(0, 2**63 - 1))
def test_a_tie_that_never_talks_changes_nothing(ties, given, seed):
    """Addresses: what is added draws its own numbers, and moves nobody else's."""
    pairs = ties.pairs()
    known = set(zip(pairs.source, pairs.target, strict=True))
    free = [(i, j) for i in range(ties.people) for j in range(i + 1, ties.people) if (i, j) not in known]
    if not free:
        return
    i, j = free[seed % len(free)]
    more = Ties.from_pairs([*pairs.source, i], [*pairs.target, j], ties.people, [*pairs.contact_rate, 1e-30])
    _, without, _ = run(ties, seed, **given)
    _, with_it, _ = run(more, seed, **given)
    columns = [name for name in without if name not in ("mutual_contacts", "kind")]
    pd.testing.assert_frame_equal(without[columns], with_it[columns])


@settings(max_examples=20)
@given(networks(), st.integers(0, 2**63 - 1))
def test_without_talk_nobody_is_hired_through_contacts(ties, seed):
    _, hires, _ = run(ties, seed, willingness=0, formal_search=3, separation=0.05)
    assert (hires.channel != "contact").all()


@settings(max_examples=20)
@given(networks(), st.integers(0, 2**63 - 1))
def test_without_search_all_are_hired_through_contacts(ties, seed):
    _, hires, _ = run(ties, seed, formal_search=0, direct_search=0, separation=0.05, firm_size=2)
    assert (hires.channel == "contact").all()


def ring(people: int, reach: int = 4, rate: float = 1.0) -> Ties:
    i = np.repeat(np.arange(people), reach)
    j = (i + np.tile(np.arange(1, reach + 1), people)) % people
    return Ties.from_pairs(i, j, people, rate)


MOVED = {
    "vacancy_life": 9.0, "relay": 0.3, "willingness": 0.3, "separation": 0.05, "positions": 0.9, "on_the_job": 0.5,
    "team_size": 0, "colleague_rate": 0.05, "formal_search": 1.0, "direct_search": 1.0, "transferability": 1.0,
    "ability_weight": 3.0, "vouching": 3.0, "industries": 3, "firm_size": 5.0, "out_at_start": 0.5, "announced": 0.5,
}  # fmt: skip


@pytest.mark.parametrize("name", MarketParameters.model_fields)
def test_every_parameter_moves_something(name):
    base = {"relay": 0.1, "separation": 0.02}
    ties = ring(400, reach=6, rate=0.5)
    _, before, _ = run(ties, 3, **base)
    _, after, _ = run(ties, 3, **{**base, name: MOVED[name]})
    assert not before.equals(after)


def test_more_people_reached_by_postings_means_more_hires_through_them():
    ties = ring(1000)
    shares = [(run(ties, 5, formal_search=f)[1].channel == "formal").mean() for f in (0.5, 2, 8)]
    assert shares == sorted(shares) and shares[0] < shares[2] - 0.1
