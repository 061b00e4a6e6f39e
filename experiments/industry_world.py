"""One market of digital and less digital industries, or of more and less schooling. Results hang on this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from experiments.declare import Point

if TYPE_CHECKING:
    import pandas as pd

    from simulation.market.world import World
    from simulation.ties import Ties


def lived(point: Point, seed: int) -> tuple[World, pd.DataFrame, pd.DataFrame]:
    """(world, hires, tellings) of a market after `burn_in` weeks. point: workers, weeks (after burn_in), burn_in, channel (a
    label, not used), and any of MarketParameters and Mechanisms."""
    from simulation.market.mechanism_parameters import Mechanisms
    from simulation.market.world import World
    from simulation.parameters import MarketParameters

    given = {k: v for k, v in point.items() if k not in ("workers", "weeks", "burn_in", "channel")}
    market = {k: v for k, v in given.items() if k in MarketParameters.model_fields}
    beyond = {k: v for k, v in given.items() if k not in market}
    ties = _network(int(point["workers"]), seed)
    world = World(ties, MarketParameters.create(market), seed, Mechanisms.create(beyond))
    for _ in range(int(point["burn_in"]) + int(point["weeks"])):
        world.step()
    hires, tellings = world.hires.tables(ties, world.jobs)
    late = (hires.week > int(point["burn_in"])).to_numpy()
    number = late.cumsum() - 1
    tellings = tellings[late[tellings.hire]]
    tellings = tellings.assign(hire=number[tellings.hire])
    hires = hires[late].reset_index(drop=True)
    return world, hires.assign(hire=range(len(hires))), tellings.reset_index(drop=True)


def industries(point: Point, seed: int) -> pd.DataFrame:
    """What weak and strong ties added, by industry (`analysis.industries.by_industry`)."""
    from analysis.industries import by_industry

    world, hires, tellings = lived(point, seed)
    return by_industry(hires, tellings, world.ties, world.people.industry)


def schooling(point: Point, seed: int) -> Mapping[str, Any]:
    """Hires out of unemployment by schooling, and the mean unemployment, people-weeks."""
    from analysis.industries import by_schooling
    from simulation.market.trades import little_schooling

    world, hires, _ = lived(point, seed)
    weekly = world.weeks.table()
    late = weekly[weekly.week > int(point["burn_in"])]
    counts = by_schooling(hires, little_schooling(world.ties.people, seed, world.mechanisms))
    return {
        **counts,
        "out_of_work": float(late.out_of_work.sum()),
        "people_weeks": float(len(late) * world.ties.people),
    }


@lru_cache(maxsize=1)
def _network(workers: int, seed: int) -> Ties:
    """The default network; the last one is kept."""
    from simulation.networks import layers

    return layers(workers, seed)


def by_frequency(point: Point, seed: int) -> Mapping[str, Any]:
    """Hires through contacts by contact rate, and hires by channel, as Granovetter's tables have them."""
    from analysis.shares import GRANOVETTER, by_channel, by_strength

    _, hires, _ = lived(point, seed)
    return {**by_strength(hires, GRANOVETTER), **by_channel(hires), "hires": float(len(hires))}
