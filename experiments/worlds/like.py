"""Who is like somebody: "weak=120,close=8,industry=3", for `weakties advice --mine`.

    weak       how many ties he keeps up that are not close           ability  the share of people who are less able, in per cent
    close      how many that are (closeness of CLOSE or more)         out      weeks for which he has been out of work
    industry   the number of his industry, from 0

Like him are, of those in his industry where one is named, the NEAREST of all people: those with the smallest sum of squared
differences between his place and theirs in the order of all people (0 to 1), for each of the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.options import check_choice
from weakties.experiments.worlds.advised_outcomes import CLOSE
from weakties.simulation.errors import UserError
from weakties.simulation.given import number
from weakties.simulation.relations.state import KIN

if TYPE_CHECKING:
    from weakties.simulation.market.world import World

WORDS = ("weak", "close", "industry", "ability", "out")
NEAREST = 0.1  # of all people, or of those in the industry; those as near as the last of them are among them


def like_of(text: str) -> dict[str, float]:
    """The words and their numbers. Raises UserError for a word that there is not, and for what is no number of 0 or more."""
    found: dict[str, float] = {}
    for part in text.split(","):
        word, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise UserError(
                f"--mine {text}: {part.strip()!r} is not of the form name=number, as in  weak=120,close=8"
            )
        check_choice(word, WORDS, "word of --mine")
        if word in found:
            raise UserError(f"--mine {word} stands twice; keep one")
        try:
            found[word] = float(value)
        except ValueError:
            raise UserError(f"--mine {word}={value}: {value!r} is no number") from None
        number(word, found[word], 0, 1e6)
    return found


def alike(world: World, text: str) -> NDArray[np.bool_]:
    """Who is like him, bool (people,). Raises UserError where nobody is in the industry."""
    wanted = like_of(text)
    who = np.ones(world.ties.people, np.bool_)
    if "industry" in wanted:
        who = world.people.industry == int(wanted.pop("industry"))
        if not who.any():
            raise UserError(
                f"--mine {text}: nobody is in that industry; they are numbered from 0 to {world.people.industry.max()}"
            )
    if not wanted:
        return who
    found = described(world)
    far = np.zeros(world.ties.people)
    for word, value in wanted.items():
        column = np.sort(found[word])
        far += (_place(column, found[word]) - _place(column, np.array([value]))[0]) ** 2
    return np.asarray(who & (far <= np.quantile(far[who], NEAREST)))


def _place(column: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where values are in the order of a column, 0 to 1: the middle of those that are equal."""
    return (np.searchsorted(column, values, "left") + np.searchsorted(column, values, "right")) / (
        2 * len(column)
    )


def described(world: World) -> dict[str, NDArray[np.float64]]:
    """weak, close, ability (per cent) and out of everybody, float64 (people,) each."""
    relations = world.relations
    assert relations is not None
    live, people = relations.live, world.ties.people
    close, weak = np.zeros((2, people))
    for i in range(people):
        row = slice(live.start[i], live.start[i] + live.on[i])
        tie = live.tie[row]
        near = relations.closeness(
            tie["hours"], world.week - tie["last"].astype(np.int32), tie["kind"] == KIN
        )
        close[i] = (near >= CLOSE).sum()
        weak[i] = len(tie) - close[i]
    ability = np.argsort(np.argsort(world.people.ability, kind="stable"), kind="stable") * 100.0 / people
    out = np.where(world.people.position < 0, world.week - world.people.since, 0).astype(np.float64)
    return {"weak": weak, "close": close, "ability": ability, "out": out}
