"""Small real networks that come with networkx, by name: they need no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import networkx as nx

EXAMPLES = {
    "karate": "34 members of a karate club, 78 ties, weight: in how many settings they met (Zachary 1977)",
    "lesmis": "77 characters of Les Miserables, 254 ties, weight: in how many chapters they meet (Knuth 1993)",
    "florentine": "15 families of Renaissance Florence, 20 marriages, no weights (Breiger and Pattison 1986)",
}


def example(name: str) -> nx.Graph:
    """The networkx graph of one of EXAMPLES. Raises UserError for any other name."""
    import networkx as nx

    graphs = {
        "karate": nx.karate_club_graph,
        "lesmis": nx.les_miserables_graph,
        "florentine": nx.florentine_families_graph,
    }
    if name not in graphs:
        raise UserError(f"no example network {name!r}; choose one of {', '.join(graphs)}")
    return graphs[name]()
