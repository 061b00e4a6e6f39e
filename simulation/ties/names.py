"""Names of people and of groups, where a network has them: from tables of numbers to tables that can be read, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.ties.ties import Ties

PEOPLE = ("worker", "person", "other", "teller", "source", "target")
"""Columns that hold people, in every table of records; twins have them twice (teller_0, teller_1)."""
GROUPS = {"firm": "firm", "previous_firm": "firm", "industry": "industry"}
"""Columns that hold groups, and which."""


def named(table: pd.DataFrame, ties: Ties) -> pd.DataFrame:
    """The table with names instead of numbers, where the network has names: of people, and of firms and industries.

    Nobody (-1) is missing then. Where the network has no names, the table as it is.
    """
    found = {}
    for column in table.columns:
        what = column.removesuffix("_0").removesuffix("_1")
        names = ties.labels if what in PEOPLE else ties.group_names.get(GROUPS.get(what, ""), ())
        if names:
            found[column] = column_of(table[column].to_numpy(), names)
    return table.assign(**found) if found else table


def column_of(numbers: NDArray[Any], names: Sequence[Any]) -> Any:
    """The names with these numbers, missing below 0, as a column: of whole numbers where all names are such, else of text."""
    import pandas as pd

    whole = all(isinstance(name, (int, np.integer)) and not isinstance(name, bool) for name in names)
    missing = numbers < 0
    if whole and not missing.any():
        return np.array(names, np.int64)[numbers]
    listed = np.array([int(name) if whole else str(name) for name in names], object)[np.maximum(numbers, 0)]
    listed[missing] = None
    return pd.array(listed, dtype="Int64") if whole else pd.Series(listed, dtype="str").array


def numbers(ties: Ties, names: ArrayLike) -> NDArray[np.int64]:
    """The numbers (rows) of people by their names, of the shape of `names`; people without names are called by their numbers.

    Raises UserError for a name that nobody has.
    """
    asked = np.asarray(names, dtype=object)
    known = {str(name): row for row, name in enumerate(ties.labels or range(ties.people))}
    found = np.empty(asked.shape, np.int64)
    for at, name in np.ndenumerate(asked):
        if str(name) not in known:
            some = ", ".join(list(known)[:3])
            raise UserError(
                f"{str(name)[:60]}: nobody of that name in the network of {ties.people} people ({some}, ...)"
            )
        found[at] = known[str(name)]
    return found


def rows_of(ties: Ties, people: Any) -> Any:
    """People as somebody hands them over: text is taken for their names, anything else is left as it is."""
    try:
        given = np.asarray(people, dtype=object)
    except ValueError:  # lists of different lengths
        return people
    text = bool(given.size) and all(isinstance(one, str) for one in given.ravel())
    return numbers(ties, given) if text and ties.labels else people
