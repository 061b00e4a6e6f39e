"""What a simulated world wrote of its talks, read as a log like any other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs.log import ContactLog
from weakties.simulation.networks.logs.reading import read_log
from weakties.simulation.saved_tables import KEY

if TYPE_CHECKING:
    import pandas as pd

FILE = "talks.parquet"


def read_talks(path: str | Path) -> ContactLog:
    """The talks of a simulated world as a log: of the folder DIR, the file DIR/talks.parquet, one row a talk.

        source, target  whole numbers: who talked; a talk has no direction
        week            whole number, from 0: the week of the talk
        day             optional, in days, 0 <= day < 7: when in its week; the talk took place on day 7 week + day
        time            optional, instead of `day`: in days since the beginning of week 0
        nth             optional: which of the pair's talks in that week it is; not needed, and not used

    Without `day` and `time`, the k talks of a pair in one week are spread evenly over it, at 7 week + 7 (n + 1/2)/k days for
    n = 0 .. k-1, so that no gap is zero. The window of observation runs from the first talk's week to the end of the last one's.
    Other columns are ignored. Raises UserError where the file is missing or is not such a table.
    """
    file = Path(path) / FILE
    if not file.is_file():
        raise UserError(
            f"no {FILE} in {path}: give the folder of a simulated world with its talks, or another log"
        )
    log = log_of_talks(_table(file), str(path), str(file))
    return replace(log, notes=(*log.notes, *_cut(file)))


def log_of_talks(table: pd.DataFrame, name: str = "the world", file: str = "the talks") -> ContactLog:
    """The talks of a simulated world (`JobMarket.talks`) as a log, by the rules of `read_talks`. name: what the log is called;
    file: what errors call the table. Raises UserError where it is not such a table.
    """
    for column in ("source", "target", "week"):
        if column not in table.columns:
            raise UserError(f"{file}: no column {column!r} among {', '.join(table.columns)}")
    if table.empty:
        raise UserError(f"{file}: nobody talked")
    day = _days(table, file)
    contacts = table[["source", "target"]].assign(time=day)
    log = read_log(contacts, unit="days", interval=0)
    first, last = 7 * np.floor(day.min() / 7), 7 * (np.floor(day.max() / 7) + 1)
    return replace(
        log, day=log.day + (day.min() - first), days=float(last - first), directed=False, begin=None, name=name,
        notes=(f"a world of {int((last - first) / 7)} weeks",),
    )  # fmt: skip


def _cut(file: Path) -> tuple[str, ...]:
    """A line where the world says that not all of its people were watched."""
    import pyarrow.parquet as pq

    origin = json.loads((pq.read_schema(file.absolute()).metadata or {}).get(KEY, b"{}"))
    watched, people = origin.get("watched"), origin.get("people")
    if not (isinstance(watched, int) and isinstance(people, int) and watched < people):
        return ()
    return (
        f"{watched} of {people} people were watched: of the others only their talks with these are here, so that signatures "
        f"and shared partners are cut short (simulate with --watch {people})",
    )


def _table(file: Path) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    try:
        return pd.read_parquet(file.absolute())
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UserError(f"cannot read {file}: {str(error).strip().splitlines()[0][:200]}") from None


def _days(table: pd.DataFrame, file: str) -> pd.Series:
    """When each talk took place, in days since the beginning of week 0."""
    try:
        if "time" in table.columns:
            return table["time"].astype(float)
        week = table["week"].astype(float)
        if "day" in table.columns:
            day = table["day"].astype(float)
            if not ((day >= 0) & (day < 7)).all():
                raise UserError(f"{file}: day must lie in 0 to 7, within its week")
            return 7 * week + day
    except (TypeError, ValueError) as error:
        if isinstance(error, UserError):
            raise
        raise UserError(f"{file}: week, day and time must be numbers") from None
    low, high = table[["source", "target"]].min(axis=1), table[["source", "target"]].max(axis=1)
    pair = table.assign(low=low, high=high).groupby(["low", "high", "week"], sort=False)["week"]
    return 7 * week + 7 * (pair.cumcount() + 0.5) / pair.transform("size")
