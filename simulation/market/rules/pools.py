"""Lists in pools (market/state.py): adding an entry, giving a whole list back. Bookkeeping only; nothing happens here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.kernels import Int, Int32s, Real, inlined, kernel
from weakties.simulation.market.state import CONTACT

if TYPE_CHECKING:
    from weakties.simulation.market.rules.who_is_told import Talks
    from weakties.simulation.market.state import Jobs, Tellers, Tellings

NONE = np.int64(-1)


@inlined
def add_telling(
    tellings: Tellings,
    jobs: Jobs,
    position: Int,
    listener: Int,
    teller: Int,
    channel: Int,
    kind: Int,
    rate: Real,
    steps: Int,
    week: Int,
) -> None:
    """Put a telling at the head of the list of the vacancy at `position`. There must be room (free[1] > 0)."""
    k = tellings.free[0]
    tellings.free[0] = tellings.next[k]
    tellings.free[1] -= 1
    tellings.listener[k] = listener
    tellings.teller[k] = teller
    tellings.channel[k] = channel
    tellings.kind[k] = kind
    tellings.contact_rate[k] = rate
    tellings.steps[k] = steps
    tellings.week[k] = week
    tellings.next[k] = jobs.first_telling[position]
    jobs.first_telling[position] = k


@kernel
def add_tellings(
    tellings: Tellings, jobs: Jobs, of: tuple[Int, Int, Int], talks: Talks, noted: Int32s
) -> None:
    """`add_telling` of what those at `noted` of some talks were told over a tie; of: the position, the teller, and his steps from
    who hires. Columns are taken out once: their references are counted.
    """
    position, source, depth = of
    who, rate, kind, when = talks
    listener, teller, channel, kinds = tellings.listener, tellings.teller, tellings.channel, tellings.kind
    contact_rate, steps, week, following = (
        tellings.contact_rate,
        tellings.steps,
        tellings.week,
        tellings.next,
    )
    first, unused = jobs.first_telling[position], tellings.free[0]
    for e in noted:
        k, unused = unused, following[unused]
        listener[k], teller[k], channel[k], kinds[k] = who[e], source, CONTACT, kind[e]
        contact_rate[k], steps[k], week[k], following[k] = rate[e], depth, when[e], first
        first = k
    jobs.first_telling[position], tellings.free[0] = first, unused
    tellings.free[1] -= len(noted)


@inlined
def add_teller(
    tellers: Tellers, jobs: Jobs, position: Int, person: Int, source: Int, depth: Int, week: Int
) -> None:
    """Enter in the calendar that `person` tells of the vacancy at `position` from `week` on. There must be room."""
    k = tellers.free[0]
    tellers.free[0] = tellers.next_in_week[k]
    tellers.free[1] -= 1
    day = week % len(tellers.calendar)
    tellers.person[k] = person
    tellers.source[k] = source
    tellers.position[k] = position
    tellers.depth[k] = depth
    tellers.week[k] = week
    tellers.next_in_week[k] = tellers.calendar[day]
    tellers.calendar[day] = k
    tellers.next_of_vacancy[k] = jobs.first_teller[position]
    jobs.first_teller[position] = k


@kernel
def close_vacancy(jobs: Jobs, tellings: Tellings, tellers: Tellers, position: Int) -> None:
    """Take the vacancy at `position` off, and give its lists back to the pools."""
    k = jobs.first_telling[position]
    while k >= 0:
        following = tellings.next[k]
        tellings.next[k] = tellings.free[0]
        tellings.free[0] = k
        tellings.free[1] += 1
        k = following
    k = jobs.first_teller[position]
    while k >= 0:
        tellers.next_in_week[k] = tellers.free[0]
        tellers.free[0] = k
        tellers.free[1] += 1
        k = tellers.next_of_vacancy[k]
    jobs.first_telling[position] = NONE
    jobs.first_teller[position] = NONE
    jobs.opened[position] = -1
