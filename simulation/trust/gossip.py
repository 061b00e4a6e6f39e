"""Gossip: two who talk tell each other what they think of a third whom both know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.chance import LOW, Purpose, scattered, unit, unit32, words
from weakties.simulation.kernels import Bools, Int, Int32s, Real, Record, Records, inlined, kernel
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.talk.conversation import words_of_pairs
from weakties.simulation.talk.live import silent, talks_of_weeks
from weakties.simulation.trust.forms import inputs_seen, put_together
from weakties.simulation.trust.learning import HEARD
from weakties.simulation.trust.opinions import PRIOR, views_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

ECHO = 2**32 - 2  # + who listens (0, 1): the lot that says whether a teller only says what pleases


TURN = np.dtype(
    [
        ("one", np.int32),
        ("another", np.int32),
        ("third", np.int32),
        ("tie", np.int64),  # of the two who talk: its place in the row of `one`
        ("draw", np.uint64),  # the luck of this turn
    ]
)
"""A talk of two, of which the first has the smaller number, that turns to a third."""


@kernel
def turned(seed: Int, season: Int, chance: Real, live: Live, found: Records) -> Int:
    """The talks of `season` that turn to a third person, TURN each, written into `found` as far as there is room; returns how
    many there are, in all.

    Of n talks Binomial(n, chance) do, to one drawn among those with whom both have had an hour; to nobody where there is none.
    """
    other, start, on, size, ties = live.other, live.start, live.on, live.size, live.tie
    people, most = len(size), on.max() if len(on) else 0
    talk = np.empty((4, most), np.uint32)
    known, few = np.zeros(people, np.bool_), np.empty(size.max() if people else 0, np.int32)
    count: Int = 0
    for i in range(people if chance > 0 else 0):
        marked = False
        words_of_pairs(seed, Purpose.SEASON_TALK, season, i, other[start[i] : start[i] + on[i]], talk)
        for n in range(on[i]):
            e = start[i] + n
            j, rate = other[e], ties[e].rate
            if i >= j or rate <= 0:
                continue
            four = (talk[0, n], talk[1, n], talk[2, n], talk[3, n])
            if silent(rate, four):
                continue
            talks = talks_of_weeks(rate, four, season)[0]
            if talks == 0:
                continue
            w0, w1, w2, _ = words(seed, Purpose.GOSSIP, season, i, j)
            lot = (w1 << np.uint64(32)) | w2
            for nth in range(turns(talks, chance, unit32(w0))):
                if not marked:
                    mark_known(other, start[i], size[i], ties, known)
                    marked = True
                draw = scattered(lot, nth)
                third = in_common(other, start[j], size[j], ties, known, few, draw)
                if third >= 0:
                    if count < len(found):
                        turn = found[count]
                        turn.one, turn.another, turn.third, turn.tie, turn.draw = i, j, third, e, draw
                    count += 1
        if marked:
            known[other[start[i] : start[i] + size[i]]] = False
    return count


@kernel
def gossip(p: Any, week: Int, live: Live, opinions: Opinions, turns: Records, events: Records) -> Int:
    """What is said in these turns, TURN each, of a season that is over in `week`, before ties have their turn, written into
    `events`, which has room for two a turn. Returns how many there are.

    Each of the two tells the other what he thinks of the third, if he thinks anything; the listener's view moves by
    gossip_weight T (teller's - listener's), T his trust in the teller, all as it was when the season began. In an echo (a share
    `echo`) only that is said with which the listener agrees: both above one half or both below. That the third looks for a job is
    told, too.
    """
    one, another, third = turns["one"], turns["another"], turns["third"]
    first, second = views_of(opinions, one, third), views_of(opinions, another, third)
    there, back = views_of(opinions, one, another), views_of(opinions, another, one)
    ties, manners = live.tie, opinions.manners
    count: Int = 0
    for n in range(len(turns)):
        i, j, turn = one[n], another[n], turns[n]
        mine, yours = (i, first[n], there[n]), (j, second[n], back[n])
        count = said(p, week, ties, manners, turn, mine, yours, events, count)
        count = said(p, week, ties, manners, turn, yours, mine, events, count)
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
def mark_known(other: Int32s, start: Int, size: Int, ties: Records, known: Bools) -> None:
    """Mark all with whom somebody, whose row of ties is given, has had an hour."""
    for e in range(start, start + size):
        known[other[e]] = ties[e].hours >= AN_HOUR


@kernel
def in_common(
    other: Int32s, start: Int, size: Int, ties: Records, known: Bools, few: Int32s, draw: Int
) -> Int:
    """One of those who are marked and whom somebody with this row of ties has had an hour with, that with the lowest lot of his
    own; -1: nobody. few: room for a row.
    """
    many = np.int64(0)
    for e in range(start, start + size):  # no branch waits for who is marked
        few[many] = e
        many += np.int64(known[other[e]])
    found, lowest = np.int64(-1), np.uint64(0)
    for n in range(many):
        third = other[few[n]]
        lot = scattered(draw, third)
        if (found < 0 or lot < lowest) and ties[few[n]].hours >= AN_HOUR:
            found, lowest = np.int64(third), lot
    return found


@inlined
def said(
    p: Any,
    week: Int,
    ties: Records,
    manners: Records,
    turn: Record,
    teller: tuple[Int, Record, Record],
    listener: tuple[Int, Record, Record],
    events: Records,
    count: Int,
) -> Int:
    """The teller, one of the two of a turn, says to the other what he thinks of the third. Of each: who he is, his view of the
    third, and of the other. Returns the number of events now.
    """
    j, view, _ = teller
    i, mine, believed = listener
    c, r = mine.credibility, mine.reliability
    lot = scattered(turn.draw, ECHO + (i > j))
    pleases = unit(lot >> np.uint64(32), lot & LOW) < p.echo
    dc, dr = view.credibility - c, view.reliability - r
    if view.credibility == PRIOR or (pleases and (view.credibility - PRIOR) * (c - PRIOR) <= 0):
        dc = np.float32(0.0)
    if view.reliability == PRIOR or (pleases and (view.reliability - PRIOR) * (r - PRIOR) <= 0):
        dr = np.float32(0.0)
    if dc == 0 and dr == 0 and view.aware < week:
        return count
    credible, kept, near, s, _ = inputs_seen(p, week, ties, manners, (i, j), turn.tie, believed, teller[2])
    weight = np.float32(p.gossip_weight * put_together(p.form, credible, kept, near, s))
    event = events[count]
    event.person, event.other, event.what, event.week = i, turn.third, HEARD, view.aware
    event.first, event.second = weight * dc, weight * dr
    return count + 1
