"""Removal curves: against networkx, tie by tie; and what they must show on networks built to show it."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.networks_of_tests import GRAPHS
from weakties import Ties
from weakties.analysis import removal, structure
from weakties.simulation import networks
from weakties.simulation.errors import UserError


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
    order = removal.Order(np.ones(50), 1)
    first, second = (order(np.random.default_rng(seed).random(50)).tolist() for seed in (0, 1))
    assert first != second and sorted(first) == list(range(50))


@given(
    st.lists(st.integers(0, 5) | st.just(math.nan), max_size=30), st.integers(0, 99), st.sampled_from([1, -1])
)
def test_an_order_is_by_value_and_then_by_luck(values, seed, direction):
    luck = np.random.default_rng(seed).random(len(values))
    order = removal.Order(np.array(values, float), direction)
    assert order(luck).tolist() == np.lexsort([luck, direction * np.nan_to_num(values)]).tolist()


def test_an_order_names_every_tie_once():
    ties = Ties.from_networkx(nx.path_graph(4))
    for order in ([0, 1], [0, 1, 1], [0, 1, 2, 2]):
        with pytest.raises(UserError, match="must name each of the 3 ties once"):
            removal.removal_curve(ties, order)


def test_ties_that_are_equally_strong_are_broken_many_times():
    """A chain of four with strengths 1, 1, 2: the first of the weak ones to go leaves 3 or 2 people together, either as often.
    Over 400 draws the mean of a coin has a standard error of 1/8 / 20 of the people; within 4 of them. Any order, by hand: after
    one tie is gone 3, 2 or 3 are left, after two 2."""
    ties = Ties.from_pairs([0, 1, 2], [1, 2, 3], 4, [1.0, 1.0, 2.0])
    curves = removal.repeated_curves(ties, seed=0, draws=400, points=4)
    found = removal.envelope(curves).set_index(["order", "removed"]).loc["weakest first"]
    assert found.draws.eq(400).all() and found.largest.iloc[[0, 2, 3]].tolist() == [1, 0.5, 0.25]
    assert found.largest.iloc[1] == pytest.approx(5 / 8, abs=4 / 8 / 20)
    assert found.low.tolist() == [1, 0.5, 0.5, 0.25] and found.high.tolist() == [1, 0.75, 0.5, 0.25]
    held = removal.held_together(curves)
    area = {x: (0.5 * 1 + x + 0.5 + 0.5 * 0.25) / 3 for x in (0.5, 0.75)}  # trapezes of a third each
    weakest = held["held together, weakest first"]
    assert (weakest.low, weakest.high, weakest.n) == (
        pytest.approx(area[0.5]),
        pytest.approx(area[0.75]),
        400,
    )
    any_order = held["held together, any order"].value
    assert any_order == pytest.approx((2 * area[0.75] + area[0.5]) / 3, abs=4 * 0.12 / 3 / 20)
    assert held["any order less weakest first"].value == pytest.approx(any_order - weakest.value)
    assert held["held together, strongest first"].value == pytest.approx(area[0.75])


def test_where_no_two_ties_are_equally_strong_there_is_nothing_to_break():
    curves = removal.repeated_curves(Ties.from_networkx(GRAPHS["karate"]), seed=0, draws=5)
    held = removal.held_together(curves)["held together, weakest first"]
    assert held.low == pytest.approx(held.value) == held.high


def test_the_gap_between_the_curves_does_not_hang_on_a_seed():
    """Karate as it comes, with seven values of strength: the means of 100 draws of other luck agree within 4 standard errors."""
    ties = networks.read("karate")
    gaps = []
    for seed in (0, 1):
        curves = removal.repeated_curves(ties, seed, draws=100)
        gaps.append(removal.held_together(curves)["any order less weakest first"])
    error = [(gap.high - gap.low) / 3.92 / 10 for gap in gaps]
    assert abs(gaps[0].value - gaps[1].value) < 4 * np.hypot(*error)
    assert removal.draws_for(ties) == 100


def test_large_networks_are_removed_less_often():
    class Large:
        def __init__(self, ties):
            self.ties = ties

        def __len__(self):
            return self.ties

    assert [removal.draws_for(Large(n)) for n in (0, 10, 400_000, 3_000_000)] == [100, 100, 50, 10]
