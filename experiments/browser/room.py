"""How many can look at the page at once, and how much of the machine their worlds may take together."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from weakties.experiments.browser.setting import Setting
from weakties.simulation.errors import UserError

VISITORS = 8  # who have a world each
TIES = 60_000_000
"""Ties that their worlds may have together: two of 100,000 people as they are by default; about 26 bytes each, 1.6 GB."""
PAGES = (
    2 * VISITORS
)  # connected at once; those who find no place are told so on the page, which takes a connection
ABANDONED = "5m"  # after which a world whose page is gone is dropped
FULL = (
    "{visitors} visitors are here, and there is room for no more. Close a page that is not needed, or come back later: "
    "the place of a page that was closed is free at once, of one that was lost after five minutes."
)


@dataclass(eq=False)
class Seat:
    """The place of one visitor in a room, and how many ties the world has that he looks at."""

    room: Room
    ties: int

    def take(self, setting: Setting) -> None:
        """Look at another world. Raises UserError where it is too large beside those of the others."""
        self.room.give(self, setting)

    def leave(self) -> None:
        """Make room for somebody else."""
        self.room.clear(self)


class Room:
    """Who is here. What everybody starts with is shared, and always fits."""

    def __init__(self, start: Setting, visitors: int = VISITORS, ties: int = TIES) -> None:
        self.start, self.visitors, self.ties = start, visitors, ties
        self._seats: set[Seat] = set()
        self._one = threading.Lock()

    def enter(self) -> Seat | None:
        """A place for one more, who begins with what everybody begins with; None: there is none."""
        with self._one:
            if len(self._seats) >= self.visitors:
                return None
            seat = Seat(self, 0)
            self._seats.add(seat)
            return seat

    def give(self, seat: Seat, setting: Setting) -> None:
        """Let a visitor have this world. Raises UserError where it is too large beside those of the others."""
        with self._one:
            wanted = 0 if setting.same_network(self.start) else setting.expected_ties
            others = sum(other.ties for other in self._seats if other is not seat)
            if wanted and others + wanted > max(self.ties, self.start.expected_ties):
                beside = f", beside {others:,} of other visitors" if others else ""
                raise UserError(
                    f"about {wanted:,} ties{beside}: the page holds {self.ties:,} at most; choose fewer people, or fewer contacts"
                )
            seat.ties = wanted

    def clear(self, seat: Seat) -> None:
        """Somebody has left; once is enough."""
        with self._one:
            self._seats.discard(seat)

    @property
    def full(self) -> str:
        """What somebody is told who finds no place."""
        return FULL.format(visitors=self.visitors)
