"""Runs the worlds of an experiment on several processes, and loses nothing.

Every world is a pure function of its settings and its seed, so how many processes there are and who runs what changes
nothing: results are the same to the bit. Worlds are saved as they come in (whole files); a run that is stopped, or killed,
goes on where it was. A world that fails is recorded with its error and does not disturb the others; it is tried again next
time.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import threading
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.experiments.engine import compiling
from weakties.experiments.engine.errors import StoppedError
from weakties.experiments.engine.fingerprint import code_of, together
from weakties.experiments.engine.progress import progress, say
from weakties.experiments.engine.store import Folder, folder_of, provenance
from weakties.experiments.engine.tasks import Outcome, Task, assemble, described, run_one, table_of, tasks_of
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Design, Experiment, World

SAVE_EVERY = 2.0  # seconds: a kill loses no more than this, and the worlds that were running
LARGEST_BATCH = 8  # worlds that one process runs before it reports


class Plan(NamedTuple):
    """Worlds to run: what to call them, how one is run, and which."""

    label: str
    world: World
    design: Design


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
    fresh = _run_and_save(Work(plan.world, todo, jobs, plan.label), folder, note) if todo else []
    rows = assemble([*known, *fresh], tasks, plan.design.axes)
    result = Runs(rows, folder.runs, together(code, *(task.name for task in tasks)), len(todo))
    if todo or folder.parts() or done != names:
        earlier = {"earlier_versions": saved.versions} if saved.versions else {}
        folder.finish(rows, {**note, "fingerprint": result.fingerprint, **earlier})
    return result


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


class Work(NamedTuple):
    """What there is to do, by how many processes, and what to call it."""

    world: World
    todo: list[Task]
    jobs: int
    label: str


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
            for batch in _execute(work):
                waiting.extend(batch.outcomes)
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


class Batch(NamedTuple):
    """Worlds that were run one after the other: what became of them, by which process, and its seconds of compiling."""

    outcomes: list[Outcome]
    process: int
    compiling: float


def _execute(work: Work) -> Iterator[Batch]:
    """Outcomes in batches, in the order in which they are done."""
    import joblib

    jobs = min(work.jobs if work.jobs > 0 else joblib.cpu_count(), len(work.todo))
    size = min(LARGEST_BATCH, max(1, len(work.todo) // (4 * jobs)))
    batches = [work.todo[i : i + size] for i in range(0, len(work.todo), size)]
    if jobs == 1:
        compiling.tell()
        yield from (_run_batch(work.world, [task], os.getpid()) for task in work.todo)
        return
    # No news to anybody: a process that has grown by some networks is replaced by a fresh one; a run that is stopped says so.
    for message in (
        "A worker stopped while some jobs were given",
        r"\d+ tasks which were still being processed",
    ):
        warnings.filterwarnings("ignore", message=message)
    compiling.tell_of_servants()
    try:
        # No backend is named, so that `joblib.parallel_config(backend="dask")` around us can put a cluster to work.
        pool = joblib.Parallel(n_jobs=jobs, batch_size=1, return_as="generator_unordered")
        yield from pool(joblib.delayed(_run_batch)(work.world, batch, os.getpid()) for batch in batches)
    except joblib.externals.loky.process_executor.TerminatedWorkerError:
        raise UserError(
            f"{work.label}: a process was killed, most likely for want of memory; what was done is saved: go on with fewer --jobs"
        ) from None


def _run_batch(world: World, tasks: list[Task], parent: int) -> Batch:
    """Run worlds one after the other, as a rule in a process of its own."""
    # A thread here is one of somebody else's pool (Dask's, say), who looks after his processes himself.
    if os.getppid() == parent and threading.current_thread() is threading.main_thread():
        _serve(parent)
    before = compiling.seconds()
    outcomes = [run_one(world, task) for task in tasks]
    return Batch(outcomes, os.getpid(), compiling.seconds() - before)


@functools.cache
def _serve(parent: int) -> None:
    """Makes this process a servant of `parent`: to be stopped is the parent's business, and it does not outlive the parent."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
