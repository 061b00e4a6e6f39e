"""One world of a sweep: the market of any finding, on a network that is generated, or on one that is given."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds import market
from weakties.experiments.worlds.generated_market import scenario_of

if TYPE_CHECKING:
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.ties import Ties


def world(point: Point, seed: int) -> dict[str, float]:
    """The counts of `market.world`. point: as there; or `network` is a file (or an example by name) and not a generator's name,
    and then `workers`, which other points of the same sweep may need, does nothing.
    """
    from weakties.simulation.recommendation.experiment import Market

    if generated(point):
        return market.world(point, seed)
    scenario = scenario_in(point).on(ties_in(str(point["network"])))
    made = Market(
        scenario.ties(seed), scenario.market, scenario.mechanisms, seed, scenario.relations, scenario.own
    )
    return market.counted(made, scenario.length)


def generated(point: Point) -> bool:
    """Whether the network of a point is made by a generator."""
    from weakties.simulation import networks

    return not networks.readable(str(point.get("network", "layers")))


def scenario_in(point: Point, strict: bool = False) -> Scenario:
    """The world of a point; that of one whose network is given has its ties yet to come (`Scenario.on`)."""
    from weakties.simulation.scenario import GIVEN, Scenario

    if generated(point):
        return scenario_of(point) if not strict else Scenario.of(point)
    rest: dict[str, Any] = {name: value for name, value in point.items() if name != "workers"}
    return Scenario.of({**rest, "network": GIVEN}, strict=strict)


@lru_cache(maxsize=4)
def ties_in(network: str) -> Ties:
    """The ties of a file, or of an example by name; what is to be said of them was said when the sweep began."""
    from weakties.simulation import networks

    return networks.load(network).ties
