"""How a piece of advice is declared: what those who follow it do, what it is compared with, and what was published."""

from __future__ import annotations

from dataclasses import dataclass, replace

from weakties.simulation.advice.actions import (
    ANSWER_HOURS,
    Action,
    Answer,
    Ask,
    Budget,
    Introduce,
    Meet,
    Post,
    Search,
    Talk,
    Trait,
    Usual,
    checked,
)
from weakties.simulation.errors import UserError

WEEKS = 26  # of the dose, where a piece does not say another
ELIGIBLE = ("looking", "all")
VERIFIED = {
    "P": "read in the primary source",
    "S": "read on a page that quotes it",
    "C": "computed by us",
    "M": "from memory",
}


@dataclass(frozen=True)
class Evidence:
    """What was published, and how far it was verified: a letter of VERIFIED; randomised: whether by an experiment.

    says: the effect as published; direction: 1 it helps, -1 it harms, 0 no effect; None where it says nothing of this outcome.
    """

    source: str
    says: str
    verified: str
    randomised: bool = False
    direction: int | None = None


@dataclass(frozen=True)
class Piece:
    """A piece of advice.

    name, id        of the file; in design and tables (A1, F, ...)
    title, claim    short; one line, as people are told
    actions         what those who follow it do (simulation/advice/actions.py); none: nothing
    weeks           for how long
    eligible        who may be given it: those who look for a job when it begins, or all
    while_looking   whether it is followed only while one looks
    against         names of the pieces that it is compared with at equal hours
    evidence        what was published
    """

    name: str
    id: str
    title: str
    claim: str
    actions: tuple[Action, ...] = ()
    weeks: int = WEEKS
    eligible: str = "looking"
    while_looking: bool = True
    against: tuple[str, ...] = ("formal", "usual")
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        checked(self.actions)
        if self.eligible not in ELIGIBLE:
            raise UserError(
                f"{self.name}: eligible = {self.eligible!r}; must be one of {', '.join(ELIGIBLE)}"
            )

    def at(self, hours: float) -> Piece:
        """The same at so many hours a week: all hours, and numbers of asks and introductions, in proportion; those are whole
        numbers, and one at the least. Raises UserError for a piece that asks for none.
        """
        if self.hours == 0:
            raise UserError(
                f"advice {self.name} asks for no hours of its own: it cannot be followed at {hours:g}"
            )
        return replace(self, actions=tuple(_times(action, hours / self.hours) for action in self.actions))

    @property
    def hours(self) -> float:
        """Own hours a week that it asks for, at the most: who finds fewer people spends fewer."""
        return sum(hours_of(action) for action in self.actions)


def _times(action: Action, times: float) -> Action:
    if isinstance(action, Budget):
        return action
    if isinstance(action, (Ask, Answer)):
        return replace(action, number=max(1, round(action.number * times)))
    if isinstance(action, Introduce):
        return replace(action, pairs=max(1, round(action.pairs * times)))
    return replace(action, hours=action.hours * times)


def hours_of(action: Action) -> float:
    """Own hours a week of an action; of a budget none, since it depends on whose it is."""
    from weakties.simulation.talk.live import SEASON

    if isinstance(action, Ask):
        return action.number * action.each / SEASON
    if isinstance(action, Answer):
        return action.number * ANSWER_HOURS / SEASON
    if isinstance(action, Introduce):
        return action.pairs * action.each / SEASON
    return 0.0 if isinstance(action, Budget) else action.hours


__all__ = [
    "Answer",
    "Ask",
    "Budget",
    "Evidence",
    "Introduce",
    "Meet",
    "Piece",
    "Post",
    "Search",
    "Talk",
    "Trait",
    "Usual",
    "hours_of",
]
