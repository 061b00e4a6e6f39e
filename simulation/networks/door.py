"""The one door by which networks come in from outside: files, examples by name, networkx graphs, for models as for `read`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.networks.examples import EXAMPLES, example
from weakties.simulation.networks.files import from_file, from_graph
from weakties.simulation.networks.rates import Reading
from weakties.simulation.networks.tables import Loaded, ties_from
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import networkx as nx

MARKET = ("contact_rate", "firm", "industry")
NEWS = ("contact_rate",)
LIVING_NEWS = ("contact_rate", "firm", "community")  # news where ties live
"""What a labour market acts on, of a network that comes in."""


def load(
    path: str | os.PathLike[str] | nx.Graph,
    rate: str = "auto",
    weeks: float | str | None = None,
    unit: str | None = None,
    conversation: str | None = None,
    drop_self_ties: bool = False,
) -> Loaded:
    """The network in a file, of a networkx graph, or one of EXAMPLES by name ("karate", "lesmis", "florentine"), and what is to
    be said about it.

    A table (.csv, .parquet) has a row a tie with columns `source`, `target` and, if known, `weight` or `contact_rate` (and
    `kind`); beside edges.csv there may be nodes.csv, beside any.csv any.nodes.csv, with a column `id` and one for each way in
    which people are grouped. A graph (.graphml, .gexf) has the same as attributes of edges and nodes. Names of people become
    `labels`. The options say how weights become conversations per week; see `Reading`.

    i -> j and j -> i are one tie: counts add up, of other weights the higher is taken. A tie of weight 0 is silent. Raises
    UserError, in one line that says what to do, for a file that is missing, cannot be read or has no such columns, weights
    missing or below 0, self-ties (unless they are to be dropped), and ties that stand twice.
    """
    reading = Reading(rate, weeks, unit, conversation, drop_self_ties)
    if isinstance(path, str) and path in EXAMPLES:
        read = ties_from(from_graph(example(path), path), reading)
        return replace(read, ignored=())  # what they hold is known, and said in EXAMPLES
    if not isinstance(path, (str, os.PathLike)):
        source = from_graph(path, "the graph")
    else:
        source = from_file(Path(path))
    return ties_from(source, reading)


def read(
    path: str | os.PathLike[str] | nx.Graph,
    rate: str = "auto",
    weeks: float | str | None = None,
    unit: str | None = None,
    conversation: str | None = None,
    drop_self_ties: bool = False,
) -> Ties:
    """The ties of `load`; the options are those of `Reading`. What is ignored is named in a WeakTiesWarning.

    Twenty-second intervals in which two people were together, counted over two weeks, if one conversation lasts five minutes:

        networks.read("edges.csv", rate="counts", weeks=2, unit="20 seconds", conversation="5 minutes")
    """
    loaded = load(path, rate, weeks, unit, conversation, drop_self_ties)
    _warn(path, loaded.ignored)
    return loaded.ties


def as_ties(network: Ties | nx.Graph, acts_on: Collection[str] = MARKET) -> Ties:
    """`network` as Ties: Ties as they are, a networkx graph as `read` takes it.

    acts_on: what the model that asks acts on, "contact_rate" or not, and groups; whatever else the graph says is named in a
    WeakTiesWarning. Raises UserError for anything else.
    """
    if isinstance(network, Ties):
        return network
    if not (hasattr(network, "is_directed") and hasattr(network, "edges")):
        raise UserError(f"network: expected Ties or a networkx graph, got {type(network).__name__}")
    loaded = load(network, "auto" if "contact_rate" in acts_on else "equal")
    _warn(network, (*loaded.ignored, *idle(loaded.ties, acts_on)))
    return loaded.ties


def idle(ties: Ties, acts_on: Collection[str] = MARKET) -> tuple[str, ...]:
    """A line that names the groups of people that a model which acts on nothing else than `acts_on` does not look at; or none."""
    groups = [name[:40] for name in ties.groups if name not in acts_on]
    return (f"groups of people that do nothing here: {', '.join(groups)}",) if groups else ()


def _warn(network: object, lines: tuple[str, ...]) -> None:
    name = Path(network).name[:60] if isinstance(network, (str, os.PathLike)) else "the graph"
    for line in lines:
        warnings.warn(f"{name}: {line}", WeakTiesWarning, stacklevel=3)
