"""The one door by which networks come in from outside: files, examples by name, networkx graphs, for models as for `read`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from weakties.simulation.errors import WeakTiesWarning
from weakties.simulation.networks.examples import EXAMPLES, example
from weakties.simulation.networks.files import from_file, there
from weakties.simulation.networks.graphs import from_graph
from weakties.simulation.networks.objects import from_object
from weakties.simulation.networks.rates import Reading
from weakties.simulation.networks.tables import Loaded, ties_from
from weakties.simulation.ties import Ties

MARKET = ("contact_rate", "firm", "industry")
NEWS = ("contact_rate",)
LIVING_NEWS = ("contact_rate", "firm", "community")  # news where ties live
"""What a labour market acts on, of a network that comes in."""


def load(
    path: Any,
    rate: str = "auto",
    weeks: float | str | None = None,
    unit: str | None = None,
    conversation: str | None = None,
    drop_self_ties: bool = False,
    columns: str | Sequence[str] = (),
) -> Loaded:
    """The network in a file, of an object that other libraries know, or one of EXAMPLES by name ("karate", "lesmis",
    "florentine"), and what is to be said about it.

    A table (.csv, .tsv, .txt, ..., .parquet; compressed, too; of pandas or polars) has a row a tie with columns `source`,
    `target` and, if known, `weight` or `contact_rate` (and `kind`); others by such names (from, to; ego, alter; u, v, w) are
    taken for them, and `columns` names any. Beside edges.csv there may be nodes.csv, beside any.csv any.nodes.csv, with a column
    `id` and one for each way in which people are grouped. A list of pairs, or of (from, to, weight), is a table, too. A graph
    (.graphml, .gexf, .gml, .net, .json; of networkx or igraph) has the same as attributes of edges and nodes; an adjacency matrix
    (of SciPy or NumPy; or a table whose first column, or index, names the people as its header does) a row and a column a person.
    Names of people become `labels`.
    The options say how weights become conversations per week; see `Reading`.

    i -> j and j -> i are one tie: counts add up, of other weights the higher is taken. A tie of weight 0 is silent. Raises
    UserError, in one line that says what to do, for a file that is missing, cannot be read or has no such columns, weights
    missing or below 0, self-ties (unless they are to be dropped), and ties that stand twice.
    """
    reading = Reading(rate, weeks, unit, conversation, drop_self_ties, columns)
    if isinstance(path, str) and path in EXAMPLES:
        read = ties_from(from_graph(example(path), path), reading)
        return replace(read, ignored=())  # what they hold is known, and said in EXAMPLES
    if not isinstance(path, (str, os.PathLike)):
        source = from_object(path, reading.asked)
    else:
        source = from_file(Path(path), reading.asked)
    return ties_from(source, reading)


def read(path: Any, rate: str = "auto", weeks: float | str | None = None, **reading: Any) -> Ties:
    """The ties of `load`; the options are those of `Reading`. What is ignored is named in a WeakTiesWarning.

    Twenty-second intervals in which two people were together, counted over two weeks, if one conversation lasts five minutes:

        networks.read("edges.csv", rate="counts", weeks=2, unit="20 seconds", conversation="5 minutes")
    """
    loaded = load(path, rate, weeks, **reading)
    _warn(loaded.name, loaded.ignored)
    return loaded.ties


def readable(network: str) -> bool:
    """Whether this names an example, or a file that is there."""
    return network in EXAMPLES or there(Path(network))


def as_ties(network: Any, acts_on: Collection[str] = MARKET) -> Ties:
    """`network` as Ties: Ties as they are, anything else as `read` takes it.

    acts_on: what the model that asks acts on, "contact_rate" or not, and groups; whatever else the network says is named in a
    WeakTiesWarning. Raises UserError for what is no network.
    """
    if isinstance(network, Ties):
        return network
    loaded = load(network, "auto" if "contact_rate" in acts_on else "equal")
    _warn(loaded.name, (*loaded.ignored, *idle(loaded.ties, acts_on)))
    return loaded.ties


def idle(ties: Ties, acts_on: Collection[str] = MARKET) -> tuple[str, ...]:
    """A line that names the groups of people that a model which acts on nothing else than `acts_on` does not look at; or none."""
    groups = [name[:40] for name in ties.groups if name not in acts_on]
    return (f"groups of people that do nothing here: {', '.join(groups)}",) if groups else ()


def _warn(name: str, lines: tuple[str, ...]) -> None:
    for line in lines:
        warnings.warn(f"{name[:60]}: {line}", WeakTiesWarning, stacklevel=3)
