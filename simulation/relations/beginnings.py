"""Ties that begin, or begin again: each row takes in the meetings that it has been told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import prange

from weakties.simulation.kernels import Int, Int32s, Real, Record, kernel, parallel
from weakties.simulation.relations.occasions import habit_left, kind_now
from weakties.simulation.relations.past import NOBODY
from weakties.simulation.relations.state import ON, Meetings, move, place, swap
from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.relations.past import Past
    from weakties.simulation.relations.state import Live


@parallel
def begin(
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    both: Meetings,
    live: Live,
    past: Past,
) -> None:
    """Everybody's row takes in the meetings: an occasion begins with people not met before, or out of touch. There must be room
    for all of them.
    """
    for i in prange(len(live.size)):
        if both.start[i] < both.start[i + 1]:  # most rows have none where few meet, and a call is not free
            begin_row(season, p, firm, both, live, past, np.int64(i))


@kernel
def begin_row(
    season: Int,
    p: RelationParameters,
    firm: Int32s,
    both: Meetings,
    live: Live,
    past: Past,
    i: Int,
) -> None:
    """The meetings of person i: new ties, with one talk, and ties of people out of touch, with one talk more, and of habit at
    least, come in after those that are on. Those behind make room: the first that rests goes to the end of those that rest,
    the first that has ended to the end of the row.
    """
    other, until, habit, tie, before, was = live.other, live.until, live.habit, live.tie, past.other, past.tie
    first, whom, kind, fitness, lasts = both
    start, size = live.start[i], live.size[i]
    on, active = start + live.on[i], start + live.active[i]
    for at in range(first[i], first[i + 1]):
        j = whom[at]
        e = place(other, start, size, j)
        if e < 0:
            move(other, until, habit, tie, active, start + size)
            move(other, until, habit, tie, on, active)
            size += 1
            other[on], habit[on] = j, 1.0
            met_first(season, p, kind[at], fitness[at], tie[on])
            f = place(before, past.start[i], past.size[i], j)
            if f >= 0:
                met_again(p, kind_now(firm, was[f].kind, i, j), was[f], tie[on])
                before[f] = NOBODY
        elif tie[e].occasion == ON:
            continue
        else:
            habit[e] = max(habit_left(season, p, habit[e], tie[e].since), np.float32(1.0))
            tie[e].kind, tie[e].last = kind_now(firm, tie[e].kind, i, j), season * SEASON
            tie[e].hours += p.talk_hours
            if e < active:
                active -= 1
            else:
                swap(other, until, habit, tie, e, active)
                e = active
            swap(other, until, habit, tie, e, on)
        tie[on].occasion, tie[on].since = ON, season * SEASON
        until[on] = lasts[at]
        on, active = on + 1, active + 1
    live.size[i], live.on[i], live.active[i] = size, on - start, active - start


@kernel
def met_first(season: Int, p: RelationParameters, kind: Int, fitness: Real, tie: Record) -> None:
    """The state of a tie of two who have just met, and talked once."""
    tie.kind, tie.fitness, tie.rate, tie.hours = kind, fitness, 0.0, p.talk_hours
    tie.last = tie.born = season * SEASON


@kernel
def met_again(p: RelationParameters, kind: Int, was: Record, tie: Record) -> None:
    """A tie that was put away: its hours, and when it began, are kept."""
    tie.kind, tie.born, tie.hours = kind, was.born, was.hours + p.talk_hours
