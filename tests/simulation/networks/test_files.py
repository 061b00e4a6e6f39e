"""Real networks: what is read, what is said about it, and what bad files get."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation import networks
from weakties.simulation.networks import listed
from weakties.simulation.networks.rates import ordinal
from weakties.simulation.ties import DEFAULT_RATE, Kind, Ties

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
KINDS = pytest.mark.parametrize("kind", ["csv", "parquet", "graphml", "gexf"])


def edges(folder, text, name="edges.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def table(ties):
    """{(name, name): contact rate}."""
    names = ties.labels or range(ties.people)
    return {(names[r.source], names[r.target]): r.contact_rate for r in ties.pairs().itertuples()}


def same(x, y):
    arrays = all(
        np.array_equal(getattr(x, f), getattr(y, f)) for f in ("start", "other", "contact_rate", "kind")
    )
    groups = x.groups.keys() == y.groups.keys() and all(
        np.array_equal(x.groups[g], y.groups[g]) for g in x.groups
    )
    return arrays and groups and x.labels == y.labels


@KINDS
@pytest.mark.parametrize("labels", [(), ("anna", "bo", "cy", "dee", "eve"), (7, 5, 30, 2, 11)])
def test_what_is_written_is_read(tmp_path, kind, labels):
    """Person 4 has no ties, and the rates are not round: nothing is lost."""
    plain = Ties.from_pairs([0, 1, 3], [1, 2, 0], 5, [1 / 3, 2.7, 0.0064], [0, 3, 2])
    ties = Ties(plain.start, plain.other, plain.contact_rate, plain.kind, {}, labels).grouped(
        firm=[4, 4, 0, 1, 9], industry=[1, 1, 0, 0, 0]
    )
    path = tmp_path / f"net.{kind}"
    networks.write(ties, path)
    assert same(networks.read(path), ties)
    assert not list(tmp_path.glob("*.part*"))


@KINDS
def test_a_generated_network_survives_a_file(tmp_path, kind):
    ties = networks.caveman(60, seed=0, friends=5, casual_friends=5, acquaintances=5)
    networks.write(ties, tmp_path / f"edges.{kind}")
    assert same(networks.read(tmp_path / f"edges.{kind}"), ties)


def test_a_plain_edge_list(tmp_path):
    loaded = networks.load(edges(tmp_path, "source,target\nbo,anna\ncy,bo\n"))
    assert loaded.ties.labels == ("anna", "bo", "cy")
    assert table(loaded.ties) == {("anna", "bo"): DEFAULT_RATE, ("bo", "cy"): DEFAULT_RATE}
    assert loaded.notes == ("contact rates: the weight says nothing: 1 conversation a week on each tie",)


def test_a_contact_rate_is_taken_as_it_is(tmp_path):
    path = edges(tmp_path, "source,target,weight,contact_rate\n3,1,9,0.5\n")
    loaded = networks.load(path)
    assert table(loaded.ties) == {(1, 3): 0.5}
    assert loaded.notes[0] == "contact rates: conversations per week already, taken as they are"


def test_rules_from_weight_to_contact_rate(tmp_path):
    path = edges(tmp_path, "source,target,weight\n0,1,8\n1,2,2\n")
    assert table(networks.read(path, rate="rate")) == {(0, 1): 8.0, (1, 2): 2.0}
    assert table(networks.read(path, rate="counts", weeks=4)) == {(0, 1): 2.0, (1, 2): 0.5}
    assert same(networks.read(path, weeks=4), networks.read(path, rate="counts", weeks=4))
    assert same(networks.read(path), networks.read(path, rate="ordinal"))
    assert set(table(networks.read(path, rate="equal")).values()) == {DEFAULT_RATE}


def test_ordinal_rates_span_the_contact_layers():
    """Of five different weights the middle one is a friend's: half of the ties are weaker; friends are third of five."""
    rates = ordinal(np.array([1.0, 2, 3, 10, 99]))
    assert rates[2] == pytest.approx(0.0385)
    assert 0.0064 < rates[0] < 0.0192 and 0.5 < rates[4] < 3.0
    assert ordinal(np.ones(3)) == pytest.approx(0.0385)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=30))
def test_ordinal_rates_depend_on_the_order_alone(weights):
    weight = np.array(weights, float)
    rates = ordinal(weight)
    assert np.array_equal(rates, ordinal(weight**3 + 7))
    for i in range(len(weight)):
        assert ((rates > rates[i]) == (weight > weight[i])).all()


def test_a_list_of_people_gives_groups_and_people_without_ties(tmp_path):
    path = edges(tmp_path, "source,target,weight\n2,9,1\n")
    edges(tmp_path, "id,school,town\n9,3,Ulm\n2,1,\n5,3,Bonn\n", "nodes.csv")
    loaded = networks.load(path)
    assert loaded.ties.labels == (9, 2, 5)
    assert loaded.ties.groups["school"].tolist() == [3, 1, 3]
    assert loaded.ties.groups["town"].tolist() == [1, -1, 0]
    assert loaded.notes[-1] == "disconnected: 2 components, the largest with 67% of the people"


def test_two_directions_are_one_tie_at_the_higher_weight(tmp_path):
    loaded = networks.load(edges(tmp_path, "source,target,weight\na,b,2\nb,a,5\nb,c,1\n"), rate="rate")
    assert table(loaded.ties) == {("a", "b"): 5.0, ("b", "c"): 1.0}
    assert "directed: 3 arcs became 2 ties at the higher weight" in loaded.notes


def test_row_order_and_direction_do_not_matter(tmp_path):
    one = networks.read(edges(tmp_path, "source,target,weight\na,b,2\nb,c,1\nc,d,4\n", "one.csv"))
    other = networks.read(edges(tmp_path, "source,target,weight\nd,c,4\nb,a,2\nc,b,1\n", "other.csv"))
    assert same(one, other)


def test_people_may_be_called_na(tmp_path):
    assert networks.read(edges(tmp_path, "source,target\nNA,None\n")).labels == ("NA", "None")


@pytest.mark.parametrize("text", ["source,target\n", "source,target,weight\n"])
def test_an_empty_network_is_fine_but_said(tmp_path, text):
    assert networks.load(edges(tmp_path, text)).notes[-1] == "empty network: 0 people, 0 ties"
    edges(tmp_path, "id\n1\n2\n", "nodes.csv")
    loaded = networks.load(tmp_path / "edges.csv")
    assert (loaded.ties.people, loaded.notes[-1]) == (2, "empty network: 2 people, 0 ties")


def test_columns_that_are_not_used_are_named(tmp_path):
    loaded = networks.load(edges(tmp_path, "source,target,weight,sms,calls\n1,2,3,1,2\n"))
    assert "columns not used: sms, calls" in loaded.notes


def test_graphs_of_networkx(tmp_path):
    graph = nx.Graph()
    graph.add_edge("anna", "bo", weight=4)
    graph.add_edge("bo", "cy", weight=8)
    nx.set_node_attributes(graph, {"anna": "x", "bo": "y", "cy": "x"}, "team")
    for path in (tmp_path / "g.graphml", tmp_path / "g.gexf"):
        (nx.write_graphml if path.suffix == ".graphml" else nx.write_gexf)(graph, path)
        assert same(networks.read(path, weeks=4), networks.read(graph, weeks=4))
    ties = networks.read(graph, weeks=4)
    assert table(ties) == {("anna", "bo"): 1.0, ("bo", "cy"): 2.0}
    assert ties.groups["team"].tolist() == [0, 1, 0]
    directed = nx.DiGraph([(1, 2), (2, 1), (2, 3)])
    assert "directed: 3 arcs became 2 ties" in networks.load(directed).notes


@pytest.mark.parametrize(
    ("name", "people", "ties"), [("karate", 34, 78), ("lesmis", 77, 254), ("florentine", 15, 20)]
)
def test_examples_that_need_no_file(name, people, ties):
    read = networks.read(name)
    assert (read.people, len(read)) == (people, ties)
    assert (len(np.unique(read.contact_rate)) > 1) == (name != "florentine")


@pytest.mark.parametrize(
    ("folder", "people", "ties", "group"),
    [
        ("invs15_workplace", 217, 4274, "department"),
        ("ukfaculty", 81, 577, "school"),
        ("copenhagen_comm", 605, 873, "female"),
    ],
)
def test_real_networks(folder, people, ties, group):
    """The counts that the data's README gives."""
    if not DATA.is_dir():
        pytest.skip("the real networks are not here")
    loaded = networks.load(DATA / folder / "edges.csv")
    assert (loaded.ties.people, len(loaded.ties)) == (people, ties)
    assert group in loaded.ties.groups
    assert any(note.startswith("directed") for note in loaded.notes) == (folder == "ukfaculty")


def test_a_large_edge_list_takes_the_fast_road(tmp_path):
    """200,000 rows without a Python loop over rows: the same ties as straight from the arrays."""
    rng = np.arange(200_000)
    frame = pd.DataFrame({"source": rng % 4000, "target": 4000 + rng // 50, "contact_rate": 1.0 + rng % 7})
    frame = frame.drop_duplicates(["source", "target"])
    frame.to_parquet(tmp_path / "big.parquet", index=False)
    read = networks.read(tmp_path / "big.parquet")
    names = np.array(read.labels or range(read.people))
    number = np.full(names.max() + 1, -1)
    number[names] = np.arange(len(names))
    plain = Ties.from_pairs(
        number[frame.source], number[frame.target], len(names), frame.contact_rate, Kind.FRIEND
    )
    assert np.array_equal(read.other, plain.other) and np.array_equal(read.contact_rate, plain.contact_rate)


@pytest.mark.parametrize("file", ["edges.csv", "edges.parquet"])
def test_a_network_is_written_in_pieces_and_is_one(tmp_path, monkeypatch, file):
    ties = networks.layers(workers=120, seed=0)
    (tmp_path / "once").mkdir()
    networks.write(ties, tmp_path / "once" / file)
    monkeypatch.setattr(listed, "PIECE", 500)
    pieces = list(listed.PairsOf(ties))
    assert len(pieces) > 20 and sum(map(len, pieces)) == len(ties)
    (tmp_path / "pieces").mkdir()
    networks.write(ties, tmp_path / "pieces" / file)
    assert networks.read(tmp_path / "pieces" / file) == networks.read(tmp_path / "once" / file) == ties
    nobody = Ties.from_pairs([], [], 3)
    networks.write(nobody, tmp_path / file)
    assert networks.read(tmp_path / file) == nobody
