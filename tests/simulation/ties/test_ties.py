"""Laws of `Ties`: symmetric, sorted, without self-ties and duplicates, whatever the list they were made from."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.networks import as_ties
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.rows import find_tie


@st.composite
def pair_lists(draw, unique=True):
    """(people, source, target, rate, kind): pairs in any order and direction; rates exact in single precision."""
    people = draw(st.integers(2, 12))
    person = st.integers(0, people - 1)
    pair = st.tuples(person, person).filter(lambda p: p[0] != p[1])
    pairs = draw(st.lists(pair, max_size=30, unique_by=(lambda p: (min(p), max(p))) if unique else None))
    rate = draw(st.lists(st.integers(1, 5), min_size=len(pairs), max_size=len(pairs)))
    kind = draw(st.lists(st.sampled_from(Kind), min_size=len(pairs), max_size=len(pairs)))
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return people, table[:, 0], table[:, 1], np.array(rate, float) / 4, np.array(kind, dtype=np.uint8)


def as_dict(ties):
    """{(i, j): (rate, kind)} with i < j."""
    return {(r.source, r.target): (r.contact_rate, r.kind) for r in ties.pairs().itertuples()}


def same(x, y):
    return all(
        np.array_equal(getattr(x, f), getattr(y, f)) for f in ("start", "other", "contact_rate", "kind")
    )


def assert_lawful(ties):
    """Every law of the rows, checked without the code that made them."""
    assert ties.start[0] == 0 and ties.start[-1] == len(ties.other) and (np.diff(ties.start) >= 0).all()
    assert (ties.start.dtype, ties.other.dtype) == (np.int64, np.int32)
    assert (ties.contact_rate.dtype, ties.kind.dtype) == (np.float32, np.uint8)
    assert (ties.contact_rate > 0).all() and np.isfinite(ties.contact_rate).all()
    me = np.repeat(np.arange(ties.people), ties.degree)
    assert (me != ties.other).all(), "self-tie"
    key = me * ties.people + ties.other
    assert (np.diff(key) > 0).all(), "rows not sorted, or a tie twice"
    back = ties.other.astype(np.int64) * ties.people + me
    order = np.argsort(back)
    assert np.array_equal(back[order], key), "not symmetric"
    assert np.array_equal(ties.contact_rate[order], ties.contact_rate)
    assert np.array_equal(ties.kind[order], ties.kind)


@given(pair_lists())
def test_rows_are_lawful_and_hold_the_pairs(pairs):
    people, a, b, rate, kind = pairs
    ties = Ties.from_pairs(a, b, people, rate, kind)
    assert_lawful(ties)
    expected = {(min(p), max(p)): (r, k) for p, r, k in zip(zip(a, b, strict=True), rate, kind, strict=True)}
    assert as_dict(ties) == expected
    assert len(ties) == len(a) and ties.people == people
    assert np.array_equal(ties.degree, np.bincount(np.concatenate([a, b]), minlength=people))


@given(pair_lists(unique=False), st.randoms(use_true_random=False))
def test_neither_order_nor_direction_matters(pairs, random):
    people, a, b, rate, kind = pairs
    order = list(range(len(a)))
    random.shuffle(order)
    flip = np.array([random.random() < 0.5 for _ in order], dtype=bool)
    c, d = np.where(flip, b[order], a[order]), np.where(flip, a[order], b[order])
    one = Ties.from_pairs(a, b, people, rate, kind, repeated="strongest")
    other = Ties.from_pairs(c, d, people, rate[order], kind[order], repeated="strongest")
    assert_lawful(one)
    assert same(one, other)


@given(pair_lists(unique=False))
def test_a_repeated_pair_keeps_its_highest_rate(pairs):
    people, a, b, rate, kind = pairs
    best: dict = {}
    for i, j, r, k in zip(a, b, rate, kind, strict=True):
        key = (min(i, j), max(i, j))
        best[key] = max(best.get(key, (0, 0)), (r, -int(k)))
    ties = Ties.from_pairs(a, b, people, rate, kind, repeated="strongest")
    assert as_dict(ties) == {key: (r, -k) for key, (r, k) in best.items()}
    if len(best) < len(a):
        with pytest.raises(UserError, match="more than once"):
            Ties.from_pairs(a, b, people, rate, kind)


@given(pair_lists(), st.randoms(use_true_random=False))
def test_relabelling_people_relabels_ties(pairs, random):
    people, a, b, rate, kind = pairs
    new = list(range(people))
    random.shuffle(new)
    new = np.array(new)
    renamed = as_dict(Ties.from_pairs(new[a], new[b], people, rate, kind))
    plain = as_dict(Ties.from_pairs(a, b, people, rate, kind))
    assert renamed == {tuple(sorted((new[i], new[j]))): value for (i, j), value in plain.items()}


@given(pair_lists())
def test_mutual_contacts_as_networkx_counts_them(pairs):
    people, a, b, rate, kind = pairs
    ties = Ties.from_pairs(a, b, people, rate, kind)
    graph = ties.to_networkx()
    i, j = np.triu_indices(people, 1)
    expected = [len(list(nx.common_neighbors(graph, x, y))) for x, y in zip(i, j, strict=True)]
    assert ties.mutual_contacts(i, j).tolist() == expected
    assert ties.mutual_contacts(j, i).tolist() == expected


@given(pair_lists())
def test_find_tie_finds_what_is_there_and_nothing_else(pairs):
    people, a, b, rate, kind = pairs
    ties = Ties.from_pairs(a, b, people, rate, kind)
    for i in range(people):
        for j in range(people):
            at = find_tie(ties.start, ties.other, i, j)
            if j in ties.contacts(i):
                assert ties.start[i] <= at < ties.start[i + 1] and ties.other[at] == j
            else:
                assert at == -1


@given(pair_lists())
def test_there_and_back_through_networkx(pairs):
    people, a, b, rate, _ = pairs
    ties = Ties.from_pairs(a, b, people, rate).grouped(firm=np.arange(people) % 3)
    graph = ties.to_networkx()
    assert same(Ties.from_networkx(graph), ties)
    assert nx.get_node_attributes(graph, "firm") == {i: i % 3 for i in range(people)}


@given(pair_lists(), st.randoms(use_true_random=False))
def test_where_keeps_what_is_asked_for(pairs, random):
    people, a, b, rate, kind = pairs
    ties = Ties.from_pairs(a, b, people, rate, kind)
    keep = np.array([random.random() < 0.5 for _ in range(len(ties))], dtype=bool)
    kept = ties.where(keep)
    assert_lawful(kept)
    table = ties.pairs()[keep]
    assert list(as_dict(kept)) == list(zip(table.source, table.target, strict=True))


def test_a_directed_graph_counts_each_pair_once_at_the_higher_rate():
    graph = nx.DiGraph()
    graph.add_edge("anna", "bo", contact_rate=1.0)
    graph.add_edge("bo", "anna", contact_rate=3.0)
    graph.add_edge("bo", "cy", contact_rate=1.0)
    with pytest.warns(WeakTiesWarning, match="3 arcs became 2 ties at the higher weight"):
        ties = Ties.from_networkx(graph)
    assert ties.labels == ("anna", "bo", "cy")
    assert as_dict(ties) == {(0, 1): (3.0, Kind.FRIEND), (1, 2): (1.0, Kind.FRIEND)}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Ties.from_pairs([0], [0], 2), "tied to itself"),
        (lambda: Ties.from_pairs([0, 1], [1, 0], 2), "more than once"),
        (lambda: Ties.from_pairs([0], [2], 2), "person 2 is not in the network of 2 people"),
        (lambda: Ties.from_pairs([-1], [1], 2), "person -1"),
        (lambda: Ties.from_pairs([0], [1, 2], 3), "needs one of each"),
        (lambda: Ties.from_pairs([0.5], [1.0], 2), "whole numbers"),
        (lambda: Ties.from_pairs([0], [1], 2, -1.0), "contact rate -1 .*0 or more"),
        (lambda: Ties.from_pairs([0], [1], 2, np.nan), "contact rate nan .*0 or more"),
        (lambda: Ties.from_pairs([0], [1], 2).grouped(firm=[1]), "1 entries for 2 people"),
        (lambda: Ties.from_networkx(nx.Graph([(0, 0)])), "tied to itself"),
        (lambda: as_ties({0: 1}), "expected the path of a file, a networkx"),
    ],
)
def test_bad_input_gets_one_clear_line(make, message):
    with pytest.raises(UserError, match=message) as caught:
        make()
    assert "\n" not in str(caught.value)


def test_an_empty_network_is_a_network():
    ties = Ties.from_pairs([], [], 3)
    assert_lawful(ties)
    assert (ties.people, len(ties), ties.degree.tolist()) == (3, 0, [0, 0, 0])
