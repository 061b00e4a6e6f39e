"""Graphs, of networkx and in files of other programs, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.networks.logs.layout import opener
from weakties.simulation.networks.tables import Source

if TYPE_CHECKING:
    import networkx as nx

READERS = {
    ".graphml": "read_graphml",
    ".gexf": "read_gexf",
    ".gml": "",
    ".net": "read_pajek",
    ".paj": "read_pajek",
    ".json": "",
}
"""Kinds of files, and what of networkx reads them; "": a function here does."""


def graph_of(path: Path, kind: str) -> nx.Graph:
    """The graph in a file of this kind, one of READERS."""
    import networkx as nx

    return (
        getattr(nx, READERS[kind])(path) if READERS[kind] else {".gml": _gml, ".json": _node_link}[kind](path)
    )


def graph_error() -> type[Exception]:
    """What networkx raises."""
    import networkx as nx

    return nx.NetworkXException


def _gml(path: Path) -> nx.Graph:
    """People by their labels, where all have one, else by their numbers."""
    import networkx as nx

    try:
        return nx.read_gml(path)
    except nx.NetworkXError:
        return nx.read_gml(path, label="id")


def _node_link(path: Path) -> nx.Graph:
    """The JSON of networkx and of d3: nodes, and links or edges."""
    import json

    import networkx as nx

    with opener(path)(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    if not isinstance(data, dict) or "nodes" not in data or not ("links" in data or "edges" in data):
        raise UserError(
            f"{path.name}: no nodes, and links or edges; wanted the node-link form of networkx or d3"
        )
    return nx.node_link_graph(data, edges="links" if "links" in data else "edges")


def from_graph(graph: nx.Graph, name: str) -> Source:
    """A graph as tables. Names that are all whole numbers written as text become numbers, as in a CSV file."""
    import pandas as pd

    if not (hasattr(graph, "is_directed") and hasattr(graph, "nodes") and hasattr(graph, "edges")):
        raise UserError(f"expected the path of a file or a networkx graph, got {type(graph).__name__}")
    names = tuple(graph.nodes)
    number = {name: i for i, name in enumerate(names)}
    if all(isinstance(name, str) and name.isdecimal() and str(int(name)) == name for name in names):
        names = tuple(int(name) for name in names)
    known = [data for _, _, data in graph.edges(data=True)]
    keys = dict.fromkeys(key for data in known for key in data)
    read = [key for key in ("weight", "contact_rate", "kind") if key in keys]
    edges = pd.DataFrame({key: [data.get(key) for data in known] for key in read}, index=range(len(known)))
    edges.insert(0, "source", np.array([number[u] for u, _ in graph.edges()], dtype=np.int64))
    edges.insert(1, "target", np.array([number[v] for _, v in graph.edges()], dtype=np.int64))
    people = [dict(data) for _, data in graph.nodes(data=True)]
    ties_left = tuple(str(key) for key in keys if key not in (*read, "id"))
    people_left = tuple(key for key in ("id", "label") if _says_more(key, people, names))
    nodes = pd.DataFrame(people, index=range(len(names))).drop(columns=["id", "label"], errors="ignore")
    nodes.insert(0, "id", np.arange(len(names)))
    return Source(edges, nodes, not graph.is_directed(), name, names, ties_left, people_left)


def _says_more(key: str, people: list[dict[Any, Any]], names: tuple[Any, ...]) -> bool:
    """Whether an attribute of people is more than their names once again, as files of graphs have it."""
    return any(str(one.get(key, name)) != str(name) for one, name in zip(people, names, strict=True))
