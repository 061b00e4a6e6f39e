"""Two worlds lived in full, with and without a change: where what follows from a difference is not known beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.market.changes import give, rates

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.effects import Changes, Watch
    from weakties.simulation.market.world import World


def live_again(
    world: World, changes: Changes, weeks: int, watch: Watch
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Live the world for `weeks` weeks, and then, for each change, the other world from the same start, both by all rules.

    Returns the first week at whose end anybody's job differs, (changes,), -1 for never; and what ego does more, (changes, 4).
    A tie that is given the rate it has changes nothing, so that world is not lived a second time.
    """
    start, reached = world.fork(), np.full(len(changes.ego), -1)
    more = np.zeros((len(changes.ego), 4), np.int64)
    factual = [jobs_of(week) for week in _weeks(world, watch, weeks)]
    table, rate = watch.table(), changes.rate.astype(np.float32)
    for k in np.flatnonzero(rates(start, (changes.ego, changes.alter)) != rate):
        one = slice(k, k + 1)
        other, his = start.fork(), type(watch)(changes.ego[one], changes.alter[one], watch.later)
        give(other, (changes.ego[one], changes.alter[one]), rate[one], keep=True)
        for jobs, week in zip(factual, _weeks(other, his, weeks), strict=True):
            if reached[k] < 0 and jobs_of(week) != jobs:
                reached[k] = week.week
        more[k] = his.table()[0] - table[k]
    return reached, more


def _weeks(world: World, watch: Watch, weeks: int) -> Iterator[World]:
    """The world at the end of each of the next weeks."""
    for _ in range(weeks):
        world.step()
        watch.look(world)
        yield world


def jobs_of(world: World) -> bytes:
    """A digest of who has which job, since when, and when he was hired last."""
    digest = hashlib.blake2b(digest_size=16)
    for column in (world.people.position, world.people.since, world.people.hired):
        digest.update(column.tobytes())
    return digest.digest()
