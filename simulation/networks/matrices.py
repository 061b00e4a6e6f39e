"""Adjacency matrices, a row and a column a person: sparse ones, arrays, tables, and text files that hold one.

Text and tables are taken for a matrix where they can be nothing else: the names in the first column (the index) are those of the
other columns, in the same order; or, without names, as many rows as columns, all numbers: four or more, or three that are
symmetric with nothing on the diagonal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SURE = 4  # people from whom on a square of numbers without names cannot well be a list of ties
NOTE = "read as an adjacency matrix: a row and a column a person"


class Matrix(NamedTuple):
    """The ties in a matrix, with columns source, target and perhaps weight; its people, with a column id; and whether it is
    symmetric, so that each pair is there once."""

    edges: pd.DataFrame
    people: pd.DataFrame
    symmetric: bool


def matrix_of(matrix: Any, names: Sequence[Any] = ()) -> Matrix:
    """The ties of a matrix, sparse or an array, whose people have these names, or numbers: an entry a pair if it is symmetric,
    else an arc; all ones: no weights. Raises UserError for one that is not square.
    """
    import pandas as pd
    from scipy import sparse

    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        shape = " x ".join(map(str, matrix.shape))
        raise UserError(f"the matrix is {shape}; wanted one row and one column a person")
    rows = sparse.coo_array(matrix)
    symmetric = abs(rows - rows.T).nnz == 0
    keep = rows.row <= rows.col if symmetric else np.ones(len(rows.row), np.bool_)
    who = pd.Index(list(names) or range(matrix.shape[0])).to_numpy()
    edges = pd.DataFrame({"source": who[rows.row[keep]], "target": who[rows.col[keep]]})
    if not (rows.data == 1).all():
        edges["weight"] = rows.data[keep].astype(np.float64)
    return Matrix(edges, pd.DataFrame({"id": who}), symmetric)


def matrix_in_text(rows: pd.DataFrame, headed: bool, file: str) -> Matrix | None:
    """The matrix that a text file holds, or None where it holds something else. headed: whether its columns have names, the first
    that of the names of people. Raises UserError for what is no number.
    """
    if not headed:
        return _unnamed(rows)
    names = rows.iloc[:, 0].tolist()
    if len(names) < 2 or [str(name) for name in names] != [str(name) for name in rows.columns[1:]]:
        return None
    return matrix_of(_numbers(rows.iloc[:, 1:], names, file), names)


def matrix_in_table(table: pd.DataFrame) -> Matrix | None:
    """The matrix that a table of pandas holds, or None where it holds something else. Raises UserError for what is no number."""
    names: list[Any] = list(table.columns)
    if len(names) < 2 or list(table.index) != names:
        return None
    if names == list(range(len(names))):
        return _unnamed(table)
    return matrix_of(_numbers(table, names, "the table"), names)


def _unnamed(rows: pd.DataFrame) -> Matrix | None:
    size = rows.shape[1]
    if rows.shape[0] != size or size < SURE - 1 or not all(kind.kind in "fiub" for kind in rows.dtypes):
        return None
    values = rows.to_numpy(np.float64)
    plain = bool((values == values.T).all()) and not values.diagonal().any()
    return matrix_of(np.nan_to_num(values)) if size >= SURE or plain else None


def _numbers(cells: pd.DataFrame, names: Sequence[Any], file: str) -> NDArray[np.float64]:
    """The entries, an empty one being 0."""
    import pandas as pd

    values = cells.apply(pd.to_numeric, errors="coerce")
    wrong = np.argwhere((values.isna() & cells.notna()).to_numpy())
    if len(wrong):
        row, column = wrong[0]
        raise UserError(
            f"{file}: {str(cells.iloc[row, column])[:40]!r} of {str(names[row])[:40]} and {str(names[column])[:40]} is no number"
        )
    return np.nan_to_num(values.to_numpy(np.float64))
