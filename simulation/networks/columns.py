"""Columns of tables that come from outside, checked: whatever cannot be used is named with its row (rows count from 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.ties import KINDS

if TYPE_CHECKING:
    import pandas as pd

PLAIN = 1_000_000
"""Numbers of a group below this, or ten times the number of people, stay as they are: arrays are as long as the largest is."""


def one_of_each(columns: pd.Index, name: str) -> None:
    """Raises UserError where two columns have the same name."""
    if columns.has_duplicates:
        twice = columns[columns.duplicated()][0]
        raise UserError(f"{name}: the column {str(twice)[:40]!r} stands twice in the header; keep one")


def refuse(bad: NDArray[np.bool_], column: pd.Series, name: str, why: str, shown: bool = True) -> None:
    """Raises UserError for the first of the bad entries, with its row, its value if `shown`, and how many there are."""
    if bad.any():
        at = int(np.flatnonzero(bad)[0])
        value = f" {str(column.iloc[at])[:60]}" if shown else ""
        raise UserError(
            f"{name}, row {column.index[at] + 1}: {column.name}{value} {why.format(f'({int(bad.sum())} such rows)')}"
        )


def nested(column: pd.Series) -> NDArray[np.bool_]:
    """Which entries are lists, structs, or otherwise more than one value."""
    if column.dtype != object:
        return np.zeros(len(column), np.bool_)
    return np.array(
        [isinstance(x, (list, tuple, set, frozenset, dict, np.ndarray)) for x in column], np.bool_
    )


def no_gaps(column: pd.Series, what: str, name: str) -> None:
    """Raises UserError where an entry is missing, or is a list or a struct."""
    named = column.rename(what)
    refuse(column.isna().to_numpy(), named, name, "is missing {}; fill or remove them", shown=False)
    refuse(
        nested(column), named, name, "is a list or a struct {}; wanted is one value in each row", shown=False
    )


def name_of(value: Any) -> str:
    """A person's name as text: 3.0 and 3 are the same person."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def weights(edges: pd.DataFrame, column: str, name: str) -> NDArray[np.float64]:
    """The weights, float64 (rows,), 0 for a tie that is silent. Raises UserError for what is no number from 0 on."""
    import pandas as pd

    given = edges[column]
    no_gaps(given, column, name)
    types = pd.api.types
    if types.is_object_dtype(given):
        values = np.array([_float(value) for value in given], np.float64)
    elif types.is_string_dtype(given) or (
        types.is_numeric_dtype(given) and not types.is_complex_dtype(given)
    ):
        values = pd.to_numeric(given, errors="coerce").to_numpy(dtype=np.float64)
    else:
        values = np.full(len(given), np.nan)
    refuse(
        ~(np.isfinite(values) & (values >= 0)),
        given,
        name,
        "{}; must be a number, 0 or more (0: a tie that never talks)",
    )
    return values


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def kinds(edges: pd.DataFrame, name: str) -> NDArray[np.uint8]:
    """The column `kind`: names (close, friend, colleague, acquaintance) or their numbers."""
    values = {**KINDS, **{str(number): number for number in KINDS.values()}}
    found = edges["kind"].map(lambda value: values.get(name_of(value)))
    refuse(found.isna().to_numpy(), edges["kind"], name, f"{{}}; must be one of {', '.join(KINDS)}")
    return found.to_numpy(dtype=np.uint8)


class Group(NamedTuple):
    """A column of the list of people as a group, int32 (people,), -1 where it is missing (None: it is none); the names of the
    groups, if they are called otherwise than by their numbers; and what is to be said about it."""

    codes: NDArray[np.int32] | None
    names: tuple[Any, ...] = ()
    said: str = ""


def group(column: pd.Series, people: int) -> Group:
    """A column of the list of people as a group.

    Whole numbers from -1 up to PLAIN, or ten times the number of people, as they are; anything else numbered in ascending order
    of its values, which become names. None for a column of lists or structs, which is no group.
    """
    import pandas as pd

    if nested(column).any():
        return Group(None)
    values, said = column, ""
    known = values.dropna()
    if pd.api.types.is_float_dtype(values) and ((known % 1 == 0) & (known.abs() < 2**53)).all():
        values, known = values.astype("Int64"), known.astype("Int64")
    if pd.api.types.is_integer_dtype(values):
        low, high = (int(known.min()), int(known.max())) if len(known) else (0, 0)
        if low >= -1 and high < max(PLAIN, 10 * people):
            return Group(np.asarray(values.fillna(-1), dtype=np.int32))
        said = f"{column.name}: numbers from {low} to {high} are numbered anew, from 0 in the same order"
    try:
        codes, found = pd.factorize(values, sort=True)
    except TypeError:  # values of several types have no order
        codes, found = pd.factorize(values.map(name_of).where(values.notna()), sort=True)
    names = tuple(name if type(name) is int else str(name) for name in found.tolist())
    return Group(np.asarray(codes, dtype=np.int32), names, said)
