"""How large a world is where nobody says."""

from __future__ import annotations

WORKERS = 2_000  # people of a generated network
