"""Says that rules are being compiled, once after an installation or a change of code, and how long that took.

Compiling takes 10 s for a plain market and a minute where ties live, in which nothing else would be said; and it does not come
again, so that it is left out of the estimate of the time left.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from weakties.experiments.engine.progress import Advance, say

if TYPE_CHECKING:
    from numba.core.event import TimingListener

ABOUT = "compiling the rules, once for this code: 10 s to a minute"


@functools.cache
def watch() -> TimingListener:
    """From now on know how long this process compiles."""
    from numba.core import event

    clock = event.TimingListener()
    event.register("numba:compile", clock)
    return clock


@functools.cache
def tell() -> None:
    """From now on say so, once, when this process compiles; for those that a user looks at, not for their servants."""
    from numba.core import event

    class Once(event.Listener):
        def on_start(self, _: object) -> None:
            _say()

        def on_end(self, _: object) -> None:
            """Nothing: the next thing that is said is the result."""

    event.register("numba:compile", Once())


def tell_of_servants() -> None:
    """Say so when other processes are about to compile what this one has not."""
    from weakties.simulation.compiled import is_new

    if is_new():
        _say()


@functools.cache
def _say() -> None:
    say(ABOUT)


def one_more(advance: Advance) -> Callable[[int], None]:
    """What a model is to call after each week of a run in this process, so that it advances by one, less what was compiled."""
    before = seconds()
    return lambda _: advance(1, seconds() - before)


def seconds() -> float:
    """How long this process has compiled so far, since it was first asked to watch."""
    clock = watch()
    return float(clock.duration) if clock.done else 0.0
