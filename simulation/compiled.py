"""Where compiled kernels are kept: one folder for each digest of this package's source.

A kernel is compiled together with the kernels and constants that it uses from other files, but numba looks for changes in the
kernel's own file alone: after an edit, or a pull, callers of what changed would go on with the old rule. So what is compiled is
kept in a folder that is named by the source of all files of the package: other source, another folder; the same source again,
the same folder, and nothing is compiled twice. This file is read when the package is first imported, before numba compiles
anything, and imports nothing that takes time.

The folder is made in the first place that can be written to:

    $NUMBA_CACHE_DIR, where that is set
    __pycache__ of this package
    the user's folder for caches
    a temporary folder, which goes when this process ends (its children use it, too)

Folders that nobody has used for KEEP are removed when a new one is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "weak-ties-"  # of a folder of compiled kernels; a digest follows
SET = "NUMBA_CACHE_DIR"
KEEP = 30 * 86_400.0  # seconds
STAMP = "used"  # a file in the folder whose age is the time since it was last used


def keep_apart() -> None:
    """Let numba keep what it compiles from now on in the folder of the present source."""
    digest = digest_of(HERE)
    if not digest:  # no files to read: the package is in an archive
        return
    folder = next(made for base in _bases() if (made := _made(base / f"{NAME}{digest}")))
    if (
        "numba" in sys.modules
    ):  # it has read the environment; to change that now would undo what else was set in the program
        sys.modules["numba"].config.CACHE_DIR = str(folder)
    else:
        os.environ[SET] = str(folder)


def digest_of(package: Path) -> str:
    """A digest of every Python file under a folder, names and text; empty where there is none."""
    paths = sorted(
        path for path in package.rglob("*.py") if path.is_file()
    )  # an editor's lock is a link to nothing
    found = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        found.update(f"{path.relative_to(package).as_posix()} {len(content)} ".encode())
        found.update(content)
    return found.hexdigest()[:16] if paths else ""


def is_new(kernel: str = "") -> bool:
    """Whether kernels have still to be compiled: none has been kept for the present source; or none of this one ("season.turn":
    in the file season.py).
    """
    kept = f"{kernel}-*.nbi" if kernel else "*.nbi"
    return not any(Path(_folder()).rglob(kept)) if _folder() else False


def _folder() -> str:
    """The folder that numba uses for all kernels; empty where it uses several."""
    return str(sys.modules["numba"].config.CACHE_DIR if "numba" in sys.modules else os.environ.get(SET, ""))


def _bases() -> Iterator[Path]:
    """Where the folder may be made, best first; the last can be written to, or nothing can."""
    if given := _folder():  # that of a parent process, perhaps, which imported this package, too
        yield Path(given).parent if Path(given).name.startswith(NAME) else Path(given)
    yield HERE / "__pycache__"
    with contextlib.suppress(RuntimeError):  # a user without a home
        yield _caches() / "weak-ties"
    import atexit
    import tempfile

    passing = tempfile.mkdtemp(prefix=NAME)
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    yield Path(passing)


def _caches() -> Path:
    """The user's folder for caches, as the system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _made(folder: Path) -> Path | None:
    """The folder, made where it is not there, and stamped as used; None where it cannot be written to."""
    try:
        new = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STAMP).write_bytes(b"")
    except OSError:
        return None
    if new:
        _drop_old(folder.parent)
    return folder


def _drop_old(base: Path) -> None:
    """Remove the folders in which nobody has used anything for KEEP."""
    for stamp in base.glob(f"{NAME}*/{STAMP}"):
        try:
            if time.time() - stamp.stat().st_mtime > KEEP:
                shutil.rmtree(stamp.parent, ignore_errors=True)
        except OSError:  # another process was faster
            continue
