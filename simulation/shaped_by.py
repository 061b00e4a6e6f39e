"""Which numbers of networks the generators read."""

from __future__ import annotations

from collections.abc import Mapping

SHAPED_BY: Mapping[str, tuple[str, ...]] = {  # what only some generators read
    "sociability": ("layers", "planted_partition"),
    "community_size": ("layers",),
    "trade_lean": ("layers",),
    "bridging": ("caveman", "small_world", "planted_partition", "weighted_growth"),
    "reinforcement": ("weighted_growth",),
}


def read_by(name: str, generator: str) -> bool:
    """Whether a parameter does anything in the networks of a generator; those of markets do in all."""
    return name not in SHAPED_BY or generator in SHAPED_BY[name]
