"""Networks on which what is written by hand is compared with networkx: random, with islands and lone people, and real ones."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def weighted(graph: nx.Graph, seed: int = 0) -> nx.Graph:
    """The graph, nodes 0 .. n-1, with contact rates drawn for each edge."""
    graph = nx.convert_node_labels_to_integers(nx.Graph(graph))
    rates = np.random.default_rng(seed).lognormal(0, 1.5, graph.number_of_edges())
    for (_, _, data), rate in zip(graph.edges(data=True), rates, strict=True):
        data["contact_rate"] = float(np.float32(rate))
    return graph


def real() -> dict[str, nx.Graph]:
    """The measured networks, as undirected graphs; none where the data are absent."""
    found = {}
    for folder in sorted(DATA.glob("*/edges.csv")):
        table = pd.read_csv(folder)
        graph = nx.Graph()
        for a, b, w in zip(table.source, table.target, table.weight, strict=True):
            graph.add_edge(
                a, b, contact_rate=max(float(w), graph.get_edge_data(a, b, {}).get("contact_rate", 0.0))
            )
        found[folder.parent.name] = nx.convert_node_labels_to_integers(graph)
    return found


GRAPHS: dict[str, nx.Graph] = {
    "sparse": weighted(nx.gnp_random_graph(60, 0.03, seed=1)),
    "dense": weighted(nx.gnp_random_graph(40, 0.3, seed=2)),
    "ring": weighted(nx.watts_strogatz_graph(50, 6, 0.1, seed=3)),
    "trees and lone people": weighted(
        nx.disjoint_union(nx.random_labeled_tree(20, seed=4), nx.empty_graph(3))
    ),
    "karate": weighted(nx.karate_club_graph()),
    "lesmis": weighted(nx.les_miserables_graph()),
    **real(),
}
