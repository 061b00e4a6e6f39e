"""What the page asks of a model: the scene of this week, charts of the run so far, a person's story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.browser.places import Atlas, Place
from weakties.experiments.engine.declare import Published
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.ties import Ties


class State(NamedTuple):
    """A state that a person can be in: its CSS class, and the word for it in the legend."""

    key: str
    word: str


@dataclass(frozen=True)
class Scene:
    """What one sees in a week.

    states  what people can be, in the order of codes
    state   uint8 (people,) the state each is in
    teller, listener  (told,) who told whom this week
    rate    (told,) at which contact rate they talk
    flash   for people to whom it happened this week: the look that their halo has
    halos   the looks that halos may have, and what they mean
    """

    states: tuple[State, ...]
    halos: tuple[State, ...]
    state: NDArray[np.uint8]
    teller: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    listener: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    rate: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    flash: dict[int, str] = field(default_factory=dict)


class Bar(NamedTuple):
    """One share of a chart: its name, its look in figures/style.py, how many, what was published; `of`: how many it is a
    share of, where bars have wholes of their own.
    """

    name: str
    look: str
    k: float
    published: Published | None = None
    of: float | None = None


class Shares(NamedTuple):
    """Shares of a whole, with intervals. `of`: what all of it is; `total`: how many."""

    title: str
    of: str
    total: float
    bars: tuple[Bar, ...]
    source: str = ""
    note: str = ""


class Line(NamedTuple):
    """A series over weeks 0, 1, 2, ...: its name, its look, its values."""

    name: str
    look: str
    values: list[float]


class Course(NamedTuple):
    """Series over the weeks of the run, in one unit."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    note: str = ""


Chart = Shares | Course


class Shown(Protocol):
    """A Mesa model that the page can show. `note`: what is to be known of its charts."""

    note: str
    ties: Ties
    atlas: Atlas
    week: int
    people: int
    running: bool

    def step(self) -> None:
        """One week."""

    def place(self, person: int) -> Place:
        """The drawing to look at when interested in a person, as things are this week."""

    @property
    def advice(self) -> list[dict[str, str]]:
        """The pieces of advice that can be tried on somebody (name, title); none where ties do not live."""

    def two_lives(self, person: int, name: str) -> list[str]:
        """What becomes of somebody with that advice and without."""

    @property
    def scene(self) -> Scene:
        """What one sees this week."""

    @property
    def guide(self) -> str:
        """What one sees, and what to do first."""

    @property
    def summary(self) -> str:
        """The state of the world in one line."""

    def charts(self, compare: tuple[str, ...]) -> list[Chart]:
        """Charts of the run so far, with the published numbers of these findings."""

    def story(self, person: int) -> list[str]:
        """What happened to a person, the newest first."""


def published(compare: tuple[str, ...], key: str) -> dict[str, Published]:
    """The published numbers of a finding, by quantity; none if it is not among those compared with."""
    if key not in compare:
        return {}
    from weakties.experiments import findings

    return {p.quantity: p for p in findings.get(key).published}


def often(rate: float) -> str:
    """A contact rate in everyday words."""
    if rate >= 1.5:
        return f"{rate:.0f} times a week" if rate < 6.5 else "daily"
    for weeks, word in ((1, "week"), (WEEKS_A_YEAR / 12, "month"), (WEEKS_A_YEAR, "year")):
        times = rate * weeks
        if times >= 2 / 3:
            return f"about once a {word}" if times < 1.5 else f"about {times:.0f} times a {word}"
    return f"about every {1 / (rate * WEEKS_A_YEAR):.0f} years" if rate > 0 else "never"
