"""News over ties that live: whose turn it is at which point of the week, and what is remembered of the ties that told."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.past import fix_rows
from weakties.simulation.relations.relations import Relations
from weakties.simulation.spread.rules.board import CREDIT_BITS, scratch_for
from weakties.simulation.spread.rules.live import SEASONS, Span, goes_on, note, tell_live
from weakties.simulation.spread.start import Start
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties import Ties


class LivingNews:
    """Ties that live, and news over them. Nobody changes jobs: people stay in the firms of the network (groups "firm"), and who
    has none meets nobody at work.

    A week is: `begin`; the kernel of rules/spread.py over the ties of the network that do not live (`frozen`); `end`.
    """

    def __init__(self, ties: Ties, parameters: RelationParameters, seed: int, start: Start) -> None:
        self.relations = Relations(ties, parameters, seed)
        self.seed, self.start = np.uint64(seed), start
        self.rate = np.full(start.board.key.shape, np.nan, np.float32)
        """The contact rate, at the time, of the tie that has the credit: (pieces, people), nan without one."""
        self.kind = np.full(start.board.key.shape, -1, np.int8)
        """The Kind of that tie, -1 without one."""
        self._work = _work(ties)
        self._fixed = np.full_like(ties.contact_rate, -1)
        self._scratch = scratch_for(self.relations.live.on)

    @property
    def frozen(self) -> tuple[NDArray[Any], ...]:
        """The ties of the network, (start, other, contact_rate): the rate below 0 of those over which nobody talks at it, in the
        rows of those who have come to know this week.
        """
        return (*self.relations.frozen[:2], self._fixed)

    def begin(self, week: int) -> None:
        """If a season begins: the turn of the ties, and those who know go on telling. Raises UserError beyond SEASONS seasons."""
        if week >= SEASONS * SEASON:
            raise UserError(
                f"week {week}: news over ties that live can be followed for {SEASONS * SEASON} weeks"
            )
        if self.relations.turn(week, *self._work):
            if self.relations.live.on.max(initial=0) > len(self._scratch.contact):
                self._scratch = scratch_for(self.relations.live.on)
            self._tell(0, week - 1)
        now = np.flatnonzero((self.start.board.key >> CREDIT_BITS == week).any(0))
        relations = self.relations
        fix_rows(now, relations.frozen[:3], relations.live, relations.past, self._fixed)

    def end(self, week: int) -> bool:
        """Those who came to know in `week` tell from the next week on. Returns whether anybody may come to know more."""
        self._tell(week, week)
        start = self.start
        note(self.relations.live, self.relations.frozen, start.board, week, self.rate, self.kind)
        return bool(goes_on(self.seed, start.silent, start.law, start.board, start.born, week))

    def _tell(self, first: int, week: int) -> None:
        span = Span(first, week, self.relations.season * SEASON + SEASON - 1)
        law, board, born, silent = self.start
        tell_live(self.seed, self.relations.live, silent, law, board, self._scratch, born, span)


def _work(ties: Ties) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]:
    """The firm of each person, numbered from 0 (-1: none), and who works where, as `Relations.turn` takes it."""
    firm = np.full(ties.people, -1, np.int32)
    given = ties.groups.get("firm", firm)
    has = given >= 0
    firm[has] = np.unique(given[has], return_inverse=True)[1]
    start = np.concatenate([[0], np.cumsum(np.bincount(firm[has]))]).astype(np.int64)
    holder = np.flatnonzero(has)[np.argsort(firm[has], kind="stable")].astype(np.int32)
    return firm, start, holder
