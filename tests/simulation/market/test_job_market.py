"""The labour market as Mesa's users and the README use it."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from weakties import JobMarket, Ties, UserError
from weakties.simulation import networks
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World


@pytest.fixture(scope="module")
def market() -> JobMarket:
    market = JobMarket(network=networks.layers(workers=1_000, seed=0), seed=0, vacancy_life=8)
    market.run(weeks=120)
    return market


def test_the_model_is_the_world_it_holds(market):
    world = World(networks.layers(workers=1_000, seed=0), MarketParameters.create(vacancy_life=8), 0)
    for _ in range(120):
        world.step()
    pd.testing.assert_frame_equal(market.hires, world.hires.tables(world.ties, world.jobs)[0])
    assert market.week == 120 and len(market.hires) > 300 and len(market.weekly) == 120


def test_agents_are_windows_on_the_arrays(market):
    out = market.agents.select(lambda person: not person.employed)
    assert len(out) == market.out_of_work == market.weekly.out_of_work.iloc[-1]
    assert {person.firm for person in out} == {-1}
    assert all(person.looking for person in out)
    assert all(person.weeks_out_of_work >= 0 for person in out)
    person = market.agents[5]
    assert sorted(p.unique_id for p in person.contacts) == market.ties.contacts(5).tolist()
    assert person.ability == market.world.people.ability[5] and person.industry in range(8)


def test_the_data_collector_agrees_with_the_records(market):
    frame = market.datacollector.get_model_vars_dataframe()
    assert len(frame) == 121, "week 0 and every week after it"
    assert frame.hires.iloc[-1] == len(market.hires)
    assert (frame.out_of_work.iloc[1:].to_numpy() == market.weekly.out_of_work.to_numpy()).all()
    assert (frame.unemployment * 1000).round().astype(int).equals(frame.out_of_work)


def test_batch_run_sweeps_it():
    """Seeds go to `rng` in Mesa 3.5, and are a parameter before that (simulation/mesa_edge.py)."""
    parameters = {"network": ["caveman"], "workers": [200], "vacancy_life": [2, 8], "acquaintances": [30]}
    more: dict[str, Any] = {"max_steps": 30, "number_processes": 1, "display_progress": False}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Mesa's own, about its own
        if "rng" in inspect.signature(mesa.batch_run).parameters:
            rows = mesa.batch_run(JobMarket, parameters, rng=[0, 1], **more)
        else:
            rows = mesa.batch_run(JobMarket, {**parameters, "seed": [0, 1]}, **more)
    table = pd.DataFrame(rows)
    assert len(table) == 4
    assert table.hires.nunique() == 4, "two lives and two seeds are four worlds"


def test_any_networkx_graph_will_do():
    market = JobMarket(network=nx.les_miserables_graph(), seed=1, separation=0.05)
    market.run(weeks=100)
    assert market.people == 77 and len(market.hires) > 50


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"vacancy_lief": 3}, "no parameter 'vacancy_lief'; did you mean 'vacancy_life'?"),
        ({"vacancy_life": -2}, r"vacancy_life = -2 weeks: must be at least 1"),
        ({"relay": "often"}, "relay = often: must be a number from 0 to 1"),
        ({"acquaintances": 30}, "acquaintances shapes generated networks"),
        ({"workers": 30}, "workers: only with the name of a generator"),
        ({"seed": None}, "seed = None: must be a whole number"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(given, message):
    with pytest.raises(UserError, match=message.replace("?", r"\?")) as caught:
        JobMarket(network=nx.karate_club_graph(), **{"seed": 0, **given})
    assert "\n" not in str(caught.value)


def test_a_market_needs_people_but_no_ties():
    with pytest.raises(UserError, match="the network has no people"):
        JobMarket(network=Ties.from_pairs([], [], people=0), seed=0)
    market = JobMarket(network=nx.empty_graph(50), seed=0, separation=0.05)
    market.run(weeks=60)
    assert len(market.hires) and (market.hires.kind.dropna() == "colleague").all()


def test_unemployment_does_not_depend_on_the_names_of_people():
    """Relabelled people have other luck but the same law: mean unemployment over 20 seeds, 4 SE of the paired difference."""
    ties = networks.caveman(workers=200, seed=0, acquaintances=30)
    order = np.random.Generator(np.random.PCG64(0)).permutation(200)
    pairs = ties.pairs()
    other = Ties.from_pairs(order[pairs.source], order[pairs.target], 200, pairs.contact_rate, pairs.kind)
    inverse = np.argsort(order)
    other = other.grouped(**{name: values[inverse] for name, values in ties.groups.items()})
    means = []
    for network in (ties, other):
        runs = [World(network, MarketParameters.create(separation=0.02), seed) for seed in range(20)]
        for world in runs:
            for _ in range(100):
                world.step()
        means.append(np.array([world.weeks.table().out_of_work.iloc[40:].mean() for world in runs]))
    difference = means[0] - means[1]
    assert abs(difference.mean()) < 4 * difference.std(ddof=1) / np.sqrt(20)
