"""Hours with people: those who are in touch talk more this season; those who are not meet first, and have an occasion again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.advice.actions import WHERE
from weakties.simulation.chance import LOW, Purpose, scattered, unit, words
from weakties.simulation.kernels import Bools, Float64s, Int, Int32s, Int64s, Real, inlined, kernel
from weakties.simulation.relations.changes import meet_first
from weakties.simulation.relations.season import MOST
from weakties.simulation.relations.state import ON, find

if TYPE_CHECKING:
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.relations.state import Live

ANYWHERE, INDUSTRY, OTHER_INDUSTRIES, COMMUNITY, FRIENDS = range(len(WHERE))
TRIES = 20  # draws of somebody of another industry, before it is whoever it is


def brought_together(relations: Relations, a: Int32s, b: Int32s) -> Bools:
    """Those of these pairs who have no occasion to meet, each pair once, have one now, and have talked; whether each had none."""
    apart = np.asarray(out_of_touch(relations.live, a, b))
    meet_first(relations, a[apart], b[apart])
    return apart


@kernel
def out_of_touch(live: Live, a: Int32s, b: Int32s) -> Bools:
    """Whether each pair has no occasion to meet, bool (pairs,)."""
    apart = np.zeros(len(a), np.bool_)
    for n in range(len(a)):
        e = find(live, a[n], b[n])
        apart[n] = e < 0 or live.tie[e].occasion != ON
    return apart


@kernel
def talk_more(live: Live, a: Int32s, b: Int32s, talks: Float64s) -> None:
    """Each pair has so many conversations a week more this season, at most MOST in all; those out of touch have none."""
    for n in range(len(a)):
        for i, j in ((a[n], b[n]), (b[n], a[n])):
            e = find(live, i, j)
            if e >= 0 and live.tie[e].occasion == ON:
                live.tie[e].rate = min(np.float32(MOST), live.tie[e].rate + np.float32(talks[n]))


@kernel
def shares(live: Live, acting: Bools, talks: Float64s) -> tuple[Int32s, Int32s, Float64s]:
    """(person, other, conversations a week more) where each of those `acting` has `talks`, float64 (people,), more with those he
    talks to anyway, in proportion to how much he does.
    """
    many = 0
    for i in np.flatnonzero(acting):
        many += live.on[i]
    person, other, more = np.empty(many, np.int32), np.empty(many, np.int32), np.zeros(many)
    count = 0
    for i in np.flatnonzero(acting):
        total = 0.0
        for e in range(live.start[i], live.start[i] + live.on[i]):
            total += live.tie[e].rate
        for e in range(live.start[i], live.start[i] + live.on[i] if total > 0 else live.start[i]):
            person[count], other[count] = i, live.other[e]
            more[count] = talks[i] * live.tie[e].rate / total
            count += 1
    return person[:count], other[:count], more[:count]


@kernel
def drawn(
    seed: Int,
    address: tuple[Int, Int],
    where: Int,
    number: Int,
    acting: Bools,
    groups: tuple[tuple[Int32s, Int64s, Int32s], tuple[Int32s, Int64s, Int32s]],
    live: Live,
) -> tuple[Int32s, Int32s]:
    """(person, other): `number` of people drawn for each of those `acting`; address: (season, lane).

    groups: industries, and communities, each as (group of each person, where each begins, people by group).
    """
    season, lane = address
    size = int(acting.sum()) * number
    person, other = np.empty(size, np.int32), np.empty(size, np.int32)
    count = 0
    for i in np.flatnonzero(acting):
        w0, w1, _, _ = words(seed, Purpose.ADVICE_MEETING, season, i, lane)
        lot = (w0 << np.uint64(32)) | w1
        for nth in range(number):
            j = one_of(lot, nth, where, i, groups, live)
            if j >= 0 and j != i:
                person[count], other[count] = i, j
                count += 1
    return person[:count], other[:count]


@kernel
def one_of(
    lot: Int,
    nth: Int,
    where: Int,
    i: Int,
    groups: tuple[tuple[Int32s, Int64s, Int32s], tuple[Int32s, Int64s, Int32s]],
    live: Live,
) -> int:
    """The nth whom i meets, or -1."""
    industries, communities = groups
    first = nth * (TRIES + 1)
    if where in (INDUSTRY, COMMUNITY):
        of, start, people = industries if where == INDUSTRY else communities
        low, high = start[of[i]], start[of[i] + 1]
        return int(people[low + int(share_of(lot, first) * (high - low))])
    if where == FRIENDS:
        if live.on[i] == 0:
            return -1
        friend = live.other[live.start[i] + int(share_of(lot, first) * live.on[i])]
        if live.on[friend] == 0:
            return -1
        return int(live.other[live.start[friend] + int(share_of(lot, first + 1) * live.on[friend])])
    j = 0
    for more in range(TRIES):
        j = int(share_of(lot, first + more) * len(live.size))
        if where == ANYWHERE or industries[0][j] != industries[0][i]:
            break
    return j


@inlined
def share_of(lot: Int, number: Int) -> Real:
    """A double in (0, 1) for each number."""
    bits = scattered(lot, number)
    return unit(bits >> np.uint64(32), bits & LOW)


@kernel
def pairs_of_friends(
    seed: Int, address: tuple[Int, Int], number: Int, acting: Bools, live: Live
) -> tuple[Int32s, Int32s, Int32s]:
    """(person, one, another): people to whom each of those `acting` talks, who are out of touch with each other; up to `number`
    pairs, of as many drawn.
    """
    season, lane = address
    size = int(acting.sum()) * number
    found = np.empty((3, size), np.int32)
    count = 0
    for i in np.flatnonzero(acting):
        w0, w1, _, _ = words(seed, Purpose.ADVICE_MEETING, season, i, lane)
        lot = (w0 << np.uint64(32)) | w1
        for nth in range(number if live.on[i] > 1 else 0):
            j = live.other[live.start[i] + int(share_of(lot, 2 * nth) * live.on[i])]
            k = live.other[live.start[i] + int(share_of(lot, 2 * nth + 1) * live.on[i])]
            e = find(live, j, k)
            if j != k and (e < 0 or live.tie[e].occasion != ON):
                found[0, count], found[1, count], found[2, count] = i, j, k
                count += 1
    return found[0, :count], found[1, :count], found[2, :count]


def grouped(of: Int32s) -> tuple[Int32s, Int64s, Any]:
    """(group of each person, where each group begins, people by group)."""
    start = np.concatenate([[0], np.cumsum(np.bincount(of))]).astype(np.int64)
    return of, start, np.argsort(of, kind="stable").astype(np.int32)
