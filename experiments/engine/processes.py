"""Runs tasks on several processes, and hands back what became of them in batches, in the order in which they are done."""

from __future__ import annotations

import functools
import itertools
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from weakties.experiments.engine import compiling
from weakties.experiments.engine.tasks import Outcome, Task, run_one
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import World

CLEARED = "ignore:resource_tracker:UserWarning"
LARGEST_BATCH = 10  # worlds that one process runs before it reports


class Work(NamedTuple):
    """What there is to do, by how many processes, and what to call it."""

    world: World
    todo: list[Task]
    jobs: int
    label: str
    heard: Callable[[list[Outcome]], None] | None = None


class Batch(NamedTuple):
    """Worlds that were run one after the other: what became of them, by which process, and its seconds of compiling."""

    outcomes: list[Outcome]
    process: int
    compiling: float


def execute(work: Work) -> Iterator[Batch]:
    """Outcomes in batches, in the order in which they are done."""
    import joblib

    jobs = min(work.jobs if work.jobs > 0 else joblib.cpu_count(), len(work.todo))
    batches = batches_of(work.todo, jobs, one_by_one=work.heard is not None)
    if jobs == 1:
        compiling.tell()
        yield from (run_batch(work.world, [task], os.getpid()) for task in work.todo)
        return
    # No news to anybody: a process that has grown by some networks is replaced by a fresh one; a run that is stopped says so.
    for message in (
        "A worker stopped while some jobs were given",
        r"\d+ tasks which were still being processed",
    ):
        warnings.filterwarnings("ignore", message=message)
    _quiet()
    compiling.tell_of_servants()
    try:
        # No backend is named, so that `joblib.parallel_config(backend="dask")` around us can put a cluster to work.
        pool = joblib.Parallel(n_jobs=jobs, batch_size=1, return_as="generator_unordered")
        yield from pool(joblib.delayed(run_batch)(work.world, batch, os.getpid()) for batch in batches)
    except joblib.externals.loky.process_executor.TerminatedWorkerError:
        raise UserError(
            f"{work.label}: a process was killed, most likely for want of memory; what was done is saved: go on with fewer --jobs"
        ) from None


def batches_of(todo: list[Task], jobs: int, *, one_by_one: bool) -> list[list[Task]]:
    """What each process is given at a time. one_by_one: somebody wants to hear of the first world soon, and worlds take seconds
    each; then only the few worlds of one replicate are not parted, since they share what is costly, of as many replicates as
    keep all processes busy to the end.
    """
    if not one_by_one:
        size = min(LARGEST_BATCH, max(1, len(todo) // (4 * jobs)))
        return [todo[i : i + size] for i in range(0, len(todo), size)]
    alike = [list(tasks) for _, tasks in itertools.groupby(todo, key=lambda task: task.replicate)]
    small = [n for n, tasks in enumerate(alike) if len(tasks) <= LARGEST_BATCH]
    whole = set(small[: len(small) // jobs * jobs])
    return [
        batch
        for n, tasks in enumerate(alike)
        for batch in ([tasks] if n in whole else [[task] for task in tasks])
    ]


def _quiet() -> None:
    """The process that clears up what stopped ones leave behind (a semaphore, say) does not speak of it: a run that is stopped
    says one line.
    """
    told = os.environ.get("PYTHONWARNINGS", "")
    if CLEARED not in told:
        os.environ["PYTHONWARNINGS"] = f"{told},{CLEARED}".lstrip(",")


def run_batch(world: World, tasks: list[Task], parent: int) -> Batch:
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
