"""The market that a point of a design describes, for every world function: the same names, and the same length, everywhere.

network  the name of a generator; "layers" where none is given      workers  how many people
weeks    how long the market is lived in all, from its first week   burn_in  how many of those weeks, the first, are not counted

relations   "on" where ties live; "off" where it is not given

and any parameter of networks, markets, mechanisms and, with relations, of ties that live. Where a world function takes mechanisms
of one's own (mechanisms/given.py),

mechanisms  "module:Class", or several with commas between; and their parameters by name: "job_fair.invited"

What else a world function reads, it says (`own`); any other name is an error, with the nearest right one. Experiments with
recommendations count their weeks from when the ties form (`settling` weeks on), which is when they begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.declare import Point
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.simulation.market.world import World
    from weakties.simulation.mechanisms.mechanism import Mechanism
    from weakties.simulation.recommendation.experiment import Market
    from weakties.simulation.ties import Ties

LENGTH = ("weeks", "burn_in")
MARKET = ("network", "workers", "relations")  # what a market is made of beside its parameters
NOTHING: Mapping[str, Any] = MappingProxyType({})


def market_of(
    point: Point, seed: int, own: Iterable[str] = LENGTH, shape: Mapping[str, Any] = NOTHING
) -> Market:
    """The market of a point, before its first week. shape: parameters of the network where the point does not set them."""
    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.parameters import MarketParameters, NetworkParameters
    from weakties.simulation.recommendation.experiment import Market
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.scenario import RELATIONS, relations_of, sorted_by

    sets = (NetworkParameters, MarketParameters, Mechanisms, RelationParameters)
    given, market, beyond, _ = sorted_by(point, *sets, also=(*MARKET, *own))
    lives = relations_of(point, strict=RELATIONS not in point)
    name, workers = str(point.get("network", "layers")), int(point["workers"])
    ties = _network(name, workers, seed, tuple(sorted({**shape, **given}.items())))
    return Market(ties, MarketParameters.create(market), Mechanisms.create(beyond), seed, lives)


def live(market: Market, weeks: int, own: Iterable[Mechanism] = ()) -> World:
    """The market after so many weeks, with mechanisms of one's own."""
    from weakties.simulation.market.world import World

    world = World(market.ties, market.parameters, market.seed, market.mechanisms, market.relations, own=own)
    for _ in range(weeks):
        world.step()
    return world


def length_of(point: Point) -> tuple[int, int]:
    """(weeks, burn_in) of a point. Raises UserError where nothing is left to count."""
    weeks, burn_in = int(point["weeks"]), int(point["burn_in"])
    if weeks <= burn_in:
        raise UserError(
            f"weeks = {weeks}: must be more than burn_in = {burn_in}, or nothing is left to count"
        )
    return weeks, burn_in


@lru_cache(maxsize=1)
def _network(name: str, workers: int, seed: int, shape: tuple[tuple[str, Any], ...]) -> Ties:
    """The last network is kept: neighbouring points of a design often share it."""
    from weakties.simulation import networks

    return networks.create(name, workers=workers, seed=seed, **dict(shape))
