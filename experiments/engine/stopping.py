"""Ctrl-C, or SIGTERM, in a run of one model: it stops after the week that is being lived, and what it has is kept."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine import compiling
from weakties.experiments.engine.errors import StoppedError
from weakties.experiments.engine.progress import progress, say

if TYPE_CHECKING:
    from pathlib import Path

    from weakties.simulation.mesa_edge import WindowedModel

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _EnoughError(Exception):
    """The run was asked to stop, and is between two weeks."""


def live(model: WindowedModel, label: str, weeks: int) -> bool:
    """Live a model for so many weeks, or fewer where it ends by itself, and say how far it is; returns whether it was stopped."""
    with progress(label, weeks, unit="weeks") as advance, after_the_week() as asked:
        count = compiling.one_more(advance)

        def between(done: int) -> None:
            count(done)
            if asked() and done < weeks:
                raise _EnoughError

        with contextlib.suppress(_EnoughError):
            model.run(weeks, progress=between)
            return False
    return True


def kept(model: WindowedModel, weeks: int, out: Path | None) -> StoppedError:
    """What is said at the end of a run that was stopped."""
    where = "" if out else ", above"
    return StoppedError(f"stopped after week {model.week} of {weeks}: what was lived is kept{where}")


@contextlib.contextmanager
def after_the_week() -> Iterator[Callable[[], bool]]:
    """While the block runs, a first signal asks for a stop between two weeks, where all is in order; a second one stops at once,
    and nothing is kept. Yields what says whether there was one.
    """
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():  # only the main thread hears of signals
        yield lambda: False
        return

    def stop(number: int, _: Any) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        say("stopping after this week; once more stops at once, and keeps nothing")

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
