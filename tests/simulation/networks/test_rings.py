"""Rings of neighbours: layers of odd sizes, and where the ties go that leave the neighbourhood."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation import networks

ODD = {"close_friends": 3, "good_friends": 2, "friends": 1, "casual_friends": 5, "acquaintances": 5}
RATES = {"close": 3.0, "good": 0.5, "friend": 0.0385, "casual": 0.0192, "acquaintance": 0.0064}


@pytest.mark.parametrize("name", ["caveman", "small_world"])
def test_where_a_layer_ends_between_two_neighbours_chance_decides(name):
    """Layers of 3, 2, 1, 5 and 5 ties a person: totals are exact where a layer ends at a whole distance. One that ends in
    between has each pair there with probability 1/2: standard error sqrt(people / 4) pairs; between two such, sqrt(people / 2).
    """
    people = 3_400
    ties = networks.create(name, people, seed=1, rate_spread=0, bridging=0, **ODD)
    assert (ties.degree == 16).all()
    pairs = ties.pairs()
    count = [int((pairs.contact_rate == np.float32(rate)).sum()) for rate in RATES.values()]
    wanted = np.array(list(ODD.values())) * people / 2
    assert sum(count) == wanted.sum() and sum(count[:3]) == wanted[:3].sum()
    assert np.abs(count - wanted).max() < 4 * np.sqrt(people / 2) and count != wanted.tolist()
    distance = (pairs.target - pairs.source).to_numpy()
    size = 17 if name == "caveman" else people
    distance = np.minimum(distance, size - distance)
    far = [distance[pairs.contact_rate == np.float32(rate)] for rate in RATES.values()]
    assert [(part.min(), part.max()) for part in far] == [(1, 2), (2, 3), (3, 3), (4, 6), (6, 8)]


@pytest.mark.parametrize("name", ["caveman", "small_world"])
def test_ties_that_leave_go_to_anybody_with_the_same_chance(name):
    """All 12 outer ties of a person of 4,000 leave: he keeps 6 that he began, and others' 6,000 x 4 ends fall on anybody, so that
    a quarter of the people has 20 ties on average, as all have; standard error sqrt(6 / 1,000)."""
    near = {"close_friends": 4, "good_friends": 4, "friends": 4, "casual_friends": 8, "acquaintances": 0}
    ties = networks.create(name, 4_000, seed=2, bridging=1, **near)
    quarters = ties.degree.reshape(4, 1_000).mean(axis=1)
    assert len(ties) == 40_000 and np.abs(quarters - 20).max() < 4 * np.sqrt(6 / 1_000)
    assert ties.degree.var() == pytest.approx(6, rel=0.15) and ties.degree.min() >= 14
