"""Who is tied to whom: `Ties`, and rows of ties with the loops over them."""

from __future__ import annotations

from weakties.simulation.ties.ties import DEFAULT_RATE, KINDS, Kind, Ties

__all__ = ["DEFAULT_RATE", "KINDS", "Kind", "Ties"]
