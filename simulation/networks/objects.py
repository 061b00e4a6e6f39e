"""Networks that other libraries hold in memory: tables of pandas and polars, lists of pairs, matrices, graphs of igraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.networks.edge_lists import named
from weakties.simulation.networks.graphs import from_graph
from weakties.simulation.networks.matrices import NOTE, Matrix, matrix_in_table, matrix_of
from weakties.simulation.networks.tables import Source

if TYPE_CHECKING:
    import pandas as pd

WANTED = (
    "the path of a file, a networkx or igraph graph, a table of pandas or polars, a list of pairs, or an adjacency matrix, "
    "sparse or an array"
)


def from_object(network: Any, asked: Sequence[str] = ()) -> Source:
    """What a network in memory says. asked: the columns of a table. Raises UserError for what is none."""
    if hasattr(network, "to_pandas"):
        network = network.to_pandas()
    if hasattr(network, "iloc") and hasattr(network, "columns"):
        matrix = None if asked else matrix_in_table(network)
        return _of_matrix(matrix, (NOTE,)) if matrix is not None else _from_table(network, asked)
    square = isinstance(network, np.ndarray) and network.ndim == 2 and network.shape[0] == network.shape[1]
    if isinstance(network, (list, tuple, np.ndarray)) and not square:
        return _from_pairs(network, asked)
    if asked:
        raise UserError("columns: only of a table; a graph or a matrix has none")
    if square or hasattr(network, "tocoo"):
        return _of_matrix(matrix_of(network))
    if hasattr(network, "vs") and hasattr(network, "to_networkx"):
        name = "name" if "name" in network.vs.attributes() else None
        return from_graph(network.to_networkx(vertex_attr_hashable=name or "_nx_name"), "the graph")
    if not (hasattr(network, "is_directed") and hasattr(network, "edges")):
        raise UserError(f"expected {WANTED}; got {type(network).__name__}")
    return from_graph(network, "the graph")


def _from_table(table: pd.DataFrame, asked: Sequence[str]) -> Source:
    found = named(table.reset_index(drop=True), asked, "the table")
    return Source(found.rows, None, False, "the table", notes=found.notes)


def _of_matrix(matrix: Matrix, notes: tuple[str, ...] = ()) -> Source:
    return Source(matrix.edges, matrix.people, matrix.symmetric, "the matrix", notes=notes)


def _from_pairs(pairs: Any, asked: Sequence[str]) -> Source:
    """A list of (from, to) or (from, to, weight). Raises UserError for any other."""
    import pandas as pd

    rows = [tuple(pair) if isinstance(pair, (tuple, list, np.ndarray)) else () for pair in pairs]
    width = len(rows[0]) if rows else 2
    bad = next((n for n, row in enumerate(rows) if len(row) != width or not 2 <= width <= 3), None)
    if bad is not None:
        raise UserError(
            f"a list of ties, row {bad + 1}: {str(pairs[bad])[:60]}; wanted (from, to) or (from, to, weight) in each"
        )
    names = ["source", "target", "weight"][:width]
    return _from_table(pd.DataFrame(rows, columns=names), asked)
