"""What people think of each other: a hash table of views, one entry a direction, only where something was learnt; and the manners
of people, where they are not those of everybody.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import scattered
from weakties.simulation.kernels import Int, Int32s, Int64s, Record, Records, inlined, kernel

PRIOR = np.float32(0.5)  # credibility and reliability of somebody of whom nothing is known: Beta(1, 1)
PRIOR_WEIGHT = np.float32(2.0)
EMPTY = -1
LEAST = 1 << 10
VIEW = np.dtype(
    [
        ("credibility", np.float32),  # mean of leads that proved right, and of what was heard
        ("leads", np.float32),  # own experience that it rests on
        ("reliability", np.float32),  # the same of promises kept
        ("promises", np.float32),
        ("gave", np.float32),  # leads and favours that person gave to other
        ("aware", np.int16),  # until which week person knows that other looks
        ("refused", np.int16),  # until which week person does not ask other again
        ("paid", np.int16),  # until which week person remembers that other paid him for help
        ("thanked", np.int16),  # and that other thanked him
    ]
)
MANNERS = np.dtype(
    [
        (
            "open",
            np.float32,
        ),  # hours with him count so many times for how close others are to him, and he to them
        ("generous", np.float32),  # chance, at the least, that he passes a lead to one who looks
        ("keeps", np.float32),  # chance, at the most, that he passes one
        ("thanks", np.float32),  # share of promises kept to him for which he thanks, at the least
    ]
)
USUAL = (1.0, 0.0, 1.0, 0.0)


class Opinions(NamedTuple):
    """The views of person i of person j, at the key i * 2**32 + j, by open addressing with a step of one; `count[0]` are
    there."""

    key: NDArray[np.int64]  # (room,), a power of two; EMPTY where nothing is
    about: NDArray[Any]  # (room,) of VIEW
    number: NDArray[np.int64]  # (1,) how many there are
    # (people,) until which week anybody, at the most, knows that he looks; -1: nobody did
    sought: NDArray[np.int16]
    manners: NDArray[Any]  # (people,) of MANNERS; (0,): all have the usual ones


def no_opinions(people: int, room: int = LEAST) -> Opinions:
    """Nobody thinks anything of anybody."""
    views = (np.full(room, EMPTY, np.int64), np.zeros(room, VIEW), np.zeros(1, np.int64))
    return Opinions(*views, np.full(people, -1, np.int16), np.zeros(0, MANNERS))


def usual_manners(people: int) -> NDArray[Any]:
    """Those of everybody, MANNERS (people,)."""
    return np.full(people, np.array(USUAL, MANNERS))


def with_room_for(opinions: Opinions, more: int) -> Opinions:
    """The same with room for so many new views: at the most six places in ten are taken."""
    room = len(opinions.key)
    while (opinions.number[0] + more) * 10 > room * 6:
        room *= 2
    return with_room(opinions, room)


def with_room(opinions: Opinions, room: int) -> Opinions:
    """The same with so many places, a power of two, if it has fewer."""
    if room <= len(opinions.key):
        return opinions
    larger = no_opinions(0, room)._replace(sought=opinions.sought, manners=opinions.manners)
    move_to(opinions, larger)
    return larger


@inlined
def key_of(i: Int, j: Int) -> np.int64:
    """The key of the view of i of j."""
    return np.int64(i) << np.int64(32) | np.int64(j)


@inlined
def place(keys: Int64s, i: Int, j: Int) -> Int:
    """Where the view of i of j is in the column `key`, or the empty place where it would be."""
    key = key_of(i, j)
    mask = np.int64(len(keys) - 1)
    at = np.int64(scattered(np.uint64(key), np.uint64(0)) >> np.uint64(1)) & mask
    while keys[at] != key and keys[at] != EMPTY:
        at = (at + 1) & mask
    return at


@kernel
def at_of(opinions: Opinions, i: Int, j: Int) -> Int:
    """Where the view of i of j is; -1: i thinks nothing of j."""
    at = place(opinions.key, i, j)
    return at if opinions.key[at] != EMPTY else np.int64(-1)


@kernel
def views_of(opinions: Opinions, persons: Int32s, others: Int32s) -> Records:
    """What each of `persons` thinks of the one of `others` beside him, VIEW (pairs,), copied; of whom he thinks nothing, what is
    thought of somebody unknown. By itself, since one place in a large table is looked up while the memory still fetches others.
    """
    found, keys, about = np.empty(len(persons), VIEW), opinions.key, opinions.about
    for n in range(len(persons)):
        at = place(keys, persons[n], others[n])
        if keys[at] != EMPTY:
            found[n] = about[at]
        else:
            begin(found[n])
    return found


@kernel
def places_in(keys: Int64s, persons: Int32s, others: Int32s) -> Int64s:
    """`place` of many views at once, for the reason that `views_of` gives."""
    found = np.empty(len(persons), np.int64)
    for n in range(len(persons)):
        found[n] = place(keys, persons[n], others[n])
    return found


@kernel
def made(opinions: Opinions, i: Int, j: Int) -> Int:
    """Where the view of i of j is, made if need be. There must be room."""
    return made_in(opinions.key, opinions.about, opinions.number, i, j)


@inlined
def made_in(keys: Int64s, about: Records, number: Int64s, i: Int, j: Int) -> Int:
    """The same, of these columns."""
    at = place(keys, i, j)
    if keys[at] == EMPTY:
        keys[at] = key_of(i, j)
        begin(about[at])
        number[0] += 1
    return at


@inlined
def begin(view: Record) -> None:
    """Nothing is known yet."""
    view.credibility = view.reliability = PRIOR
    view.leads = view.promises = view.gave = 0.0
    view.aware = view.refused = view.paid = view.thanked = -1


@kernel
def move_to(old: Opinions, new: Opinions) -> None:
    """Put all views of `old` into `new`, which is empty and larger."""
    keys, about, new_keys, new_about = old.key, old.about, new.key, new.about
    for at in range(len(keys)):
        if keys[at] != EMPTY:
            to = place(new_keys, keys[at] >> np.int64(32), keys[at] & np.int64(0xFFFFFFFF))
            new_keys[to], new_about[to] = keys[at], about[at]
    new.number[0] = old.number[0]


def rows_of(opinions: Opinions) -> tuple[Int64s, Int64s, Records]:
    """(person, other, view) of all views, in the order of (person, other)."""
    there = np.flatnonzero(opinions.key != EMPTY)
    there = there[np.argsort(opinions.key[there])]
    key = opinions.key[there]
    return key >> 32, key & 0xFFFFFFFF, opinions.about[there]
