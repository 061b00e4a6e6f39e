"""One market, and everything that is counted in it. Results hang on this file: when it changes, they are run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis import shares
from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.talk.frequency import MONTHLY, TWICE_A_WEEK, YEARLY

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.recommendation.experiment import Market
    from weakties.simulation.ties import Ties

EDGES = np.unique(np.concatenate([np.geomspace(1 / 1000, 20, 60), [TWICE_A_WEEK, MONTHLY, YEARLY]]))
"""Contact rates, per week, at which the cumulative curve of hires is kept; the cuts are among them."""


def world(point: Point, seed: int) -> dict[str, float]:
    """One market, and its hires after `burn_in` counted in every way that findings need. point: see generated_market.py."""
    scenario = scenario_of(point)
    return counted(market_of(scenario, seed), scenario.length)


def counted(market: Market, length: tuple[int, int]) -> dict[str, float]:
    """A market lived, and what is counted in it. length: weeks, and how many of them, the first, are left out."""
    weeks, burn_in = length
    run = live(market, weeks)
    hires, _ = run.hires.tables(market.ties, run.jobs)
    weekly = run.weeks.table()
    return counts(hires[hires.week > burn_in], weekly[weekly.week > burn_in], market.ties, run.parameters)


def counts(hires: pd.DataFrame, weekly: pd.DataFrame, ties: Ties, parameters: Any) -> dict[str, float]:
    """One row: hires by channel, cut, chain and contact rate; ties by class; people-weeks out of work."""
    beside = float(weekly.employed.mean()) * parameters.team_size
    row: dict[str, float] = {
        "hires": float(len(hires)),
        "weeks": float(len(weekly)),
        "people": float(ties.people),
    }
    row |= shares.by_channel(hires)
    row |= shares.by_strength(hires, shares.GRANOVETTER) | shares.by_strength(hires, shares.POPULAR)
    row |= {f"chain {k}": v for k, v in shares.by_chain(hires).items()}
    known = hires[hires.kind != "colleague"]
    row |= {f"hires, {k}": v for k, v in shares.by_strength(known, shares.CLASSES).items()}
    row |= {f"ties, {k}": v for k, v in shares.CLASSES.tally(ties.contact_rate).items()}
    row |= {"hires, colleagues": float((hires.kind == "colleague").sum()), "ties, colleagues": beside}
    row |= {f"upto {k}": float(v) for k, v in enumerate(shares.cumulative(hires, EDGES))}
    row |= {"out of work": float(weekly.out_of_work.sum()), "moves": float((hires.previous_firm >= 0).sum())}
    return row
