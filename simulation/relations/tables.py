"""Ties that live as tables, as they are shown and written: a row a tie, in pieces where there are very many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Int, Int32s, Int64s, Records, kernel
from weakties.simulation.relations.past import NOBODY
from weakties.simulation.relations.state import COLLEAGUE, ENDED, FRIEND, KIN, OCCASIONS, RESTING
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Kind
from weakties.simulation.ties.names import named
from weakties.simulation.ties.rows import pieces

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.ties import Ties

LONG_AGO = -(1 << 16)  # a week before all in which ties are born
PIECE = 1 << 21  # ties, counted from both ends, of which a table is made in one go


def tables(relations: Relations) -> Iterator[pd.DataFrame]:
    """`Relations.table` in pieces, at least one: each has the ties whose source is one of some people, in their order."""
    many = relations.live.size.astype(np.int64) + relations.past.size
    for low, high in pieces(np.concatenate([[0], np.cumsum(many)]), PIECE):
        row, place, live = _places(relations, low, high)
        once = row < live.other[place]
        yield _table(relations, live, row[once], place[once])


def table_of(relations: Relations, person: int) -> pd.DataFrame:
    """All ties of one person, who is their source: columns of `Relations.table`."""
    row, place, live = _places(relations, person, person + 1)
    return _table(relations, live, row, place)


def _places(relations: Relations, low: int, high: int) -> tuple[NDArray[np.int32], NDArray[np.int64], Any]:
    """(person, place, rows): whose each tie of people low .. high - 1 is, and where it is in these rows."""
    live = relations.everything(low, high)
    at = np.concatenate([[0], np.cumsum(live.size, dtype=np.int64)])
    row = np.repeat(np.arange(high - low, dtype=np.int32), live.size)
    place = np.arange(at[-1]) - at[row] + live.start[row]
    return row + np.int32(low), place, live


def _table(relations: Relations, live: Any, row: NDArray[np.int32], place: NDArray[np.int64]) -> pd.DataFrame:
    import pandas as pd

    tie, other = live.tie[place], live.other[place]
    silence = relations.season * SEASON - tie["last"].astype(np.int32)
    resting = tie["occasion"] == RESTING
    habit = live.habit[place] * np.exp(
        -SEASON * resting * (relations.season - tie["since"] // SEASON) / relations.parameters.habit_leak
    )
    firm, theirs = relations.firm[row], relations.firm[other]
    parted = resting & (tie["kind"] == COLLEAGUE) & ((firm < 0) | (firm != theirs))
    kind = np.where(parted, np.uint8(FRIEND), tie["kind"])
    return pd.DataFrame(
        {
            "source": row,
            "target": other,
            "kind": pd.Categorical.from_codes(kind.astype(int), pd.Index([k.name.lower() for k in Kind])),
            "occasion": pd.Categorical.from_codes(tie["occasion"].astype(int), pd.Index(OCCASIONS)),
            "contact_rate": tie["rate"],
            "habit": habit.astype(np.float32),
            "hours": tie["hours"],
            "closeness": relations.closeness(tie["hours"], silence, tie["kind"] == KIN).astype(np.float32),
            "last_talk": tie["last"].astype(np.int32),
            "born": tie["born"].astype(np.int32),
            "ended": np.where(tie["occasion"] == ENDED, tie["since"], -1).astype(np.int32),
        }
    ).sort_values(["source", "target"], ignore_index=True)


class TiesNow:
    """The ties of a world as of the beginning of the present season, one row a tie, by the names of people: in pieces, in which
    hundreds of millions of them can be written.
    """

    def __init__(self, relations: Relations, ties: Ties) -> None:
        self._relations, self._ties = relations, ties

    def __len__(self) -> int:
        return sum(self.by_occasion().values())

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for table in tables(self._relations):
            yield named(table, self._ties)

    def of(self, person: Any) -> pd.DataFrame:
        """All ties of one person, by name or number, who is their source."""
        number = int(self._ties.numbers([person])[0])
        return named(table_of(self._relations, number), self._ties)

    def by_occasion(self) -> dict[str, int]:
        """How many ties there are of each of OCCASIONS."""
        live, past = self._relations.live, self._relations.past
        on, active = int(live.on.sum()), int(live.active.sum())
        ended = (
            int(live.size.sum())
            - active
            + int(born_since(past.start, past.size, past.other, past.tie, LONG_AGO))
        )
        return dict(zip(OCCASIONS, (on // 2, (active - on) // 2, ended // 2), strict=True))

    def born_after(self, week: int) -> int:
        """How many ties there are of people who met after this week."""
        live, past = self._relations.live, self._relations.past
        return sum(int(born_since(x.start, x.size, x.other, x.tie, week)) for x in (live, past)) // 2


@kernel
def born_since(start: Int64s, size: Int32s, other: Int32s, tie: Records, week: Int) -> Int:
    """How many entries there are in rows with room of ties that were born after `week`."""
    count: Int = 0
    for i in range(len(size)):
        for e in range(start[i], start[i] + size[i]):
            count += other[e] != NOBODY and tie[e].born > week
    return count
