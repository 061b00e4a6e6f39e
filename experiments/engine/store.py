"""Results on disk. A file stands under its name only once it is whole; every table carries its provenance inside.

    results/<experiment>/<full|quick>/runs.parquet    one row (or a few) a world, once all are done
    results/<experiment>/<full|quick>/parts/*.parquet  the same, while they are being run
    results/<finding>/<full|quick>/verdict.json       the finding's rows of the scoreboard
    results/figures/[quick/]<name>.{pdf,svg,png,csv,json}

The provenance (design, code digest, versions, commit) is JSON under the key "weakties" of a Parquet file's metadata.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import math
import platform
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.experiments.engine.fingerprint import ROOT
from weakties.experiments.engine.lock import held
from weakties.simulation.errors import UserError
from weakties.simulation.whole_file import whole

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.data_dictionary import Column


class Saved(NamedTuple):
    """What a folder holds that can be used: rows (None: nothing), whether something else there is stale, and what computed the
    rows, other than what computes now: `numpy 2.2.0`, ..."""

    rows: pd.DataFrame | None
    stale: bool
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Folder:
    """Where the worlds of one experiment are kept, in one size of its design; columns: units and meanings, where known."""

    path: Path
    columns: Mapping[str, Column] = field(default_factory=dict)

    @property
    def runs(self) -> Path:
        """The file of all worlds."""
        return self.path / "runs.parquet"

    def parts(self) -> list[Path]:
        """Files of worlds of a run that is under way or was stopped, oldest first."""
        return sorted((self.path / "parts").glob("*.parquet"))

    def load(self, code: str) -> Saved:
        """Every world saved by the same code, from whole and stopped runs: `run`, `error` and what was measured.

        Where a world stands in two files (it failed and was tried again, or a kill came at a bad moment), the newer counts.
        """
        import pandas as pd

        found: list[pd.DataFrame] = []
        stale, versions = False, set[str]()
        for path in [self.runs, *self.parts()] if self.runs.exists() else self.parts():
            table, note = read_table(path)
            if note.get("code") != code:
                stale = True
                continue
            versions.update(_other_versions(note))
            places = ["point", "replicate", "seed", *note["design"]["axes"]]
            found.append(table.drop(columns=places, errors="ignore").assign(file=len(found)))
        if not found:
            return Saved(None, stale)
        rows = pd.concat(found, ignore_index=True)
        newest = rows.file == rows.groupby("run").file.transform("max")
        rows = rows[newest].drop(columns="file").reset_index(drop=True)
        return Saved(rows, stale, tuple(sorted(versions)))

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other processes from writing here while the block runs; what a killed one left half written is removed.

        Raises UserError when another one is writing, and when the folder cannot be made.
        """
        with contextlib.ExitStack() as stack:
            with writing(self.path):
                self.path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(held(self.path))
                for path in [*self.path.glob(".*.part"), *self.path.glob("parts/.*.part")]:
                    path.unlink(missing_ok=True)
            yield

    def begin(self, note: dict[str, Any]) -> None:
        """Say what is about to be run, in design.json: a folder that cannot be written is found before the work, not after."""
        write_json(self.path / "design.json", note)

    def add_part(self, rows: pd.DataFrame, note: dict[str, Any]) -> None:
        """Keep some worlds of a run under way."""
        last = max((int(path.stem) for path in self.parts()), default=0)
        write_table(self.path / "parts" / f"{last + 1:06d}.parquet", rows, note, self.columns)

    def finish(self, rows: pd.DataFrame, note: dict[str, Any]) -> None:
        """Keep all worlds in one file, and drop the parts it was made from."""
        write_table(self.runs, rows, note, self.columns)
        self.drop_parts()

    def drop_parts(self) -> None:
        """Remove the files of a run under way."""
        with writing(self.path):
            for path in self.parts():
                path.unlink()
            with contextlib.suppress(FileNotFoundError):
                (self.path / "parts").rmdir()


def folder_of(out: Path, key: str, quick: bool) -> Folder:
    """The folder of an experiment's (or finding's) results."""
    return Folder(Path(out) / key / ("quick" if quick else "full"))


FULL = (errno.ENOSPC, errno.EDQUOT)  # a disk, or one's share of it, is full


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turns what goes wrong while writing (full, read-only, a file where a folder should be) into one UserError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        advice = "free some space, or choose" if error.errno in FULL else "choose"
        raise UserError(f"cannot write to {target}: {reason}; {advice} another --out") from None


def ready(out: Path | None) -> None:
    """Make the folder for results, if one is asked for, before the run: nobody should wait for results that cannot be kept."""
    if out is not None:
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)


def write_table(
    path: Path, rows: pd.DataFrame, note: dict[str, Any], columns: Mapping[str, Column] | None = None
) -> None:
    """Write a Parquet file with its provenance, units and meanings inside, whole or not at all."""
    from weakties.simulation import saved_tables

    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        saved_tables.write_table(rows, path, note, columns)


def read_table(path: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A Parquet file and its provenance. Raises UserError for a file that is damaged."""
    from weakties.simulation import saved_tables

    return saved_tables.read_table(path)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all."""
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as part:
            part.write_bytes(content)


def remove(folder: Path, names: Iterable[str]) -> list[Path]:
    """Remove the files of these names that are there, of a run whose other files have just been written over; returns which."""
    found = [folder / name for name in names if (folder / name).is_file()]
    for path in found:
        path.unlink()
    return found


def json_of(content: Any) -> str:
    """JSON for people and programs to read; numbers that JSON does not know, infinite ones and those that are none, are null."""
    return json.dumps(_known_to_json(content), indent=1, ensure_ascii=False, allow_nan=False)


def _known_to_json(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {name: _known_to_json(value) for name, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_known_to_json(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content


def write_json(path: Path, content: Any) -> None:
    """Write `json_of`, a file."""
    write_bytes(path, (json_of(content) + "\n").encode())


DETERMINE = ("numpy", "numba")  # what decides, beside the code, what comes out of a world


def _other_versions(note: dict[str, Any]) -> set[str]:
    """What computed a saved table, other than what computes now: {"numpy 2.2.0", ...}."""
    from importlib.metadata import version

    now = {name: version(name) for name in DETERMINE}
    saved = {f"{name} {note.get('packages', {}).get(name, 'of unknown version')}" for name in DETERMINE}
    return (saved | set(note.get("earlier_versions", ()))) - {f"{k} {v}" for k, v in now.items()}


def provenance(**more: Any) -> dict[str, Any]:
    """Versions, platform and commit of what computes now, and whatever else is given. No clock: same run, same bytes."""
    from weakties.simulation import saved_tables

    return saved_tables.provenance(platform=platform.platform(terse=True), commit=_commit(), **more)


@functools.cache
def _commit() -> str:
    """The commit of the checkout, with "+" when files were changed since; empty outside a checkout."""
    try:
        run = functools.partial(
            subprocess.run, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True
        )
        head = run(["git", "rev-parse", "HEAD"]).stdout.strip()
        changed = run(["git", "status", "--porcelain", "--untracked-files=no"]).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
    return head + ("+" if changed else "")
