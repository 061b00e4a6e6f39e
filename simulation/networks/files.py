"""Real networks from files, and networks into files: CSV, Parquet, GraphML, GEXF."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import numpy as np

from simulation.errors import UserError
from simulation.networks.examples import EXAMPLES, example
from simulation.networks.tables import Source, ties_from
from simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

TABLES = (".csv", ".parquet")
GRAPHS = (".graphml", ".gexf")


@dataclass(frozen=True)
class Loaded:
    """A network that was read, and what is to be said about it: the rule for contact rates, arcs that became ties,
    columns not used, an empty or disconnected network."""

    ties: Ties
    notes: tuple[str, ...]


def read(path: str | os.PathLike[str] | nx.Graph, rate: str = "auto", weeks: float | None = None) -> Ties:
    """The ties of `load`, without its notes."""
    return load(path, rate, weeks).ties


def load(path: str | os.PathLike[str] | nx.Graph, rate: str = "auto", weeks: float | None = None) -> Loaded:
    """The network in a file, of a networkx graph, or one of EXAMPLES by name ("karate", "lesmis", "florentine").

    A table (.csv, .parquet) has a row a tie with columns `source`, `target` and, if known, `weight` or `contact_rate` (and
    `kind`); beside edges.csv there may be nodes.csv, beside any.csv any.nodes.csv, with a column `id` and one for each way in
    which people are grouped. A graph (.graphml, .gexf) has the same as attributes of edges and nodes. Names of people become
    `labels`. rate: how weights become conversations per week, one of `rates.RULES`; weeks: the time observed, for "counts".

    i -> j and j -> i are one tie, at the higher weight. Raises UserError, in one line that says what to do, for a file that is
    missing, cannot be read or has no such columns, weights missing or not above 0, self-ties, and ties that stand twice.
    """
    if isinstance(path, str) and path in EXAMPLES:
        source = _from_graph(example(path), path)
    elif not isinstance(path, (str, os.PathLike)):
        source = _from_graph(path, "the graph")
    else:
        source = _from_file(Path(path))
    return Loaded(*ties_from(source, rate, weeks))


def write(ties: Ties, path: str | os.PathLike[str]) -> None:
    """Write ties, groups and labels to `path` (.csv, .parquet, .graphml, .gexf), so that `read` gives them back.

    Tables get a second file with the people, nodes.csv beside edges.csv, any.nodes.csv beside any.csv. Raises UserError where
    the kind of file is unknown or nothing can be written.
    """
    file = _known(Path(path))
    try:
        if file.suffix.lower() in TABLES:
            _whole(_beside(file), lambda to: _save_table(_people(ties), to))
            _whole(file, lambda to: _save_table(_named_pairs(ties), to))
        else:
            _whole(file, lambda to: _save_graph(ties.to_networkx(), to))
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror or error}; choose another folder") from None


def _whole(path: Path, save: Callable[[Path], Any]) -> None:
    """Write to a temporary name first, so that an interrupted run leaves no half file."""
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    try:
        save(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _save_table(table: pd.DataFrame, path: Path) -> None:
    if path.suffix.lower() == ".parquet":
        table.to_parquet(path, index=False)
    else:
        table.to_csv(path, index=False)


def _save_graph(graph: nx.Graph, path: Path) -> None:
    import networkx as nx

    if path.suffix.lower() == ".graphml":
        nx.write_graphml(graph, path)
    else:
        nx.write_gexf(graph, path)


def _named_pairs(ties: Ties) -> pd.DataFrame:
    pairs = ties.pairs()
    if ties.labels:
        names = _names(ties)
        for end in ("source", "target"):
            pairs[end] = [names[i] for i in pairs[end]]
    return pairs.assign(kind=pairs["kind"].map({int(kind): kind.name.lower() for kind in Kind}))


def _people(ties: Ties) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"id": list(_names(ties)), **ties.groups})


def _names(ties: Ties) -> Sequence[Any]:
    """Names that fit into one column: all whole numbers, or all text."""
    names = ties.labels or range(ties.people)
    return names if all(isinstance(name, int) for name in names) else [str(name) for name in names]


def _beside(path: Path) -> Path:
    name = "nodes" if path.stem == "edges" else f"{path.stem}.nodes"
    return path.with_name(name + path.suffix)


def _known(path: Path) -> Path:
    if path.suffix.lower() not in TABLES + GRAPHS:
        kinds = ", ".join(TABLES + GRAPHS)
        examples = f", or one of {', '.join(EXAMPLES)}" if not path.suffix else ""
        raise UserError(f"{path}: unknown kind of network file {path.suffix!r}; wanted {kinds}{examples}")
    return path


def _from_file(path: Path) -> Source:
    _known(path)
    if not path.is_file():
        raise UserError(
            f"no file {path}; give the path of an edge list or graph, or one of {', '.join(EXAMPLES)}"
        )
    if path.suffix.lower() in GRAPHS:
        return _from_graph(_parse(path, _graph), path.name)
    beside = _beside(path)
    nodes = _parse(beside, _table) if beside.is_file() else None
    if nodes is not None and "id" not in nodes.columns:
        raise UserError(f"{beside.name}: no column 'id' among {', '.join(map(str, nodes.columns))}")
    return Source(_parse(path, _table), nodes, False, path.name)


def _parse(path: Path, how: Callable[[Path], Any]) -> Any:
    """What `how` reads from a file; anything that keeps it from doing so becomes one line."""
    try:
        if path.stat().st_size == 0:
            raise UserError(f"{path} is empty; wanted at least a header: source,target,weight")
        return how(path)
    except UserError:
        raise
    except (
        OSError,
        ValueError,
        ParseError,
        LookupError,
        TypeError,
        AttributeError,
        ImportError,
        _graph_error(),
    ) as error:
        first = str(error).strip().splitlines()[:1] or [type(error).__name__]
        raise UserError(f"cannot read {path}: {first[0][:200]}; is it really a {path.suffix} file?") from None


def _graph_error() -> type[Exception]:
    import networkx as nx

    return nx.NetworkXException


def _table(path: Path) -> pd.DataFrame:
    import pandas as pd

    if path.suffix.lower() == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path, skipinitialspace=True, keep_default_na=False, na_values=[""])  # "NA" is a name


def _graph(path: Path) -> nx.Graph:
    import networkx as nx

    return nx.read_graphml(path) if path.suffix.lower() == ".graphml" else nx.read_gexf(path)


def _from_graph(graph: nx.Graph, name: str) -> Source:
    """A graph as tables. Names that are all whole numbers written as text become numbers, as in a CSV file."""
    import pandas as pd

    if not (hasattr(graph, "is_directed") and hasattr(graph, "nodes")):
        raise UserError(f"expected the path of a file or a networkx graph, got {type(graph).__name__}")
    names = tuple(graph.nodes)
    number = {name: i for i, name in enumerate(names)}
    if all(isinstance(name, str) and name.isdecimal() and str(int(name)) == name for name in names):
        names = tuple(int(name) for name in names)
    known = [data for _, _, data in graph.edges(data=True)]
    attributes = [key for key in ("weight", "contact_rate", "kind") if any(key in data for data in known)]
    edges = pd.DataFrame(
        {key: [data.get(key) for data in known] for key in attributes}, index=range(len(known))
    )
    edges.insert(0, "source", np.array([number[u] for u, _ in graph.edges()], dtype=np.int64))
    edges.insert(1, "target", np.array([number[v] for _, v in graph.edges()], dtype=np.int64))
    nodes = pd.DataFrame([dict(data) for _, data in graph.nodes(data=True)], index=range(len(names)))
    nodes = nodes.drop(columns=["id", "label"], errors="ignore")
    nodes.insert(0, "id", np.arange(len(names)))
    return Source(edges, nodes, not graph.is_directed(), name, names)
