"""Windows on rows, and what Mesa users expect of a model, on every Mesa that is supported."""

from __future__ import annotations

import gc
import warnings
import weakref
from typing import ClassVar

import mesa
import numpy as np
import pytest

from weakties.simulation.errors import UserError
from weakties.simulation.mesa_edge import Window, WindowedModel


class Counted(Window):
    @property
    def reached(self) -> bool:
        return bool(self.model.reached[self.row])


class Count(WindowedModel):
    """Reaches one more person every week: person 0 in week 1, ..."""

    window = Counted
    model_reporters: ClassVar = {"share": "share", "week": "week"}

    def __init__(self, people: int, *, seed: int) -> None:
        super().__init__(seed, people)
        self.reached = np.zeros(people, bool)
        self.collect()

    @property
    def share(self) -> float:
        return float(self.reached.mean())

    def advance(self) -> None:
        self.reached[self.week - 1] = True


class CountEachPerson(Count):
    agent_reporters: ClassVar = {"reached": "reached"}


@pytest.fixture(autouse=True)
def no_warnings():
    """Ours must not call anything that a supported Mesa is about to drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_agents_show_the_arrays_as_they_are_now():
    model = Count(5, seed=0)
    third = list(model.agents)[2]
    assert not third.reached
    model.run(weeks=3)
    assert third.reached and model.week == model.steps == 3
    assert [person.row for person in model.agents.select(lambda person: person.reached)] == [0, 1, 2]
    assert [person.unique_id for person in model.agents] == [0, 1, 2, 3, 4]
    assert model.agents is model.agents
    assert set(model.agents_by_type) == set(model.agent_types) == {Counted}


def test_nobody_is_made_before_somebody_looks():
    model = Count(5, seed=0)
    model.run(weeks=3)
    assert not model._windows
    assert len(model.agents) == 5 and model._windows


def test_agents_are_read_only():
    model = Count(3, seed=0)
    person = next(iter(model.agents))
    for error in (UserError, AttributeError):
        with pytest.raises(error, match=r"person\.reached cannot be set"):
            person.reached = True
    with pytest.raises(UserError, match="cannot be removed"):
        person.remove()
    with pytest.raises(UserError, match="cannot be added"):
        mesa.Agent(model)
    with pytest.raises(AttributeError, match="cannot be set"):
        model.agents = []
    assert len(model.agents) == 3


def test_shuffling_repeats_with_the_seed():
    models = [Count(30, seed=seed) for seed in (4, 4, 5)]  # kept: an AgentSet does not keep its model alive
    first, again, other = ([person.row for person in model.agents.shuffle()] for model in models)
    assert first == again != other


def test_the_collector_notes_every_week_from_week_0_on():
    model = Count(4, seed=0)
    model.run(weeks=2)
    table = model.datacollector.get_model_vars_dataframe()
    assert table.week.tolist() == [0, 1, 2]
    assert table.share.tolist() == [0, 1 / 4, 2 / 4]


def test_agent_reporters():
    model = CountEachPerson(4, seed=0)
    model.run(weeks=2)
    table = model.datacollector.get_agent_vars_dataframe()
    assert table.loc[1].reached.tolist() == [True, False, False, False]
    assert table.loc[2].reached.tolist() == [True, True, False, False]


def test_batch_run_reports_the_week_it_says():
    """Mesa up to 3.3 takes seeds as a parameter and runs one week more than `max_steps`; the row of a Step is that week."""
    parameters = {"people": [5, 10]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Mesa's own, about its own
        if "rng" in mesa.batch_run.__code__.co_varnames:
            rows = mesa.batch_run(
                CountEachPerson,
                parameters,
                rng=[0, 1],
                max_steps=3,
                number_processes=1,
                display_progress=False,
            )
        else:
            rows = mesa.batch_run(
                CountEachPerson,
                {**parameters, "seed": [0, 1]},
                max_steps=3,
                number_processes=1,
                display_progress=False,
            )
    assert len(rows) == 2 * (5 + 10)
    for row in rows:
        assert row["Step"] == row["week"] == 3
        assert row["share"] == 3 / row["people"]
        assert row["reached"] == (row["AgentID"] < 3)


def test_a_stopped_model_stops_and_progress_is_told():
    model = Count(5, seed=0)
    told: list[int] = []
    model.run(weeks=2, progress=told.append)
    model.running = False
    model.run(weeks=2, progress=told.append)
    assert told == [1, 2] and model.week == 2


@pytest.mark.parametrize("weeks", [-1, 1.5, "3", None, True])
def test_weeks_that_make_no_sense(weeks):
    with pytest.raises(UserError, match="weeks = "):
        Count(5, seed=0).run(weeks=weeks)


@pytest.mark.parametrize("seed", [None, True, -1, 0.5, "0"])
def test_a_seed_is_required(seed):
    with pytest.raises(UserError, match="seed = "):
        Count(5, seed=seed)


def test_models_that_were_looked_at_are_freed():
    model = Count(50, seed=0)
    assert len(model.agents) == 50
    model.step()
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
