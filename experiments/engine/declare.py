"""The words in which a finding is declared: Published, Design, Experiment, Drawing, Finding.

A finding says what was published, which experiment tests it, how the saved runs become estimates, and, before anything is run,
what part each number plays and which difference would matter (experiments/engine/verdicts.py). Nothing here is heavy to import.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from weakties.experiments.engine.verdicts import Direction, Margin, Role
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

Verified = Literal["yes", "computed", "memory", "the claim itself", "not published"]
OWN = "our own question; nobody published it"
Point = Mapping[str, Any]  # one setting of the world: a name and a value each
World = Callable[[Point, int], "Mapping[str, float] | pd.DataFrame"]
Measure = Callable[["pd.DataFrame"], "Mapping[str, Estimate]"]
Reserved = ("run", "point", "replicate", "seed", "error")  # columns that the runner adds to what was measured


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published number: what it is, how sure, how far its source was checked; and, before the run, what would matter.

    quantity    what our estimate of it is called, too: "occasionally"
    value, unit the number as printed: 55.6, "%"
    role        fitted: something was chosen so that it comes out, or after looking at it; predicted: nothing was; own question:
                nobody published it, or not for such a world; self-test: of the program or the method, whose answer is known;
                built in: it follows from what was put in
    margin      a difference that matters, and why (`margin(5, "...")`): out of what the quantity means, not out of results
    direction   `above()` or `below()` a bound, where that is what was published; a value that is not the bound is then its size,
                which is told apart and decides nothing
    low, high   its 95 % interval, or None where the source allows none
    n           how many people or ties it rests on; None: not said
    count       how many of the n, where it is a share in per cent (`Published.share`)
    table       the name of the table that it stands in with others of the same n: they are judged together
    contradicts another target that cannot hold in the same world; the row is then shown, and fails nobody
    coverage    whether it is the coverage that intervals promise: our count is then tested against it (engine/coverage.py)
    source      where it was read; verified: how far (findings that rest on "memory" say so wherever they are shown)
    definition  what was counted
    """

    quantity: str
    value: float
    source: str
    verified: Verified
    role: Role
    margin: Margin
    direction: Direction | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    n: int | None = None
    count: int | None = None
    table: str = ""
    contradicts: str = ""
    coverage: bool = False
    definition: str = ""

    @classmethod
    def share(cls, quantity: str, k: float, n: int, **more: Any) -> Published:
        """The share k of n people, in per cent, with Wilson's 95 % interval; `more`: source, verified, role, margin, definition.

        k need not be whole, where only the share was printed; the p is that of the nearest whole number.
        """
        from weakties.analysis.uncertainty import wilson

        e = wilson(k, n).scaled(100)
        printed: dict[str, Any] = {
            "value": e.value,
            "low": e.low,
            "high": e.high,
            "n": n,
            "unit": "%",
            "count": round(k),
        }
        return cls(quantity=quantity, **printed, **more)

    @property
    def sized(self) -> bool:
        """Whether a size was published, and not a direction alone."""
        return self.direction is None or self.direction.effect(self) > 0

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval; where none is known, the number alone."""
        low, high = (self.value if end is None else end for end in (self.low, self.high))
        return low, high


@dataclass(frozen=True, kw_only=True)
class Design:
    """Which worlds to run: every point of a grid, each with its replicates.

    vary        the axes of the grid; the first varies slowest, so put first what changes the network (worlds of one
                replicate that share it are run one after the other, and need not build it again)
    points      points listed one by one instead of, or crossed with, the grid: ({"network": "layers", "bridging": 0.1}, ...)
    fixed       what all points share: workers, weeks, burn_in, network, any parameter
    replicates  worlds at each point
    each        of each of `points`, in how many of the replicates, the first, it is lived; (): all in all
    seed        replicate r has the seed `chance.replicate_seed(seed, r)` at *every* point: points share their luck
                (common random numbers), so that they differ by what was varied and by little else
    """

    replicates: int
    seed: int
    fixed: Mapping[str, Any] = field(default_factory=dict)
    vary: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    points: Sequence[Point] = ({},)
    each: Sequence[int] = ()

    def __post_init__(self) -> None:
        """Raises UserError for a design that cannot be run."""
        if self.replicates < 1:
            raise UserError(f"replicates = {self.replicates}: must be at least 1")
        if empty := [
            name for name, values in self.vary.items() if isinstance(values, str) or not len(values)
        ]:
            raise UserError(f"{empty[0]!r} is varied over no values; list them, as in  [2, 4, 8]")
        if self.each and len(self.each) != len(self.points):
            raise UserError(f"each: {len(self.each)} numbers for {len(self.points)} points; one for each")
        if wrong := [number for number in self.each if not 1 <= number <= self.replicates]:
            raise UserError(f"each: {wrong[0]} of {self.replicates} replicates; must be from 1 to as many")
        if taken := [name for name in self.axes if name in Reserved]:
            raise UserError(
                f"{taken[0]!r} is the name of a column that every run has; call the setting otherwise"
            )

    def replicates_of(self, place: int) -> int:
        """In how many of the replicates the point at this place of the grid is lived."""
        return self.each[place % len(self.points)] if self.each else self.replicates

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of what differs between points."""
        listed = (name for point in self.points for name in point)
        return tuple(dict.fromkeys((*self.vary, *listed)))

    def grid(self) -> list[dict[str, Any]]:
        """All points, in order, each with what is fixed."""
        crossed = itertools.product(*self.vary.values(), self.points)
        return [
            {**self.fixed, **dict(zip(self.vary, values, strict=True)), **listed}
            for *values, listed in crossed
        ]


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """Worlds to run and keep: findings that look at the same worlds share one experiment, which is run once.

    key     the name of its folder of results
    world   a function (point, seed) -> what was measured: one row (a mapping of names to numbers) or several (a DataFrame).
            It must be importable, and depend on its arguments alone. Measure *counts*, not shares, so that replicates
            pool as they should (`weakties.analysis.uncertainty.pooled_share`).
    design  the full design; quick: a small one that draws the same figures in seconds
    headline  run before all others, whatever its size: the first figure of the README comes of it
    """

    key: str
    world: World
    design: Design
    quick: Design
    headline: bool = False

    def size(self, quick: bool) -> Design:
        """The small design or the full one."""
        return self.quick if quick else self.design


def _as_saved(runs: pd.DataFrame) -> pd.DataFrame:
    """A figure that takes the runs as they were saved."""
    return runs


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One figure of a finding: a module of the room `figures`, and what it is given.

    figure   the name of the module: figures/<figure>.py with `draw` and `points`
    prepare  turns saved runs into the results that the figure's docstring asks for
    name     the name of the files it is saved under; by default that of the finding, with underscores
    """

    figure: str
    prepare: Callable[[pd.DataFrame], Any] = _as_saved
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was published, the experiment that tests it, and what counts as the same.

    key         the name of its file, with dashes: "granovetter-contacts" in findings/granovetter_contacts.py
    title       a few words; claim: the finding in one sentence
    published   the numbers to compare with
    experiment  the worlds to run
    measure     saved runs -> one Estimate for every published quantity, under the same name and in the same unit
    headline    the quantity that stands for the finding where there is room for one number; by default the first of its board
    figures     what to draw
    notes       limits, choices, and what was chosen to fit
    """

    key: str
    title: str
    claim: str
    published: tuple[Published, ...]
    experiment: Experiment
    measure: Measure
    headline: str = ""
    figures: tuple[Drawing, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        """Raises UserError for a finding that could not be judged."""
        names = [p.quantity for p in self.published]
        if len(set(names)) < len(names):
            raise UserError(
                f"finding {self.key!r}: two published numbers have the same name; names are {names}"
            )
        if self.headline and self.headline not in names:
            raise UserError(f"finding {self.key!r}: the headline {self.headline!r} is none of {names}")
        for name, rows in self.tables().items():
            if len({p.n for p in rows}) > 1 or any(p.count is None for p in rows):
                raise UserError(
                    f"finding {self.key!r}: table {name!r} needs shares of one n, by Published.share"
                )

    def tables(self) -> dict[str, list[Published]]:
        """The rows of each table that is judged as one."""
        found: dict[str, list[Published]] = {}
        for p in self.published:
            if p.table:
                found.setdefault(p.table, []).append(p)
        return found
