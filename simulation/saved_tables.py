"""Tables of a run in Parquet, each file whole or not there, with the provenance inside."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

KEY = b"weakties"  # of the provenance in the metadata of a Parquet file


@dataclass(frozen=True)
class SavedTables:
    """Tables of one run, one field each, and a field `provenance`: where they come from."""

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


def write_table(table: pd.DataFrame, path: Path, provenance: Mapping[str, Any]) -> Path:
    """Write one Parquet file with the provenance in its metadata, under its name only once it is whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = pa.Table.from_pandas(table, preserve_index=False)
    note = json.dumps(dict(provenance), default=str).encode()
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), KEY: note})
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(arrow, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def read_table(path: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A Parquet file and the provenance in it. Raises UserError when there is none at the path."""
    import pyarrow.parquet as pq

    if not path.is_file():
        raise UserError(f"no file {path}")
    arrow = pq.read_table(path)
    note = (arrow.schema.metadata or {}).get(KEY, b"{}")
    return arrow.to_pandas(), json.loads(note)


def provenance(**more: Any) -> dict[str, Any]:
    """Versions of what computes, and whatever else is given: parameters, seed, network."""
    packages = ("weak-ties", "numpy", "numba", "mesa", "networkx", "pandas", "pyarrow")
    return {"python": platform.python_version(), "packages": {p: _version(p) for p in packages}, **more}


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
