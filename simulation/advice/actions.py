"""What somebody who follows a piece of advice does: few actions, of which all advice is put together.

An action spends hours, and says on whom or on what. It never writes an outcome: who has which job, who is hired, and which
vacancies there are stays with the market.

    Talk       hours with people one knows, whom a rule chooses each season; those out of touch have an occasion again
    Usual      hours with those one talks to anyway, in proportion to how much
    Meet       hours with people drawn somewhere, whom one may not know
    Ask        asks for help, whom first, by which medium, and whether it is paid for
    Answer     answers those one knows, who learn what one's advice is worth, and owe one for it
    Post       posts that reach all one knows, each with a small chance
    Search     hours with postings and at firms' doors
    Introduce  pairs of people one knows are made known to each other
    Trait      how one is: reliable, able, open, generous, thankful, bound by habit
    Budget     the hours one has anyway, divided otherwise between people one knows and people one does not

Whom: `among` says who comes in question, of all with whom one has had an hour, and `first` in which order they do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from weakties.simulation.errors import UserError

AMONG = ("all", "on", "dormant", "former", "helped", "distant")
FIRST = (
    "strongest",
    "weakest",
    "random",
    "silent",
    "able",
    "connected",
    "fitting",
    "new firm",
    "unlike",
    "needy",
)
WHERE = ("anywhere", "industry", "other industries", "community", "friends of friends")
MEDIA = ("face to face", "message")  # of trust/asking.py
POST_HOURS = 0.33  # of a post to all
PAY_HOURS = 0.5  # of one's own work that a favour is paid with; assumption
THANKS_HOURS = 1 / 30  # of thanks
ANSWER_HOURS = 0.5  # that an answer takes, of who gives it and of who asked; assumption


@dataclass(frozen=True)
class Talk:
    """`hours` a week of one's own with `people` a season; `each`: hours a talk takes with all that goes before it, 0 where it
    takes what any talk does. The other spends what a talk takes.
    """

    hours: float
    among: str = "all"
    first: str = "random"
    people: int = 5
    each: float = 0.0


@dataclass(frozen=True)
class Usual:
    """`hours` a week with those one talks to anyway."""

    hours: float


@dataclass(frozen=True)
class Meet:
    """`hours` a week with `people` a season, drawn `where`: one talk, and an occasion, with those not in touch; talks with the
    others. fixed: the same people each season. seeks: they are asked how they work, and of those who are abler one learns: in an
    hour `learnt` of what one lacks (parameters.py).
    """

    hours: float
    where: str = "anywhere"
    people: int = 4
    fixed: bool = False
    seeks: bool = False


@dataclass(frozen=True)
class Ask:
    """`number` of people a season are asked for help, of those that do not know that one looks; `each`: hours an ask takes.
    again: also those who have said no. pays: pay is offered (trust/asking.py), at PAY_HOURS of one's own for each promise that is
    kept. Only who looks asks.
    """

    number: int
    each: float
    medium: str = "message"
    among: str = "all"
    first: str = "random"
    again: bool = False
    pays: bool = False


@dataclass(frozen=True)
class Answer:
    """`number` of people a season are given what they ask one, each ANSWER_HOURS: an answer is right with one's own competence,
    which the other learns of, and owes one for. fits: to those who look for a job one gives what they need instead: one knows
    from then on that they look, for as long as after an ask, and answers none of them.
    """

    number: int
    among: str = "on"
    first: str = "random"
    fits: bool = False


@dataclass(frozen=True)
class Post:
    """`hours` a week for posts to all one knows: who sees one learns a little of what one's leads are worth, and that one looks
    if one does.
    """

    hours: float


@dataclass(frozen=True)
class Search:
    """`hours` a week more for postings and at doors."""

    hours: float


@dataclass(frozen=True)
class Introduce:
    """`pairs` a season of people one talks to are made known to each other, at `each` hours; both owe one for it."""

    pairs: int
    each: float = 0.5


@dataclass(frozen=True)
class Trait:
    """Promises are kept, and leads are right, in the odds of before times exp(`reliability`), exp(`competence`), while it is
    followed; `ability` grows by so many standard deviations in 13 weeks, and stays. At `hours` a week.

    While it is followed: open: an hour with one counts as so many for how close one is to others, and they to one; generous,
    keeps: the chance, at the least and at the most, with which one passes a lead on to who looks; thanks: the share of promises
    kept for which one thanks, at the least, at THANKS_HOURS each; habit: by how much more habit pulls one, in the exponent.
    """

    hours: float
    reliability: float = 0.0
    competence: float = 0.0
    ability: float = 0.0
    open: float = 1.0
    generous: float = 0.0
    keeps: float = 1.0
    thanks: float = 0.0
    habit: float = 0.0


@dataclass(frozen=True)
class Budget:
    """The hours for people one knows times `tending`, those for people one does not know times `exploring`; hours a week more
    than before, or fewer, are what follows from that.
    """

    tending: float = 1.0
    exploring: float = 1.0


Action = Talk | Usual | Meet | Ask | Answer | Post | Search | Introduce | Trait | Budget
CHOICES = {"among": AMONG, "first": FIRST, "where": WHERE, "medium": MEDIA}


def checked(actions: Iterable[Any]) -> tuple[Action, ...]:
    """The actions as they are. Raises UserError for what is none, for a number below 0, and for a rule that does not exist."""
    found = tuple(actions)
    for action in found:
        if not isinstance(action, Action):
            raise UserError(f"actions: {action!r} is none; see simulation/advice/actions.py")
        for field in fields(action):
            value, kind = getattr(action, field.name), type(action).__name__
            if field.name in CHOICES and value not in CHOICES[field.name]:
                raise UserError(
                    f"{kind}: {field.name} = {value!r}; must be one of {', '.join(CHOICES[field.name])}"
                )
            if field.name in ("hours", "each", "tending", "exploring", "open") and value < 0:
                raise UserError(f"{kind}: {field.name} = {value}; must be 0 or more")
            if field.name in ("generous", "keeps", "thanks") and not 0 <= value <= 1:
                raise UserError(f"{kind}: {field.name} = {value}; must be from 0 to 1")
            if field.name in ("people", "number", "pairs") and not 1 <= value <= MANY:
                raise UserError(f"{kind}: {field.name} = {value}; must be from 1 to {MANY}")
    return found


MANY = 200  # people a season
