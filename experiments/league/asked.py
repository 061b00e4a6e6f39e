"""What is asked of advice: which pieces, for whom, how many follow, and in which worlds; looked at before anything runs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weakties.analysis.league import PER, Question
from weakties.analysis.promised import OUTCOMES
from weakties.experiments.engine.declare import Design, Point
from weakties.experiments.options import MOST_PEOPLE, check_choice
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.advice.declare import Piece

ARMS = ("formal", "closest", "usual")
"""What else could be done with the same hours: they are always run beside what is asked for."""

KINDS = (
    "all",
    "looking",
    "out of work",
    "out of work, 13 weeks or more",
    "ability low",
    "ability high",
    "sociable low",
    "sociable high",
    "ties few",
    "ties many",
)
ALSO = {"unemployed": "out of work", "everybody": "all", "long out of work": "out of work, 13 weeks or more"}
DIGEST = "declared"  # the setting that makes a world another when its piece is declared otherwise
BURN_IN = 104


@dataclass(frozen=True)
class Size:
    """people, worlds (replicates) and shares of followers of a design, where the user names no others."""

    people: int
    worlds: int
    shares: tuple[float, ...]


FULL = Size(20_000, 8, (0.1, 1.0))
QUICK = Size(2_000, 6, (0.5, 1.0))  # of so few people a tenth of those who look is seven


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked. hours: own hours a week that all pieces are put at; None: those of each piece."""

    pieces: tuple[Piece, ...]
    shares: tuple[float, ...]
    question: Question
    per: str
    people: int
    worlds: int
    hours: float | None = None
    seed: int = 0

    def design(self) -> Design:
        """The worlds: those of one seed stand together, since their pieces share a market and its twin."""
        points = [_point(piece, share, self.hours) for piece in self.pieces for share in self.shares]
        fixed = {"workers": self.people, "burn_in": BURN_IN, "weeks": BURN_IN + self.question.weeks}
        return Design(replicates=self.worlds, seed=self.seed, fixed=fixed, points=points)


def _point(piece: Piece, share: float, hours: float | None) -> dict[str, Any]:
    scaled = hours is not None and piece.hours > 0
    done = piece.at(hours) if hours is not None and scaled else piece
    said = repr((done.actions, done.weeks, done.eligible, done.while_looking))
    found = {"advice": piece.name, "share": share, DIGEST: hashlib.sha256(said.encode()).hexdigest()[:8]}
    return {**found, "hours": hours} if scaled else found


def world(point: Point, seed: int) -> pd.DataFrame:
    """One piece of advice at one share in a pair of worlds, without what the runner knows of it already."""
    from weakties.experiments.worlds.advised import advised

    given = {name: value for name, value in point.items() if name != DIGEST and value is not None}
    return advised(given, seed).drop(columns=["advice", "share"])


def pieces_of(names: Sequence[str], hours: float | None) -> tuple[Piece, ...]:
    """The pieces to run: those named, or all that the world can carry; and the arms.

    Raises UserError for a name that no piece has, one that the world lacks a mechanism for, and hours below a named piece's.
    """
    from weakties.experiments import advice

    named = list(dict.fromkeys(names)) or [one for one in advice.names() if advice.get(one).runs]
    found = [advice.get(name) for name in dict.fromkeys((*named, *ARMS))]
    for piece in found:
        if not piece.runs:
            raise UserError(f"advice {piece.name} cannot be run: {piece.missing}")
        if names and hours is not None and piece.name in names and hours < piece.hours:
            raise UserError(
                f"--hours {hours:g}: {piece.name} takes {piece.hours:g} hours a week; allow as many, or leave it out"
            )
    return tuple(found)


def shares_of(text: str | None, usual: tuple[float, ...]) -> tuple[float, ...]:
    """`0.1,1,10` in per cent as shares, ascending. Raises UserError for what is none, and beyond 0 to 100."""
    if text is None:
        return usual
    found = []
    for part in text.split(","):
        try:
            share = float(part)
        except ValueError:
            raise UserError(
                f"--shares {text}: {part.strip()!r} is no number; as in  --shares 1,10,100"
            ) from None
        if not 0 < share <= 100:
            raise UserError(f"--shares {text}: {part.strip()} % of people; must be above 0 and at most 100")
        found.append(share / 100)
    if len(set(found)) < len(found):
        raise UserError(f"--shares {text}: list every share once")
    return tuple(sorted(found))


def kind_of(name: str) -> str:
    """A kind of person by its name. Raises UserError, with the nearest right one, for one that nobody belongs to."""
    return ALSO.get(name) or check_choice(name, KINDS, "kind of person")


def check(per: str, outcome: str, weeks: int, people: int) -> None:
    """Raises UserError for a unit, an outcome, a length or a size that there is not."""
    check_choice(per, PER, "unit")
    check_choice(outcome, tuple(OUTCOMES), "outcome")
    if not 1 <= weeks <= 520:
        raise UserError(f"--weeks {weeks}: must be from 1 to 520, ten years")
    if not 500 <= people <= MOST_PEOPLE:
        raise UserError(
            f"--people {people}: must be from 500, a market with several communities, to {MOST_PEOPLE}"
        )
