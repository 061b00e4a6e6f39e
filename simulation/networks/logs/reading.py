"""A log is read, checked row by row, put in order, and every guess is said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs.files import table_of
from weakties.simulation.networks.logs.log import DAY, ContactLog
from weakties.simulation.networks.logs.people import People, people_of
from weakties.simulation.networks.logs.proximity import guess_interval, merge
from weakties.simulation.networks.logs.times import in_future, seconds_of, stated

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

DROPPED = ("self", "missing", "negative", "future")
QUIET = 0.5  # of the time observed without any contact: something to be said


def read_log(
    log: str | os.PathLike[str] | pd.DataFrame,
    columns: Sequence[str] = (),
    unit: str = "seconds",
    interval: float | None = None,
    weeks: float | None = None,
    drop: Iterable[str] = (),
) -> ContactLog:
    """A log of contacts from a text file (comma, tab, blanks; also .gz, .bz2), a Parquet file or a pandas DataFrame.

    columns   who, whom, when and perhaps duration (in seconds), by name or number from 1; else found by common names (source and
              target, from and to, sender and receiver, caller and callee, ego and alter, i and j, u and v; time or timestamp),
              without a header by what the values look like (SocioPatterns `t i j`, SNAP `SRC DST UNIXTS`)
    unit      of times that are numbers, one of `times.UNITS`; dates are ISO 8601
    interval  of a log of proximity, in seconds: rows of a pair at most one interval apart are one contact; 0: every row is
              one; None: guessed, and said
    weeks     how long contacts were watched, from the first contact on; None: from the first contact to the last (in a log of
              proximity, to its end)
    drop      kinds of rows to leave out, which otherwise raise an error: "self" (with oneself), "missing" (who, whom or when),
              "negative" and "future" (times)

    Rows out of order are sorted. Raises UserError, in one line that says what to do, for whatever cannot be used.
    """
    dropped = _checked(drop)
    if interval is not None and not 0 <= interval < np.inf:
        raise UserError(
            f"interval = {interval:g}: must be 0 (every row is a contact) or the seconds between two rows"
        )
    table, name, notes = table_of(log, columns)
    if table.num_rows == 0:
        raise UserError(f"{name} has no contacts; wanted a row each")
    seconds, unix = seconds_of(table["time"], unit, name, notes)
    rows = _Rows(people_of(table, name), seconds, _durations(table, name, notes), unix, name)
    if "medium" in table.column_names:
        notes.append(f"{_counted(table['medium'])}: all counted alike")
    rows = _in_order(_kept(rows, dropped, notes), notes)
    return _watched(_log(rows, interval, notes), weeks)


@dataclass(frozen=True)
class _Rows:
    """A log while it is being checked: people as numbers (-1: missing), seconds (nan: missing), how long (or None)."""

    who: People
    second: NDArray[np.float64]
    lasting: NDArray[np.float64] | None
    unix: bool
    name: str

    def take(self, rows: NDArray[Any]) -> _Rows:
        who = People(self.who.source[rows], self.who.target[rows], self.who.labels)
        return replace(
            self,
            who=who,
            second=self.second[rows],
            lasting=None if self.lasting is None else self.lasting[rows],
        )


def _checked(drop: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(kind.strip() for kind in ([drop] if isinstance(drop, str) else drop))
    for kind in asked:
        if kind not in DROPPED:
            raise UserError(f"nothing called {kind!r} can be dropped; choose from {', '.join(DROPPED)}")
    return asked


def _kept(rows: _Rows, dropped: Sequence[str], notes: list[str]) -> _Rows:
    """The rows that can be used: one of a bad kind is dropped if asked for, else refused with its number."""
    who, second = rows.who, rows.second
    checks = (
        (
            "missing",
            (who.source < 0) | (who.target < 0) | ~np.isfinite(second),
            "who, whom or when is missing",
        ),
        ("negative", second < 0, "the time lies before the beginning (0, or 1970)"),
        ("future", in_future(second, rows.unix), "the time lies in the future"),
        ("self", (who.source == who.target) & (who.source >= 0), "contact with oneself"),
    )
    keep = np.ones(len(second), np.bool_)
    for kind, bad, what in checks:
        if not bad.any():
            continue
        if kind not in dropped:
            raise UserError(_refused(rows, kind, int(np.flatnonzero(bad)[0]), what, int(bad.sum())))
        notes.append(f"{int(bad.sum())} rows dropped: {what}")
        keep &= ~bad
    if not keep.any():
        raise UserError(f"{rows.name}: no contact is left of {len(keep)} rows")
    return rows if keep.all() else rows.take(keep)


def _refused(rows: _Rows, kind: str, row: int, what: str, many: int) -> str:
    hint = ""
    if kind == "future":
        at = rows.second[row]
        hint = f" ({stated(at)}{'; are times in milliseconds? --unit milliseconds' if at > 1e11 else ''})"
    if kind == "self":
        hint = f" ({rows.who.labels[rows.who.source[row]]})"
    return (
        f"{rows.name}, row {row + 1}: {what}{hint}, {many} such rows; mend them, or leave them out with --drop {kind}"
        f" (in Python drop=[{kind!r}])"
    )


def _in_order(rows: _Rows, notes: list[str]) -> _Rows:
    """Rows in order of time, those of one time in order of the two people, so that the order of a file changes nothing."""
    second = rows.second
    if not (second[1:] >= second[:-1]).all():
        notes.append(
            f"{int((second[1:] < second[:-1]).sum())} rows come before the row above them: sorted by time"
        )
        rows = rows.take(np.argsort(second, kind="stable"))
        second = rows.second
    level = np.flatnonzero(second[1:] == second[:-1])
    if len(level):
        several = np.zeros(len(second), np.bool_)
        several[level] = several[level + 1] = True
        at = np.flatnonzero(several)
        order = np.arange(len(second))
        order[at] = at[np.lexsort((rows.who.target[at], rows.who.source[at], second[at]))]
        rows = rows.take(order)
    return rows


def _log(rows: _Rows, interval: float | None, notes: list[str]) -> ContactLog:
    """The log of rows in order; rows of proximity become contacts. People who are in no row are nobody."""
    ends = np.concatenate([rows.who.source, rows.who.target])
    seen = np.zeros(len(rows.who.labels), np.bool_)
    seen[ends] = True
    number = (np.cumsum(seen) - 1).astype(np.int32)
    source, target = number[rows.who.source], number[rows.who.target]
    labels = tuple(label for label, is_seen in zip(rows.who.labels, seen.tolist(), strict=True) if is_seen)
    begin, end = float(rows.second[0]), float(rows.second[-1])
    second, lasting = rows.second, rows.lasting
    step = guess_interval(source, target, second) if interval is None else interval
    if step > 0:
        first, lasting = merge(source, target, second, step)
        guessed = ("", "") if interval else ("looks like ", " (--interval 0 if every row is a contact)")
        notes.append(
            f"{guessed[0]}a log of proximity every {step:g} s: {len(second):,} rows are {len(first):,} contacts{guessed[1]}"
        )
        source, target, second = source[first], target[first], second[first]
        end += step
    return ContactLog(
        source, target, (second - begin) / DAY, (end - begin) / DAY, len(labels), step == 0, lasting,
        () if labels == tuple(range(len(labels))) else labels, begin if rows.unix else None, rows.name, tuple(notes),
    )  # fmt: skip


def _watched(log: ContactLog, weeks: float | None) -> ContactLog:
    """The log with its window of observation, and what is still to be said of it."""
    if len(log) == 1:
        raise UserError(f"{log.name}: one contact alone says nothing about ties in time")
    if weeks is None:
        if log.days == 0:
            raise UserError(
                f"{log.name}: all contacts at one time; say how long they were watched (--observed WEEKS)"
            )
        notes = [f"watched for {log.weeks:,.4g} weeks: from the first contact to the last"]
    else:
        if not log.weeks <= weeks < np.inf:
            raise UserError(f"weeks = {weeks:g}: the contacts themselves take {log.weeks:.4g} weeks")
        log, notes = (
            replace(log, days=weeks * 7),
            [f"watched for {weeks:g} weeks from the first contact on, as given"],
        )
    gaps = np.diff(log.day, append=log.days)
    if len(log) >= 20 and (longest := int(gaps.argmax())) >= 0 and gaps[longest] > QUIET * log.days:
        notes.append(f"no contact for {gaps[longest]:,.0f} of {log.days:,.0f} days: are all times right?")
    return replace(log, notes=(*log.notes, *notes))


def _durations(table: pa.Table, name: str, notes: list[str]) -> NDArray[np.float64] | None:
    """Seconds that contacts lasted; where they are no numbers or below 0 they are left out, and that is said."""
    import pyarrow as pa

    if "duration" not in table.column_names:
        return None
    try:
        seconds = table["duration"].cast(pa.float64()).to_numpy()
    except (pa.ArrowException, ValueError):
        notes.append("column of durations not used: it holds no numbers")
        return None
    bad = ~(seconds >= 0)
    if bad.any():
        notes.append(f"{int(bad.sum())} durations missing or below 0: taken as unknown")
        seconds = np.where(bad, np.nan, seconds)
    return np.asarray(seconds, dtype=np.float64)


def _counted(column: pa.ChunkedArray) -> str:
    """How many rows of each medium, the five most frequent."""
    counts = column.to_pandas().value_counts()
    parts = [f"{count:,} {kind}" for kind, count in counts.items()][:5]
    return ", ".join(parts) + (" and others" if len(counts) > 5 else "")
