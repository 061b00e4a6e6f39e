"""The words in which a finding is declared: Published, Design, Experiment, Drawing, Finding.

A finding says what was published, which experiment tests it, how the saved runs become estimates, and, before anything is run,
which estimates count as the same (experiments/engine/verdicts.py). Nothing here is heavy to import.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from weakties.experiments.engine.verdicts import Judge, by_interval
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

Verified = Literal["yes", "computed", "memory", "the claim itself"]
Point = Mapping[str, Any]  # one setting of the world: a name and a value each
World = Callable[[Point, int], "Mapping[str, float] | pd.DataFrame"]
Measure = Callable[["pd.DataFrame"], "Mapping[str, Estimate]"]
Reserved = ("run", "point", "replicate", "seed", "error")  # columns that the runner adds to what was measured


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published number: what it is, how sure, and how far its source was checked.

    quantity    what our estimate of it is called, too: "occasionally"
    value, unit the number as printed: 55.6, "%"
    low, high   its 95 % interval, or None where the source allows none (then a tolerance must be declared)
    n           how many people or ties it rests on; None: not said
    source      where it was read; verified: how far (findings that rest on "memory" say so wherever they are shown)
    definition  what was counted
    """

    quantity: str
    value: float
    source: str
    verified: Verified
    unit: str = ""
    low: float | None = None
    high: float | None = None
    n: int | None = None
    definition: str = ""

    @classmethod
    def share(cls, quantity: str, k: float, n: int, **more: Any) -> Published:
        """The share k of n people, in per cent, with Wilson's 95 % interval; `more`: source, verified, definition.

        k need not be whole, where only the share was printed.
        """
        from weakties.analysis.uncertainty import wilson

        e = wilson(k, n).scaled(100)
        return cls(quantity=quantity, value=e.value, low=e.low, high=e.high, n=n, unit="%", **more)


@dataclass(frozen=True, kw_only=True)
class Design:
    """Which worlds to run: every point of a grid, each with the same number of replicates.

    vary        the axes of the grid; the first varies slowest, so put first what changes the network (worlds of one
                replicate that share it are run one after the other, and need not build it again)
    points      points listed one by one instead of, or crossed with, the grid: ({"network": "layers", "bridging": 0.1}, ...)
    fixed       what all points share: workers, weeks, burn_in, network, any parameter
    replicates  worlds at each point
    seed        replicate r has the seed `chance.replicate_seed(seed, r)` at *every* point: points share their luck
                (common random numbers), so that they differ by what was varied and by little else
    """

    replicates: int
    seed: int
    fixed: Mapping[str, Any] = field(default_factory=dict)
    vary: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    points: Sequence[Point] = ({},)

    def __post_init__(self) -> None:
        """Raises UserError for a design that cannot be run."""
        if self.replicates < 1:
            raise UserError(f"replicates = {self.replicates}: must be at least 1")
        if empty := [
            name for name, values in self.vary.items() if isinstance(values, str) or not len(values)
        ]:
            raise UserError(f"{empty[0]!r} is varied over no values; list them, as in  [2, 4, 8]")
        if taken := [name for name in self.axes if name in Reserved]:
            raise UserError(
                f"{taken[0]!r} is the name of a column that every run has; call the setting otherwise"
            )

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
    judge       what counts as reproduced, fixed before the run; one for all, or one for each quantity that needs its own
    figures     what to draw
    notes       limits, choices, and what was chosen to fit
    """

    key: str
    title: str
    claim: str
    published: tuple[Published, ...]
    experiment: Experiment
    measure: Measure
    judge: Judge | Mapping[str, Judge] = by_interval
    figures: tuple[Drawing, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        """Raises UserError for a finding that could not be judged."""
        names = [p.quantity for p in self.published]
        if len(set(names)) < len(names):
            raise UserError(
                f"finding {self.key!r}: two published numbers have the same name; names are {names}"
            )
        for p in self.published:
            if self.judge_of(p.quantity) is by_interval and (p.low is None or p.high is None):
                raise UserError(
                    f"finding {self.key!r}: {p.quantity!r} was published without an interval; judge it with within(...)"
                )

    def judge_of(self, quantity: str) -> Judge:
        """The rule for one quantity."""
        return self.judge.get(quantity, by_interval) if isinstance(self.judge, Mapping) else self.judge
