"""One market of digital and less digital industries, or of more and less schooling. Results hang on this file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World


def lived(point: Point, seed: int) -> tuple[World, pd.DataFrame, pd.DataFrame]:
    """(world, hires, tellings) of a market after `burn_in`. point: see generated_market.py; and channel, a mere label."""
    scenario = scenario_of(point, also=("channel",))
    weeks, burn_in = scenario.length
    world = live(market_of(scenario, seed), weeks)
    hires, tellings = world.hires.tables(world.ties, world.jobs)
    late = (hires.week > burn_in).to_numpy()
    number = late.cumsum() - 1
    tellings = tellings[late[tellings.hire]]
    tellings = tellings.assign(hire=number[tellings.hire])
    hires = hires[late].reset_index(drop=True)
    return world, hires.assign(hire=range(len(hires))), tellings.reset_index(drop=True)


def industries(point: Point, seed: int) -> pd.DataFrame:
    """What weak and strong ties added, by industry (`weakties.analysis.industries.by_industry`)."""
    from weakties.analysis.industries import by_industry

    world, hires, tellings = lived(point, seed)
    return by_industry(hires, tellings, *talking(world), world.people.industry)


def talking(world: World) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """(whose it is, contact rate) of each tie, once in each direction. Where ties live, of those that talk this season, at its
    rates, as hires are recorded with, and of those too rare to live.
    """
    holder = np.repeat(np.arange(world.ties.people), world.ties.degree)
    if world.relations is None:
        return holder, world.contact_rate
    live = world.relations.live
    whose = np.repeat(np.arange(world.ties.people), live.on)
    place = np.arange(len(whose)) - np.repeat(np.cumsum(live.on) - live.on, live.on)
    alive = live.tie["rate"][live.start[whose] + place]
    rare = world.contact_rate > 0
    return np.concatenate([holder[rare], whose[alive > 0]]), np.concatenate(
        [world.contact_rate[rare], alive[alive > 0]]
    )


def schooling(point: Point, seed: int) -> Mapping[str, Any]:
    """Hires out of unemployment by schooling, and the mean unemployment, people-weeks."""
    from weakties.analysis.industries import by_schooling
    from weakties.simulation.market.trades import little_schooling

    world, hires, _ = lived(point, seed)
    weekly = world.weeks.table()
    late = weekly[weekly.week > int(point["burn_in"])]
    counts = by_schooling(hires, little_schooling(world.ties.people, seed, world.mechanisms))
    return {
        **counts,
        "out_of_work": float(late.out_of_work.sum()),
        "people_weeks": float(len(late) * world.ties.people),
    }


def by_frequency(point: Point, seed: int) -> Mapping[str, Any]:
    """Hires through contacts by contact rate, and hires by channel, as Granovetter's tables have them."""
    from weakties.analysis.shares import GRANOVETTER, by_channel, by_strength

    _, hires, _ = lived(point, seed)
    return {**by_strength(hires, GRANOVETTER), **by_channel(hires), "hires": float(len(hires))}
