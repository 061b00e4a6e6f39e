"""`ContactLog`: contacts in order of time, one row each, and for how long they were watched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError

DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class ContactLog:
    """Contacts between people 0 .. people-1, in ascending order of time.

    source, target  int32   (contacts,)  who had contact with whom; two different people
    day             float64 (contacts,)  when it began, in days since the beginning of the window of observation
    days            the length of the window of observation, in days
    people          how many people stand in the log, those included whose contacts a `cut` leaves out
    directed        whether source -> target differs from target -> source (messages, calls); False for talks and proximity
    seconds         float64 (contacts,)  how long each contact lasted, or None where the log does not say
    labels          the name of each person in the file; empty: the numbers themselves
    begin           the beginning of the window as Unix time in seconds, or None where times count from zero
    name            of the file, for messages
    notes           what was guessed, put in order or ignored when the log was read, a line each
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    day: NDArray[np.float64]
    days: float
    people: int
    directed: bool = True
    seconds: NDArray[np.float64] | None = None
    labels: tuple[Any, ...] = ()
    begin: float | None = None
    name: str = "the log"
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """The number of contacts."""
        return len(self.day)

    @property
    def weeks(self) -> float:
        """The length of the window of observation, in weeks."""
        return self.days / 7

    def cut(self, days: float) -> ContactLog:
        """The last `days` days of the window of observation, which becomes the window. Nobody is renumbered.

        Raises UserError where that is longer than the log, or leaves no contact.
        """
        if not 0 < days <= self.days:
            raise UserError(f"{self.name}: cannot cut {days:g} days out of {self.days:g}")
        since = self.days - days
        first = int(np.searchsorted(self.day, since))
        if first == len(self):
            raise UserError(f"{self.name}: no contact in its last {days:g} days")
        return replace(
            self,
            source=self.source[first:],
            target=self.target[first:],
            day=self.day[first:] - since,
            days=days,
            seconds=None if self.seconds is None else self.seconds[first:],
            begin=None if self.begin is None else self.begin + since * DAY,
        )
