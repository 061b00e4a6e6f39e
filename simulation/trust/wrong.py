"""Leads that were learnt to be wrong: nobody learns it twice."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


def _none() -> NDArray[np.uint64]:
    return np.zeros(0, np.uint64)


class KnownWrong(NamedTuple):
    """Ids of leads, in order, with the weeks in which they were learnt of; and those of lately, each time by itself, put in order
    with the rest once a season: what is asked for is answered by searches in what is in order.
    """

    ids: NDArray[np.uint64] = _none()
    weeks: NDArray[np.int32] = np.zeros(0, np.int32)
    lately: tuple[tuple[NDArray[np.uint64], NDArray[np.int32]], ...] = ()

    def has(self, ids: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of these are known, bool (ids,)."""
        known = _in_order(self.ids, ids)
        for some, _ in self.lately:
            known |= _in_order(some, ids)
        return known

    def with_more(self, ids: NDArray[np.uint64], weeks: NDArray[Any]) -> KnownWrong:
        """The same, and these besides."""
        order = np.argsort(ids, kind="stable")
        return self._replace(lately=(*self.lately, (ids[order], weeks[order].astype(np.int32))))

    def since(self, week: int) -> KnownWrong:
        """Those learnt of in this week or later, all in order."""
        ids, weeks = (
            np.concatenate(column) for column in zip((self.ids, self.weeks), *self.lately, strict=True)
        )
        ids, weeks = ids[weeks >= week], weeks[weeks >= week]
        order = np.argsort(ids, kind="stable")  # of parts that are in order: they are merged
        return KnownWrong(ids[order], weeks[order])


def _in_order(known: NDArray[np.uint64], ids: NDArray[np.uint64]) -> NDArray[np.bool_]:
    at = np.searchsorted(known, ids)
    found = at < len(known)
    found[found] = known[at[found]] == ids[found]
    return found
