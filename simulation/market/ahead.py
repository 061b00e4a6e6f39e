"""The first run after an installation: its rules are compiled by two processes at once.

While the first process is still loading and drawing the network, a second one compiles rules of the week, those that the first
comes to last. What either has compiled is kept where both look (simulation/compiled.py), so that they meet in the middle.
Nothing hangs on the second: where it is slow or fails, the first compiles for itself.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from weakties.simulation.compiled import is_new

if TYPE_CHECKING:
    from weakties.simulation.relations.parameters import RelationParameters

HERE = "weakties.simulation.market.ahead"
STAY, LIVE, TRUST = "stay", "live", "trust"
LAST = {STAY: "", LIVE: "telling.resume", TRUST: "passing.fates"}
"""Markets whose rules differ: where ties stay, live, or carry trust; and a kernel that only it and those after it have."""


def kind_of(relations: RelationParameters | None) -> str:
    """Which of these a market with such ties is."""
    from weakties.simulation.trust.trusting import Trusting

    return STAY if relations is None else TRUST if isinstance(relations, Trusting) else LIVE


def begin(kind: str = STAY) -> None:
    """Start the second process, if nothing of such a market has been compiled yet and there is a core for it; it ends with this
    one at the latest. kind: one of LAST.
    """
    if _cores() < 2 or not is_new(LAST[kind]):
        return
    nowhere = subprocess.DEVNULL
    with contextlib.suppress(OSError):  # no room for another process
        second = subprocess.Popen(  # -P: whatever lies in the folder one works in is not imported
            [sys.executable, "-P", "-m", HERE, kind], stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
        atexit.register(_end, second)


def _cores() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end(second: subprocess.Popen[bytes]) -> None:
    second.terminate()
    second.wait()


def compile_rules(kind: str = STAY) -> None:
    """Compile the rules of a week in a market of two people: live the parts of one, those that take longest first; then, where
    people trust, the gossip that begins the second season, and where ties live, telling on.
    """
    import numpy as np

    from weakties.simulation.market.parameters import MarketParameters
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.ties import Ties
    from weakties.simulation.trust.parameters import FORMS
    from weakties.simulation.trust.trusting import Trusting

    relations = {STAY: None, LIVE: RelationParameters(), TRUST: Trusting(trust=FORMS[1])}[kind]
    start, other = np.array([0, 1, 2]), np.array([1, 0], np.int32)
    two = Ties.unchecked(start, other, np.ones(2, np.float32), np.zeros(2, np.uint8))
    world = World(two, MarketParameters(), seed=0, relations=relations)
    for part in (world._talk, world._hire, world._search_formally, world._open_vacancies):
        part()
    if world.trust is not None and world.relations is not None:
        world.trust.hear(0, 0, world.relations)
    if world.relations is not None:
        world._resume()


if __name__ == "__main__":
    compile_rules(*sys.argv[1:])
