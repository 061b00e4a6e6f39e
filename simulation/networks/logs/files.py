"""Files and data frames of contacts as one Arrow table with the columns source, target, time and, if there, duration, medium."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs.layout import Layout, find_columns, is_date, is_number, layout_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

WHOLE = 18  # digits that fit into 64 bits


def table_of(
    log: str | os.PathLike[str] | pd.DataFrame, columns: Sequence[str]
) -> tuple[pa.Table, str, list[str]]:
    """The table, its name for messages, and notes. Raises UserError, in one line, for whatever cannot be read."""
    import pyarrow as pa

    notes: list[str] = []
    if not isinstance(log, (str, os.PathLike)):
        if not (hasattr(log, "columns") and hasattr(log, "iloc")):
            raise UserError(f"expected the path of a log or a pandas DataFrame, got {type(log).__name__}")
        names = [str(name) for name in log.columns]
        where = find_columns(names, columns, "the table", notes).used()
        return _arrow({name: log.iloc[:, at] for name, at in where.items()}), "the table", notes
    path = Path(log)
    if not os.path.isfile(path):  # False, too, for what is longer than a name may be
        raise UserError(f"no file {path}" + (": it is a folder" if os.path.isdir(path) else ""))
    if path.stat().st_size == 0:
        raise UserError(f"{path} is empty; wanted a line a contact, for example: source,target,time")
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            return _parquet(path, columns, notes), path.name, notes
        layout = layout_of(path, columns)
        return _text(path, layout), path.name, layout.notes
    except UserError:
        raise
    except (OSError, EOFError, ValueError, KeyError, zlib.error, pa.ArrowException) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise UserError(f"cannot read {path}: {first[:200]}") from None


def _arrow(columns: dict[str, Any]) -> pa.Table:
    """Columns of a data frame as Arrow's. What has no one type (text beside numbers) becomes text."""
    import pandas as pd
    import pyarrow as pa

    found = {}
    for name, values in columns.items():
        try:
            found[name] = pa.Array.from_pandas(values)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            text = pd.Series(values).map(str, na_action="ignore")
            found[name] = pa.array(text.tolist(), pa.string(), from_pandas=True)
    return pa.table(found)


def _parquet(path: Path, asked: Sequence[str], notes: list[str]) -> pa.Table:
    import pyarrow.parquet as pq

    here = path.absolute()  # else to Arrow a path with a colon is an address
    names = pq.read_schema(here).names
    where = find_columns(names, asked, path.name, notes).used()
    return (
        pq.read_table(here, columns=[names[at] for at in where.values()])
        .select([names[at] for at in where.values()])
        .rename_columns(list(where))
    )


def _text(path: Path, layout: Layout) -> pa.Table:
    """Read by Arrow, on all cores and only the columns wanted; a file with runs of blanks by pandas.

    The types are those of the first lines; where a later line does not fit, everything is read once more as text.
    """
    import pyarrow as pa

    if not layout.separator:
        return _blanks(path, layout)
    try:
        return _by_arrow(path, layout, _types(layout))
    except pa.ArrowInvalid as error:
        if "conversion error" not in str(error):
            raise _ragged(path, layout, error) from None
        return _by_arrow(path, layout, dict.fromkeys(layout.columns.used(), pa.string()))


def _by_arrow(path: Path, layout: Layout, types: dict[str, Any]) -> pa.Table:
    from pyarrow import csv

    numbers = [str(at) for at in range(layout.width)]
    where = layout.columns.used()
    table = csv.read_csv(
        path,
        csv.ReadOptions(skip_rows=layout.skip, column_names=numbers),
        csv.ParseOptions(delimiter=layout.separator),
        csv.ConvertOptions(
            include_columns=[str(at) for at in where.values()],
            column_types={str(at): types[name] for name, at in where.items()},
            null_values=[""],  # "NA" is a name
            strings_can_be_null=True,
        ),
    )
    return table.rename_columns(list(where))


def _types(layout: Layout) -> dict[str, Any]:
    """Arrow's type of each column, from the first lines: whole numbers, numbers, dates with or without zone, text."""
    import pyarrow as pa

    types: dict[str, Any] = {}
    for name, at in layout.columns.used().items():
        values = [row[at] for row in layout.sample if len(row) == layout.width and row[at]]
        if name in ("source", "target"):
            whole = all(_is_whole(v) for v in values)
            types[name] = pa.int64() if whole else pa.dictionary(pa.int32(), pa.string())
        elif name == "medium":
            types[name] = pa.dictionary(pa.int32(), pa.string())
        elif all(_is_whole(v) for v in values):
            types[name] = pa.int64()
        elif all(is_number(v) for v in values):
            types[name] = pa.float64()
        elif name == "time" and all(is_date(v) for v in values):
            zoned = all(v.endswith("Z") or "+" in v or v[10:].count("-") for v in values)
            types[name] = pa.timestamp("us", "UTC" if zoned else None)
        else:
            types[name] = pa.string()
    return types


def _is_whole(text: str) -> bool:
    digits = text.strip().removeprefix("-")
    return digits.isdecimal() and len(digits) <= WHOLE and (digits == "0" or digits[0] != "0")


def _blanks(path: Path, layout: Layout) -> pa.Table:
    """Fields with any number of blanks between them."""
    import pandas as pd

    where = layout.columns.used()
    table = pd.read_csv(
        path,
        sep=r"\s+",
        header=None,
        names=range(layout.width),
        index_col=False,
        usecols=sorted(where.values()),
        skiprows=layout.skip,
        na_values=[""],
        keep_default_na=False,
    )
    return _arrow({name: table[at] for name, at in where.items()})


def _ragged(path: Path, layout: Layout, error: Exception) -> UserError:
    """Lines with more or fewer fields than the first."""
    said = str(error).strip().splitlines()[0].removeprefix("CSV parse error: ")
    return UserError(
        f"cannot read {path}: {said[:200]} (the first line has {layout.width} fields, "
        f"separated by {layout.separator!r}); mend or remove that line"
    )
