"""How fast the market is: one core, compiled beforehand. `make bench` runs this; nothing here is a test of time."""

from __future__ import annotations

import pytest

from weakties.simulation import networks
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module", params=[20_000, 100_000])
def ties(request):
    networks.layers(workers=1_000, seed=0)
    return networks.layers(workers=request.param, seed=0)


def test_a_hundred_weeks(ties, benchmark):
    """About 590 ties each; 400 weeks take four times as long. The first year, with few vacancies open, is lived beforehand."""
    world = World(ties, MarketParameters(), 0)
    for _ in range(52):
        world.step()

    def live() -> None:
        for _ in range(100):
            world.step()

    benchmark.pedantic(live, rounds=3)
    benchmark.extra_info["people"] = ties.people
    benchmark.extra_info["hires"] = len(world.hires)


def test_generating_the_default_network(benchmark):
    benchmark.pedantic(networks.layers, kwargs={"workers": 100_000, "seed": 1}, rounds=1)
