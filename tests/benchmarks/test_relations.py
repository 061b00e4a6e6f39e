"""How fast ties live, and how much room they take: `make bench ARGS="-k relations"`. Nothing here is a test of time.

Each benchmark lives the same weeks in a market without relations and then in one with them, in one run: what counts is the ratio
(`extra_info`), since times differ from one machine, and one hour, to the next. Bytes are those of the state that live ties add.
"""

from __future__ import annotations

import time

import pytest

from weakties.simulation import networks
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.trust.trusting import Trusting

pytestmark = pytest.mark.benchmark


def lived(ties, weeks: int, relations: RelationParameters | None) -> tuple[World, float]:
    """A market that has lived for so many weeks, and the seconds that this took."""
    world = World(ties, MarketParameters(), 0, relations=relations)
    began = time.perf_counter()
    for _ in range(weeks):
        world.step()
    return world, time.perf_counter() - began


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    ties = networks.layers(workers=500, seed=0)
    for relations in (None, RelationParameters()):
        lived(ties, 60, relations)


@pytest.mark.parametrize(
    ("people", "weeks", "numbers"),
    [
        (20_000, 400, {}),
        (20_000, 400, {"exploring": 0.05, "occasion_life": 16}),
        (100_000, 52, {}),
    ],
    ids=str,
)
def test_relations_against_the_market_alone(people, weeks, numbers, benchmark):
    ties = networks.layers(workers=people, seed=0)
    _, alone = lived(ties, weeks, None)
    parameters = RelationParameters.create(numbers)
    world, both = benchmark.pedantic(lived, (ties, weeks, parameters), rounds=1)
    live, past = world.relations.live, world.relations.past
    held = sum(array.nbytes for array in (*live, *past))
    benchmark.extra_info.update(
        alone=round(alone, 2),
        ratio=round(both / alone, 2),
        ties_a_person=round(float((live.size + past.size).mean()), 1),
        bytes_a_person=round(held / people),
        bytes_a_tie=round(2 * held / int((live.size + past.size).sum()), 1),
    )


def test_trust_against_relations_alone(benchmark):
    """Trust and gossip are to cost at the most as much again as ties that live do: `again` against 1."""
    ties = networks.layers(workers=20_000, seed=0)
    lived(networks.layers(workers=500, seed=0), 30, Trusting(trust="ratio"))
    _, alone = lived(ties, 104, None)
    _, living = lived(ties, 104, RelationParameters())
    world, trusting = benchmark.pedantic(lived, (ties, 104, Trusting(trust="ratio")), rounds=1)
    held = sum(array.nbytes for array in world.trust.opinions)
    benchmark.extra_info.update(
        ratio=round(trusting / living, 2),
        again=round((trusting - living) / (living - alone), 2),
        views_a_person=round(int(world.trust.opinions.number[0]) / ties.people, 1),
        bytes_a_person=round(held / ties.people),
    )
