"""`CalvoJackson` as a model: what users call, what they get back, and laws that need no statistics."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.calvo_jackson.model import CalvoJackson
from weakties.simulation.errors import UserError
from weakties.simulation.ties import Ties

probabilities = st.floats(0.0, 1.0)


@st.composite
def graphs(draw):
    people = draw(st.integers(1, 8))
    pairs = [(i, j) for i in range(people) for j in range(i)]
    graph = nx.empty_graph(people)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph


def test_the_example_of_the_readme():
    benchmark = CalvoJackson(network=nx.star_graph(3), arrival=0.1, breakup=0.015, seed=0)
    benchmark.run(weeks=1_000)
    assert benchmark.employed.dtype == bool and benchmark.employed.shape == (4,)
    assert [person.employed for person in benchmark.agents] == benchmark.employed.tolist()
    table = benchmark.datacollector.get_model_vars_dataframe()
    assert len(table) == 1_001 and table.unemployment.iloc[-1] == 1 - benchmark.employed.mean()


@given(graphs(), probabilities, probabilities, st.integers(0, 2**63 - 1))
def test_history_is_what_running_goes_through(graph, arrival, breakup, seed):
    model = CalvoJackson(graph, arrival, breakup, seed=seed)
    model.run(weeks=3)
    ahead = model.history(weeks=20)
    assert model.week == 3
    for states in ahead:
        model.step()
        np.testing.assert_array_equal(model.employed, states)


@given(graphs(), probabilities, st.integers(0, 99))
def test_nobody_finds_work_without_news_or_loses_it_without_endings(graph, chance, seed):
    out = CalvoJackson(graph, 0.0, chance, seed=seed).history(20).astype(int)
    assert (np.diff(out, axis=0) <= 0).all()
    found = CalvoJackson(graph, chance, 0.0, np.zeros(len(graph), bool), seed=seed).history(20).astype(int)
    assert (np.diff(found, axis=0) >= 0).all()


@given(graphs(), st.floats(0.01, 1.0), st.integers(0, 99))
def test_an_ending_more_likely_never_employs_more(graph, breakup, seed):
    """Under the same luck, one week on from the same states."""
    for states in ([True] * len(graph), [False] * len(graph)):
        less, more = (
            CalvoJackson(graph, 0.5, b, states, seed=seed).history(1)[0] for b in (breakup / 2, breakup)
        )
        assert (more <= less).all()


def test_news_goes_only_to_contacts():
    """0 - 1 and 2 apart: with arrival 1 and 1 out of work alone, 0 tells him; 2 is out and hears himself; nobody ends."""
    graph = nx.Graph([(0, 1)])
    graph.add_node(2)
    start = np.array([True, False, False])
    assert CalvoJackson(graph, 1.0, 0.0, start, seed=0).history(1)[0].all()
    assert not CalvoJackson(graph, 1.0, 1.0, start, seed=0).history(1)[0].any()


def test_contacts_are_told_equally_often():
    """The centre of a star has the only job, hears every week, and nobody else hears: impossible with one arrival for all,
    so by the law of `pass_on` itself, for u on a grid: each of 4 contacts has a quarter of it."""
    from weakties.simulation.calvo_jackson.week import pass_on

    ties = Ties.from_networkx(nx.star_graph(5))
    employed = np.array([True, False, True, False, False, False])
    told = [pass_on(ties.start, ties.other, employed, 0, (k + 0.5) / 400) for k in range(400)]
    assert np.bincount(told, minlength=6).tolist() == [0, 100, 0, 100, 100, 100]
    assert pass_on(ties.start, ties.other, employed, 2, 0.5) == -1


def test_news_and_endings_come_at_their_rates():
    """500,000 people apart, one week: those out of work find it with arrival (1 - breakup), those in work lose it with breakup,
    each within 4 standard errors."""
    n, arrival, breakup = 500_000, 0.1, 0.04
    apart = Ties.from_pairs(np.empty(0, int), np.empty(0, int), n)
    for working, chance in ((False, arrival * (1 - breakup)), (True, 1 - breakup)):
        model = CalvoJackson(apart, arrival, breakup, np.full(n, working), seed=4)
        assert abs(model.history(1)[0].mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / n)


def test_ties_and_graphs_give_the_same_world():
    graph = nx.karate_club_graph()
    ties = Ties.from_networkx(graph)
    first, second = (CalvoJackson(network, seed=3).history(50) for network in (graph, ties))
    np.testing.assert_array_equal(first, second)


def test_the_seed_matters_and_0_is_one():
    histories = [
        CalvoJackson(nx.cycle_graph(20), seed=seed).history(50).tobytes() for seed in (0, 0, 1, 2**62)
    ]
    assert histories[0] == histories[1] and len(set(histories)) == 3


def test_every_week_has_its_own_array():
    model = CalvoJackson(nx.cycle_graph(20), 0.5, 0.5, seed=0)
    start = model.employed
    model.step()
    assert start.all() and not model.employed.all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"arrival": -0.1}, "arrival = -0.1: must be a probability"),
        ({"breakup": 1.5}, "breakup = 1.5: must be a probability"),
        ({"arrival": float("nan")}, "arrival = nan: must be a probability"),
        ({"employed": [True]}, "one true or false for each of 4 people"),
        ({"employed": [1, 0, 1, 0]}, "one true or false for each of 4 people"),
        ({"network": nx.empty_graph(0)}, "nobody in it"),
        ({"network": nx.Graph([(0, 0)])}, "0"),
        ({"seed": None}, "seed = None"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(arguments, message):
    with pytest.raises(UserError, match=message) as error:
        CalvoJackson(**{"network": nx.cycle_graph(4), "seed": 0, **arguments})
    assert "\n" not in str(error.value)
