"""One door for all networks: models take a graph as `networks.read` does, and nothing is ignored without a word."""

from __future__ import annotations

import contextlib
import warnings
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties import CalvoJackson, InformationSpread, JobMarket, WeakTiesWarning
from weakties.analysis.calvo_jackson import exact_chain
from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.networks.units import seconds, weeks_of
from weakties.simulation.recommendation.experiment import Market, set_up
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.ties import Ties

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def town(**edge):
    """A graph with all that a network can say; `edge` adds an attribute to every tie."""
    graph = nx.watts_strogatz_graph(40, 6, 0.2, seed=1)
    for u, v, data in graph.edges(data=True):
        data.update({"weight": 1 + (u * v) % 7, **edge})
    nx.set_node_attributes(graph, {i: i // 5 for i in graph}, "firm")
    nx.set_node_attributes(graph, {i: i // 20 for i in graph}, "industry")
    return graph


def warned(make):
    """What `make` returns, and the lines it warns of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = make()
    assert all(issubclass(one.category, WeakTiesWarning) for one in caught)
    return made, [str(one.message) for one in caught]


MODELS = {
    "market": lambda graph: JobMarket(network=graph, seed=0).ties,
    "spread": lambda graph: InformationSpread(network=graph, seed=0).ties,
    "from_networkx": Ties.from_networkx,
    "recommendation": lambda graph: (
        set_up(
            Market(graph, MarketParameters(), Mechanisms(), 0),
            RecommendationParameters(arms=3, settling=1, candidates=20, shown=5),
        ).market.ties
    ),
}


@pytest.mark.parametrize("model", MODELS)
def test_models_take_a_graph_as_read_does(model):
    ties, said = warned(lambda: MODELS[model](town()))
    assert ties == warned(lambda: networks.read(town()))[0]
    assert len(np.unique(ties.contact_rate)) == 7 and set(ties.groups) == {"firm", "industry"}
    assert any("only the order of the weights counts" in line for line in said)


def test_a_market_on_a_graph_is_the_market_on_what_is_read():
    one, _ = warned(lambda: JobMarket(network=town(), seed=0))
    two = JobMarket(network=warned(lambda: networks.read(town()))[0], seed=0)
    for market in (one, two):
        market.run(weeks=60)
    assert one.hires.equals(two.hires) and len(one.hires)
    assert sorted(np.unique(one.world.jobs.firm)) == list(range(8))
    assert one.world.people.industry.tolist() == [i // 20 for i in range(40)]


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda g: JobMarket(network=g, seed=0), ["calls", "club"]),
        (lambda g: InformationSpread(network=g, seed=0), ["calls", "club, firm, industry"]),
        (lambda g: CalvoJackson(network=g, seed=0), ["calls", "club, firm, industry"]),
        (lambda g: exact_chain(g, 0.1, 0.015), ["calls", "club, firm, industry"]),
        (networks.read, ["columns not used: calls; all ties are taken as equal"]),
    ],
)
def test_what_a_model_ignores_is_named(make, names):
    graph = nx.path_graph(4)
    nx.set_edge_attributes(graph, 3, "calls")
    for name in ("club", "firm", "industry"):
        nx.set_node_attributes(graph, 0, name)
    _, said = warned(lambda: make(graph))
    for name in names:
        assert any(name in line for line in said), said


def test_weights_that_a_model_does_not_look_at_are_named():
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, 3, "weight")
    model, said = warned(lambda: CalvoJackson(network=graph, seed=0))
    assert said == ["the graph: columns not used: weight"] and model.people == 3


def test_nothing_ignored_nothing_said():
    graph = nx.path_graph(4)
    nx.set_edge_attributes(graph, 0.5, "contact_rate")
    nx.set_node_attributes(graph, 0, "firm")
    for make in (networks.read, lambda g: JobMarket(network=g, seed=0)):
        assert warned(lambda make=make: make(graph))[1] == []
    assert warned(lambda: CalvoJackson(network=nx.star_graph(3), seed=0))[1] == []
    assert warned(lambda: networks.read("karate"))[1] == []  # what it holds is known


def test_a_column_of_counts_that_nobody_called_weight_is_named(tmp_path):
    (tmp_path / "edges.csv").write_text("source,target,count\na,b,3\nb,c,9\n")
    ties, said = warned(lambda: networks.read(tmp_path / "edges.csv"))
    assert said == [
        "edges.csv: columns not used: count; all ties are taken as equal: call the one that says how strong a tie is weight"
    ]
    assert (ties.contact_rate == 1).all()
    assert set(said[0].split(": ", 1)[1:]) < set(networks.load(tmp_path / "edges.csv").notes)


def test_attributes_that_are_no_groups_are_named():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {i: (0.5, i) for i in graph}, "pos")
    ties, said = warned(lambda: networks.read(graph))
    assert said == ["the graph: columns not used: pos"] and not ties.groups


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 9)), max_size=12))
def test_counts_of_both_directions_add_up(arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(5))
    graph.add_weighted_edges_from((u, v, w) for u, v, w in arcs if u != v)
    expected: dict = {}
    for u, v, data in graph.edges(data=True):
        key = (min(u, v), max(u, v))
        expected[key] = expected.get(key, 0) + data["weight"]
    loaded = networks.load(graph, rate="counts", weeks=2)
    found = {(r.source, r.target): r.contact_rate for r in loaded.ties.pairs().itertuples()}
    assert found == {key: count / 2 for key, count in expected.items()}
    both = len(graph.edges) - len(expected)
    assert any("their counts added up" in note for note in loaded.notes) == (both > 0)


def test_what_looks_like_every_contact_counted_twice_is_said():
    graph = nx.DiGraph([(0, 1, {"weight": 3}), (1, 0, {"weight": 3})])
    ties, said = warned(lambda: networks.read(graph, rate="counts", weeks=1))
    assert ties.contact_rate.tolist() == [6, 6] and "both directions at equal weights" in said[0]


@pytest.mark.parametrize(
    ("options", "rate"),
    [
        ({"weeks": 2}, 15.0),
        ({"weeks": "14 days"}, 15.0),
        ({"weeks": 2, "unit": "contacts"}, 15.0),
        ({"weeks": 2, "unit": "seconds", "conversation": "1 min"}, 0.25),
        ({"weeks": 2, "unit": "20 seconds", "conversation": "5 minutes"}, 1.0),
        ({"weeks": 2, "unit": "20-second intervals", "conversation": "300 s"}, 1.0),
        ({"weeks": 0.5, "unit": "h", "conversation": "0.5 hours"}, 120.0),
    ],
)
def test_the_unit_of_counts(options, rate):
    graph = nx.Graph([(0, 1, {"weight": 30})])
    assert networks.read(graph, **options).contact_rate[0] == pytest.approx(rate)
    assert networks.read(graph, rate="counts", **options) == networks.read(graph, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rate": "counts", "weeks": 2, "unit": "seconds"}, "say how long one conversation lasts"),
        ({"rate": "counts", "weeks": 2, "conversation": "5 min"}, "goes with a unit of time"),
        ({"rate": "counts", "weeks": 2, "unit": "parsecs", "conversation": "5 min"}, "unit = 'parsecs'"),
        ({"rate": "counts", "weeks": 2, "unit": "s", "conversation": "0 min"}, "conversation = '0 min'"),
        ({"rate": "counts", "unit": "seconds", "conversation": "5 min"}, "number of weeks observed"),
        ({"rate": "counts", "weeks": -1}, "weeks observed = -1"),
        ({"rate": "counts", "weeks": float("nan")}, "weeks observed = nan"),
        ({"rate": "counts", "weeks": "a while"}, "weeks observed = 'a while'"),
        ({"rate": "counts", "weeks": 2, "unit": 20, "conversation": "5 min"}, "unit = 20: must be a length"),
        ({"rate": ["counts"]}, "no rule"),
        ({"rate": "counts", "weeks": True}, "weeks observed = True"),
        ({"rate": "ordinal", "weeks": 2}, "weeks goes with rate = 'counts' alone, not with 'ordinal'"),
        ({"unit": "seconds", "rate": "equal"}, "unit goes with rate = 'counts'"),
    ],
)
def test_options_that_do_not_go_together(options, message):
    with pytest.raises(UserError, match=message):
        networks.read(nx.Graph([(0, 1, {"weight": 30})]), **options)


@given(st.text(max_size=20))
def test_any_words_are_a_length_of_time_or_refused(text):
    for read in (lambda: seconds(text, "unit"), lambda: weeks_of(text)):
        with contextlib.suppress(UserError):
            assert 0 < read() < np.inf


def test_self_ties_are_dropped_where_asked_for():
    graph = nx.Graph([(0, 1), (1, 1), (2, 2)])
    with pytest.raises(UserError, match=r"1 is tied to itself .2 such rows.*drop_self_ties=True"):
        networks.read(graph)
    loaded = networks.load(graph, drop_self_ties=True)
    assert len(loaded.ties) == 1 and loaded.ties.people == 3 and "2 self-ties dropped" in loaded.notes


@pytest.mark.parametrize("options", [{"rate": "rate"}, {"weeks": 4}, {"rate": "ordinal"}])
def test_ties_of_weight_0_are_there_and_silent(tmp_path, options):
    (tmp_path / "edges.csv").write_text("source,target,weight\na,b,0\nb,c,2\nc,d,1\n")
    loaded = networks.load(tmp_path / "edges.csv", **options)
    rates = dict(zip("abcd", loaded.ties.contact_rate[loaded.ties.start[:-1]], strict=True))
    assert len(loaded.ties) == 3 and rates["a"] == 0 and rates["c"] > rates["d"] > 0
    assert "1 ties of weight 0 are silent: they are there, and never talk" in loaded.notes
    networks.write(loaded.ties, tmp_path / "again.parquet")
    assert networks.read(tmp_path / "again.parquet") == loaded.ties


def test_the_workplace_is_read_in_its_own_unit():
    """Weights are intervals of 20 seconds over two weeks (SOURCE.md); 78,249 of them in all."""
    if not DATA.is_dir():
        pytest.skip("the real networks are not here")
    path = DATA / "invs15_workplace" / "edges.csv"
    ties = networks.load(path, rate="counts", weeks=2, unit="20 seconds", conversation="1 minute").ties
    assert ties.pairs().contact_rate.sum() == pytest.approx(78_249 / 3 / 2)
