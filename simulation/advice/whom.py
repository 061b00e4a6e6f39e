"""Whom somebody turns to: of those he has had an hour with, the first few in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice.actions import AMONG, FIRST
from weakties.simulation.chance import Purpose, scattered, words
from weakties.simulation.kernels import (
    Bool,
    Bools,
    Float64s,
    Int,
    Int32s,
    Int64s,
    Real,
    UInt64s,
    inlined,
    kernel,
)
from weakties.simulation.relations.closeness import closeness
from weakties.simulation.relations.past import NOBODY
from weakties.simulation.relations.state import KIN, ON
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.opinions import at_of

if TYPE_CHECKING:
    from weakties.simulation.relations.past import Past
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

ALL, ONGOING, DORMANT, FORMER, HELPED, DISTANT = range(len(AMONG))
STRONGEST, WEAKEST, RANDOM, SILENT, ABLE, CONNECTED, FITTING, NEW_FIRM, UNLIKE, NEEDY = range(len(FIRST))


class Who(NamedTuple):
    """What advice looks at in people, one entry a person."""

    firm: NDArray[np.int32]  # -1: out of work
    industry: NDArray[np.int32]
    ability: NDArray[np.float32]
    looking: NDArray[np.bool_]
    firms_start: NDArray[np.int64]  # (people + 1,) where the firms begin for which each has ever worked
    firms: NDArray[np.int32]
    community: NDArray[np.int32]


class Choice(NamedTuple):
    """Whom: places in AMONG and FIRST, how many at the most, and whether only such as do not know that one looks, and, unless
    `again`, have not lately said no.
    """

    among: int
    first: int
    number: int
    fresh: bool = False
    again: bool = False


@kernel
def chosen(
    seed: Int,
    where: tuple[Int, Int],
    choice: Choice,
    acting: Bools,
    rows: tuple[Live, Past],
    opinions: Opinions,
    who: Who,
    p: Any,
) -> tuple[Int32s, Int32s]:
    """(person, other), int32 (pairs,) each: whom each of those `acting` chooses this season. where: (season, lane), the address;
    p: numbers of closeness.

    Those with the highest score come first; of equals chance decides, by a lot that belongs to the two, season and lane.
    """
    season, lane = where
    live, past = rows
    many, most = int(acting.sum()), choice.number
    person, other = np.empty(many * most, np.int32), np.empty(many * most, np.int32)
    score, lots = np.empty(most), np.empty(most, np.uint64)
    firms = np.zeros(int(who.firm.max()) + 2, np.int32)
    count = 0
    for i in np.flatnonzero(acting):
        w0, w1, _, _ = words(seed, Purpose.ADVICE_WHOM, season, i, lane)
        lot = (w0 << np.uint64(32)) | w1
        found: Int = 0
        if choice.first == NEW_FIRM:
            count_firms(live, i, who.firm, firms, 1)
        for e in range(live.start[i], live.start[i] + live.size[i]):
            j, tie = live.other[e], live.tie[e]
            if in_question(choice, who, (i, j), tie.hours, tie.occasion == ON):
                silence = season * SEASON - tie.last
                near = closeness(p, tie.hours, silence, tie.kind == KIN)
                value = valued(choice.first, (near, np.float64(silence), tie.fitness), live, who, i, j, firms)
                own = scattered(lot, j)
                if enters(score, lots, found, value, own) and may_be_asked(choice, season, opinions, i, j):
                    found = put(score, lots, other, count, found, value, own, np.int32(j))
        for e in range(past.start[i], past.start[i] + past.size[i]):
            j, was = past.other[e], past.tie[e]
            if j != NOBODY and in_question(choice, who, (i, j), was.hours, False):
                silence = season * SEASON - was.last
                near = closeness(p, was.hours, silence, was.kind == KIN)
                value = valued(choice.first, (near, np.float64(silence), 1.0), live, who, i, j, firms)
                own = scattered(lot, j)
                if enters(score, lots, found, value, own) and may_be_asked(choice, season, opinions, i, j):
                    found = put(score, lots, other, count, found, value, own, np.int32(j))
        if choice.first == NEW_FIRM:
            count_firms(live, i, who.firm, firms, -1)
        person[count : count + found] = i
        count += found
    return person[:count], other[:count]


@kernel
def in_question(choice: Choice, who: Who, pair: tuple[Int, Int], hours: Real, on: Bool) -> Bool:
    """Whether j comes in question for i, of the pair (i, j), who have had so many hours together.

    Former colleagues: those who have both worked for one firm, do not work together now, and are out of touch.
    """
    i, j = pair
    if hours < AN_HOUR or (choice.among in (ONGOING, DISTANT) and not on):
        return False
    if choice.among == DISTANT and who.community[i] == who.community[j]:
        return False
    if choice.among in (DORMANT, FORMER) and on:
        return False
    return choice.among != FORMER or (not working_together(who, i, j) and worked_together(who, i, j))


@kernel
def may_be_asked(choice: Choice, season: Int, opinions: Opinions, i: Int, j: Int) -> Bool:
    """Whether what i and j think of each other lets j be chosen by i. Views take long to look up."""
    if choice.among != HELPED and not choice.fresh:
        return True
    theirs = at_of(opinions, j, i)
    if choice.among == HELPED and (theirs < 0 or opinions.about[theirs].gave <= 0):
        return False
    if not choice.fresh:
        return True
    week = season * SEASON
    if theirs >= 0 and opinions.about[theirs].aware >= week:
        return False
    ours = np.int64(-1) if choice.again else at_of(opinions, i, j)
    return ours < 0 or opinions.about[ours].refused < week


@inlined
def working_together(who: Who, i: Int, j: Int) -> Bool:
    """Whether the two work for one firm now."""
    return who.firm[i] >= 0 and who.firm[i] == who.firm[j]


@kernel
def worked_together(who: Who, i: Int, j: Int) -> Bool:
    """Whether there is a firm for which both have worked."""
    start, firms = who.firms_start, who.firms
    for a in range(start[i], start[i + 1]):
        for b in range(start[j], start[j + 1]):
            if firms[a] == firms[b]:
                return True
    return False


@kernel
def valued(
    first: Int, tie: tuple[Real, Real, Real], live: Live, who: Who, i: Int, j: Int, firms: Int32s
) -> Real:
    """The score of j for i; tie: closeness, weeks of silence, fitness; firms: how many i talks to in each firm."""
    near, silence, fitness = tie
    works = who.firm[j] >= 0
    if first == STRONGEST:
        return near
    if first == WEAKEST:
        return -near
    if first == SILENT:
        return silence
    if first == ABLE:
        return np.float64(who.ability[j]) if works else -100.0
    if first == CONNECTED:
        return np.float64(live.on[j])
    if first == FITTING:
        return 1.0 if works and who.industry[j] == who.industry[i] and who.firm[j] != who.firm[i] else 0.0
    if first == NEW_FIRM:
        return -np.float64(firms[who.firm[j]]) if works else -100.0
    if first == UNLIKE:
        return -np.float64(fitness)
    if first == NEEDY:
        return 1.0 if who.looking[j] else 0.0
    return 0.0


@kernel
def count_firms(live: Live, i: Int, firm: Int32s, firms: Int32s, sign: Int) -> None:
    """Count, or forget, the firms in which i's contacts of now work."""
    for e in range(live.start[i], live.start[i] + live.on[i]):
        if firm[live.other[e]] >= 0:
            firms[firm[live.other[e]]] += sign


@inlined
def enters(score: Float64s, lots: UInt64s, found: Int, value: Real, lot: Int) -> Bool:
    """Whether somebody of this score and lot is among the first, of whom `found` are there so far."""
    if found < len(score) or found == 0:
        return found < len(score)
    last = found - 1
    return bool(score[last] < value or (score[last] == value and lots[last] > lot))


@inlined
def put(
    score: Float64s, lots: UInt64s, other: Int32s, at: Int, found: Int, value: Real, lot: Int, j: Int
) -> Int:
    """Put j in his place among the first so far, other[at : at + found]; returns how many there are now."""
    most = len(score)
    n = found
    while n > 0 and (score[n - 1] < value or (score[n - 1] == value and lots[n - 1] > lot)):
        if n < most:
            score[n], lots[n], other[at + n] = score[n - 1], lots[n - 1], other[at + n - 1]
        n -= 1
    if n < most:
        score[n], lots[n], other[at + n] = value, lot, j
    return min(found + 1, most)


def choice_of(action: Any, number: int, **more: bool) -> Choice:
    """The choice that an action with `among` and `first` makes."""
    return Choice(AMONG.index(action.among), FIRST.index(action.first), number, **more)


def once(a: Int32s, b: Int32s) -> Int64s:
    """Places of the first of each pair, whichever of the two comes first, and none of one person: int64."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    at = np.unique(low << 32 | high, return_index=True)[1]
    at.sort()
    return np.asarray(at[low[at] != high[at]], np.int64)
