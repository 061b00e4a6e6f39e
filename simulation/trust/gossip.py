"""Gossip: two who talk tell each other what they think of a third whom both know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.chance import LOW, Purpose, scattered, unit, unit32, words
from weakties.simulation.kernels import Int, Int32s, Real, Records, inlined, kernel
from weakties.simulation.relations.asleep import AN_HOUR
from weakties.simulation.talk.live import silent, talks_of_weeks
from weakties.simulation.trust.forms import trust_over
from weakties.simulation.trust.learning import HEARD
from weakties.simulation.trust.opinions import PRIOR, at_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

ECHO = 2**32 - 2  # + who listens (0, 1): the lot that says whether a teller only says what pleases


@kernel
def gossip(seed: Int, season: Int, p: Any, week: Int, live: Live, opinions: Opinions, events: Records) -> Int:
    """The gossip in the talks of `season`, which is over in `week`, before ties have their turn; events as far as there is
    room.
    Returns how many there are, in all.

    Of n talks Binomial(n, gossip) turn to a third person, drawn among those with whom both have had an hour. Each tells the
    other what he thinks, if he thinks anything; the listener's view moves by gossip_weight T (teller's - listener's), T his
    trust in the teller, all as it was when the season began. In an echo (a share `echo`) only that is said with which the
    listener agrees: both above one half or both below. That the third looks for a job is told, too.
    """
    people = len(live.size)
    mark = np.full(people, -1, np.int32)
    count: Int = 0
    for i in range(people if p.gossip > 0 else 0):
        for e in range(live.start[i], live.start[i] + live.on[i]):
            j, rate = live.other[e], live.tie[e].rate
            if i >= j or rate <= 0:
                continue
            four = words(seed, Purpose.SEASON_TALK, season, i, j)
            if silent(rate, four):
                continue
            talks = talks_of_weeks(rate, four, season)[0]
            if talks == 0:
                continue
            w0, w1, w2, _ = words(seed, Purpose.GOSSIP, season, i, j)
            lot = (w1 << np.uint64(32)) | w2
            for nth in range(turns(talks, p.gossip, unit32(w0))):
                if mark[i] != i:
                    mark_known(live, i, mark)
                draw = scattered(lot, nth)
                third = in_common(live, j, i, mark, draw)
                if third >= 0:
                    count = said(p, week, live, opinions, (i, j, third), e, draw, events, count)
                    count = said(p, week, live, opinions, (j, i, third), e, draw, events, count)
    return count


@inlined
def turns(talks: Int, chance: Real, u: Real) -> int:
    """How many of the talks turn to a third person: the binomial quantile of u."""
    stays = 1.0 - chance
    term = stays**talks
    total, number = term, 0
    while u > total and number < talks:
        term *= (talks - number) / (number + 1.0) * chance / max(stays, 1e-12)
        number += 1
        total += term
    return number


@inlined
def mark_known(live: Live, i: Int, mark: Int32s) -> None:
    """Mark all with whom i has had an hour, and himself, with his number."""
    mark[i] = i
    for e in range(live.start[i], live.start[i] + live.size[i]):
        if live.tie[e].hours >= AN_HOUR:
            mark[live.other[e]] = i


@kernel
def in_common(live: Live, j: Int, i: Int, mark: Int32s, draw: Int) -> Int:
    """One of those whom both i (his are marked) and j know, that with the lowest lot of his own; -1: nobody."""
    found, lowest = np.int64(-1), np.uint64(0)
    for e in range(live.start[j], live.start[j] + live.size[j]):
        third = live.other[e]
        if mark[third] == i and third != i and live.tie[e].hours >= AN_HOUR:
            lot = scattered(draw, third)
            if found < 0 or lot < lowest:
                found, lowest = np.int64(third), lot
    return found


@kernel
def said(
    p: Any,
    week: Int,
    live: Live,
    opinions: Opinions,
    who: tuple[Int, Int, Int],
    tie: Int,
    draw: Int,
    events: Records,
    count: Int,
) -> Int:
    """The teller says what he thinks of the third; who: teller, listener, third; tie: where that of the two who
    talk is, in the row of either. Returns the number of events now.
    """
    teller, listener, third = who
    at = at_of(opinions, teller, third)
    if at < 0:
        return count
    view, c, r = opinions.about[at], PRIOR, PRIOR
    mine = at_of(opinions, listener, third)
    if mine >= 0:
        c, r = opinions.about[mine].credibility, opinions.about[mine].reliability
    lot = scattered(draw, ECHO + (listener > teller))
    pleases = unit(lot >> np.uint64(32), lot & LOW) < p.echo
    dc, dr = view.credibility - c, view.reliability - r
    if view.credibility == PRIOR or (pleases and (view.credibility - PRIOR) * (c - PRIOR) <= 0):
        dc = np.float32(0.0)
    if view.reliability == PRIOR or (pleases and (view.reliability - PRIOR) * (r - PRIOR) <= 0):
        dr = np.float32(0.0)
    if dc == 0 and dr == 0 and view.aware < week:
        return count
    if count < len(events):
        weight = np.float32(p.gossip_weight * trust_over(p, week, live, opinions, listener, teller, tie))
        event = events[count]
        event.person, event.other, event.what, event.week = listener, third, HEARD, view.aware
        event.first, event.second = weight * dc, weight * dr
    return count + 1
