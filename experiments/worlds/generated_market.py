"""The market that a point of a design describes, for every world function: the same names, and the same length, everywhere.

network  the name of a generator; "layers" where none is given      workers  how many people
weeks    how long the market is lived in all, from its first week   burn_in  how many of those weeks, the first, are not counted

relations   "on" where ties live; "off" where it is not given

and any parameter of networks, markets, mechanisms and, with relations, of ties that live; and mechanisms of one's own:

mechanisms  "module:Class", or several with commas between; and their parameters by name: "job_fair.invited"

What else a world function reads, it says (`also`); any other name is an error, with the nearest right one. Experiments with
recommendations count their weeks from when the ties form (`settling` weeks on), which is when they begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Point

if TYPE_CHECKING:
    from weakties.simulation.market.world import World
    from weakties.simulation.parameters import NetworkParameters
    from weakties.simulation.recommendation.experiment import Market
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.ties import Ties

NOTHING: Mapping[str, Any] = MappingProxyType({})


def scenario_of(
    point: Point, model: str = "market", also: Iterable[str] = (), length: bool = True
) -> Scenario:
    """The world of a point. also: what else the world function reads; length: whether weeks and burn_in are among it.

    Numbers of ties that live may stand where a point says that ties do not: beside it are points where they do.
    """
    from weakties.simulation.relations.parameters import RELATIONS
    from weakties.simulation.scenario import LENGTH, Scenario

    knows = ("network", "workers", *(LENGTH if length else ()))
    return Scenario.of(point, model, knows=knows, also=also, strict=RELATIONS not in point)


def market_of(scenario: Scenario, seed: int, shape: Mapping[str, Any] = NOTHING) -> Market:
    """The market of a scenario, before its first week. shape: parameters of the network where the scenario does not set them."""
    from weakties.simulation.recommendation.experiment import Market

    said = scenario.shape.model_dump(exclude_unset=True)
    made = replace(scenario, shape=type(scenario.shape).create({**shape, **said}))
    ties = _network(str(made.network), made.workers or 0, seed, made.shape)
    return Market(ties, made.market, made.mechanisms, seed, made.relations, made.own)


def live(market: Market, weeks: int) -> World:
    """The market after so many weeks."""
    from weakties.simulation.market.world import World

    world = World(
        market.ties, market.parameters, market.seed, market.mechanisms, market.relations, market.own
    )
    for _ in range(weeks):
        world.step()
    return world


@lru_cache(maxsize=1)
def _network(name: str, workers: int, seed: int, shape: NetworkParameters) -> Ties:
    """The last network is kept: neighbouring points of a design often share it."""
    from weakties.simulation import networks

    return networks.create(name, workers=workers, seed=seed, **shape.model_dump())
