"""Each generator has the published property that its docstring claims."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path
from scipy.stats import spearmanr

from weakties.simulation import networks
from weakties.simulation.networks.weighted_growth import DELETION, grow
from weakties.simulation.ties import Kind, Ties

NEAR = {
    "close_friends": 4,
    "good_friends": 4,
    "friends": 4,
    "casual_friends": 8,
    "acquaintances": 0,
}  # 20 in all


def overlap(ties):
    """O = n / ((k_i - 1) + (k_j - 1) - n) of each tie (Onnela et al. 2007)."""
    pairs = ties.pairs()
    a, b = pairs.source.to_numpy(), pairs.target.to_numpy()
    common = ties.mutual_contacts(a, b)
    return common / np.maximum(1, ties.degree[a] + ties.degree[b] - 2 - common)


def clustering(ties):
    """Mean local clustering, the measure of Watts and Strogatz."""
    return nx.average_clustering(ties.to_networkx())


def path_length(ties):
    """Mean distance from 50 people to everybody they can reach."""
    table = csr_array((np.ones(len(ties.other)), ties.other, ties.start), shape=(ties.people,) * 2)
    distance = shortest_path(table, unweighted=True, indices=np.arange(0, ties.people, ties.people // 50))
    return distance[np.isfinite(distance) & (distance > 0)].mean()


def test_layers_overlap_rises_with_strength():
    """Onnela et al. (2007): overlap rises with strength. Compared by kind, so that noise of rates within a layer is out."""
    ties = networks.layers(3000, seed=0, friends=20, casual_friends=20, acquaintances=40)
    kind, o = ties.pairs().kind.to_numpy(), overlap(ties)
    means = [o[kind == k].mean() for k in (Kind.CLOSE, Kind.FRIEND, Kind.ACQUAINTANCE)]
    assert means[0] > means[1] > means[2]
    assert spearmanr(ties.pairs().contact_rate, o)[0] > 0.1


def test_caveman_without_bridges_is_cliques():
    ties = networks.caveman(210, seed=0, bridging=0, **NEAR)
    assert nx.number_connected_components(ties.to_networkx()) == 10
    assert clustering(ties) == 1.0
    assert (ties.degree == 20).all()


def test_caveman_bridges_are_weak_and_as_many_as_asked():
    """12 of 20 ties a person may leave, each with probability 1/4: 3 a person, 0.15 of all ties.

    Ties that may leave: n = 2100 * 12 / 2; standard error of their share sqrt(0.25 * 0.75 / 12600) = 0.0039.
    """
    ties = networks.caveman(2100, seed=0, bridging=0.25, **NEAR)
    pairs, cave = ties.pairs(), ties.groups["community"]
    leaves = cave[pairs.source.to_numpy()] != cave[pairs.target.to_numpy()]
    may = 2100 * 12 / 2
    assert len(ties) == 2100 * 10
    assert abs(leaves.sum() / may - 0.25) < 4 * np.sqrt(0.25 * 0.75 / may)
    assert (pairs.kind[leaves] != Kind.CLOSE).all()
    assert overlap(ties)[leaves].mean() < 0.1 < 0.4 < overlap(ties)[~leaves].mean()
    assert nx.is_connected(ties.to_networkx())


def test_small_world_without_shortcuts_is_the_lattice_of_the_paper():
    """Clustering 3 (k - 2) / (4 (k - 1)), mean distance near n / (2 k)."""
    ties = networks.small_world(1000, seed=0, bridging=0, **NEAR)
    assert (ties.degree == 20).all()
    assert clustering(ties) == pytest.approx(3 * 18 / (4 * 19), abs=1e-12)
    assert path_length(ties) == pytest.approx(1000 / (2 * 20), rel=0.03)


def test_small_world_has_short_paths_and_stays_clustered():
    """With a tenth of the outer ties (6 % of all) moved: distances fall below a fifth of the lattice's 25, while clustering
    stays above (1 - 0.1)^3 times that of the lattice, since the inner ties are never moved."""
    ties = networks.small_world(1000, seed=0, bridging=0.1, **NEAR)
    lattice = 3 * 18 / (4 * 19)
    assert len(ties) == 10_000
    assert path_length(ties) < 25 / 5
    assert 0.9**3 * lattice < clustering(ties) < lattice


def test_small_world_shortcuts_leave_the_neighbourhood_and_are_never_close():
    ties = networks.small_world(1000, seed=0, bridging=0.2, **NEAR)
    pairs = ties.pairs()
    along = (pairs.target - pairs.source).to_numpy()
    shortcut = np.minimum(along, 1000 - along) > 10
    may = 1000 * 12 / 2
    assert abs(shortcut.sum() / may - 0.2) < 4 * np.sqrt(0.2 * 0.8 / may)
    assert (pairs.kind[shortcut] != Kind.CLOSE).all()


def test_planted_partition_has_homophily_and_nothing_else():
    """Inner ties (8 of 20) stay in the industry, outer ones leave with probability 1/4: 0.85 inside.

    n s / 2 = 30,000 ties in mean: the standard error of the share of outer ties that leave is
    sqrt(0.25 * 0.75 / 18000) = 0.0032. Within an industry, whether two of my contacts are tied does not depend on how close
    I am to them: the rank correlation of overlap and rate, for ties inside, is near 0: standard error 1 / sqrt(25,500) =
    0.0063, inflated by contacts that ties share, so 0.05 is allowed; in `caveman` it is that of bridges and far above.
    """
    ties = networks.planted_partition(3000, seed=0, bridging=0.25, industries=4, sociability=0, **NEAR)
    pairs, industry = ties.pairs(), ties.groups["industry"]
    inside = industry[pairs.source.to_numpy()] == industry[pairs.target.to_numpy()]
    outer = 3000 * 12 / 2
    assert abs((~inside).sum() / outer - 0.25) < 4 * (
        np.sqrt(0.25 * 0.75 / outer) + 0.25 * np.sqrt(1 / outer)
    )
    assert abs(spearmanr(pairs.contact_rate[inside], overlap(ties)[inside])[0]) < 0.05
    # In a random block of 750 people of whom one knows 17, 17 / 750 = 2 % of one's contacts know each other.
    assert clustering(ties) < 0.05


def test_planted_partition_degrees_spread_as_sociability_says():
    """The variance of degrees is that of the log-normal factor, times k^2, plus that of Poisson numbers, k (k = 20 here):
    relative standard deviation sqrt(exp(0.5^2) - 1 + 1 / 20) = 0.578; its sampling error for 5,000 heavy-tailed degrees is
    about 2 %.
    """
    ties = networks.planted_partition(5000, seed=0, sociability=0.5, **NEAR)
    assert ties.degree.std() / ties.degree.mean() == pytest.approx(
        np.sqrt(np.exp(0.25) - 1 + 1 / 20), rel=0.08
    )


@pytest.fixture(scope="module")
def grown():
    """The paper's setting: mean degree 10, p_r = 0.0005 = bridging * 10 * DELETION; with and without reinforcement."""
    bridging = 0.0005 / (10 * DELETION)
    return {delta: grow(1500, 0, 10, bridging, delta) for delta in (0.0, 1.0)}


def test_weighted_growth_keeps_the_mean_degree_at_a_steady_p_delta(grown):
    """Murase et al. (2015, PLoS ONE 10:e0133005) publish code that takes p_delta = 0.05 at delta = 1 and these rates; we demand
    the order of magnitude, and that less is needed without reinforcement, where searches do not go round in circles."""
    for network in grown.values():
        assert 2 * len(network.a) / 1500 == pytest.approx(10, rel=0.03)
    steady = {delta: network.local_attachment[-1000:].mean() for delta, network in grown.items()}
    assert 0.025 < steady[1.0] < 0.1
    assert steady[0.0] < steady[1.0] / 2


def test_weighted_growth_makes_communities_when_ties_are_reinforced(grown):
    """The transition of the paper: clustering, and modularity of the communities found, rise with delta."""
    found = {}
    for delta, network in grown.items():
        graph = nx.Graph(zip(network.a.tolist(), network.b.tolist(), strict=True))
        parts = nx.community.louvain_communities(graph, seed=0)
        found[delta] = (nx.average_clustering(graph), nx.community.modularity(graph, parts))
    assert found[1.0][0] > 1.5 * found[0.0][0]
    assert found[1.0][1] > found[0.0][1] + 0.1
    assert (grown[0.0].weight == 1).all() and grown[1.0].weight.max() > 100


def test_weighted_growth_overlap_rises_with_weight(grown):
    """The weak-links property: mean overlap rises from each quarter of the ties to the next stronger one."""
    network = grown[1.0]
    ties = Ties.from_pairs(network.a, network.b, 1500, network.weight)
    o = overlap(ties)[np.argsort(ties.pairs().contact_rate.to_numpy(), kind="stable")]
    quarters = [part.mean() for part in np.array_split(o, 4)]
    assert (np.diff(quarters) > 0).all() and quarters[3] > 1.5 * quarters[0]


def test_weighted_growth_ranks_ties_by_weight(grown):
    ties = networks.weighted_growth(300, seed=0, rate_spread=0, **NEAR)
    network = grow(300, 0, 20, 0.25, 1.0)
    rate = ties.contact_rate[
        [
            np.searchsorted(ties.contacts(i), j) + ties.start[i]
            for i, j in zip(network.a, network.b, strict=True)
        ]
    ]
    for stronger, weaker in ((3.0, 0.5), (0.5, 0.0385), (0.0385, 0.0192)):
        assert (
            network.weight[rate == np.float32(stronger)].min()
            >= network.weight[rate == np.float32(weaker)].max()
        )
