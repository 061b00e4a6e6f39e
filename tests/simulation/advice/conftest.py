"""A market of 300 people after twelve weeks, in which the next week begins a season."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation import networks
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.trusting import Trusting

SEED = 7


@pytest.fixture(scope="session")
def lived() -> World:
    """Not to be changed: `fork` it."""
    ties = networks.create("layers", workers=300, seed=SEED)
    market = MarketParameters(out_at_start=0.2, positions=0.95)
    world = World(ties, market, SEED, relations=Trusting(trust="ratio"))
    for _ in range(3 * SEASON - 1):
        world.step()
    return world


@pytest.fixture
def seeker(lived) -> int:
    """Somebody who looks, and has more people he is in touch with than anybody else who does."""
    looks = np.flatnonzero(lived.people.looking)
    return int(looks[np.argmax(lived.relations.live.on[looks])])
