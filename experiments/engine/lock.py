"""One process at a time writes into a folder of results: a lock that its holder's death opens."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from weakties.simulation.errors import UserError

NAME = ".lock"


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder that is there while the block runs.

    The system holds it for the process, and lets go when the process ends, however it ends: nobody waits for the dead. The file
    says who holds it, and is removed at the end. A file system that knows no locks is worked on without one. Raises UserError
    when another process, or another thread, holds it.
    """
    path = folder / NAME
    descriptor = _taken(path)
    try:
        if descriptor is not None:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _me().encode(), 0)
        yield
    finally:
        if descriptor is not None:
            path.unlink(missing_ok=True)  # before the lock is given up: nobody else's file is removed
            os.close(descriptor)


def _taken(path: Path) -> int | None:
    """A descriptor of the locked file; None where there are no locks."""
    try:
        import fcntl
    except ImportError:
        return None
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise UserError(
                f"{path.parent} is being written by {holder}; wait for it, stop it, or choose another --out"
            ) from None
        except OSError:
            os.close(descriptor)
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.stat(path), os.fstat(descriptor)):
                return descriptor
        os.close(descriptor)  # the one who held it has just removed the file: there is another now, or none


def _me() -> str:
    """Who this process is, for people."""
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return json.dumps({"process": os.getpid(), "host": socket.gethostname(), "command": command})


def _holder(descriptor: int) -> str:
    """Who holds the lock, from the file."""
    try:
        who = json.loads(os.pread(descriptor, 100_000, 0))
        return f"process {who['process']} on {who['host']} ({who['command']})"
    except (ValueError, KeyError, TypeError):  # it has only just taken it
        return "another process"
