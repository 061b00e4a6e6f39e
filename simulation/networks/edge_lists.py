"""Edge lists and lists of people as other programs write them: separators, headers, which column is what.

Text may be separated by commas, tabs, semicolons, bars or white space, have comments (#, %) above, no header, a decimal comma, be
UTF-8 or Latin-1, and be compressed (.gz, .bz2). Whatever is taken for something is said in a note.
"""

from __future__ import annotations

import codecs
import re
import warnings
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.simulation.errors import UserError
from weakties.simulation.networks import columns
from weakties.simulation.networks.logs.layout import (
    LINES,
    PAIRS,
    asked_column,
    fields,
    is_number,
    opener,
    separator,
)
from weakties.simulation.networks.matrices import NOTE, matrix_in_text

if TYPE_CHECKING:
    import pandas as pd

WEIGHTS = ("weight", "w", "weights", "strength")
COMMA = re.compile(r"-?\d+(,\d+)?$")


class Table(NamedTuple):
    """A table that was read, and what is to be said about how; of a matrix, its people, too, and whether it is symmetric."""

    rows: pd.DataFrame
    notes: tuple[str, ...]
    people: pd.DataFrame | None = None
    symmetric: bool = False


class Layout(NamedTuple):
    """How a text file is laid out. mark: what separates, "" for white space; skip: lines above the first row; names: of the
    columns, empty without a header; width: fields a row; decimal: the sign before decimals."""

    mark: str
    skip: int
    names: tuple[str, ...]
    width: int
    decimal: str


def edges_of_text(path: Path, asked: Sequence[str] = ()) -> Table:
    """The edge list in a text file, with columns source, target and perhaps weight. asked: columns as the user named them.

    Raises UserError where it cannot be told which column is what.
    """
    encoding, notes = _encoding(path)
    layout = _layout(path, encoding, asked)
    rows = _read(path, encoding, layout)
    if layout.decimal == ",":
        notes.append("decimal commas read as such")
    if not asked and (matrix := matrix_in_text(rows, bool(layout.names), path.name)) is not None:
        return Table(matrix.edges, (*notes, NOTE), matrix.people, matrix.symmetric)
    if layout.names:
        return named(rows, asked, path.name, notes)
    return _unnamed(rows, asked, path.name, notes)


def people_of_text(path: Path) -> pd.DataFrame:
    """A list of people, whose first line is its header."""
    encoding, _ = _encoding(path)
    return _read(path, encoding, _layout(path, encoding, (), headed=True))


def named(rows: pd.DataFrame, asked: Sequence[str], file: str, notes: Sequence[str] = ()) -> Table:
    """The same edge list with the columns source, target and, if known, weight: those asked for, else those that go by such names
    (PAIRS and WEIGHTS, of any case). Raises UserError where two of what was asked for are one, or there is none of that name.
    """
    columns.one_of_each(rows.columns, file)
    names = [str(name) for name in rows.columns]
    plain = [name.lower() for name in names]
    new: dict[int, str] = {}
    if asked:
        new = dict(zip((asked_column(one, plain, file) for one in asked), _ends(asked), strict=True))
        if len(new) < len(asked):
            raise UserError(f"columns {','.join(asked)}: name each column once")
    else:
        known = next((pair for pair in PAIRS if pair[0] in plain and pair[1] in plain), None)
        new = {plain.index(name): end for name, end in zip(known or (), ("source", "target"), strict=False)}
        weight = next((name for name in WEIGHTS if name in plain), None)
        if known and weight and "contact_rate" not in plain:
            new[plain.index(weight)] = "weight"
    said = [f"{names[at]} taken as {what}" for at, what in new.items() if names[at] != what]
    clash = [at for at, name in enumerate(names) if name in new.values() and at not in new]
    if clash:
        said.append(f"columns not used: {', '.join(names[at] for at in clash)}")
    keep = [at for at in range(len(names)) if at not in clash]
    rows = rows.iloc[:, keep].set_axis([new.get(at, names[at]) for at in keep], axis=1)
    return Table(rows, (*notes, *said))


def _unnamed(rows: pd.DataFrame, asked: Sequence[str], file: str, notes: Sequence[str]) -> Table:
    """The edge list of a file without a header: the columns asked for by number, or the first two, and the third if it holds
    numbers."""
    from pandas.api.types import is_numeric_dtype

    numbers = [str(n + 1) for n in range(rows.shape[1])]
    rows = rows.set_axis(numbers, axis=1)
    if asked:
        return named(rows, asked, file, notes)
    if len(numbers) < 2:
        raise UserError(
            f"{file}: no header, and one field a line; wanted source, target and, if known, weight"
        )
    weighted = len(numbers) > 2 and is_numeric_dtype(rows["3"])
    found = named(rows, ["1", "2", "3"] if weighted else ["1", "2"], file)
    said = "no header: columns 1 and 2 taken as the two people" + (", 3 as the weight" if weighted else "")
    return Table(found.rows, (*notes, said))


def _ends(asked: Sequence[str]) -> tuple[str, ...]:
    if not 2 <= len(asked) <= 3:
        raise UserError(f"columns {','.join(asked)}: must name FROM,TO and perhaps WEIGHT")
    return ("source", "target", "weight")[: len(asked)]


def _encoding(path: Path) -> tuple[str, list[str]]:
    """UTF-8 if the whole file is, else Latin-1, which is said."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opener(path)(path, "rb") as file:
        try:
            while part := file.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1", ["not UTF-8: read as Latin-1"]
    return "utf-8-sig", []


def _layout(path: Path, encoding: str, asked: Sequence[str], headed: bool = False) -> Layout:
    """How the file is laid out, from its first lines. headed: whether the first line is known to be a header."""
    with opener(path)(path, "rt", encoding=encoding) as file:
        lines = [line.rstrip("\r\n") for line in islice(file, LINES)]
    head = 0
    while head < len(lines) and (not lines[head].strip() or lines[head].lstrip()[0] in "#%"):
        head += 1
    body = [line for line in lines[head:] if line.strip()]
    if not body:
        raise UserError(f"{path.name}: no ties; wanted a header, source,target,weight, and a line each")
    known = {name for pair in PAIRS for name in pair} | {name.strip().lower() for name in asked}
    mark = next(
        (m for m in ",\t;|" if known & {f.lower() for f in fields(body[0], m)[:40]} and m in body[0]), None
    )
    mark = separator(body, least=1) if mark is None else mark
    rows = [fields(line, mark) for line in body]
    above = [line.lstrip("#% \t") for line in lines[:head] if line.strip()]
    title = fields(above[-1], mark) if above else ()
    if len(title) == len(rows[0]) and known & {name.lower() for name in title}:
        names, skip = title, head
    elif headed or _is_header(rows, known):
        names, skip, rows = rows[0], head + 1, rows[1:]
    else:
        names, skip = (), head
    columns.one_of_each(_index(name for name in names if name), path.name)
    return Layout(mark, skip, names, len(names or rows[0]), _decimal(mark, rows))


def _index(names: Any) -> pd.Index:
    import pandas as pd

    return pd.Index(list(names), dtype=object)


def _is_header(rows: Sequence[Sequence[str]], known: set[str]) -> bool:
    """Whether the first row holds names of columns: no number is among them; and none of them, if all are single letters, is
    somebody's name further down: a,b may be two people.
    """
    first = rows[0]
    if len(first) > 2 and first[0] == "" and [row[0] for row in rows[1:]] == list(first[1 : len(rows)]):
        return True  # of a matrix, whose people may be numbers
    if any(is_number(name) for name in first):
        return False
    people = {name for row in rows[1:] for name in row[:2]}
    letters = all(len(name) == 1 and name.lower() in known for name in first)
    return not (letters and people & set(first))


def _decimal(mark: str, rows: Sequence[Sequence[str]]) -> str:
    """A comma where, with another separator, a column beyond the two people holds numbers with a comma in them."""
    if mark == ",":
        return "."
    for values in zip(*(row[2:] for row in rows), strict=False):
        there = [value for value in values if value]
        if any("," in value for value in there) and all(COMMA.match(value) for value in there):
            return ","
    return "."


def _read(path: Path, encoding: str, layout: Layout) -> pd.DataFrame:
    """The rows, with the names of the header, or numbers from 0. "NA" is a name; an empty field is missing."""
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        try:
            rows = pd.read_csv(
                path,
                sep=layout.mark or r"\s+",
                header=None,
                names=list(range(layout.width)),
                skiprows=layout.skip,
                index_col=False,
                encoding=encoding,
                decimal=layout.decimal,
                skipinitialspace=True,
                keep_default_na=False,
                na_values=[""],
            )
        except pd.errors.EmptyDataError:
            rows = pd.DataFrame(columns=list(range(layout.width)))
        except pd.errors.ParserWarning:
            raise UserError(
                f"{path.name}: rows have more entries than the header has names; name every column"
            ) from None
    return rows.set_axis([name.strip() for name in layout.names], axis=1) if layout.names else rows
