"""Who gets the credit when several tell the same thing in the same week: chance, never the order of ties."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.market.habits import Taste
from weakties.simulation.market.records import HIRE, TOLD
from weakties.simulation.market.rules.hearing import credit
from weakties.simulation.market.rules.hire import hire
from weakties.simulation.market.rules.pools import add_telling
from weakties.simulation.market.state import CONTACT, Jobs, People, new_tellers, new_tellings

WEEK = 9


def one_hire(tellers, kinds, rates, seed: int, weeks=None) -> np.ndarray:
    """Person 0 is told of one vacancy by these people, in this order of the list, and hired; the story as written."""
    people_count = 40
    people = People(
        np.full(people_count, -1, np.int32), *(np.zeros(people_count, t) for t in (np.int32, np.float32, np.int32)),
        np.full(people_count, -(2**30), np.int32), np.zeros(people_count, np.int32), np.ones(people_count, np.bool_),
    )  # fmt: skip
    position = [np.full(1, v, np.int32) for v in (0, -1, 5, WEEK, 39)]
    jobs = Jobs(*position, np.full(1, -1), np.full(1, -1), np.array([0, 1]), np.zeros(1, np.int32))
    tellings, pool = new_tellings(100), new_tellers(10)
    for n, teller in enumerate(tellers):
        week = WEEK if weeks is None else weeks[n]
        add_telling(tellings, jobs, 0, 0, teller, CONTACT, kinds[n], rates[n], 0, week)
    hires, story = np.empty(1, HIRE), np.empty(len(tellers), TOLD)
    hired, rows = hire(
        np.uint64(seed),
        WEEK,
        Taste(0.0, np.zeros(1), np.ones(people_count)),
        np.array([0]),
        people,
        jobs,
        tellings,
        pool,
        hires,
        story,
    )
    assert (hired, rows) == (1, len(tellers))
    return story


def test_five_strong_and_five_weak_ties_get_the_credit_equally_often_in_either_order():
    """Strong ties listed first, then weak ones first: the share credited to strong ones is 1/2; 4 SE of 4,000 vacancies.

    Credit for the first tie listed would give 0 or 1; for the first listed by chance order, 63 % (as seen elsewhere): 16 SE.
    """
    people = list(range(1, 11))
    strong = [3.0] * 5 + [0.01] * 5
    for order in (slice(None), slice(None, None, -1)):
        credited = [one_hire(people[order], [0] * 10, strong[order], seed) for seed in range(4000)]
        share = np.mean([story[story["credited"]]["contact_rate"][0] > 1 for story in credited])
        assert abs(share - 0.5) < 4 * np.sqrt(0.25 / 4000)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_person_has_the_credit_whatever_the_order_of_the_list(seed):
    people = list(range(1, 11))
    forward = one_hire(people, [0] * 10, [1.0] * 10, seed)
    backward = one_hire(people[::-1], [0] * 10, [1.0] * 10, seed)
    chosen = [story[story["credited"]]["teller"][0] for story in (forward, backward)]
    assert chosen[0] == chosen[1]


def test_an_earlier_teller_has_the_credit_over_any_later_one():
    for seed in range(50):
        story = one_hire([7, 8, 9], [0] * 3, [0.01, 5.0, 5.0], seed, weeks=[6, 7, 7])
        assert story[story["credited"]]["teller"] == [7]


def test_credit_is_drawn_at_an_address_of_its_own():
    assert credit(np.uint64(3), 5, 0, 7) == uniform(np.uint64(3), Purpose.CREDIT, 5, 7, 0)
