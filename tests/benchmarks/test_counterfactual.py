"""How long 10,000 counterfactuals take, each a tie removed for two years, beside the factual world alone: `make bench`."""

from __future__ import annotations

import time

import numpy as np
import pytest

from weakties.analysis.credit import classes_of_ties
from weakties.analysis.tie_sample import Seen, drawn
from weakties.experiments.worlds.recommendation import industries_for
from weakties.simulation import networks
from weakties.simulation.counterfactual.effects import Changes, effects_of
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.named_worlds import named

pytestmark = pytest.mark.benchmark
CHANGES, SETTLING, WEEKS = 10_000, 26, 104


def settled(workers: int) -> World:
    """A market on the platform's network, 290 ties each, half a year old."""
    world = World(
        networks.layers(workers, 0, **industries_for(workers), **named("platform").values),
        MarketParameters(),
        0,
    )
    for _ in range(SETTLING):
        world.step()
    return world


def removals(world: World, count: int) -> Changes:
    """Ties of every strength that are removed, as many of each class."""
    ties, nothing = world.ties, Seen(*[np.empty(0, np.int64)] * 3)
    at = drawn(classes_of_ties(ties), nothing, (0, 0, count // 5), 0).at
    ego = (np.searchsorted(ties.start, at, side="right") - 1).astype(np.int32)
    return Changes(ego, ties.other[at], np.zeros(len(ego), np.float32))


@pytest.mark.parametrize("workers", [5_000, 20_000, 200_000])
def test_ten_thousand_ties_removed_one_by_one(workers, benchmark):
    small = settled(1_000)
    effects_of(small.fork, removals(small, 500), WEEKS)  # compiles
    world = settled(workers)
    begin, alone = time.process_time(), world.fork()
    for _ in range(WEEKS):
        alone.step()
    benchmark.extra_info["seconds of the factual world alone"] = time.process_time() - begin
    changes = removals(world, CHANGES)
    table = benchmark.pedantic(effects_of, args=(world.fork, changes, WEEKS), rounds=1)
    benchmark.extra_info["reached"] = int((table.reached >= 0).sum())
