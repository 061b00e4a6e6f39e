"""The spread of news as a Mesa model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.chance import check_seed
from weakties.simulation.errors import UserError
from weakties.simulation.mechanisms.running import Running
from weakties.simulation.mesa_edge import Window, WindowedModel
from weakties.simulation.relations.relations import Relations
from weakties.simulation.relations.seen import LivingTies
from weakties.simulation.scenario import Scenario
from weakties.simulation.spread import records as spread_records
from weakties.simulation.spread.living import LivingNews
from weakties.simulation.spread.rules.board import CREDIT_BITS, scratch_for
from weakties.simulation.spread.rules.spread import spread
from weakties.simulation.spread.scene import scene, spread_as_allowed
from weakties.simulation.spread.start import Beginning, begin
from weakties.simulation.ties import Ties
from weakties.simulation.ties.names import named, rows_of
from weakties.simulation.ties.rows import find_ties

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Listener(Window):
    """One person of an `InformationSpread` model."""

    model: InformationSpread

    @property
    def informed(self) -> bool:
        """Whether the person knows at least one piece of news."""
        return self.pieces_known > 0

    @property
    def pieces_known(self) -> int:
        """How many pieces of news the person knows, stale ones included."""
        return int(self.model.informed[..., self.row].sum())

    @property
    def contacts(self) -> list[Listener]:
        """The people this person has a tie with."""
        everybody = list(self.model.agents)
        return [everybody[int(j)] for j in self.model.ties.contacts(self.row)]


class InformationSpread(LivingTies, WindowedModel):
    """News that travels along ties; `simulation/ODD.md` describes it.

        news = InformationSpread(network=ties, contagion="simple", transmission=0.02, first_informed=[0], seed=0)
        news.run(weeks=50)
        news.informed_week

    network         Ties, anything that `networks.read` takes (a graph, a table, a file), or the name of a generator ("layers",
                    ...), which then makes `workers` people; or a whole Scenario, and then nothing else is said but the seed and
                    who is informed or silent
    contagion       "simple"     one source is enough, and who knows goes on telling (SI)
                    "sir"        the same, but who knows loses interest (SIR)
                    "cascade"    who comes to know tells each contact in the week after, or never (independent cascade)
                    "threshold"  several different people must have told somebody (complex contagion)
    first_informed  who knows every piece of news when it is new; by default one person a piece, drawn by chance, in a threshold
                    contagion together with all his contacts. (For `mesa.batch_run` put such a list into a list.)
    silent          people who hear but never tell: what their ties bring can be compared without any of it coming back; these
                    and the first informed by their numbers, or by the names that the network has, as text
    mechanisms      one's own (`Mechanism`), or "module:Class" where one is to be found; `states` has what they keep
    relations       whether ties live (True or "on"): are made, tended, rest, come back and end from season to season (`relations`
                    is their table)
    parameters      any of SpreadParameters; with relations, of RelationParameters; with the name of a generator, of
                    NetworkParameters

    `running` becomes False when nobody will come to know anything any more; where ties live, when nobody tells any more, or all
    know. Raises UserError, in one line, for unknown names and
    bad values, parameters that this contagion would not read, and a contagion that cannot start.
    """

    window = Listener
    model_reporters: ClassVar[Mapping[str, Any]] = {"informed": "share"}

    def __init__(
        self,
        network: Scenario | Ties | nx.Graph | str = "layers",
        *,
        seed: int,
        contagion: str = "simple",
        first_informed: ArrayLike | None = None,
        silent: ArrayLike = (),
        workers: int | None = None,
        **parameters: Any,
    ) -> None:
        if not (isinstance(contagion, str) and contagion == "simple"):
            parameters["contagion"] = contagion
        beside: dict[str, Any] = {"network": network, "workers": workers}
        self.described = Scenario.of(parameters, "spread", knows=("contagion",), **beside)
        self.contagion, self.own = self.described.contagion, self.described.own
        self.parameters = self.described.spread
        check_seed(seed)
        lives = self.described.relations
        if lives is not None and any("on_telling" in one.hooks for one in self.own):
            raise UserError("where ties live, mechanisms cannot decide on the telling of news (on_telling)")
        self.ties = self.described.ties(seed)
        who = Beginning(rows_of(self.ties, first_informed), rows_of(self.ties, silent), lives is not None)
        self.start = begin(self.ties, seed, self.contagion, self.parameters, who)
        self._living = LivingNews(self.ties, lives, seed, self.start) if lives is not None else None
        super().__init__(seed=seed, people=self.ties.people)
        self._scratch = scratch_for(self.ties.degree)
        self._heard = 0
        self.at_work = Running(self.own, scene(self))
        self.advance()
        self.collect()

    def advance(self) -> None:
        """One week: everybody whose turn it is comes to know, and it is settled whom he will tell, and when."""
        board, week = self.start.board, self.week
        born = self.start.born
        if self._living is not None:
            self._living.begin(week)
        if self.at_work.acts("on_telling"):
            self._heard += spread_as_allowed(self)
        else:
            self._heard += spread(*self.world, board, self._scratch, born, week, week)  # type: ignore[call-arg]
        if self.at_work.acts("after_week"):
            self.at_work.act("after_week", scene(self))
        self.running = bool(board.ahead.any()) if self._living is None else self._living.end(week)

    @property
    def living(self) -> Relations | None:
        """The ties that live; None where relations are off."""
        return None if self._living is None else self._living.relations

    @property
    def world(self) -> tuple[Any, ...]:
        """What the kernels of rules/ are given first: seed, network (where ties live: those that do not), silent people, law."""
        ties = self.ties
        network: tuple[NDArray[Any], ...] = (ties.start, ties.other, ties.contact_rate)
        if self._living is not None:
            network = self._living.frozen
        return np.uint64(self.seed), network, self.start.silent, self.start.law

    @property
    def states(self) -> Mapping[str, Mapping[str, NDArray[Any]]]:
        """What each of the mechanisms of one's own keeps: arrays by name, as they are now."""
        return self.at_work.states

    @property
    def share(self) -> float:
        """The share of people who know, on average over pieces of news."""
        return self._heard / self.start.board.key.size

    @property
    def informed_week(self) -> NDArray[np.int32]:
        """The week in which each person came to know, -1 for never: (people,), or (pieces, people) with several pieces."""
        weeks = self.start.board.key >> CREDIT_BITS
        known = np.where(weeks <= self.week, weeks, -1).astype(np.int32)
        return known[0] if len(known) == 1 else known

    @property
    def informed(self) -> NDArray[np.bool_]:
        """Who knows, of the shape of `informed_week`."""
        return self.informed_week >= 0

    def told_over(
        self, piece: NDArray[np.integer], person: NDArray[np.integer]
    ) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
        """(contact rate, Kind) of the ties over which these people came to know these pieces; of the first informed (nan, -1)."""
        if self._living is not None:
            return self._living.rate[piece, person], self._living.kind[piece, person]
        ties, teller = self.ties, self.start.board.teller[piece, person]
        told = teller >= 0
        rate, kind = np.full(len(person), np.nan, np.float32), np.full(len(person), -1, np.int8)
        at = find_ties(ties.start, ties.other, person[told].astype(np.int32), teller[told])[:, 0]
        rate[told], kind[told] = ties.contact_rate[at], ties.kind[at]
        return rate, kind

    @property
    def adoptions(self) -> pd.DataFrame:
        """One row for each time that somebody came to know a piece of news; see `simulation/ODD.md`, Records."""
        return named(spread_records.adoptions(self), self.ties)

    @property
    def weekly(self) -> pd.DataFrame:
        """Totals of each week and piece of news."""
        return spread_records.weekly(self)

    def tellings(self, to: ArrayLike | None = None, until: int | None = None) -> pd.DataFrame:
        """Who told whom what, in which week, one row a telling, what the listener knew already included.

        to: only what these people were told; by default everybody. `credited` marks the telling through which somebody came to
        know. What is told to `silent` people is all that their ties could have brought, whoever had told them before.
        until: by default the present week; a later one once nobody will come to know anything any more (`running` is False),
        to see what people go on telling each other.

        Where ties live, only the tellings that have the credit are known, up to the present week: what else was told on ties that
        have changed since is not kept. Raises UserError where a mechanism of one's own decides on tellings or on who is silent.
        """
        if not spread_records.can_look_back(self):
            raise UserError(
                "tellings are worked out afterwards, and mechanisms may have stopped some: see `adoptions`, who heard from whom"
            )
        return named(spread_records.tellings(self, to, until), self.ties)

    @property
    def records(self) -> spread_records.SpreadRecords:
        """All tables of the run and where they come from."""
        return spread_records.records(self)
