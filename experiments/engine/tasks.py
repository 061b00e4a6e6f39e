"""One world as a task: its name and seed, what became of it, and its place in the table of all worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.experiments.engine.declare import Reserved
from weakties.experiments.engine.fingerprint import name_of
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Design, World


class Task(NamedTuple):
    """One world to run."""

    name: str
    point: int
    replicate: int
    seed: int
    settings: dict[str, Any]


class Outcome(NamedTuple):
    """What became of a task: rows of numbers, or an error."""

    task: Task
    rows: pd.DataFrame | None
    error: str = ""


def tasks_of(design: Design) -> list[Task]:
    """Every world of a design; those of one replicate stand together, since they share luck and often the network."""
    from weakties.simulation.chance import replicate_seed

    grid = design.grid()
    seeds = [replicate_seed(design.seed, r) for r in range(design.replicates)]
    tasks = [
        Task(name_of(settings, seed), p, r, seed, settings)
        for r, seed in enumerate(seeds)
        for p, settings in enumerate(grid)
        if r < design.replicates_of(p)
    ]
    if len({task.name for task in tasks}) < len(tasks):
        raise UserError("two points of the design are the same; list every value once")
    return tasks


def run_one(world: World, task: Task) -> Outcome:
    """Run a world. Whatever goes wrong in it becomes its error."""
    import pandas as pd

    try:
        measured = world(dict(task.settings), task.seed)
        rows = pd.DataFrame([measured]) if isinstance(measured, Mapping) else measured
        if not isinstance(rows, pd.DataFrame) or not len(rows):
            return Outcome(task, None, "the world measured nothing")
        return Outcome(task, rows)
    except Exception as error:  # any failure of one world must leave the others alone
        text = " ".join(str(error).split())
        return Outcome(task, None, f"{type(error).__name__}: {text}"[:300])


def table_of(outcomes: Iterable[Outcome]) -> pd.DataFrame:
    """Outcomes as rows: `run`, what was measured, `error` (empty where all went well)."""
    import pandas as pd

    tables = []
    for outcome in outcomes:
        rows = pd.DataFrame(index=range(1)) if outcome.rows is None else outcome.rows
        tables.append(rows.assign(run=outcome.task.name, error=outcome.error))
    return pd.concat(tables, ignore_index=True)


def assemble(tables: list[pd.DataFrame], tasks: list[Task], axes: tuple[str, ...]) -> pd.DataFrame:
    """Rows of exactly these tasks, by point and replicate: run, point, replicate, seed, the axes, what was measured, error."""
    import pandas as pd

    measured = pd.concat(tables, ignore_index=True)
    if clash := [name for name in measured if name in axes or name in Reserved[1:4]]:
        raise UserError(
            f"the world measures a column {clash[0]!r}, which is the name of a setting; rename it"
        )
    place = pd.DataFrame(
        [
            {
                "run": task.name,
                "point": task.point,
                "replicate": task.replicate,
                "seed": task.seed,
                **{axis: task.settings.get(axis) for axis in axes},
            }
            for task in sorted(tasks, key=lambda task: (task.point, task.replicate))
        ]
    )
    rows = place.merge(measured, on="run", how="inner")
    columns = [name for name in rows if name != "error"]
    return rows[[*columns, "error"]]


def described(design: Design) -> dict[str, Any]:
    """A design as plain data, for provenance."""
    return {
        "axes": list(design.axes),
        "vary": {name: list(values) for name, values in design.vary.items()},
        "points": [dict(point) for point in design.points],
        "fixed": dict(design.fixed),
        "replicates": design.replicates,
        **({"each": list(design.each)} if design.each else {}),
        "seed": design.seed,
    }
