"""Runs the worlds of an experiment on several processes, and loses nothing.

Every world is a pure function of its settings and its seed, so how many processes there are and who runs what changes
nothing: results are the same to the bit. Worlds are saved as they come in (whole files); a run that is stopped, or killed,
goes on where it was. A world that fails is recorded with its error and does not disturb the others; it is tried again next
time.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.experiments.engine.errors import StoppedError
from weakties.experiments.engine.fingerprint import code_of, together
from weakties.experiments.engine.processes import Work, execute
from weakties.experiments.engine.progress import progress, say
from weakties.experiments.engine.store import Folder, folder_of, provenance
from weakties.experiments.engine.tasks import Outcome, Task, assemble, described, table_of, tasks_of
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Design, Experiment, World

SAVE_EVERY = 2.0  # seconds: a kill loses no more than this, and the worlds that were running


class Plan(NamedTuple):
    """Worlds to run: what to call them, how one is run, and which.

    heard   told of outcomes as they come in, by batches
    others  whether worlds of other designs share the folder: they stay in it
    """

    label: str
    world: World
    design: Design
    heard: Callable[[list[Outcome]], None] | None = None
    others: bool = False


@dataclass(frozen=True)
class Runs:
    """All worlds of an experiment, and where they stand."""

    rows: pd.DataFrame
    path: Path
    fingerprint: str
    run_now: int = 0

    @property
    def good(self) -> pd.DataFrame:
        """The rows of worlds that did not fail, without the column `error`."""
        return self.rows[self.rows.error == ""].drop(columns="error").reset_index(drop=True)

    @property
    def failed(self) -> pd.DataFrame:
        """One row a world that failed."""
        return self.rows[self.rows.error != ""]


def run(experiment: Experiment, out: Path, *, quick: bool = False, jobs: int = 0) -> Runs:
    """Run what is not saved yet of an experiment. jobs: processes; 0 is one for each core.

    Raises UserError when results cannot be saved, and StoppedError when interrupted.
    """
    size = "quick" if quick else "full"
    plan = Plan(f"{experiment.key} ({size})", experiment.world, experiment.size(quick))
    return run_in(folder_of(out, experiment.key, quick), plan, jobs=jobs)


def run_in(folder: Folder, plan: Plan, *, jobs: int = 0, keep: bool = False) -> Runs:
    """Run what a folder does not hold yet of a plan; what it holds beyond the plan is dropped, or with `keep` an error.

    Raises UserError when another process is writing to the folder.
    """
    code, tasks = code_of(plan.world), tasks_of(plan.design)
    with folder.held():
        return _run_held(folder, plan, code, tasks, jobs, keep)


def _run_held(folder: Folder, plan: Plan, code: str, tasks: list[Task], jobs: int, keep: bool) -> Runs:
    names = {task.name for task in tasks}
    saved = folder.load(code)
    known = [] if saved.rows is None else [saved.rows[saved.rows.error == ""]]
    done = {name for rows in known for name in rows.run}
    if keep and (saved.stale or not done <= names):
        what = "other code" if saved.stale else "another design"
        raise UserError(
            f"{folder.path} holds results of {what}; choose another folder with --out, or remove them"
        )
    if saved.stale:
        say(f"{plan.label}: results were saved by other code; running those again")
    _say_versions(folder.path, saved.versions)
    todo = [task for task in tasks if task.name not in done]
    if todo and len(todo) < len(tasks):
        say(f"{plan.label}: {len(tasks) - len(todo)} of {len(tasks)} worlds are saved; running the rest")
    note = provenance(experiment=plan.label, design=described(plan.design), code=code)
    work = Work(plan.world, todo, jobs, plan.label, plan.heard)
    fresh = _run_and_save(work, folder, note) if todo else []
    rows = assemble([*known, *fresh], tasks, plan.design.axes)
    result = Runs(rows, folder.runs, together(code, *(task.name for task in tasks)), len(todo))
    stay = [one[~one.run.isin(names)] for one in known if plan.others]
    if todo or folder.parts() or (done != names and not plan.others):
        earlier = {"earlier_versions": saved.versions} if saved.versions else {}
        folder.finish(_together(rows, stay), {**note, "fingerprint": result.fingerprint, **earlier})
    return result


def _together(rows: pd.DataFrame, stay: list[pd.DataFrame]) -> pd.DataFrame:
    """Rows of a plan, and those of other plans that stay with them, whose places are theirs to know."""
    import pandas as pd

    return pd.concat([rows, *(one for one in stay if len(one))], ignore_index=True)


@functools.cache  # once: several findings load the same worlds
def _say_versions(path: Path, versions: tuple[str, ...]) -> None:
    """Say which saved worlds were computed by other versions of what computes them; they are kept."""
    if versions:
        say(f"{path} holds worlds computed with {', '.join(versions)}: kept; to run them again, remove it")


def load(experiment: Experiment, out: Path, *, quick: bool) -> Runs | None:
    """The saved worlds of an experiment without running any: None unless all were run, and by the present code."""
    folder, design = folder_of(out, experiment.key, quick), experiment.size(quick)
    if not folder.runs.exists():
        return None
    code, tasks = code_of(experiment.world), tasks_of(design)
    saved = folder.load(code)
    rows = saved.rows
    if rows is None or not {task.name for task in tasks} <= set(rows.run):
        return None
    _say_versions(folder.path, saved.versions)
    return Runs(
        assemble([rows], tasks, design.axes), folder.runs, together(code, *(task.name for task in tasks))
    )


def _run_and_save(work: Work, folder: Folder, note: dict[str, Any]) -> list[pd.DataFrame]:
    """Run tasks, and save what comes in every few seconds, and at the end, whatever ends the run."""
    tables: list[pd.DataFrame] = []
    waiting: list[Outcome] = []
    last = time.monotonic()

    def save() -> None:
        if waiting:
            table = table_of(waiting)
            waiting.clear()
            folder.add_part(table, note)
            tables.append(table)

    folder.begin(note)
    try:
        with contextlib.ExitStack() as stack:
            stack.callback(save)
            advance = stack.enter_context(progress(work.label, len(work.todo)))
            compiled: dict[int, float] = defaultdict(float)  # seconds, by process
            for batch in execute(work):
                waiting.extend(batch.outcomes)
                if work.heard is not None:
                    work.heard(batch.outcomes)
                compiled[batch.process] += batch.compiling
                advance(len(batch.outcomes), max(compiled.values()))
                if time.monotonic() - last >= SAVE_EVERY:
                    save()
                    last = time.monotonic()
    except KeyboardInterrupt:
        raise StoppedError(
            f"stopped: {_saved(tables, work, folder)}; the same command goes on from there"
        ) from None
    return tables


def _saved(tables: list[pd.DataFrame], work: Work, folder: Folder) -> str:
    count = sum(table.run.nunique() for table in tables)
    return f"{count} of {len(work.todo)} worlds of {work.label} are saved in {folder.path}"
