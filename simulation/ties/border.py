"""What comes in from outside is checked here, once, before a compiled loop sees an index: people, groups, rates, kinds, rows.

Compiled loops do not look whether an index is in range: a person who does not exist would be read, or written, beyond the end of
an array. So everything that a caller may hand to `Ties` passes one of these checks; what the toolkit made itself does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.ties.rows import FLAWS, flaw

MOST_PEOPLE = 2**31 - 1  # numbers of people, and of groups, are int32
NAMES = "people must be whole numbers; read other names with networks.read or Ties.from_networkx"


def array_of(values: ArrayLike, what: str) -> NDArray[Any]:
    """`values` as a one-dimensional array. Raises UserError for lists of lists and whatever else is none."""
    try:
        array = np.atleast_1d(np.asarray(values))
    except (ValueError, TypeError, OverflowError):
        array = np.empty((0, 0))
    if array.ndim != 1:
        raise UserError(f"{what}: must be one plain list of numbers")
    return array


def whole_numbers(values: ArrayLike, what: str, complaint: str) -> NDArray[Any]:
    """`values` as an array of whole numbers, of the type they have. Raises UserError with the complaint for any others."""
    array = array_of(values, what)
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype == object and all(type(value) is int for value in array):
        outside = next((value for value in array if not -(2**63) <= value < 2**63), None)
        if outside is not None:
            raise UserError(f"{what}: {outside} is beyond all numbers that can be stored")
        array = array.astype(np.int64)
    if not np.issubdtype(array.dtype, np.integer):
        raise UserError(complaint)
    return array


def count_of(people: int, name: str = "people") -> int:
    """A number of people. Raises UserError for what is none, or more than numbers of people can say."""
    if (
        isinstance(people, bool)
        or not isinstance(people, (int, np.integer))
        or not 0 <= people <= MOST_PEOPLE
    ):
        raise UserError(f"{name} = {people!r}: must be a whole number from 0 to {MOST_PEOPLE}")
    return int(people)


def person_of(person: int, people: int) -> int:
    """The number of one person of the network. Raises UserError where there is no such person."""
    if isinstance(person, bool) or not isinstance(person, (int, np.integer)):
        raise UserError(f"person {person!r}: {NAMES}")
    _known(int(person), people)
    return int(person)


def people_of(source: ArrayLike, target: ArrayLike, people: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Two lists of people of the network, one entry a pair. Raises UserError for any others."""
    a, b = whole_numbers(source, "source", NAMES), whole_numbers(target, "target", NAMES)
    if a.shape != b.shape:
        raise UserError(f"{a.size} sources and {b.size} targets: a tie needs one of each")
    if a.size:
        _known(int(min(a.min(), b.min())), people)
        _known(int(max(a.max(), b.max())), people)
    return a, b


def _known(person: int, people: int) -> None:
    if not 0 <= person < people:
        raise UserError(
            f"person {person} is not in the network of {people} people"
            + (f" (0 to {people - 1})" if people else "")
        )


def rates_of_pairs(contact_rate: ArrayLike, a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.float32]:
    """Contact rates, one for all or one a pair, float32 (pairs,). Raises UserError for what is no number from 0 on."""
    given = array_of(contact_rate, "contact_rate")
    if given.dtype.kind not in "fiu" or given.size not in (1, a.size):
        raise UserError(
            f"contact_rate: must be one number of conversations per week, or one for each of {a.size} ties"
        )
    with np.errstate(over="ignore"):
        rate = np.broadcast_to(given.astype(np.float32, copy=False), a.shape)
    if not (np.isfinite(rate) & (rate >= 0)).all():
        bad = int(np.flatnonzero(~(np.isfinite(rate) & (rate >= 0)))[0])
        value = given[bad if given.size > 1 else 0]
        raise UserError(
            f"contact rate {value:g} of the tie {a[bad]} - {b[bad]}: must be a number of conversations per week, 0 or more"
        )
    return rate


def kinds_of_pairs(kind: ArrayLike, pairs: int, names: Mapping[str, int]) -> NDArray[np.uint8]:
    """Kinds of ties, one for all or one a pair, uint8 (pairs,). Raises UserError for kinds that do not exist."""
    known = ", ".join(f"{number} ({name})" for name, number in names.items())
    given = whole_numbers(kind, "kind", f"kind: must be whole numbers, {known}")
    if given.size not in (1, pairs):
        raise UserError(f"kind: {given.size} for {pairs} ties: give one for all, or one each")
    if given.size and not (given.min() >= 0 and given.max() < len(names)):
        bad = given[(given < 0) | (given >= len(names))][0]
        raise UserError(f"kind {bad}: there is no such kind of tie; choose from {known}")
    return np.broadcast_to(given.astype(np.uint8, copy=False), (pairs,))


def group_of(name: str, values: ArrayLike, people: int) -> NDArray[np.int32]:
    """A group of people, int32 (people,); negative: none. Raises UserError for what are no whole numbers, one for each person."""
    given = array_of(values, f"group {name!r}")
    if given.dtype.kind == "f" and given.size and np.isfinite(given).all() and (given % 1 == 0).all():
        given = given.astype(np.int64) if np.abs(given).max() < 2**62 else given
    numbers = whole_numbers(
        given,
        f"group {name!r}",
        f"group {name!r}: must be whole numbers, -1 for people without; number other values in some order, "
        "as np.unique(values, return_inverse=True)[1] does",
    )
    if numbers.shape != (people,):
        raise UserError(f"group {name!r} has {numbers.size} entries for {people} people")
    if numbers.size and not (numbers.min() >= -(2**31) and numbers.max() < 2**31):
        bad = numbers[(numbers < -(2**31)) | (numbers >= 2**31)][0]
        raise UserError(f"group {name!r}: {bad} is beyond the largest number of a group, {2**31 - 1}")
    return numbers.astype(np.int32)


def labels_of(labels: Any, people: int) -> tuple[Any, ...]:
    """The names of people: none, or one each, all different. Raises UserError for any others."""
    try:
        names = tuple(labels)
        different = len(set(names))
    except TypeError:
        raise UserError("labels: must be one name for each person, text or numbers") from None
    if names and len(names) != people:
        raise UserError(f"{len(names)} labels for {people} people: give one each, or none")
    if different < len(names):
        raise UserError("labels: two people have the same name; give each his own")
    return names


def group_names_of(names: Any, groups: Mapping[str, NDArray[np.int32]]) -> dict[str, tuple[Any, ...]]:
    """The names of groups: one for each number there is, all different. Raises UserError for any others."""
    found = {}
    for group, given in dict(names).items():
        if group not in groups:
            raise UserError(f"group_names: there is no group {str(group)[:40]!r}")
        listed, count = tuple(given), int(groups[group].max(initial=-1)) + 1
        if listed and (len(listed) < count or len(set(map(str, listed))) < len(listed)):
            raise UserError(f"group_names: {group} needs {count} names, all different")
        if listed:
            found[group] = listed
    return found


def rows_of(start: ArrayLike, other: ArrayLike, contact_rate: ArrayLike, kind: ArrayLike, kinds: int) -> Any:
    """Rows that somebody made by hand, each array of the type that `Ties` holds. Raises UserError where they break its laws."""
    numbers = [
        whole_numbers(values, what, f"{what}: must be whole numbers")
        for values, what in ((start, "start"), (other, "other"), (kind, "kind"))
    ]
    rate = array_of(contact_rate, "contact_rate")
    if rate.size and rate.dtype.kind not in "fiu":
        raise UserError("contact_rate: must be numbers of conversations per week")
    begin, whom, what = numbers
    with np.errstate(over="ignore"):
        rate = rate.astype(np.float32, copy=False)
    if not (len(whom) == len(rate) == len(what)):
        raise UserError(f"{len(whom)} others, {len(rate)} contact rates, {len(what)} kinds: must be one each")
    if not (begin.size and begin[0] == 0 and begin[-1] == len(whom) and (begin[1:] >= begin[:-1]).all()):
        raise UserError(f"start: must rise from 0 to {len(whom)}, the number of entries of other")
    rows = (
        begin.astype(np.int64),
        _within(whom, -1, MOST_PEOPLE).astype(np.int32),
        np.ascontiguousarray(rate),
        _within(what, -1, kinds).astype(np.uint8),
    )
    code, person, _ = flaw(*rows, kinds)
    if code:
        raise UserError(
            f"these ties cannot be: person {person} {FLAWS[code]}; Ties.from_pairs makes them right"
        )
    return rows


def _within(values: NDArray[Any], low: int, high: int) -> NDArray[np.int64]:
    """Whole numbers of any type, none below `low` or above `high`."""
    if values.dtype.kind == "u":
        return np.minimum(values.astype(np.uint64), np.uint64(high)).astype(np.int64)
    return np.clip(values.astype(np.int64), low, high)
