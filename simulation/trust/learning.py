"""What people learn: events of a season, found on what they thought when it began, and then taken in, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.kernels import Int, Record, Records, inlined, kernel
from weakties.simulation.trust.opinions import PRIOR_WEIGHT, key_of, made_in, places_in

if TYPE_CHECKING:
    from weakties.simulation.trust.opinions import Opinions

LEAD, PROMISE, GAVE, AWARE, REFUSED, HEARD, PAID, THANKED = 0, 1, 2, 3, 4, 5, 6, 7
EVENT = np.dtype(
    [
        ("person", np.int32),  # whose view changes
        ("other", np.int32),  # of whom
        ("what", np.uint8),
        ("week", np.int16),  # until when one is aware, refused, or remembers pay or thanks
        (
            "first",
            np.float32,
        ),  # LEAD: right (1) or wrong (0); PROMISE: kept or broken; HEARD: by how much credibility moves
        ("second", np.float32),  # HEARD: by how much reliability moves
    ]
)
"""LEAD a lead proved right or wrong; PROMISE one was kept or broken; GAVE person gave other a lead; AWARE person knows that
other looks; REFUSED other said no; HEARD gossip about other; PAID other paid person for help; THANKED he thanked him."""


@kernel
def take_in(p: Any, opinions: Opinions, events: Records) -> None:
    """All events change the views that they are about. There must be room for a new view for each.

    A mean m that rests on n experiences, with a prior of weight 2, becomes m + (x - m) w / (n + 2 + w): without gossip the Beta
    mean (1 + right) / (2 + right + wrong). Gossip moves the mean, and adds no experience.
    """
    keys, about, number, sought = opinions.key, opinions.about, opinions.number, opinions.sought
    where = places_in(keys, events["person"], events["other"])
    for n in range(len(events)):
        event = events[n]
        if keys[where[n]] != key_of(event.person, event.other):  # new, or its place was taken by one that is
            where[n] = made_in(keys, about, number, event.person, event.other)
        view = about[where[n]]
        if event.what == LEAD:
            view.credibility += (event.first - view.credibility) / (
                view.leads + PRIOR_WEIGHT + np.float32(1.0)
            )
            view.leads += 1.0
        elif event.what == PROMISE:
            weight = np.float32(1.0) if event.first > 0 else np.float32(p.broken_weight)
            view.reliability += (
                (event.first - view.reliability) * weight / (view.promises + PRIOR_WEIGHT + weight)
            )
            view.promises += weight
        elif event.what == GAVE:
            view.gave += 1.0
        elif event.what == REFUSED:
            view.refused = event.week
        elif event.what == PAID:
            view.paid = event.week
        elif event.what == THANKED:
            view.thanked = event.week
        else:
            view.aware = max(view.aware, event.week)
            sought[event.other] = max(sought[event.other], event.week)
            if event.what == HEARD:
                view.credibility = min(max(view.credibility + event.first, np.float32(0.0)), np.float32(1.0))
                view.reliability = min(max(view.reliability + event.second, np.float32(0.0)), np.float32(1.0))


@inlined
def write(event: Record, person: Int, other: Int, what: Int, week: Int, first: Any) -> None:
    """Fill in an event that is not HEARD."""
    event.person, event.other, event.what, event.week = person, other, what, week
    event.first, event.second = first, 0.0


@kernel
def learnt(listener: Any, teller: Any, right: Any) -> Records:
    """The events of leads that were acted on: the listener learns, and the teller of a right one gave something."""
    events = np.empty(2 * len(listener), EVENT)
    count = 0
    for n in range(len(listener)):
        write(events[count], listener[n], teller[n], LEAD, -1, np.float32(right[n]))
        count += 1
        if right[n]:
            write(events[count], teller[n], listener[n], GAVE, -1, np.float32(0.0))
            count += 1
    return events[:count]
