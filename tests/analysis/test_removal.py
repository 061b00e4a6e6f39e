"""Removal curves: against networkx, tie by tie; and what they must show on networks built to show it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from analysis import removal, structure
from simulation import Ties
from simulation.errors import UserError
from tests.analysis.networks_of_tests import GRAPHS


@pytest.mark.parametrize("name", ["sparse", "ring", "trees and lone people", "karate"])
def test_every_point_is_what_networkx_finds(name):
    graph = GRAPHS[name].copy()
    ties = Ties.from_networkx(graph)
    order = np.random.default_rng(0).permutation(len(ties))
    curve = removal.removal_curve(ties, order, points=len(ties) + 1)
    assert len(curve) == len(ties) + 1
    for step, row in enumerate(curve.itertuples()):
        sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
        assert row.largest == pytest.approx(sizes[0] / ties.people)
        assert row.susceptibility == pytest.approx(sum(s * s for s in sizes[1:]) / ties.people)
        if step < len(ties):
            graph.remove_edge(*structure.ends_of(ties)[order[step]])


def test_weak_bridges_hold_islands_together():
    """A ring of 20 cliques of 6, strong inside, one weak tie between neighbours: weak first, it falls apart at once."""
    graph = nx.ring_of_cliques(20, 6)
    rng = np.random.default_rng(1)
    for i, j, data in graph.edges(data=True):
        data["contact_rate"] = float(rng.uniform(0.1, 0.2) if i // 6 != j // 6 else rng.uniform(1, 2))
    ties = Ties.from_networkx(graph)
    curves = removal.removal_curves(ties, seed=0, nulls=5)
    robust = curves.groupby(["order", "null"]).apply(removal.robustness, include_groups=False)
    assert robust["weakest first", -1] < robust["weakest first"].drop(-1).min()
    assert robust["weakest first", -1] < 0.1 < robust["strongest first", -1]
    assert robust["least overlap first", -1] < robust["most overlap first", -1]
    own = curves[(curves.order == "weakest first") & (curves.null == -1)]
    assert 0 < removal.breaking_point(own)[0] <= 20 / len(ties)  # while the 20 bridges go


def test_equal_values_are_removed_in_random_order():
    first, second = (
        removal.order_of(np.ones(50), 1, np.random.default_rng(seed).random(50)).tolist() for seed in (0, 1)
    )
    assert first != second and sorted(first) == list(range(50))


def test_an_order_names_every_tie_once():
    ties = Ties.from_networkx(nx.path_graph(4))
    for order in ([0, 1], [0, 1, 1], [0, 1, 2, 2]):
        with pytest.raises(UserError, match="must name each of the 3 ties once"):
            removal.removal_curve(ties, order)
