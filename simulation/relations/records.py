"""What became of ties, as tables: the ties that live, and the conversations of those who were watched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weakties.simulation.saved_tables import SavedTables

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.relations.tables import TiesNow


@dataclass(frozen=True, repr=False)
class LifeRecords(SavedTables):
    """The records of ties that live, beside those of the market.

    relations  one row a tie, as of the beginning of the last season (`Relations.table`), whole or in pieces
    talks      one row a conversation of anybody watched: source < target, week; a log as `weakties log` reads it
    """

    relations: pd.DataFrame | TiesNow
    talks: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)
