"""What may come of advice: how each outcome is counted, which way is better, and which effect would matter.

`matters` is fixed before any world is run, out of what the outcome means, and per 100 hours of one's own: 100 hours are two and a
half weeks of work, so advice that returns less than half a week of employment gives back less than a fifth of what it takes.
"""

from __future__ import annotations

import difflib
from typing import NamedTuple

from weakties.simulation.errors import UserError

OWN, OTHERS = "own hours", "hours of others"


class Outcome(NamedTuple):
    """What an outcome is.

    unit     in which it is counted; title: short, for axes
    better   1: more is better; -1: less is better; effects are turned so that more is always better
    matters  the least effect per 100 own hours that somebody would care for, and why
    """

    unit: str
    title: str
    better: int
    matters: float
    because: str


OUTCOMES = {
    "weeks employed": Outcome(
        "weeks", "weeks employed", 1, 0.5, "less than a fifth of the work that the hours are"
    ),
    "weeks to job": Outcome(
        "weeks", "weeks sooner to a job", -1, 0.5, "less than a fifth of the work that the hours are"
    ),
    "weeks in own industry": Outcome(
        "weeks",
        "weeks in a job of one's industry",
        1,
        0.5,
        "less than a fifth of the work that the hours are",
    ),
    "leads heard": Outcome("leads", "leads heard", 1, 1.0, "one lead"),
    "leads heard first": Outcome("leads", "leads heard first", 1, 1.0, "one lead"),
    "new news": Outcome("items", "news that is new", 1, 1.0, "one item of news"),
    "ties gained": Outcome("ties", "ties gained", 1, 1.0, "one tie"),
    "ties kept": Outcome("ties", "ties kept", 1, 1.0, "one tie"),
    "support hours": Outcome("hours", "hours with close ties", 1, 5.0, "an hour in twenty"),
    "trust": Outcome("points", "trust of others", 1, 0.01, "a hundredth of its whole range"),
}
"""Outcomes that advice promises. Hours are no outcome but the cost."""


def outcome(name: str) -> Outcome:
    """An outcome by its name. Raises UserError, with the nearest right one, for one that is not known."""
    if name not in OUTCOMES:
        near = difflib.get_close_matches(name, OUTCOMES, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(OUTCOMES)}"
        raise UserError(f"no outcome {name!r}; {hint}")
    return OUTCOMES[name]
