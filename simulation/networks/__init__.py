"""Who knows whom: generators of `Ties`, and files of real networks."""

from __future__ import annotations

from simulation.networks.layers import layers

__all__ = ["layers"]
