"""How a text file of contacts is laid out: what separates its fields, whether it has a header, which column is what."""

from __future__ import annotations

import bz2
import gzip
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from weakties.simulation.errors import UserError

PAIRS = (
    ("source", "target"), ("from", "to"), ("sender", "receiver"), ("sender", "recipient"), ("caller", "callee"),
    ("caller", "receiver"), ("src", "dst"), ("src", "tgt"), ("ego", "alter"), ("i", "j"), ("u", "v"), ("user_a", "user_b"),
    ("source_id", "target_id"), ("id1", "id2"), ("node1", "node2"), ("person1", "person2"), ("a", "b"),
)  # fmt: skip
TIMES = ("time", "timestamp", "datetime", "date", "unixts", "unixtime", "ts", "t", "when", "start", "sent")
DURATIONS = ("duration", "seconds", "call_duration", "dur", "length")
MEDIA = ("medium", "kind", "channel", "type")
HOW = "name them: --columns FROM,TO,TIME (or their numbers, from 1), in Python columns=(...)"
LINES = 1_000  # looked at before a file is read
UNIX = 1e8  # seconds: 1973; smaller times are taken to count from zero


@dataclass(frozen=True)
class Columns:
    """Positions of the columns, from 0; duration and medium: -1 where there is none."""

    source: int
    target: int
    time: int
    duration: int = -1
    medium: int = -1

    def used(self) -> dict[str, int]:
        """The columns that there are, by what they mean."""
        return {name: at for name, at in vars(self).items() if at >= 0}


@dataclass(frozen=True)
class Layout:
    """separator: one character, or "" for any white space. skip: lines before the first contact. width: fields a line.
    sample: the first lines as fields. names: of the columns, empty without a header."""

    separator: str
    skip: int
    width: int
    columns: Columns
    names: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    notes: list[str] = field(default_factory=list)


def layout_of(path: Path, asked: Sequence[str]) -> Layout:
    """How the file is laid out. asked: the columns that the user named, or nothing.

    Lines that begin with # or % before the first contact are comments, unless they hold the names of columns. Raises UserError
    where there is no line, or where it cannot be told which column is what.
    """
    with opener(path)(path, "rt", encoding="utf-8-sig", errors="replace") as file:
        lines = [line.rstrip("\r\n") for line in islice(file, LINES)]
    head = 0
    while head < len(lines) and (not lines[head].strip() or lines[head].lstrip()[0] in "#%"):
        head += 1
    above = [line.lstrip("#% \t") for line in lines[:head] if line.strip()]
    body = [line for line in lines[head:] if line.strip()]
    if not body:
        raise UserError(f"{path}: no contacts; wanted a line each, for example: source,target,time")
    mark = separator(body)
    rows = [fields(line, mark) for line in body]
    first = fields(above[-1], mark) if above else ()
    if first and len(first) == len(rows[0]) and _is_header(first, asked, sure=True):
        names, skip = first, head
    elif _is_header(rows[0], asked):
        names, skip, rows = rows[0], head + 1, rows[1:]
    else:
        names, skip = (), head
    if not rows:
        raise UserError(f"{path}: a header and no contacts")
    notes: list[str] = []
    columns = (
        find_columns(names, asked, path.name, notes) if names else _by_values(rows, asked, path.name, notes)
    )
    return Layout(mark, skip, len(names or rows[0]), columns, names, tuple(rows), notes)


def find_columns(names: Sequence[str], asked: Sequence[str], file: str, notes: list[str]) -> Columns:
    """The columns by their names, of any case. Raises UserError where they are not found; says which are not used."""
    plain = [name.strip().lower() for name in names]
    if asked:
        where = [asked_column(name, plain, file) for name in _three(asked)]
    else:
        pair = next((pair for pair in PAIRS if pair[0] in plain and pair[1] in plain), None)
        time = next((name for name in TIMES if name in plain), None)
        if pair is None or time is None:
            what = "who had contact with whom" if pair is None else "when"
            raise UserError(f"{file}: no columns for {what} among {', '.join(names)}; {HOW}")
        where = [plain.index(name) for name in (*pair, time)]
    if len(asked) < 4:
        free = [name if at not in where else "" for at, name in enumerate(plain)]
        where.append(next((free.index(name) for name in DURATIONS if name in free), -1))
    medium = next(
        (plain.index(name) for name in MEDIA if name in plain and plain.index(name) not in where), -1
    )
    columns = Columns(where[0], where[1], where[2], where[3], medium)
    ignored = [str(name) for at, name in enumerate(names) if at not in columns.used().values()]
    if ignored:
        notes.append(f"columns not used: {', '.join(ignored)}")
    return columns


def _three(asked: Sequence[str]) -> Sequence[str]:
    if not 3 <= len(asked) <= 4 or len({name.strip().lower() for name in asked}) < len(asked):
        raise UserError(
            f"--columns {','.join(asked)}: must name FROM,TO,TIME, and perhaps DURATION, each once"
        )
    return asked


def asked_column(name: str, plain: Sequence[str], file: str) -> int:
    """Where a column is that the user named, by its name or by its number from 1."""
    if name.strip().lower() in plain:
        return list(plain).index(name.strip().lower())
    if name.strip().isdecimal() and 1 <= int(name) <= len(plain):
        return int(name) - 1
    raise UserError(f"{file}: no column {name!r} among {', '.join(plain) or 'none'}")


def _by_values(rows: list[tuple[str, ...]], asked: Sequence[str], file: str, notes: list[str]) -> Columns:
    """The columns of a file without a header: those that the user numbered, or the time by what its values look like."""
    width = len(rows[0])
    if asked:
        where = [asked_column(name, [""] * width, file) for name in _three(asked)]
        return Columns(*where)
    if width < 3:
        raise UserError(f"{file}: {width} fields a line; wanted who, whom and when")
    time = _time_column([row for row in rows if len(row) == width])
    if time < 0:
        raise UserError(f"{file}: no header, and it is not clear which column is the time; {HOW}")
    people = [at for at in range(width) if at != time][:2]
    notes.append(
        f"no header: column {time + 1} taken as the time, {people[0] + 1} and {people[1] + 1} as the people"
        + (f", {width - 3} not used" if width > 3 else "")
    )
    return Columns(people[0], people[1], time)


def _time_column(rows: list[tuple[str, ...]]) -> int:
    """The only column of dates, or of Unix times; else the first or the third, if it alone never falls; -1 if unclear."""
    columns = list(zip(*rows, strict=True))
    dated = [at for at, values in enumerate(columns) if all(is_date(v) for v in values)]
    if len(dated) == 1:
        return dated[0]
    numbers = {
        at: [float(v) for v in values] for at, values in enumerate(columns) if all(map(is_number, values))
    }
    unix = [at for at, values in numbers.items() if min(values) >= UNIX]
    rising = [at for at in (0, 2) if at in numbers and numbers[at] == sorted(numbers[at])]
    for found in (unix, [at for at in unix if at in rising], [] if unix else rising):
        if len(found) == 1:
            return found[0]
    return -1


def _is_header(fields: Sequence[str], asked: Sequence[str], *, sure: bool = False) -> bool:
    """Whether a line holds names of columns: one we know or the user asks for; or, unless we must be `sure`, no digit at all."""
    plain = {name.strip().lower() for name in fields}
    if any(is_number(name) or is_date(name) for name in plain):
        return False
    known = {name for pair in PAIRS for name in pair} | set(TIMES) | {name.strip().lower() for name in asked}
    return bool(plain & known) or not (sure or any(any(c.isdigit() for c in name) for name in plain))


def separator(lines: list[str], least: int = 2) -> str:
    """The character that stands equally often in every line, at least `least` times; else "" if words are, else a comma."""
    for mark in ("\t", ",", ";", "|"):
        if len(often := {line.count(mark) for line in lines}) == 1 and often.pop() >= least:
            return mark
    if len({len(line.split()) for line in lines}) == 1 and len(lines[0].split()) > least:
        return " " if all(line.split(" ") == line.split() for line in lines) else ""
    counts = {mark: sum(line.count(mark) for line in lines) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ("" if len(lines[0].split()) > least else ",")


def fields(line: str, mark: str) -> tuple[str, ...]:
    """The fields of a line, without blanks around them; mark: what separates them, "" for any white space."""
    import csv

    if not mark:
        return tuple(line.split())
    return tuple(part.strip() for part in next(csv.reader([line], delimiter=mark), []))


def is_number(text: str) -> bool:
    """Whether a field is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether a field looks like an ISO date."""
    return bool(re.match(r"\d{4}-\d\d-\d\d([T ]|$)", text.strip()))


def opener(path: Path) -> Callable[..., IO[Any]]:
    """What opens a file, compressed or not."""
    kinds: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".bz2": bz2.open}
    return kinds.get(path.suffix.lower(), open)
