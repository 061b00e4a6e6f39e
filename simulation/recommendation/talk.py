"""How often people talk over their new ties in the first weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, words
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel
from weakties.simulation.recommendation.rules.transmissions import weeks_of_talk
from weakties.simulation.relations.state import Live, find
from weakties.simulation.talk.live import SEASON, talks_of_week

if TYPE_CHECKING:
    from weakties.simulation.market.world import World
    from weakties.simulation.recommendation.new_ties import NewTies


class Talk(NamedTuple):
    """One entry a new tie."""

    weeks: NDArray[
        np.int32
    ]  # in how many of the first `later` weeks the two talked; where ties live, first meetings aside
    rate: NDArray[
        np.float64
    ]  # conversations a week: of ties that stay their contact rate; of those that live, in those weeks
    later: int


def talk_of(world: World, new: NewTies, later: int) -> Talk:
    """The talk of new ties in the `later` weeks that follow. Where ties live nothing is known yet: `note` sees it."""
    if world.relations is not None:
        return Talk(np.zeros(len(new.rate), np.int32), np.zeros(len(new.rate)), later)
    first = world.week + 1
    weeks = weeks_of_talk(world.seed, new.sender, new.receiver, new.rate, first, world.week + later)
    return Talk(weeks, new.rate, later)  # type: ignore[arg-type]


def note(world: World, new: NewTies, talk: Talk) -> None:
    """Add the conversations of this week to the talk of new ties that live."""
    assert world.relations is not None
    talks = np.zeros(len(new.rate), np.int64)
    talks_now(world.seed, world.week, world.relations.live, new.sender, new.receiver, talks)
    talk.weeks[:] += talks > 0
    talk.rate[:] += talks / talk.later


@kernel
def talks_now(seed: Int, week: Int, live: Live, a: Int32s, b: Int32s, talks: Int64s) -> None:
    """Write into `talks`, (pairs,), how many conversations each pair has this week over a tie that lives."""
    for n in range(len(a)):
        e = find(live, a[n], b[n])
        rate = live.tie[e].rate if e >= 0 else np.float32(0)
        if rate > 0:
            four = words(seed, Purpose.SEASON_TALK, week // SEASON, min(a[n], b[n]), max(a[n], b[n]))
            talks[n] = talks_of_week(rate, np.exp(-rate), four[week % SEASON])
