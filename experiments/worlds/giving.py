"""The game of giving, once: what a meeting pays each strategy, where scores are known by chance, or carried by gossip.

A point has people, rounds, benefit, cost; givers, takers, keepers and forwarders, shares that add up to 1; and known (q), or
gossip and forgetting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.declare import Design, Experiment, Point

if TYPE_CHECKING:
    import pandas as pd


def world(point: Point, seed: int) -> dict[str, float]:
    """The payoff of a meeting to each strategy that is played, how many takers were known to keepers, how often was given."""
    from weakties.simulation.trust.giving import STRATEGIES, play

    numbers = {name: value for name, value in point.items() if name not in PLURALS}
    played = play(tuple(point[name] for name in PLURALS), seed=seed, **numbers)
    pays = {f"pays {name}": float(v) for name, v in zip(STRATEGIES, played.payoff, strict=True) if v == v}
    return {**pays, "known takers": played.known, "given": played.gave}


PLURALS = ("givers", "takers", "keepers", "forwarders")
GAME = {"people": 200, "benefit": 3.0, "cost": 1.0}
PAIRS = {"givers": 0.0, "takers": 0.1, "keepers": 0.9, "forwarders": 0.0}
ALL = {"givers": 0.1, "takers": 0.2, "keepers": 0.6, "forwarders": 0.1}
KNOWN = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
GOSSIP = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)

SCORES = Experiment(
    key="image-scoring",
    world=world,
    design=Design(fixed={**GAME, **PAIRS, "rounds": 1_000}, vary={"known": KNOWN}, replicates=20, seed=1998),
    quick=Design(fixed={**GAME, **PAIRS, "rounds": 200}, vary={"known": KNOWN}, replicates=4, seed=1998),
)
"""Keepers and takers alone, scores known by chance: the exact reference. b = 3, c = 1, so that c / b = 1 / 3."""

GOSSIPED = Experiment(
    key="giving",
    world=world,
    design=Design(
        fixed={**GAME, **ALL, "people": 100, "rounds": 1_000},
        vary={"gossip": GOSSIP},
        replicates=6,
        seed=20261125,
    ),
    quick=Design(
        fixed={**GAME, **ALL, "people": 100, "rounds": 300},
        vary={"gossip": GOSSIP},
        replicates=4,
        seed=20261125,
    ),
)
"""All four strategies, scores carried by gossip."""


def crossing(x: list[float], difference: list[float]) -> float:
    """Where a rising difference crosses 0, by straight lines between the points; nan where it does not."""
    for n in range(len(x) - 1):
        if difference[n] <= 0 < difference[n + 1]:
            share = -difference[n] / (difference[n + 1] - difference[n])
            return x[n] + share * (x[n + 1] - x[n])
    return float("nan")


def crossings(runs: pd.DataFrame, axis: str) -> list[float]:
    """(replicates,) the value of `axis` from which on a meeting pays a keeper more than a taker."""
    found = []
    for _, rows in runs.sort_values(axis).groupby("replicate"):
        more = rows["pays keeper"] - rows["pays taker"]
        found.append(crossing(rows[axis].tolist(), more.tolist()))
    return found
