"""The job market as the page shows it: who talked, who was hired, what became of the shares."""

from __future__ import annotations

from typing import Any

import numpy as np

from weakties.analysis import shares
from weakties.experiments.browser import living
from weakties.experiments.browser.living import Surroundings
from weakties.experiments.browser.memory import Memory, hire_in_words, tellings_of
from weakties.experiments.browser.own import Kept, kept_of
from weakties.experiments.browser.places import Atlas, Place
from weakties.experiments.browser.setting import BURN_IN, DIGITAL
from weakties.experiments.browser.shown import Chart, Course, Line, Scene, State
from weakties.experiments.browser.tally import Tally
from weakties.simulation.market.job_market import JobMarket
from weakties.simulation.market.state import CONTACT
from weakties.simulation.ties import Ties

STATES = (
    State("working", "working"),
    State("mover", "working, and looking"),
    State("out", "out of work, looking"),
    State("hired", "just hired"),
)
WORKING, MOVER, OUT, HIRED = range(4)
HALOS = (
    State("strong", "hired over a strong tie"),
    State("weak", "over a weak tie"),
    State("formal", "through a posting"),
    State("direct", "at the door"),
)
Network = Ties | str


class ShownMarket(JobMarket):
    """A `JobMarket` that remembers what a page shows of it, week by week.

    atlas: the network with drawings made before. (SolaraViz of Mesa 3.3 takes no `*args`, and parameters only as `**kwargs`.)
    """

    note = (
        "Counted from week 1 on, while the market still settles: what is taken home as an experiment leaves out "
        f"its first {BURN_IN} weeks."
    )

    def __init__(
        self, network: Network = "layers", *, seed: int, atlas: Atlas | None = None, **kwargs: Any
    ) -> None:
        self.memory, self.tally = Memory(), Tally()
        self.course: list[float] = []  # % out of work, from week 0 on
        self.flash: dict[int, str] = {}
        self.kept = Kept()  # by mechanisms of one's own
        super().__init__(network, seed=seed, **kwargs)
        self.atlas = atlas or Atlas(self.ties)
        self._around = Surroundings(self.atlas)
        self.course.append(100 * self.out_of_work / self.people)
        self.kept.note(self.states, self.people)

    def advance(self) -> None:
        """One week, and a note of what happened in it."""
        before = len(self.world.hires)
        super().advance()
        self.memory.told.append(tellings_of(self.world))
        self.flash = {}
        if len(self.world.hires) > before:
            self._note_hires()
        self.course.append(100 * self.out_of_work / self.people)
        self.kept.note(self.states, self.people)

    def _note_hires(self) -> None:
        """Count the hires of the week, and note them for the people's stories."""
        hires = self.world.hires.tables(self.ties, self.world.jobs, from_week=self.week)[0]
        self.tally.add(hires, industries=int(self.world.jobs.firm_industry.max(initial=0)) + 1)
        for row in hires.to_dict("records"):
            self.flash[row["worker"]] = _look(row["channel"], row["contact_rate"])
            self.memory.past.setdefault(row["worker"], []).append(hire_in_words(row, self.atlas))

    def place(self, person: int) -> Place:
        """The drawing to look at when interested in a person: whom he knows, or where ties live is in touch with this season."""
        if self.living is None:
            return self.atlas.place(person)
        return self._around.place(self.world, person)

    @property
    def advice(self) -> list[dict[str, str]]:
        """The pieces of advice that can be tried on somebody; none where ties do not live."""
        return [] if self.living is None else living.on_offer()

    def two_lives(self, person: int, name: str) -> list[str]:
        """What becomes of somebody with that advice and without. Raises UserError for advice that there is not."""
        from weakties.experiments import advice

        return living.two_lives(self.world, person, advice.get(name))

    @property
    def scene(self) -> Scene:
        """Everybody's state, the conversations of the week that carried a lead, and who was hired how."""
        people = self.world.people
        at_work = people.position >= 0
        looking = people.looking & (self.week > 0)  # nobody has begun to look before the first week
        state = np.where(at_work, np.where(looking, MOVER, WORKING), OUT).astype(np.uint8)
        state[list(self.flash)] = HIRED
        if not self.memory.told:
            return Scene(STATES, HALOS, state)
        week = self.memory.told[-1]
        talk = week.channel == CONTACT
        return Scene(
            STATES, HALOS, state, week.teller[talk], week.listener[talk], week.rate[talk], self.flash
        )

    @property
    def guide(self) -> str:
        """What one sees, and what to do first."""
        return (
            f"{self.people:,} simulated people work, look for work, and talk. Press Play: jobs fall open, those who know tell "
            "people they talk to, somebody is hired; the bars count through whom, beside what was published. Click anybody to "
            "follow him. A preset says what to look for."
        )

    @property
    def summary(self) -> str:
        """How many work, and how many were hired."""
        return (
            f"{self.people - self.out_of_work:,} of {self.people:,} people work, {self.course[-1]:.1f} % are out of work; "
            f"{len(self.flash):,} hired this week, {len(self.world.hires):,} so far"
        )

    def charts(self, compare: tuple[str, ...]) -> list[Chart]:
        """Hires by contact frequency under both cuts and by channel, and unemployment."""
        digital = [self.tally.digital()] if any(getattr(self.mechanisms, name) for name in DIGITAL) else []
        out = Course("Out of work", "% of people", (Line("out of work", "ink", self.course),))
        return [*digital, *self.tally.charts(compare), out, *self.kept.charts()]

    def story(self, person: int) -> list[str]:
        """How it goes now, how jobs were found, what was heard in the last half year."""
        position = int(self.world.people.position[person])
        if position >= 0:
            now = f"Works for firm {self.world.jobs.firm[position]}"
            now += ", and looks for another job." if self.scene.state[person] == MOVER else "."
        else:
            now = f"Out of work for {self.week - int(self.world.people.since[person])} weeks, and looks."
        own = kept_of(self.states, person, self.people)
        if self.living is not None:
            own += living.ties_in_words(self.world, person, self.atlas)
            own += living.trust_in_words(self.world, person, self.atlas)
        return [now, *own, *self.memory.hired(person)[:4], *self.memory.heard(person, self.atlas)[:8]]


def _look(channel: str, rate: float) -> str:
    """The look of a hire: the tie's, or the channel's."""
    if channel != "contact":
        return channel
    return "strong" if rate >= shares.POPULAR.bounds[0] else "weak"
