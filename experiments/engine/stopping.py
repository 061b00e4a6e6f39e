"""Ctrl-C, or SIGTERM, in a run of one model: it stops after the week that is being lived, and what it has is kept."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine.progress import say

if TYPE_CHECKING:
    from weakties.simulation.mesa_edge import WindowedModel

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def after_the_week(model: WindowedModel) -> Iterator[Callable[[], bool]]:
    """While the block runs, a first signal lets the model stop after its week, between two of which all is in order; a second one
    stops at once, and nothing is kept. Yields what says whether there was one.
    """
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():  # only the main thread hears of signals
        yield lambda: False
        return

    def stop(number: int, _: Any) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        model.running = False
        say("stopping after this week; once more stops at once, and keeps nothing")

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
