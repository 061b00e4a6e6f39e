"""Says so when rules are being compiled: once after an installation, for long enough that silence looks like a failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

ABOUT = "compiling the rules, once after an installation: about half a minute"


@contextmanager
def told(say: Callable[[], None]) -> Iterator[None]:
    """While the block runs, `say` is called once if it has anything compiled, in its own thread and before that begins.

    Rules that were compiled before, and are read from disk, are none of its business.
    """
    from numba.core import event

    with event.install_listener("numba:compile", _listener()(say)):
        yield


@cache
def _listener() -> Any:
    """The class of those who are told, made once: every week has a listener of its own."""
    from numba.core import event

    class Listener(event.Listener):
        def __init__(self, say: Callable[[], None]) -> None:
            self.say, self.said, self.thread = say, False, threading.get_ident()

        def on_start(self, _: Any) -> None:
            if not self.said and threading.get_ident() == self.thread:
                self.said = True
                self.say()

        def on_end(self, _: Any) -> None:
            """Nothing: the block says itself when it is done."""

    return Listener
