"""Ties that live, changed from outside between two weeks: two people come to know each other, or are strangers from now on.

What a tie is can be said as a contact rate, as for ties that stay, but what is given is a state at a moment, which lives on:

rate 0             nothing is kept of the two: they are strangers from now on, and may meet anew, as any strangers may
below LIVES        nothing lives; the two talk at this rate, which stays, until they meet, as rare ties of the network do
LIVES or more      the tie lives, with an occasion to meet, the habit that such talk amounts to, rate * habit_leak talks (of
                   those who just met: one talk at least), and all hours the two ever had
no rate (nan)      the two meet for the first time: one talk, and an occasion, just like a first meeting

A tie that begins so talks from the next season on, as first meetings do; one that ends talks no more at once, but what was
already settled stands (who has begun to tell has told all whom he talks to this season).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, words
from weakties.simulation.kernels import Bools, Float32s, Int, Int16s, Int32s, Int64s, UInt8s, kernel
from weakties.simulation.relations.beginnings import begin
from weakties.simulation.relations.meetings import told_both
from weakties.simulation.relations.occasions import habit_left, lasts_until
from weakties.simulation.relations.parameters import RelationParameters, numbers_of
from weakties.simulation.relations.past import NOBODY, Past, find_past, kept
from weakties.simulation.relations.season import fitness_of
from weakties.simulation.relations.state import (
    FRIEND,
    LIVES,
    ON,
    RESTING,
    Live,
    Meetings,
    find,
    move,
    swap,
)
from weakties.simulation.talk.known_talks import NOTHING
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.building import build_rows
from weakties.simulation.ties.rows import find_tie, with_ties

if TYPE_CHECKING:
    from weakties.simulation.relations.relations import Relations

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


def use(relations: Relations, parameters: RelationParameters) -> None:
    """From the next season on ties live by these numbers; occasions that have begun last as they were going to."""
    before = relations.parameters
    relations.parameters, relations._numbers = parameters, numbers_of(parameters)
    if (before.social_hours, before.hours_spread) != (parameters.social_hours, parameters.hours_spread):
        relations.hours = hours_of(relations.hours, before, parameters)


def hours_of(
    hours: NDArray[np.float64], before: RelationParameters, after: RelationParameters
) -> NDArray[np.float64]:
    """Hours for others where their median or spread changes: each person keeps his place among all, z standard deviations from
    the middle. From no spread there is no place to keep: then only the median changes.
    """
    spread = before.hours_spread
    z = np.log(hours / before.social_hours) / spread if spread > 0 else np.zeros(len(hours))
    return np.asarray(after.social_hours * np.exp(after.hours_spread * z))


def rates(relations: Relations, pairs: Pairs) -> NDArray[np.float32]:
    """The contact rate of each pair, float32 (pairs,): of a tie that lives habit / habit_leak, what its habit amounts to; nan
    where that has ended but hours are kept; 0 of strangers.
    """
    found = np.zeros(len(pairs[0]), np.float32)
    rows = relations.live, relations.past
    rates_of(relations.season, relations._numbers, relations.frozen, rows, *pairs, found)
    return found


@kernel
def rates_of(
    season: Int,
    p: RelationParameters,
    base: tuple[Int64s, Int32s, Float32s, UInt8s],
    rows: tuple[Live, Past],
    a: Int32s,
    b: Int32s,
    found: Float32s,
) -> None:
    """Write `rates` into `found`."""
    live, past = rows
    for n in range(len(a)):
        e, f = find(live, a[n], b[n]), find_tie(base[0], base[1], a[n], b[n])
        if e < 0 and find_past(past, a[n], b[n]) >= 0:
            found[n] = np.nan
        elif e < 0:
            found[n] = base[2][f] if f >= 0 and base[2][f] < LIVES else 0.0
        elif live.tie[e].occasion == ON:
            found[n] = live.habit[e] / p.habit_leak
        elif live.tie[e].occasion == RESTING:
            found[n] = habit_left(season, p, live.habit[e], live.tie[e].since) / p.habit_leak
        else:
            found[n] = np.nan


def give(relations: Relations, week: int, pairs: Pairs, rate: NDArray[np.float32]) -> None:
    """Give each pair its contact rate, float32 (pairs,), as the module says; pairs: two different people each, every pair once.

    week: the last that was lived. Other ties, and all luck, are as they were.
    """
    lives = ~(rate < LIVES)
    a, b = (side[~lives].astype(np.int32) for side in pairs)
    part(relations.live, relations.past, a, b)
    start, other, rates, kind = relations.frozen
    rest = np.full(len(a), np.uint8(Kind.ACQUAINTANCE))
    relations.frozen = with_ties((start, other, rates.copy(), kind), a, b, rate[~lives], rest)
    relations.known_talks = NOTHING
    a, b = (side[lives].astype(np.int32) for side in pairs)
    known = find_pairs(relations.live, relations.past, a, b)
    meet_first(relations, a, b)
    habit = rate[lives] * np.float32(relations.parameters.habit_leak)
    habit = np.where(known, habit, np.maximum(habit, np.float32(1.0)))
    tell(relations.live, week, a, b, known, habit)


def meet_first(relations: Relations, a: NDArray[np.int32], b: NDArray[np.int32]) -> None:
    """These pairs meet in the present season, as by exploring hours: see `beginnings.begin`."""
    order = np.argsort(a, kind="stable")
    start = np.searchsorted(a[order], np.arange(len(relations.hours) + 1)).astype(np.int64)
    low, high = np.minimum(a, b)[order], np.maximum(a, b)[order]
    seed, p, firm = relations.seed, relations._numbers, relations._firm
    suits = fitness_of(seed, low, high, p.fitness_spread)
    ends = lasting(seed, relations.season, p, low, high, suits)
    both = told_both(Meetings(start, b[order], np.full(len(a), FRIEND, np.uint8), suits, ends))
    relations.make_room(np.diff(both.start))
    begin(relations.season, p, firm, both, relations.live, relations.past)


@kernel
def lasting(
    seed: Int, season: Int, p: RelationParameters, low: Int32s, high: Int32s, fitness: Float32s
) -> Int16s:
    """The season in which the occasion of each pair ends that begins now, int16 (pairs,), as of first meetings."""
    until = np.empty(len(low), np.int16)
    for n in range(len(low)):
        life, _, _, _ = words(seed, Purpose.OCCASION, season, low[n], high[n])
        until[n] = lasts_until(season, p, FRIEND, fitness[n], life)
    return until


@kernel
def find_pairs(live: Live, past: Past, a: Int32s, b: Int32s) -> Bools:
    """Whether anything is kept of each pair, bool (pairs,)."""
    known = np.zeros(len(a), np.bool_)
    for n in range(len(a)):
        known[n] = kept(live, past, a[n], b[n])
    return known


@kernel
def tell(live: Live, week: Int, a: Int32s, b: Int32s, known: Bools, habit: Float32s) -> None:
    """Both of each pair know their habit (nan: as it is), and those who met now, in which week."""
    for n in range(len(a)):
        for i, j in ((a[n], b[n]), (b[n], a[n])):
            e = find(live, i, j)
            if not known[n]:
                live.tie[e].born = live.tie[e].last = week
            if not np.isnan(habit[n]):
                live.habit[e] = habit[n]


@kernel
def part(live: Live, past: Past, a: Int32s, b: Int32s) -> None:
    """Nothing is kept of these pairs, in either row."""
    for n in range(len(a)):
        for i, j in ((a[n], b[n]), (b[n], a[n])):
            e, was = find(live, i, j), find_past(past, i, j)
            if e >= 0:
                forget_tie(live, i, e)
            if was >= 0:
                past.other[was] = NOBODY


@kernel
def forget_tie(live: Live, i: Int, e: Int) -> None:
    """Take the tie at e out of row i, whatever its occasion."""
    other, until, habit, tie = live.other, live.until, live.habit, live.tie
    if e < live.start[i] + live.on[i]:
        live.on[i] -= 1
        swap(other, until, habit, tie, e, live.start[i] + live.on[i])
        e = live.start[i] + live.on[i]
    if e < live.start[i] + live.active[i]:
        live.active[i] -= 1
        swap(other, until, habit, tie, e, live.start[i] + live.active[i])
        e = live.start[i] + live.active[i]
    live.size[i] -= 1
    move(other, until, habit, tie, live.start[i] + live.size[i], e)


def network_now(relations: Relations, ties: Ties) -> Ties:
    """Whom people know now: ties that live or of which hours are kept, and those of the network that stay and talk; with the
    contact rate that `rates` gives (0 where the occasion has ended). ties: whose groups and labels they get.
    """
    start, other, _, kind = relations.frozen
    people, rate = len(start) - 1, relations.fixed_rates()
    row = np.repeat(np.arange(people, dtype=np.int32), np.diff(start))
    rare = (rate > 0) & (row < other)
    table = relations.table()
    a, b = (table[name].to_numpy(np.int32) for name in ("source", "target"))
    habit = table.habit.to_numpy() / np.float32(relations.parameters.habit_leak)
    kinds = table.kind.cat.codes.to_numpy(np.uint8)
    source, target = np.concatenate([row[rare], a]), np.concatenate([other[rare], b])
    talk, what = np.concatenate([rate[rare], habit]), np.concatenate([kind[rare], kinds])
    rows = build_rows(source, target, talk, what, people)
    return Ties.unchecked(*rows[:4]).like(ties)
