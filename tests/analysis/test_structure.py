"""Overlap, bridges, range, constraint, effective size: against networkx on random and on real networks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.analysis.networks_of_tests import DATA, GRAPHS
from weakties import Ties
from weakties.analysis import structure
from weakties.analysis.paths import distances
from weakties.analysis.portrait import (
    crossing,
    overlap_by_strength,
    percentile,
    portrait,
    rates_of,
    spearman,
    strength_by_range,
)
from weakties.simulation import networks
from weakties.simulation.errors import UserError


@pytest.fixture(params=GRAPHS, scope="module")
def pair(request):
    graph = GRAPHS[request.param]
    return graph, Ties.from_networkx(graph)


def test_overlap_is_what_onnela_defined(pair):
    graph, ties = pair
    for (i, j), found in zip(structure.ends_of(ties), structure.overlap(ties), strict=True):
        a, b = set(graph[i]) - {j}, set(graph[j]) - {i}
        wanted = len(a & b) / len(a | b) if a | b else np.nan
        assert found == pytest.approx(wanted, nan_ok=True)


def test_bridges_and_local_bridges(pair):
    graph, ties = pair
    ends = [tuple(e) for e in structure.ends_of(ties)]
    bridges = {tuple(sorted(e)) for e in nx.bridges(graph)}
    assert {e for e, is_bridge in zip(ends, structure.bridges(ties), strict=True) if is_bridge} == bridges
    local = {tuple(sorted(e)) for e in nx.local_bridges(graph, with_span=False)}
    assert {e for e, is_local in zip(ends, structure.local_bridges(ties), strict=True) if is_local} == local


def test_range_is_the_next_shortest_way(pair):
    graph, ties = pair
    rows = np.arange(0, len(ties), max(1, len(ties) // 300))
    for row, found in zip(rows, structure.tie_range(ties, rows, longest=5), strict=True):
        i, j = structure.ends_of(ties)[row]
        rest = graph.copy()
        rest.remove_edge(i, j)
        steps = nx.shortest_path_length(rest, i, j) if nx.has_path(rest, i, j) else np.inf
        assert found == min(steps, 6)


def test_constraint_and_effective_size(pair):
    graph, ties = pair
    for ours, theirs in (
        (structure.constraint(ties), nx.constraint(graph)),
        (structure.effective_size(ties), nx.effective_size(graph)),
        (structure.clustering(ties), nx.clustering(graph)),
    ):
        wanted = np.array([theirs[i] for i in range(ties.people)])
        np.testing.assert_allclose(ours, wanted, rtol=1e-9, atol=1e-12, equal_nan=True)


def test_distances_are_all_of_them_in_a_small_network(pair):
    graph, ties = pair
    if ties.people > 100:
        return
    wanted = sorted(
        d for i, row in nx.all_pairs_shortest_path_length(graph) for j, d in row.items() if i != j
    )
    assert sorted(distances(ties, seed=0)) == wanted


def test_the_tables_belong_together(pair):
    _, ties = pair
    table = structure.per_tie(ties)
    assert (table.local_bridge | ~table.bridge).all()
    assert (table.source == structure.ends_of(ties)[:, 0]).all()
    assert len(structure.per_person(ties)) == ties.people


def test_a_portrait_of_a_ring_with_a_pendant():
    """Four people in a circle and one hanging on: every number by hand."""
    ties = Ties.from_pairs([0, 1, 2, 0, 0], [1, 2, 3, 3, 4], 6, [1.0, 2.0, 3.0, 4.0, 0.5])
    found = portrait(ties, seed=0)
    assert found["people"] == 6 and found["ties"] == 5 and found["people without ties"] == 1
    assert found["components"] == 2 and found["share in the largest component"] == 5 / 6
    assert (
        found["bridges"] == 1 and found["local bridges, share"] == 1 and found["clustering, all people"] == 0
    )
    assert found["mean distance, where there is a way"] == pytest.approx((5 * 1 + 4 * 2 + 3) / 10)
    assert np.isnan(found["strength and overlap"])


def test_a_mean_says_over_whom():
    """A triangle, one hanging on it, and one alone: clustering 1, 1, 1/3, and for those two nobody can say (0)."""
    found = portrait(Ties.from_pairs([0, 1, 0, 2], [1, 2, 2, 3], 5), seed=0)
    assert found["ties per person, all people"] == 8 / 5 and found["ties per person, those with ties"] == 2
    for whom, people in (("all people", 5), ("those with ties", 4), ("those with two or more", 3)):
        assert found[f"clustering, {whom}"] == pytest.approx(7 / 3 / people)
    # Burt's effective size: 2 - 2/2 = 1 for two of the triangle, 3 - 2/3 for the third, 1 for the one who hangs on.
    assert found["effective size, those with ties"] == pytest.approx((1 + 1 + 7 / 3 + 1) / 4)


def test_nothing_to_describe():
    assert portrait(Ties.from_pairs([], [], 3), seed=0)["ties"] == 0
    assert portrait(Ties.from_networkx(nx.empty_graph(0)), seed=0)["people"] == 0


def test_no_order_of_strength_where_all_are_equal():
    with pytest.raises(UserError, match="equally strong"):
        structure.strength_of(Ties.from_networkx(nx.path_graph(4)))


def test_ranks():
    assert percentile([3, 1, 1, 9]).tolist() == [62.5, 25, 25, 87.5]
    assert spearman([1, 2, 3, np.nan], [2, 4, 9, 0]) == pytest.approx(1)
    assert np.isnan(spearman([1, 1, 1], [1, 2, 3]))


@pytest.mark.skipif(not DATA.is_dir(), reason="the measured networks are not here")
def test_weak_ties_cross_departments():
    """As the data's own description says: 75 % of the weakest third of ties cross departments, 33 % of the strongest third."""
    ties = networks.read(DATA / "invs15_workplace" / "edges.csv")
    rank, cross = percentile(rates_of(ties)), crossing(ties, "department")
    assert cross[rank < 100 / 3].mean() == pytest.approx(0.75, abs=0.02)
    assert cross[rank > 200 / 3].mean() == pytest.approx(0.33, abs=0.02)
    assert portrait(ties, seed=0)["across department, share"] == cross.mean()


def test_curves_of_strength():
    """Two cliques joined by one weak tie: overlap rises with strength, and the one long tie is the weakest."""
    graph = nx.barbell_graph(5, 0)
    for i, j, data in graph.edges(data=True):
        data["contact_rate"] = 0.1 if (i < 5) != (j < 5) else 1.0
    ties = Ties.from_networkx(graph)
    curve = overlap_by_strength(ties)
    assert curve.overlap.iloc[0] == 0 and curve.overlap.iloc[-1] > 0.5 and curve.ties.sum() == len(ties)
    by_range = strength_by_range(ties, seed=0)
    assert by_range.set_index("range").ties.to_dict() == {2: 20, 6: 1}
    assert by_range.strength.is_monotonic_decreasing
