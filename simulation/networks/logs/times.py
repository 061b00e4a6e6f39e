"""Times of contacts in seconds: from numbers in a unit, or from dates."""

from __future__ import annotations

import time as clock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs.layout import UNIX

if TYPE_CHECKING:
    import pyarrow as pa

UNITS = {
    "seconds": 1.0, "milliseconds": 1e-3, "microseconds": 1e-6, "minutes": 60.0, "hours": 3_600.0, "days": 86_400.0,
    "weeks": 604_800.0,
}  # fmt: skip
ALLOWED = 86_400.0  # clocks and zones may be a day apart before a time lies in the future


def seconds_of(
    column: pa.ChunkedArray, unit: str, name: str, notes: list[str]
) -> tuple[NDArray[np.float64], bool]:
    """Seconds (nan: missing), and whether they are Unix times, as dates always are.

    Numbers are in `unit`, counted from 1970 where they reach 1973, else from zero. Dates are ISO 8601; without a zone they are
    taken as UTC. Raises UserError for an unknown unit, and for a time that is neither, with its row.
    """
    import pyarrow as pa

    if unit not in UNITS:
        raise UserError(f"no unit of time {unit!r}; choose one of {', '.join(UNITS)}")
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column, kind = _parsed(column, name)
    if pa.types.is_temporal(kind) and not (pa.types.is_time(kind) or pa.types.is_duration(kind)):
        if unit != "seconds":
            raise UserError(f"{name}: times are dates, so they have no unit; leave out --unit {unit}")
        if not (pa.types.is_timestamp(kind) and kind.tz):
            notes.append("dates without a time zone: taken as UTC, in which no hour is missing or double")
        micro = column.cast(pa.timestamp("us", getattr(kind, "tz", None)), safe=False).cast(pa.int64())
        return micro.cast(pa.float64(), safe=False).to_numpy() / 1e6, True
    if not (
        pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_null(kind)
        or pa.types.is_decimal(kind)
    ):
        raise UserError(f"{name}: time holds {kind}; wanted numbers or ISO dates")
    seconds = column.cast(pa.float64(), safe=False).to_numpy() * UNITS[unit]
    return seconds, bool(len(seconds) and np.nanmax(seconds, initial=0.0) >= UNIX)


def _parsed(column: pa.ChunkedArray, name: str) -> tuple[pa.ChunkedArray, pa.DataType]:
    """Text as numbers if all of it is, else as dates; raises UserError with the first row that is neither."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pc.utf8_trim_whitespace(column.cast(pa.string()))
    text = pc.if_else(pc.equal(text, ""), None, text)
    try:
        numbers = text.cast(pa.float64())
        return numbers, numbers.type
    except pa.ArrowInvalid:
        values = text.to_pandas()
    dates = pd.to_datetime(values, format="ISO8601", utc=True, errors="coerce")
    bad = (dates.isna() & values.notna()).to_numpy()
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise UserError(
            f"{name}, row {row + 1}: time {str(values.iloc[row])[:40]!r} is neither a number nor an ISO date "
            f"such as 2024-05-31T13:05:00+02:00 ({int(bad.sum())} such rows)"
        )
    zoned = values.dropna().str.contains(r"(?:Z|[+-]\d\d:?\d\d)$", regex=True).all()
    array = pa.chunked_array([pa.Array.from_pandas(dates.astype("datetime64[us, UTC]"))])
    if not zoned:
        array = array.cast(pa.timestamp("us"))
    return array, array.type


def in_future(seconds: NDArray[np.float64], unix: bool) -> NDArray[np.bool_]:
    """Which times lie more than a day after now."""
    return seconds > clock.time() + ALLOWED if unix else np.zeros(len(seconds), np.bool_)


def stated(seconds: float) -> str:
    """A Unix time as a date: 2024-05-31 13:05."""
    if not abs(seconds) < 2.5e11:
        return f"the year {1970 + seconds / 31_556_952:,.0f}"
    return str(np.datetime64(int(seconds), "s")).replace("T", " ")[:16]
