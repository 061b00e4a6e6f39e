"""What is asked of advice: which pieces, for whom, how many follow, and in which worlds; looked at before anything runs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weakties.analysis.league import PER, Question
from weakties.analysis.promised import OUTCOMES
from weakties.experiments.engine.declare import Design, Point
from weakties.experiments.league.companies import companies, deals_of, most_deals, turns_of
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
    "industry small",
    "industry large",
)
ALSO = {"unemployed": "out of work", "everybody": "all", "long out of work": "out of work, 13 weeks or more"}
LIVED = "together"  # the setting that names the pieces of a world
DIGEST = "declared"  # the setting that makes a world another when its piece is declared otherwise
BURN_IN = 104


@dataclass(frozen=True)
class Size:
    """people, worlds (replicates; `few`: where few follow, so that a market is dealt several times) and shares of followers of a
    design, where the user names no others."""

    people: int
    worlds: int
    few: int
    shares: tuple[float, ...]

    def worlds_at(self, share: float) -> int:
        """How many worlds live a share."""
        return self.few if len(turns_of(share)) > 1 else self.worlds


FULL = Size(20_000, 5, 10, (0.01, 0.1, 1.0))
QUICK = Size(1_000, 5, 5, (0.1, 1.0))
TOGETHER = 0.5  # of the eligible at the most follow some piece where several live in one world


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked. size: people and worlds; hours: own hours a week that all pieces are put at; None: those of each piece;
    world: parameters of the market, and of advice, that are not the defaults; mine: whom one is like, as of `like_of` ("" for
    everybody).
    """

    pieces: tuple[Piece, ...]
    shares: tuple[float, ...]
    question: Question
    per: str
    size: Size
    hours: float | None = None
    seed: int = 0
    world: Mapping[str, Any] = field(default_factory=dict)
    mine: str = ""

    def design(self) -> Design:
        """The worlds: those of one seed stand together, since their pieces share a market and its twin."""
        points = [
            {**_point(some, share, self.hours), **deals}
            for share in self.shares
            for some, deals in self._dealt(share)
        ]
        each = [self.size.worlds_at(point["share"]) for point in points]
        fixed = {
            "workers": self.size.people,
            "burn_in": BURN_IN,
            "weeks": BURN_IN + self.question.weeks,
            **self.world,
        }
        fixed |= {"mine": self.mine} if self.mine else {}
        return Design(replicates=max(each), seed=self.seed, fixed=fixed, points=points, each=each)

    def _dealt(self, share: float) -> list[tuple[tuple[Piece, ...], dict[str, int]]]:
        """Which pieces live in one world at a share, and in which deals; the first deals of all pieces come first."""
        each = [
            (some, deals)
            for some in self.together(share)
            for deals in deals_of(share, most_deals(some, self.hours))
        ]
        return sorted(each, key=lambda one: one[1]["after"])

    def together(self, share: float) -> list[tuple[Piece, ...]]:
        """Which pieces live in one world at a share: as many as TOGETHER holds, and the same number in each, or nearly; where few
        follow, those of one company.
        """
        most = max(1, int(TOGETHER / share + 1e-9))
        few = len(turns_of(share)) > 1
        found = []
        for pieces in companies(self.pieces, self.hours) if few else [self.pieces]:
            worlds = -(-len(pieces) // most)
            found += [pieces[n::worlds] for n in range(worlds)]
        return found


def _point(pieces: tuple[Piece, ...], share: float, hours: float | None) -> dict[str, Any]:
    scaled = hours is not None and any(piece.hours > 0 for piece in pieces)
    done = [piece.at(hours) if hours is not None and piece.hours > 0 else piece for piece in pieces]
    said = repr([(one.actions, one.weeks, one.eligible, one.while_looking) for one in done])
    found: dict[str, Any] = {LIVED: "+".join(piece.name for piece in pieces), "share": share}
    found |= {DIGEST: hashlib.sha256(said.encode()).hexdigest()[:8]}
    return {**found, "hours": hours} if scaled else found


def world(point: Point, seed: int) -> pd.DataFrame:
    """Pieces of advice at one share in a pair of worlds, without the share, which the runner knows already."""
    from weakties.experiments.worlds.advised import advised

    given = {
        name: value for name, value in point.items() if name not in (DIGEST, LIVED) and value is not None
    }
    return advised({**given, "advice": point[LIVED]}, seed).drop(columns="share")


def pieces_of(names: Sequence[str], hours: float | None) -> tuple[Piece, ...]:
    """The pieces to run: those named, or all; and the arms.

    Raises UserError for a name that no piece has, and for hours below a named piece's.
    """
    from weakties.experiments import advice

    named = list(dict.fromkeys(names)) or list(advice.names())
    found = [advice.get(name) for name in dict.fromkeys((*named, *ARMS))]
    for piece in found:
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


def check_world(world: Mapping[str, Any], mine: str) -> None:
    """Raises UserError for a parameter that there is not, one that the design sets, and for words of `mine` that say nothing."""
    from weakties.experiments.worlds.advised import DEFAULTS
    from weakties.experiments.worlds.generated_market import scenario_of
    from weakties.experiments.worlds.like import like_of
    from weakties.simulation.advice.parameters import AdviceParameters

    for name in ("workers", "burn_in", "weeks"):
        if name in world:
            raise UserError(
                f"--set {name}: advice has --people and --weeks, and a burn-in of {BURN_IN} weeks"
            )
    does = {name: value for name, value in world.items() if name in AdviceParameters.model_fields}
    AdviceParameters.create(does)
    scenario = scenario_of({**DEFAULTS, **{name: world[name] for name in world if name not in does}})
    if scenario.relations is None:
        raise UserError("--set relations=off: advice acts on ties that live")
    if mine:
        like_of(mine)


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
