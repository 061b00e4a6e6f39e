"""The networks on which the findings about news are tried, side by side: generated, shipped with networkx, and measured."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.ties import Ties

DEFAULT = "layers"
GENERATED = ("layers", "caveman", "small_world", "planted_partition", "weighted_growth")
RING = "ring"
SHIPPED = ("karate", "lesmis")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
# How the weights of a measured network become conversations per week: the rule, and the weeks it was observed.
MEASURED: dict[str, tuple[str, float | None]] = {
    "invs15_workplace": ("counts", 2.0),
    "ukfaculty": ("ordinal", None),
    "copenhagen_comm": ("counts", 4.0),
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
    from simulation import networks
    from simulation.networks.altered import observed, ring

    if name == RING:
        return ring(people, 10)
    if name in SHIPPED:
        return networks.read(name)
    if name in MEASURED:
        rule, weeks = MEASURED[name]
        return networks.read(DATA / name / "edges.csv", rate=rule, weeks=weeks)
    if name == "weighted_growth":
        people = max(200, people // 2)
    return observed(networks.create(name, workers=people, seed=seed), RECORD_WEEKS, seed, AT_LEAST)
