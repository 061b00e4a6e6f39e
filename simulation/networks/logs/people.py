"""People of a log as numbers, in ascending order of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = -1
DENSE = 50_000_000  # numbers of people up to this are looked up in a table


class People(NamedTuple):
    """source, target: int64 (rows,), people numbered in ascending order of `labels`, -1 where there is none."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    labels: tuple[Any, ...]


def people_of(table: pa.Table, name: str) -> People:
    """The people in the columns source and target: whole numbers as such, anything else by its text (3.0 and 3 are one person).

    Raises UserError for columns that hold neither.
    """
    import pyarrow as pa

    columns = [_plain(table[end], name, end) for end in ("source", "target")]
    if all(pa.types.is_integer(column.type) for column in columns):
        codes, labels = _numbered(columns)
    else:
        codes, labels = _named(columns)
    rows = table.num_rows
    return People(codes[:rows], codes[rows:], labels)


def _plain(column: pa.ChunkedArray, name: str, end: str) -> pa.ChunkedArray:
    """A column of whole numbers or of text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
        if not pa.types.is_string(kind):
            column = column.cast(kind)
    if pa.types.is_integer(kind):
        return column.cast(pa.int64())
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), None, column)
        whole = pc.all(pc.equal(pc.floor(column), column)).as_py()
        return column.cast(pa.int64()) if whole in (True, None) else column.cast(pa.string())
    if pa.types.is_nested(kind) or pa.types.is_binary(kind):
        raise UserError(f"{name}: {end} holds {kind}; people must be names or whole numbers")
    if pa.types.is_null(kind):
        return column.cast(pa.int64())
    return column


def _numbered(columns: list[pa.ChunkedArray]) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """Codes of whole numbers: by a table of those that occur where it fits, else by hashing."""
    import pandas as pd

    missing = np.concatenate([column.is_null().to_numpy() for column in columns])
    values = np.concatenate([column.fill_null(0).to_numpy() for column in columns])
    known = values if not missing.any() else values[~missing]
    low, high = (int(known.min()), int(known.max())) if len(known) else (0, 0)
    if high - low < DENSE:
        present = np.zeros(high - low + 1, np.bool_)
        present[known - low] = True
        number = np.cumsum(present) - 1
        codes = number[np.where(missing, low, values) - low] if missing.any() else number[values - low]
        names = np.flatnonzero(present) + low
    else:
        codes, names = pd.factorize(values, sort=True)
        if missing.any():  # number again without the place holder, which may be nobody's name
            names = np.unique(known)
            codes = np.searchsorted(names, values)
    codes = codes.astype(np.int64, copy=False)
    codes[missing] = MISSING
    return codes, tuple(names.tolist())


def _named(columns: list[pa.ChunkedArray]) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """Codes of names. White space around a name is no part of it, and a name of nothing is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pa.dictionary(pa.int32(), pa.string())
    both = [c if pa.types.is_dictionary(c.type) else c.cast(pa.string()).dictionary_encode() for c in columns]
    encoded = pa.chunked_array(
        [chunk for c in both for chunk in c.cast(text).chunks], text
    ).unify_dictionaries()
    if encoded.num_chunks == 0:
        return np.empty(0, np.int64), ()
    codes = np.concatenate([chunk.indices.fill_null(MISSING).to_numpy() for chunk in encoded.chunks])
    names = np.array(pc.utf8_trim_whitespace(encoded.chunk(0).dictionary).to_pylist() or [""], dtype=object)
    used = np.zeros(len(names), np.bool_)
    used[codes[codes >= 0]] = True
    used &= names != ""
    labels, number = np.unique(names[used].astype(str), return_inverse=True)
    place = np.full(len(names) + 1, MISSING, np.int64)  # the last stands for code -1
    place[:-1][used] = number
    return place[codes], tuple(labels.tolist())
