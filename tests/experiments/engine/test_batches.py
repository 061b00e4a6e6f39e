"""What each process is given at a time: all of it once, in order; worlds that share much together where nobody waits for them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from weakties.experiments.engine.declare import Design
from weakties.experiments.engine.processes import LARGEST_BATCH, batches_of
from weakties.experiments.engine.tasks import Task, tasks_of


def tasks(*sizes: int) -> list[Task]:
    """So many worlds of each replicate."""
    return [Task(f"{r}-{n}", n, r, r, {}) for r, size in enumerate(sizes) for n in range(size)]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20), st.integers(1, 8), st.booleans())
def test_every_world_is_given_out_once_and_in_order(sizes, jobs, one_by_one):
    todo = tasks(*sizes)
    batches = batches_of(todo, jobs, one_by_one=one_by_one)
    assert [task for batch in batches for task in batch] == todo
    assert min(map(len, batches)) >= 1 and max(map(len, batches)) <= LARGEST_BATCH
    if one_by_one:
        assert all(len({task.replicate for task in batch}) == 1 for batch in batches)


def test_few_worlds_of_one_replicate_stay_together_where_every_process_has_some():
    sizes = [len(batch) for batch in batches_of(tasks(11, 2, LARGEST_BATCH), 2, one_by_one=True)]
    assert sizes == [1] * 11 + [2, LARGEST_BATCH]
    assert all(len(batch) == 1 for batch in batches_of(tasks(11, 2), 2, one_by_one=True))
    sizes = [len(batch) for batch in batches_of(tasks(9, 9, 9), 2, one_by_one=True)]
    assert sizes == [9, 9, *[1] * 9], "the last is shared, so that nobody waits for it"


def test_a_point_may_be_lived_in_the_first_replicates_alone():
    design = Design(replicates=3, seed=0, vary={"b": [0, 1]}, points=[{"a": 1}, {"a": 2}], each=[3, 1])
    tasks = tasks_of(design)
    lived = [(t.settings["a"], t.settings["b"], t.replicate) for t in tasks]
    assert sorted(lived) == sorted(
        [(1, b, r) for b in (0, 1) for r in range(3)] + [(2, b, 0) for b in (0, 1)]
    )
    whole = {
        (t.settings["a"], t.settings["b"], t.replicate): t.seed for t in tasks_of(replace(design, each=()))
    }
    assert all(whole[one] == task.seed for one, task in zip(lived, tasks, strict=True))
