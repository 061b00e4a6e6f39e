"""What a model shows of its ties that live: their table, and a log of conversations for whom it watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.ties.names import named

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.relations.tables import TiesNow
    from weakties.simulation.ties import Ties


class LivingTies:
    """A part of a model that may have ties that live. The model says where they are (`living`)."""

    people: int
    week: int
    ties: Ties

    @property
    def living(self) -> Relations | None:
        """The ties that live; None where relations are off."""
        raise NotImplementedError

    @property
    def relations(self) -> pd.DataFrame:
        """One row a tie that lives or has ended, as of the season's beginning; see `Relations.table`.

        Raises UserError where relations are off.
        """
        return named(self._alive("").table(), self.ties)

    @property
    def ties_now(self) -> TiesNow:
        """The rows of `relations` in pieces: iterate over them where there are too many for one table.

        Raises UserError where relations are off.
        """
        from weakties.simulation.relations.tables import TiesNow

        return TiesNow(self._alive(""), self.ties)

    def watch(self, people: int | None = None) -> None:
        """From the next season on keep a log of the conversations of so many people, evenly spread; None: of everybody.

        Raises UserError where ties do not live.
        """
        relations = self._alive(", so there is no log")
        count = self.people if people is None else people
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= self.people:
            raise UserError(f"watch({people!r}): must be a number of people from 1 to {self.people}")
        relations.watched = np.zeros(self.people, np.bool_)
        relations.watched[np.linspace(0, self.people, count, endpoint=False).astype(int)] = True

    @property
    def talks(self) -> pd.DataFrame:
        """One row a conversation on a tie that lives, or in which two people met, of anybody watched: source, target (by number
        source < target), week. A log like any other.
        """
        import pandas as pd

        log = self.living.log if self.living is not None else []
        table = np.concatenate([np.empty((0, 3), np.int32), *log])
        talks = pd.DataFrame(table[table[:, 2] <= self.week], columns=["source", "target", "week"])
        return named(talks, self.ties)

    def _alive(self, so: str) -> Relations:
        if self.living is None:
            raise UserError(f"ties do not live in this model{so}: make it with relations=True")
        return self.living
