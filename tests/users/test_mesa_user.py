"""A user of Mesa, in Mesa's idiom: step, agents, collected data, batches."""

from __future__ import annotations

import inspect

import mesa
import networkx as nx
import pytest

from weakties import CalvoJackson, InformationSpread, JobMarket, WeakTiesWarning


def test_a_model_is_a_mesa_model():
    market = JobMarket("layers", workers=200, seed=0)
    assert isinstance(market, mesa.Model) and market.running
    for _ in range(10):
        market.step()
    looking = market.agents.select(lambda person: person.looking)
    assert 0 < len(looking) < 200 and all(isinstance(person, mesa.Agent) for person in looking)
    frame = market.datacollector.get_model_vars_dataframe()
    assert len(frame) == 11 and frame.hires.iloc[-1] == len(market.hires)
    assert market.agents.agg("contacts", lambda all_: sum(map(len, all_))) == 2 * len(market.ties)


def test_agents_have_names():
    graph = nx.les_miserables_graph()
    with pytest.warns(WeakTiesWarning, match="only the order of the weights counts"):
        news = InformationSpread(graph, first_informed=["Valjean"], transmission=1, seed=0)
    news.run(1)
    informed = {person.name for person in news.agents if person.informed}
    assert informed == {"Valjean", *graph.neighbors("Valjean")}


def test_batches():
    quiet = {"max_steps": 5, "display_progress": False}
    varied = {"workers": [100], "vacancy_life": [2, 8]}
    if "rng" in inspect.signature(mesa.batch_run).parameters:  # Mesa 3.5 and newer
        runs = mesa.batch_run(JobMarket, varied, rng=[0, 1], **quiet)
    else:
        runs = mesa.batch_run(JobMarket, {**varied, "seed": [0, 1]}, **quiet)
        with pytest.warns(UserWarning, match="all iterations have the same seed"):
            mesa.batch_run(JobMarket, {"workers": [60], "seed": [0]}, iterations=2, **quiet)
    assert len(runs) == 4 and {run["vacancy_life"] for run in runs} == {2, 8}
    assert len({(run["hires"], run["unemployment"], run["vacancies"]) for run in runs}) > 1


def test_exact_answers_for_a_small_network():
    model = CalvoJackson(nx.star_graph(3), arrival=0.1, breakup=0.015, seed=0)
    model.run(weeks=200)
    assert model.employed.shape == (4,)


def test_agents_only_show():
    market = JobMarket("layers", workers=60, seed=0)
    with pytest.raises(AttributeError, match="cannot be set: agents only show the model's arrays"):
        next(iter(market.agents)).employed = False


def test_what_is_typed_at_a_prompt_is_shown_in_a_line():
    market = JobMarket("layers", workers=200, seed=0)
    market.run(3)
    hires, out = len(market.hires), market.out_of_work
    assert repr(market).startswith(f"<JobMarket: week 3, 200 people, seed 0, employed {200 - out}, ")
    assert repr(market).endswith(f"hires {hires}>")
    assert (
        repr(market.ties)
        == f"<Ties: 200 people, {len(market.ties):,} ties; groups community, industry, firm>"
    )
    assert (
        repr(market.records)
        == f"<Records, rows: hires {hires}, tellings {len(market.tellings)}, weekly 3; seed 0>"
    )
    assert "informed 0.0" in repr(InformationSpread("lesmis", seed=0))
    assert (
        repr(CalvoJackson(nx.path_graph(2), seed=0))
        == "<CalvoJackson: week 0, 2 people, seed 0, unemployment 0>"
    )
