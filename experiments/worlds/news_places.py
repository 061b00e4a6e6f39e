"""The networks on which the findings about news are tried, side by side: generated, shipped with networkx, and measured."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weakties.simulation.ties import Ties

DEFAULT = "layers"
GENERATED = ("layers", "caveman", "small_world", "planted_partition", "weighted_growth")
RING = "ring"
SHIPPED = ("karate", "lesmis")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
# How the weights of a measured network become conversations per week: the options of `networks.read`. In the workplace they count
# intervals of 20 seconds; a conversation there is taken to last 40, the mean time together (37) of the 2,095 of 4,274 pairs whose
# first and last contact lie within ten minutes, so that most of them met once.
MEASURED: dict[str, Mapping[str, Any]] = {
    "invs15_workplace": {"rate": "counts", "weeks": 2, "unit": "20 seconds", "conversation": "40 seconds"},
    "ukfaculty": {"rate": "ordinal"},
    "copenhagen_comm": {"rate": "counts", "weeks": 4},
}
RECORD_WEEKS, AT_LEAST = 4.0, 2
"""What is seen of a generated network: ties that talk at least twice in four weeks, as long as Copenhagen was recorded."""


def measured() -> tuple[str, ...]:
    """The measured networks that are there."""
    return tuple(name for name in MEASURED if (DATA / name / "edges.csv").is_file())


def places() -> tuple[str, ...]:
    """All networks that can be tried here, the default first."""
    return (*GENERATED, *SHIPPED, *measured(), RING)


@lru_cache(maxsize=1)
def place(name: str, people: int, seed: int) -> Ties:
    """The ties of a network that records would show; `people` and `seed` count for generated networks alone.

    Weighted growth is slow to generate: it gets half as many people.
    """
    from weakties.simulation import networks
    from weakties.simulation.networks.altered import observed, ring

    if name == RING:
        return ring(people, 10)
    if name in SHIPPED:
        return networks.load(name).ties
    if name in MEASURED:
        return networks.load(DATA / name / "edges.csv", **MEASURED[name]).ties
    if name == "weighted_growth":
        people = max(200, people // 2)
    return observed(networks.create(name, workers=people, seed=seed), RECORD_WEEKS, seed, AT_LEAST)
