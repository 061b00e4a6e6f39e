"""The first run after an installation: its rules are compiled by two processes at once.

While the first process is still loading and drawing the network, a second one compiles the rules of the week, the one that takes
longest first. What either has compiled is kept where both look (simulation/compiled.py), so that they meet in the middle.
Nothing hangs on the second: where it is slow or fails, the first compiles for itself.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys

from weakties.simulation.compiled import is_new

HERE = "weakties.simulation.market.ahead"


def begin() -> None:
    """Start the second process, if nothing has been compiled yet and there is a core for it; it ends with this one at the latest.

    A market in which ties live, or with mechanisms of one's own, has rules of its own: what they share with others is compiled.
    """
    if _cores() < 2 or not is_new():
        return
    nowhere = subprocess.DEVNULL
    with contextlib.suppress(OSError):  # no room for another process
        second = subprocess.Popen(  # -P: whatever lies in the folder one works in is not imported
            [sys.executable, "-P", "-m", HERE], stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
        atexit.register(_end, second)


def _cores() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end(second: subprocess.Popen[bytes]) -> None:
    second.terminate()
    second.wait()


def compile_rules() -> None:
    """Compile the rules of a week: live the parts of one, the one that takes longest first, in a market of two people."""
    import numpy as np

    from weakties.simulation.market.parameters import MarketParameters
    from weakties.simulation.market.world import World
    from weakties.simulation.ties import Ties

    start, other = np.array([0, 1, 2]), np.array([1, 0], np.int32)
    two = Ties.unchecked(start, other, np.ones(2, np.float32), np.zeros(2, np.uint8))
    world = World(two, MarketParameters(), seed=0)
    for part in (world._talk, world._hire, world._search_formally, world._open_vacancies):
        part()


if __name__ == "__main__":
    compile_rules()
