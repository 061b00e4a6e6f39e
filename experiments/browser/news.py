"""The spread of one piece of news as the page shows it: who knows, who told whom, what ties of either kind brought."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from weakties.analysis import shares
from weakties.experiments.browser.own import Kept, kept_of
from weakties.experiments.browser.places import STRONG, Atlas, Place
from weakties.experiments.browser.shown import Bar, Chart, Course, Line, Scene, Shares, State, often
from weakties.simulation.spread.model import InformationSpread
from weakties.simulation.spread.records import can_look_back, tellings
from weakties.simulation.spread.rules.board import CREDIT_BITS
from weakties.simulation.ties import Ties
from weakties.simulation.ties.rows import find_tie

STATES = (State("unaware", "has not heard"), State("knows", "knows"), State("new", "heard this week"))
UNAWARE, KNOWS, NEW = range(3)
HALOS = (State("strong", "over a strong tie"), State("weak", "over a weak tie"))
SAMPLE = 100  # people asked what they were told, for novelty
MOST_TIES = 1_000_000  # above, nobody is asked: it takes too long for a page


class ShownNews(InformationSpread):
    """An `InformationSpread` of one piece of news that remembers what a page shows of it."""

    note = ""  # every week counts

    def __init__(
        self, network: Ties | str = "layers", *, seed: int, atlas: Atlas | None = None, **kwargs: Any
    ) -> None:
        self.reach: list[float] = []
        self.kept = Kept()  # by mechanisms of one's own
        self.first = {"weak": 0.0, "strong": 0.0}  # through which ties people heard of it
        super().__init__(network, seed=seed, **kwargs)
        self.atlas = atlas or Atlas(self.ties)

    def advance(self) -> None:
        """One week, and a note of what happened in it."""
        super().advance()
        self.reach.append(100 * self.share)
        self.kept.note(self.states, self.people)
        for name, count in shares.POPULAR.tally(self._new()[2]).items():
            self.first[name] += count

    def _new(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
        """(listener, teller, contact rate) of those who came to know this week, the first informed left out."""
        weeks = self.start.board.key[0] >> CREDIT_BITS
        listener = np.flatnonzero((weeks == self.week) & (self.start.board.teller[0] >= 0)).astype(np.int32)
        teller = self.start.board.teller[0][listener]
        ties = self.ties
        at = [find_tie(ties.start, ties.other, i, j) for i, j in zip(teller, listener, strict=True)]
        return listener, teller, ties.contact_rate[np.array(at, np.int64)]

    advice: ClassVar[list[dict[str, str]]] = []  # is about jobs

    def two_lives(self, person: int, name: str) -> list[str]:
        """Nothing: nobody looks for work here."""
        return []

    def place(self, person: int) -> Place:
        """The drawing to look at when interested in a person."""
        return self.atlas.place(person)

    @property
    def scene(self) -> Scene:
        """Who knows, who came to know this week, and from whom."""
        weeks = np.atleast_2d(self.informed_week)[0]
        state = np.where(weeks < 0, UNAWARE, np.where(weeks == self.week, NEW, KNOWS)).astype(np.uint8)
        listener, teller, rate = self._new()
        flash = {int(i): "strong" if r >= STRONG else "weak" for i, r in zip(listener, rate, strict=True)}
        return Scene(STATES, HALOS, state, teller, listener, rate, flash)

    @property
    def guide(self) -> str:
        """What one sees, and what to do first."""
        return (
            f"{self.people:,} simulated people, a few of whom know a piece of news. Press Play: who knows tells people he talks "
            "to; the charts show how fast it spreads, and over which ties. Click anybody to follow him. "
            "A preset says what to look for."
        )

    @property
    def summary(self) -> str:
        """How many know."""
        known = round(self.share * self.people)
        last = "" if self.running else "; nobody will hear of it any more"
        return f"{known:,} of {self.people:,} people know, {self.share * 100:.0f} %{last}"

    def charts(self, compare: tuple[str, ...]) -> list[Chart]:
        """Reach, speed, through which ties people first heard, and how much of what ties bring is news."""
        new = [0.0, *np.diff(self.reach).tolist()]
        heard = sum(self.first.values())
        charts: list[Chart] = [
            Course("Reach", "% of people who know", (Line("know", "ink", self.reach),)),
            Course("Speed", "% of people who hear of it in a week", (Line("new", "ink", new),)),
            Shares(
                "First heard of it through",
                "those told",
                heard,
                tuple(Bar(f"{k} ties", k, v) for k, v in self.first.items()),
            ),
        ]
        if len(self.ties) <= MOST_TIES and can_look_back(self):
            charts.append(
                Shares("New to the listener", f"all tellings to {len(self._asked)} people", *self._novelty())
            )
        return [*charts, *self.kept.charts()]

    @cached_property
    def _asked(self) -> NDArray[np.int64]:
        """Those who are asked what they were told: evenly spread over the list of people."""
        return np.unique(np.linspace(0, self.people - 1, SAMPLE).astype(np.int64))

    def _novelty(self) -> tuple[float, tuple[Bar, ...]]:
        """(tellings, how much of them was new) over ties of either strength."""
        told = tellings(self, self._asked)
        strong = told.contact_rate >= STRONG
        bars = []
        for name, which in (("weak", ~strong), ("strong", strong)):
            bars.append(
                Bar(f"{name} ties", name, float(told.credited[which].sum()), None, float(which.sum()))
            )
        return float(len(told)), tuple(bars)

    def story(self, person: int) -> list[str]:
        """From whom a person heard, and what the others said."""
        weeks = np.atleast_2d(self.informed_week)[0]
        own = kept_of(self.states, person, self.people)
        if weeks[person] < 0:
            knowing = int((weeks[self.ties.contacts(person)] >= 0).sum())
            return [
                *own,
                f"Has not heard of it; {knowing} of {len(self.ties.contacts(person))} contacts know.",
            ]
        if not can_look_back(self):  # who else told is not known: from whom one has it is
            return [f"Knows since week {weeks[person]}{self._from_whom(person)}", *own]
        lines = []
        for row in tellings(self, [person]).sort_values("week", ascending=False).to_dict("records"):
            what = "took it up when told" if row["credited"] else "told"
            lines.append(
                f"Week {row['week']}: {what} by {self.atlas.name(row['teller'])} ({row['kind']}, {often(row['contact_rate'])})."
            )
        first = self.start.board.teller[0][person] < 0
        since = f"Knows since week {weeks[person]}" + (", one of the first." if first else ".")
        return [since, *own, *lines[:8]]

    def _from_whom(self, person: int) -> str:
        """The end of a sentence: from whom somebody has the news."""
        teller = int(self.start.board.teller[0][person])
        return f", from {self.atlas.name(teller)}." if teller >= 0 else ", one of the first."
