"""The kernels of the labour market against the plain market (tests/references/plain_market.py): the same hires, the same story of
each, the same weeks, person by person."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.references.plain_market import PlainMarket
from tests.references.plain_world import Person
from weakties.simulation.chance import Purpose, generator
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.ties import Ties

PEOPLE, WEEKS = 120, 60


def acquainted(people: int, ties: int, seed: int) -> Ties:
    """People tied at random, of every kind, who talk from yearly to daily; hardly any firm is theirs alone."""
    rng = np.random.Generator(np.random.PCG64(seed))
    a, b = rng.integers(0, people, (2, ties))
    rate, kind, apart = 10 ** rng.uniform(-2, 1, ties), rng.integers(0, 4, ties), a != b
    return Ties.from_pairs(a[apart], b[apart], people, rate[apart], kind[apart], repeated="strongest")


def plain(world: World, seed: int) -> PlainMarket:
    """The plain market that begins where a world does: the same people in the same jobs, with the same contacts."""
    m, ties, state, jobs = world.mechanisms, world.ties, world.people, world.jobs
    numbers = {**world.parameters.model_dump(), **m.model_dump()}
    numbers["colleague_rate"] = float(
        np.float32(numbers["colleague_rate"])
    )  # contact rates have single precision
    unschooled = generator(seed, Purpose.WORKER, 2).random(ties.people) < m.less_schooled
    people = [
        Person(
            industry=int(state.industry[i]),
            ability=float(state.ability[i]),
            offset=int(state.offset[i]),
            lean=1 + m.schooling_vouching if unschooled[i] else 1.0,
            job=int(state.position[i]) if state.position[i] >= 0 else None,
        )
        for i in range(ties.people)
    ]
    rows = [slice(*row) for row in pairwise(ties.start)]
    digital = state.industry / max(1, int(jobs.firm_industry.max()))

    def talked(i: int, j: int, rate: np.float32) -> float:
        """Distant people talk the more, the more digital the industries of the two are."""
        far = rate < 12 / 52 and m.digital_talk > 0
        return (
            float(rate * np.float32(np.exp(m.digital_talk * (digital[i] + digital[j] - 1))))
            if far
            else float(rate)
        )

    contacts = [
        {
            int(j): (talked(i, j, rate), int(kind))
            for j, rate, kind in zip(ties.other[row], ties.contact_rate[row], ties.kind[row], strict=True)
        }
        for i, row in enumerate(rows)
    ]
    return PlainMarket(seed, numbers, people, contacts, jobs.firm.tolist(), jobs.firm_industry.tolist())


def compare(ties: Ties, seed: int, market: dict, mechanisms: dict, weeks: int = WEEKS) -> PlainMarket:
    """Live both, hold every table and everybody's job against each other; returns the plain one."""
    world = World(ties, MarketParameters.create(market), seed, Mechanisms.create(mechanisms))
    ours = plain(world, seed)
    for _ in range(weeks):
        world.step()
        ours.live()
    hires, story = world.hires.tables(ties, world.jobs)
    same(hires, ours.hires, ["hire"])
    same(story, ours.story, ["hire", "week", "channel", "teller", "credited"])
    same(world.weeks.table(), ours.weeks, ["week"])
    job = [-1 if person.job is None else person.job for person in ours.people]
    assert world.people.position.tolist() == job
    assert world.people.since.tolist() == [person.since for person in ours.people]
    return ours


def same(table: pd.DataFrame, rows: list[dict], by: list[str]) -> None:
    """The same rows, whatever their order within `by`."""
    given = pd.DataFrame(rows, columns=table.columns)
    both = [
        t.astype(object).where(t.notna(), None).sort_values(by, ignore_index=True) for t in (table, given)
    ]
    pd.testing.assert_frame_equal(*both, check_dtype=False, check_exact=True)


BUSY = {
    "separation": 0.06,
    "formal_search": 0.6,
    "direct_search": 0.4,
    "firm_size": 6,
    "industries": 3,
    "on_the_job": 0.3,
    "relay": 0.01,
    "announced": 0.0,
}
LOT, SOURCES, SPELLS = "credit by lot", "several sources in a week", "looks no more, being hired"
OWN, SILENT, FRIENDS = "the one who hires is not told", "kept to himself", "a mate who is a friend, too"
OUTSIDE, RIVALS, ALONE = "told by one of another firm", "left out for rivals", "nobody left to hire"
EVERY_RULE = {LOT, SOURCES, SPELLS, OWN, SILENT, FRIENDS, OUTSIDE, RIVALS, ALONE}
ALL_SWITCHES = {
    "close_relay": 0.3, "audience": 2, "digital_vouching": 0.5, "digital_talk": 1.0,
    "digital_stale": 0.4, "digital_posting": 0.5, "less_schooled": 0.4, "schooling_vouching": 2.0,
}  # fmt: skip
# The market, the mechanisms, and which of the rarer rules must have decided something (or nothing would be compared).
WORLDS: dict[str, tuple[dict, dict, set[str]]] = {
    "base": ({}, {}, {SPELLS, FRIENDS, ALONE}),
    "much relaying": ({"relay": 0.6, "on_the_job": 0.1}, {}, {LOT, SOURCES, SILENT, OWN}),
    "everybody relays": ({"relay": 1.0, "vacancy_life": 9, "on_the_job": 0}, {}, {LOT, SOURCES, OWN}),
    "jobs seldom come up": ({"willingness": 0.3, "relay": 0.2}, {}, {SILENT, OWN}),
    "vouching": ({"vouching": 2.0, "relay": 0.3}, {}, {OUTSIDE, SOURCES}),
    "known in the firm": ({"relay": 0.1, "announced": 0.5}, {}, {SILENT, SOURCES}),
    "rivals for news": ({"relay": 0.3, "on_the_job": 0.8}, {"audience": 1}, {RIVALS, OWN}),
    "close ties relay": ({"relay": 0.05}, {"close_relay": 0.9}, {SOURCES, LOT}),
    "far talk": ({"relay": 0.2}, {"digital_talk": 2.0}, {SILENT, OWN}),
    "less schooled": ({"vouching": 1}, {"less_schooled": 0.4, "schooling_vouching": 5}, {OUTSIDE}),
    "everybody would move": ({"on_the_job": 1.0, "ability_weight": 2.0}, {}, {SPELLS, SILENT}),
    "colleagues are distant": ({"colleague_rate": 0.1, "team_size": 2, "relay": 0.3}, {}, {FRIENDS}),
    "no teams": ({"team_size": 0, "relay": 0.3, "vacancy_life": 9}, {}, {OUTSIDE, OWN}),
    "one trade": ({"industries": 1, "transferability": 0}, {"digital_talk": 1, "digital_stale": 1}, {ALONE}),
    "any trade will do": ({"transferability": 1.0}, {}, {ALONE}),
    "few jobs": ({"positions": 0.6}, {}, {SPELLS}),
    "many jobs": ({"positions": 1.6}, {}, {ALONE, SPELLS}),
    "everything": ({"vouching": 1.5, "relay": 0.3, "willingness": 0.7, "announced": 0.3}, ALL_SWITCHES, EVERY_RULE),
}  # fmt: skip


@pytest.mark.parametrize("name", WORLDS)
def test_the_kernels_live_the_plain_market(name):
    market, mechanisms, decided = WORLDS[name]
    ours = compare(acquainted(PEOPLE, 4 * PEOPLE, 1), 5, {**BUSY, **market}, mechanisms)
    idle = {rule for rule in decided if ours.seen[rule] < 5}
    contact = [hire for hire in ours.hires if hire["channel"] == "contact"]
    assert not idle and 50 < len(contact) < len(ours.hires)


def test_postings_that_nearly_everybody_reads():
    """So many tellings (more than 2 ** 14) that their pool must grow."""
    crowd = {**BUSY, "formal_search": 150, "vacancy_life": 15, "transferability": 1}
    ours = compare(acquainted(PEOPLE, 2 * PEOPLE, 1), 5, crowd, {}, weeks=20)
    assert sum(len(vacancy.tellings) for vacancy in ours.vacancies.values()) > 2**14 and len(ours.hires) > 30


def test_digital_industries_at_the_limits():
    """One industry's vacancies live for a week and reach 200 readers, the other's live for years and reach hardly any."""
    extreme = {"digital_stale": 5, "digital_posting": 5, "digital_vouching": 2}
    ours = compare(acquainted(PEOPLE, 2 * PEOPLE, 1), 5, {**BUSY, "industries": 2, "vouching": 1}, extreme)
    assert {hire["industry"] for hire in ours.hires} == {0, 1} and len(ours.hires) > 60


def test_people_bring_their_firms_along():
    """Firms and industries of the network, one firm of one person among them; firms in which nobody is left."""
    firm = np.minimum(np.arange(60) // 4, 14) * (np.arange(60) != 59) + 15 * (np.arange(60) == 59)
    ties = acquainted(60, 150, 2).grouped(firm=firm, industry=firm % 4)
    loose = {**BUSY, "relay": 0.4, "vouching": 1.0, "separation": 0.15, "announced": 0.2}
    ours = compare(ties, 8, loose, {}, weeks=60)
    assert ours.seen[ALONE] > 5 and len({hire["firm"] for hire in ours.hires}) == 16


shares = st.floats(0, 1)
markets = st.fixed_dictionaries(
    {
        "vacancy_life": st.floats(1, 12), "relay": shares, "willingness": shares, "separation": st.floats(0.01, 0.3),
        "positions": st.floats(0.4, 1.6), "on_the_job": shares, "team_size": st.integers(0, 8),
        "colleague_rate": st.floats(0.05, 5), "formal_search": st.floats(0, 4), "direct_search": st.floats(0, 4),
        "transferability": shares, "ability_weight": st.floats(0, 2), "vouching": st.floats(0, 3),
        "announced": st.one_of(st.just(0.0), shares),
        "industries": st.integers(1, 6), "firm_size": st.integers(1, 15),
    }
)  # fmt: skip
switches = st.fixed_dictionaries(
    {},
    optional={
        "close_relay": shares, "audience": st.integers(1, 3), "digital_vouching": st.floats(0, 2),
        "digital_talk": st.floats(0, 2), "digital_stale": st.floats(0, 1), "digital_posting": st.floats(0, 1),
        "less_schooled": shares, "schooling_vouching": st.floats(0, 5),
    },
)  # fmt: skip


@settings(max_examples=60)
@given(st.integers(2, 50), st.integers(0, 150), markets, switches, st.integers(0, 2**63 - 1))
def test_the_kernels_live_the_plain_market_whatever_the_numbers(people, ties, market, mechanisms, seed):
    compare(acquainted(people, ties, seed % 1000), seed, market, mechanisms, weeks=30)
