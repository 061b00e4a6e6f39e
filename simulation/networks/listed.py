"""A network as tables, as they are written: a row a person, and a row a tie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.names import column_of, named
from weakties.simulation.ties.rows import pieces

if TYPE_CHECKING:
    import pandas as pd

PIECE = 1 << 21  # entries of rows, two a tie, that are written in one go


def people_of(ties: Ties) -> pd.DataFrame:
    """One row a person: `id`, the name or number, and each way in which people are grouped, by names where it has them."""
    import pandas as pd

    names = ties.group_names
    groups = {k: column_of(v, names[k]) if k in names else v for k, v in ties.groups.items()}
    return pd.DataFrame(
        {"id": column_of(np.arange(ties.people), ties.labels or range(ties.people)), **groups}
    )


class PairsOf:
    """One row a tie: source, target (names, or numbers), contact_rate, kind; in pieces, each the rows of some people, in which a
    network of hundreds of millions of ties can be written.
    """

    def __init__(self, ties: Ties) -> None:
        self.ties = ties

    def __len__(self) -> int:
        return len(self.ties)

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for low, high in pieces(self.ties.start, PIECE):
            yield self._rows(low, high)

    def _rows(self, low: int, high: int) -> pd.DataFrame:
        import pandas as pd

        ties, rows = self.ties, slice(self.ties.start[low], self.ties.start[high])
        source = np.repeat(np.arange(low, high, dtype=np.int32), np.diff(ties.start[low : high + 1]))
        once = source < ties.other[rows]
        columns = {"source": source, "target": ties.other[rows], "contact_rate": ties.contact_rate[rows]}
        kinds = pd.Series(ties.kind[rows][once]).map({int(kind): kind.name.lower() for kind in Kind})
        table = pd.DataFrame({name: column[once] for name, column in columns.items()})
        return named(table, ties).assign(kind=kinds)
