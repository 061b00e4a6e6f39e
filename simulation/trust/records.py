"""What people came to think of each other, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weakties.simulation.saved_tables import SavedTables

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class TrustRecords(SavedTables):
    """The record of trust, beside those of ties that live.

    trust  one row a direction in which something was learnt, as of the beginning of the last season (`Trust.table`)
    """

    trust: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
