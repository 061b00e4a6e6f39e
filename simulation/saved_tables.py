"""Tables of a run in Parquet, each file whole or not there, with the provenance and a digest of itself inside.

The digest is over the whole file, its own 64 digits taken as zeros: a single bit that is otherwise than it was written is seen
when the file is read, in the data as in the provenance. Parquet's own checksums of pages are there for other programs.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from weakties.simulation.data_dictionary import Column, columns_of
from weakties.simulation.errors import UserError
from weakties.simulation.whole_file import whole

if TYPE_CHECKING:
    import pandas as pd

KEY = b"weakties"  # of the provenance in the metadata of a Parquet file ...
SEAL = b"weakties-seal"  # ... and of the digest of the file
SEALED = re.compile(rb"sha256:([0-9a-f]{64})")
BLANK = b"0" * 64
FOOT = 8  # bytes at the end of a Parquet file, after its metadata: their length, and its mark


@dataclass(frozen=True, repr=False)
class SavedTables:
    """Tables of one run, one field each, whole or in pieces, and a field `provenance`: where they come from."""

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(getattr(self, name)):,}" for name in self.names())
        return f"<{type(self).__name__}, rows: {rows}; seed {vars(self)['provenance'].get('seed')}>"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the tables: of the fields but `provenance`, and of their files."""
        return tuple(field.name for field in fields(cls) if field.name != "provenance")

    def write(self, folder: str | Path) -> list[Path]:
        """Write a Parquet file for each table, each whole or not at all. Returns their paths.

        Raises UserError when the folder cannot be written.
        """
        folder, origin = Path(folder), vars(self)["provenance"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return [
                write_table(getattr(self, name), folder / f"{name}.parquet", origin) for name in self.names()
            ]
        except OSError as error:
            raise UserError(
                f"cannot write to {folder}: {error.strerror or error}; choose another folder with --out"
            ) from None

    @classmethod
    def read(cls, folder: str | Path) -> Self:
        """The tables that `write` left in a folder."""
        found = {name: read_table(Path(folder) / f"{name}.parquet") for name in cls.names()}
        origin = next(iter(found.values()))[1]
        given: dict[str, Any] = {name: table for name, (table, _) in found.items()}
        return cls(**given | {"provenance": origin})


def write_table(
    table: pd.DataFrame | Iterable[pd.DataFrame],
    path: Path,
    provenance: Mapping[str, Any],
    columns: Mapping[str, Column] | None = None,
) -> Path:
    """Write one Parquet file with the provenance in its metadata, under its name only once it is whole. The metadata of each
    field say its unit and meaning: as `columns` says, or else the data dictionary.

    table: whole, or in pieces, at least one, each of which may be made when its turn comes.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = columns_of(path.stem, str(provenance.get("model", ""))) if columns is None else columns
    ours = {KEY: json.dumps(dict(provenance), default=str).encode(), SEAL: b"sha256:" + BLANK}
    given = iter([table] if isinstance(table, pd.DataFrame) else table)
    pieces = (pa.Table.from_pandas(piece, preserve_index=False) for piece in given)
    first = next(pieces)
    said = [
        field.with_metadata(known[field.name]._asdict()) if field.name in known else field
        for field in first.schema
    ]
    schema = pa.schema(said, metadata={**(first.schema.metadata or {}), **ours})
    with whole(path) as part:
        # Opened here: to Arrow a path with a colon is an address.
        with part.open("wb") as file, pq.ParquetWriter(file, schema, write_page_checksum=True) as writer:
            for piece in chain([first], pieces):
                writer.write_table(piece.cast(schema))
        _seal(part)
    return path


def _seal(path: Path) -> None:
    """Put the digest of a Parquet file into the place that was left for it, in the metadata at its end."""
    with path.open("r+b") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(-FOOT, os.SEEK_END)
        length = int.from_bytes(file.read(4), "little")
        start = file.seek(-FOOT - length, os.SEEK_END)
        file.seek(start + file.read(length).rindex(b"sha256:" + BLANK) + len(b"sha256:"))
        file.write(digest.encode())


def read_table(path: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A Parquet file and the provenance in it. Raises UserError when there is none at the path, and when it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.is_file():
        raise UserError(f"no file {path}")
    content = path.read_bytes()
    if (seals := list(SEALED.finditer(content))) and not _holds(seals[-1], content):
        raise UserError(
            f"cannot read {path}: it is not as it was written (its digest differs); remove it, and run again"
        )
    try:
        # Without Arrow's threads: one of them that lets go of Python's bytes when the program has just ended aborts it
        # (github.com/apache/arrow/issues/34314; 12 of 600 programs on two busy cores).
        arrow = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
        return arrow.to_pandas(use_threads=False), json.loads((arrow.schema.metadata or {}).get(KEY, b"{}"))
    except Exception as error:  # pyarrow's errors share no base
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(f"cannot read {path}: {reason}; remove it, and run again") from None


def _holds(seal: re.Match[bytes], content: bytes) -> bool:
    """Whether the digest that was found in a file is that of the file."""
    start, end = seal.span(1)
    return hashlib.sha256(content[:start] + BLANK + content[end:]).hexdigest().encode() == seal[1]


def provenance(**more: Any) -> dict[str, Any]:
    """Versions of what computes, and whatever else is given: parameters, seed, network."""
    packages = ("weak-ties", "numpy", "numba", "mesa", "networkx", "pandas", "pyarrow")
    return {"python": platform.python_version(), "packages": {p: _version(p) for p in packages}, **more}


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
