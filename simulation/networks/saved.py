"""The network of a run as tables: who was there, in which groups, and who was tied to whom at which rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weakties.simulation.networks.listed import PairsOf, people_of
from weakties.simulation.saved_tables import SavedTables

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from weakties.simulation.ties import Ties


@dataclass(frozen=True, repr=False)
class NetworkRecords(SavedTables):
    """The people and the ties of one run, beside its records: what `networks.read("DIR/network.parquet")` reads again.

    people   one row a person: id, and the groups of the network by their names
    network  one row a tie: source, target, contact_rate, kind; where ties live, those of the start
    """

    people: pd.DataFrame
    network: pd.DataFrame | PairsOf
    provenance: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, ties: Ties, provenance: Mapping[str, Any], **groups: NDArray[Any]) -> NetworkRecords:
        """The tables of a network; groups: others of its people, as they were drawn for a run, where it does not say them."""
        new = {name: values for name, values in groups.items() if name not in ties.groups}
        return cls(people_of(ties.grouped(**new)), PairsOf(ties), provenance)
