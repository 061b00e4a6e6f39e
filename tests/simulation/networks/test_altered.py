"""Networks made of other networks: what is kept, and what changes."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from weakties import Ties
from weakties.simulation import networks
from weakties.simulation.errors import UserError
from weakties.simulation.networks.altered import largest_component, observed, reweighted, rewired, ring


def test_records_show_the_ties_that_talk():
    """Of 4,000 ties of rate r a share 1 - exp(-r w) (1 + r w) talks at least twice in w weeks, and on average r w times."""
    star = Ties.from_pairs(np.zeros(4_000, int), np.arange(1, 4_001), 4_001, 0.3)
    seen = observed(star, weeks=4, seed=1, at_least=2)
    share = 1 - np.exp(-1.2) * 2.2
    assert abs(len(seen) / 4_000 - share) < 4 * np.sqrt(share * (1 - share) / 4_000)
    assert seen.contact_rate.min() == 0.5 and seen.people == star.people
    assert (observed(star, weeks=4, seed=1, at_least=2).other == seen.other).all()
    talks = observed(star, weeks=4, seed=2).pairs().contact_rate.sum() * 4
    assert abs(talks - 4_800) < 4 * np.sqrt(4_800)


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_rewiring_keeps_degrees_and_strengths(share):
    ties = networks.read("lesmis")
    made = rewired(ties, share, seed=3)
    assert (made.degree == ties.degree).all() and len(made) == len(ties)
    assert sorted(made.contact_rate) == sorted(ties.contact_rate)
    before, after = ({tuple(e) for e in t.pairs()[["source", "target"]].values} for t in (ties, made))
    assert len(before - after) <= share * len(ties)
    assert (len(before - after) > 0.4 * share * len(ties)) == (share > 0)


def test_rewiring_makes_a_ring_a_small_world():
    from weakties.analysis.paths import distances

    lattice = ring(200, 6)
    assert distances(rewired(lattice, 0.1, seed=0), seed=0).mean() < 0.5 * distances(lattice, seed=0).mean()


def test_a_ring_is_the_lattice_of_networkx():
    wanted = nx.watts_strogatz_graph(30, 6, 0.0)
    assert {tuple(sorted(e)) for e in wanted.edges} == {
        tuple(e) for e in ring(30, 6).pairs()[["source", "target"]].values
    }


def test_the_largest_component():
    graph = nx.disjoint_union(nx.path_graph(3), nx.cycle_graph(5))
    ties = Ties.from_networkx(graph).grouped(side=[0] * 3 + [1] * 5)
    kept = largest_component(ties)
    assert kept.people == 5 and len(kept) == 5 and kept.labels == (3, 4, 5, 6, 7)
    assert kept.groups["side"].tolist() == [1] * 5


def test_other_strengths():
    ties = networks.read("karate")
    assert (reweighted(ties, np.arange(1.0, 79.0)).pairs().contact_rate == np.arange(1, 79)).all()


def test_what_makes_no_sense():
    ties = ring(10, 4)
    for bad in (
        lambda: rewired(ties, 1.5, 0),
        lambda: observed(ties, 0, 0),
        lambda: ring(10, 3),
        lambda: ring(4, 4),
    ):
        with pytest.raises(UserError):
            bad()
