"""Networks that other libraries hold in memory: tables of pandas and polars, sparse matrices of SciPy, graphs of igraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.networks.edge_lists import named
from weakties.simulation.networks.graphs import from_graph
from weakties.simulation.networks.tables import Source

if TYPE_CHECKING:
    import pandas as pd

WANTED = "the path of a file, a networkx or igraph graph, a table of pandas or polars, or a sparse matrix"


def from_object(network: Any, asked: Sequence[str] = ()) -> Source:
    """What a network in memory says. asked: the columns of a table. Raises UserError for what is none."""
    if hasattr(network, "to_pandas"):
        network = network.to_pandas()
    if hasattr(network, "iloc") and hasattr(network, "columns"):
        return _from_table(network, asked)
    if asked:
        raise UserError("columns: only of a table; a graph or a matrix has none")
    if hasattr(network, "tocoo"):
        return _from_matrix(network)
    if hasattr(network, "vs") and hasattr(network, "to_networkx"):
        name = "name" if "name" in network.vs.attributes() else None
        return from_graph(network.to_networkx(vertex_attr_hashable=name or "_nx_name"), "the graph")
    if not (hasattr(network, "is_directed") and hasattr(network, "edges")):
        raise UserError(f"expected {WANTED}; got {type(network).__name__}")
    return from_graph(network, "the graph")


def _from_table(table: pd.DataFrame, asked: Sequence[str]) -> Source:
    rows, notes = named(table.reset_index(drop=True), asked, "the table")
    return Source(rows, None, False, "the table", notes=notes)


def _from_matrix(matrix: Any) -> Source:
    """An adjacency matrix, a row and a column a person: an entry a pair if it is symmetric, else an arc. All ones: no weights."""
    import pandas as pd

    rows, people = matrix.tocoo(), matrix.shape[0]
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UserError(
            f"the matrix is {' x '.join(map(str, matrix.shape))}; wanted one row and one column a person"
        )
    symmetric = abs(rows - rows.T).nnz == 0
    keep = rows.row <= rows.col if symmetric else np.ones(len(rows.row), np.bool_)
    edges = pd.DataFrame(
        {"source": rows.row[keep].astype(np.int64), "target": rows.col[keep].astype(np.int64)}
    )
    if not (rows.data == 1).all():
        edges["weight"] = rows.data[keep].astype(np.float64)
    return Source(edges, pd.DataFrame({"id": np.arange(people)}), symmetric, "the matrix")
