"""Models that are pickled, copied, or handed to several processes go on as if nothing had happened."""

from __future__ import annotations

import copy
import inspect
import pickle
import warnings
from typing import Any, ClassVar

import mesa
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from weakties import CalvoJackson, InformationSpread, JobMarket, UserError
from weakties.simulation import networks
from weakties.simulation.mesa_edge import WindowedModel

SEEDS_BY_RNG = "rng" in inspect.signature(mesa.batch_run).parameters  # Mesa 3.5


def market() -> JobMarket:
    return JobMarket(networks.caveman(200, 0, acquaintances=30), seed=1, separation=0.02, digital_talk=0.5)


def news() -> InformationSpread:
    return InformationSpread(nx.karate_club_graph(), seed=1, contagion="sir", transmission=0.1, pieces=3)


def benchmark() -> CalvoJackson:
    return CalvoJackson(nx.star_graph(6), seed=1)


class WithAgents(CalvoJackson):
    """Reporters of all kinds that Mesa knows."""

    model_reporters: ClassVar = {"unemployment": "unemployment", "half": lambda model: model.unemployment / 2}
    agent_reporters: ClassVar = {"employed": "employed"}


def with_agents() -> CalvoJackson:
    return WithAgents(nx.star_graph(6), seed=1)


def state(model: WindowedModel) -> list[Any]:
    """All that a model shows, chance of Mesa's own included."""
    shown: list[Any] = [model.week, model.running, model.datacollector.get_model_vars_dataframe()]
    shown.append([agent.unique_id for agent in model.agents.shuffle()])
    if isinstance(model, JobMarket):
        shown += [model.hires, model.tellings, model.weekly]
    elif isinstance(model, InformationSpread):
        shown += [model.informed_week, model.adoptions, model.tellings(), model.weekly]
    else:
        shown.append(model.employed)
    if model.agent_reporters:
        shown.append(model.datacollector.get_agent_vars_dataframe())
    return shown


def same(one: list[Any], other: list[Any]) -> None:
    for a, b in zip(one, other, strict=True):
        if isinstance(a, pd.DataFrame):
            pd.testing.assert_frame_equal(a, b)
        else:
            np.testing.assert_array_equal(a, b)


COPIES = {
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("make", [market, news, benchmark, with_agents])
def test_a_copy_goes_on_as_the_model_does_and_apart_from_it(make, duplicate):
    straight, model = make(), make()
    straight.run(weeks=12)
    model.run(weeks=5)
    assert len(model.agents) == model.people  # windows are made, and not taken along
    twin, again = duplicate(model), duplicate(model)
    assert type(twin) is type(model) and twin.week == 5
    assert not twin._windows and next(iter(twin.agents)).model is twin
    twin.run(weeks=7)
    same(state(twin), state(straight))
    assert model.week == again.week == 5
    model.run(weeks=7)
    again.run(weeks=7)
    for late in (model, again):
        same(state(late)[:3], state(make_after(make, 12))[:3])


def make_after(make: Any, weeks: int) -> WindowedModel:
    model = make()
    model.run(weeks=weeks)
    return model


def batch(model: type[WindowedModel], parameters: dict[str, Any], seeds: list[int], **more: Any) -> Any:
    """Replicates as the docstring of WindowedModel says."""
    given: dict[str, Any] = {"max_steps": 5, "number_processes": 1, "display_progress": False, **more}
    if SEEDS_BY_RNG:
        return mesa.batch_run(model, parameters, rng=seeds, **given)
    return mesa.batch_run(model, {**parameters, "seed": seeds}, **given)


def test_two_processes_give_what_one_gives():
    parameters = {"network": [networks.caveman(200, 0, acquaintances=30)], "vacancy_life": [2, 8]}
    one, two = (batch(JobMarket, parameters, [0, 1], number_processes=n) for n in (1, 2))
    columns = ["seed", "vacancy_life", "employed", "vacancies", "hires"]
    one, two = (pd.DataFrame(rows)[columns].sort_values(columns[:2]) for rows in (one, two))
    pd.testing.assert_frame_equal(one.reset_index(drop=True), two.reset_index(drop=True))
    assert one.hires.nunique() > 1


def test_iterations_of_one_seed_are_not_taken_for_replicates():
    parameters = {"network": [nx.star_graph(6)], "seed": 3}
    more: dict[str, Any] = {"max_steps": 3, "number_processes": 1, "display_progress": False}
    if SEEDS_BY_RNG:  # Mesa hands over None
        with pytest.raises(UserError, match=r"seed = None.*rng=\[0, 1, 2\]"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mesa.batch_run(CalvoJackson, parameters, iterations=3, **more)
        return
    with pytest.warns(UserWarning, match="all iterations have the same seed"):
        mesa.batch_run(CalvoJackson, parameters, iterations=3, **more)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mesa.batch_run(CalvoJackson, parameters, iterations=1, **more)


def test_a_seed_each_is_a_run_each_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = batch(CalvoJackson, {"network": [nx.star_graph(6)], "breakup": 0.3}, [0, 1, 2, 3])
    assert len(rows) == 4 and len({row["unemployment"] for row in rows}) > 1
