"""The contacts of a log tie by tie, and in which windows of time each tie was there."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Bools, Float64s, Int, Int32s, Int64s, Real, kernel
from weakties.simulation.networks.logs import ContactLog
from weakties.simulation.ties.building import build_rows
from weakties.simulation.ties.rows import mutual_contacts_of

ENDS = 1e-9  # of a window: what rounding may take from a log that ends with one


class Presence(NamedTuple):
    """One entry for each tie and window in which the two had contact, in order of ties and then windows.

    tie, window  which; windows count from 0, [window w, window w + 1) times their length in days
    contacts     how many contacts, in either direction
    both         whether there were contacts in both directions
    first        the first window in which the tie was there
    windows      (one number) how many whole windows there are; what comes after them is left out
    """

    tie: NDArray[np.int64]
    window: NDArray[np.int32]
    contacts: NDArray[np.int32]
    both: NDArray[np.bool_]
    first: NDArray[np.int32]
    windows: int

    def where(self, keep: NDArray[np.bool_]) -> Presence:
        """Only some of the entries."""
        return Presence(
            self.tie[keep],
            self.window[keep],
            self.contacts[keep],
            self.both[keep],
            self.first[keep],
            self.windows,
        )


class TieLog:
    """A log by ties. A tie is two people with at least one contact, in whichever direction.

    low, high  int32   (ties,)       the two people, low < high; ties in ascending order of both
    start      int64   (ties + 1,)   the contacts of tie t are start[t]:start[t + 1], in order of time
    day        float64 (contacts,)   days since the beginning of the log
    forward    bool    (contacts,)   whether from low to high
    opens      bool    (contacts,)   whether a contact is its tie's first: in the log's order, by time
    """

    def __init__(self, log: ContactLog) -> None:
        self.log = log
        self.people, self.days, self.directed = log.people, log.days, log.directed
        low, high = np.minimum(log.source, log.target), np.maximum(log.source, log.target)
        pair = low.astype(np.int64) * log.people + high
        order = np.argsort(pair, kind="stable")
        sorted_pair = pair[order]
        new = np.ones(len(pair), np.bool_)
        new[1:] = sorted_pair[1:] != sorted_pair[:-1]
        begin = np.flatnonzero(new)
        self.start = np.append(begin, len(pair))
        self.low, self.high = low[order[begin]], high[order[begin]]
        self.day = log.day[order]
        self.forward = log.source[order] == low[order]
        self.opens = np.zeros(len(pair), np.bool_)
        self.opens[order[begin]] = True

    def __len__(self) -> int:
        """The number of ties."""
        return len(self.low)

    @cached_property
    def contacts(self) -> NDArray[np.int64]:
        """Contacts of each tie."""
        return np.diff(self.start)

    def windows(self, length: float) -> int:
        """How many whole windows of so many days the log has."""
        return int(self.days / length + ENDS)

    def presence(self, length: float) -> Presence:
        """In which whole windows of `length` days each tie was there."""
        windows = self.windows(length)
        tie, window, contacts, both, first = _presence(self.start, self.day, self.forward, length, windows)
        return Presence(tie, window, contacts, both, first, windows)

    def shared(self, presence: Presence) -> NDArray[np.int32]:
        """For each entry, how many people had contact with both of the tie in that window."""
        found = np.zeros(len(presence.tie), np.int32)
        order = np.argsort(presence.window, kind="stable")
        ends = np.searchsorted(presence.window[order], np.arange(presence.windows + 1))
        for w in range(presence.windows):
            at = order[ends[w] : ends[w + 1]]
            low, high = self.low[presence.tie[at]], self.high[presence.tie[at]]
            start, other = rows_of(low, high, self.people)
            found[at] = mutual_contacts_of(start, other, low, high)
        return found


def rows_of(
    low: NDArray[np.int32], high: NDArray[np.int32], people: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Symmetric compressed rows of pairs."""
    nothing = np.zeros(len(low), np.float32), np.zeros(len(low), np.uint8)
    start, other, *_ = build_rows(low, high, *nothing, people)
    return start, other


@kernel
def _presence(
    start: Int64s, day: Float64s, forward: Bools, length: Real, windows: Int
) -> tuple[Int64s, Int32s, Int32s, Bools, Int32s]:
    """Runs of contacts of one tie in one window."""
    size = 0
    for t in range(len(start) - 1):
        last = -1
        for c in range(start[t], start[t + 1]):
            w = int(day[c] / length)
            if w >= windows:
                break
            if w != last:
                size += 1
                last = w
    tie, window = np.empty(size, np.int64), np.empty(size, np.int32)
    contacts, both = np.zeros(size, np.int32), np.zeros(size, np.bool_)
    first = np.empty(size, np.int32)
    at = -1
    for t in range(len(start) - 1):
        last = -1
        begun = int(day[start[t]] / length)
        there = 0
        for c in range(start[t], start[t + 1]):
            w = int(day[c] / length)
            if w >= windows:
                break
            if w != last:
                at += 1
                last = w
                there = 0
                tie[at], window[at], first[at] = t, w, begun
            contacts[at] += 1
            there |= 1 if forward[c] else 2
            both[at] = there == 3
    return tie, window, contacts, both, first
