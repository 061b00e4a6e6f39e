"""Talk with the one who told of a job, in the year before it is taken and in the year after.

A point sets the market, as for every world function (`generated_market`). A *referrer* is who gets the credit for a hire and
works in the firm that hires. Talk is all that ties that live say to each other; present colleagues of one team talk besides, in
the firm, and that is not counted, as little as talk face to face is in records of phones. *Others* are all whom the hired talks
to in these two years, but for the referrer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.closures import firms_now
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.market.world import World

QUARTER = 13
QUARTERS = tuple(range(-4, 4))  # -1: the thirteen weeks up to the move, that of the move included
AROUND = QUARTER * (len(QUARTERS) // 2)


def world(point: Point, seed: int) -> dict[str, float]:
    """Moves into the firm of a referrer after the burn-in, and by quarter the talks of these pairs (`told`), the same without
    those of the week in which the news was heard (`rest`), and of the hired with all others (`others`).
    """
    scenario = scenario_of(point)
    weeks, burn_in = scenario.length
    lived = live(market_of(scenario, seed), burn_in)
    assert lived.relations is not None
    lived.relations.watched = np.ones(lived.ties.people, np.bool_)
    moves = referred(lived, weeks)
    moves = moves[(moves["week"] > burn_in + AROUND) & (moves["week"] <= weeks - AROUND)]
    talks = np.concatenate([np.empty((0, 3), np.int32), *lived.relations.log])
    return {"moves": float(len(moves)), **around(moves, talks)}


def referred(lived: World, weeks: int) -> pd.DataFrame:
    """Live up to this week; the hires of workers whose referrer works in the firm then: week, worker, teller, heard_week."""
    where = []
    while lived.week < weeks:
        lived.step()
        where.append(firms_now(lived))
    hires = lived.hires.tables(lived.ties, lived.jobs)[0]
    hires = hires[(hires["teller"] >= 0) & (hires["week"] > weeks - len(where))]
    row = hires["week"].to_numpy() - (weeks - len(where)) - 1
    there = np.array([where[r][teller] for r, teller in zip(row, hires["teller"], strict=True)], np.int64)
    return hires.loc[there == hires["firm"].to_numpy(), ["week", "worker", "teller", "heard_week"]]


def around(moves: pd.DataFrame, talks: NDArray[np.int32]) -> dict[str, float]:
    """Talks by quarter around each move. talks: (talks, 3) of source, target and week, source < target."""
    both = np.concatenate([talks, talks[:, [1, 0, 2]]]).astype(np.int64)
    both = both[np.argsort(both[:, 0], kind="stable")]
    start = np.searchsorted(both[:, 0], np.arange(int(both[:, 0].max(initial=-1)) + 2))
    count = {name: np.zeros(len(QUARTERS)) for name in ("told", "rest", "others")}
    for week, worker, teller, heard in moves.itertuples(index=False):
        own = both[start[worker] : start[worker + 1]] if worker + 1 < len(start) else both[:0]
        quarter = (own[:, 2] - week - 1) // QUARTER - QUARTERS[0]
        inside = (quarter >= 0) & (quarter < len(QUARTERS))
        his = own[:, 1] == teller
        for name, some in (("told", his), ("rest", his & (own[:, 2] != heard)), ("others", ~his)):
            count[name] += np.bincount(quarter[inside & some], minlength=len(QUARTERS))
    return {
        f"{name} {q}": float(n) for name, all_ in count.items() for q, n in zip(QUARTERS, all_, strict=True)
    }
