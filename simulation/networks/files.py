"""Real networks from files, and networks into files: CSV, Parquet, GraphML, GEXF."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.networks import columns
from weakties.simulation.networks.examples import EXAMPLES
from weakties.simulation.networks.tables import Source
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.whole_file import whole

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

TABLES = (".csv", ".parquet")
GRAPHS = (".graphml", ".gexf")
ROW = 250  # bytes of memory for each row while a table of numbers is read, as measured


def write(ties: Ties, path: str | os.PathLike[str]) -> None:
    """Write ties, groups and labels to `path` (.csv, .parquet, .graphml, .gexf), so that `read` gives them back.

    Tables get a second file with the people, nodes.csv beside edges.csv, any.nodes.csv beside any.csv. Raises UserError where
    the kind of file is unknown or nothing can be written.
    """
    file = _known(Path(path))
    try:
        if file.suffix.lower() in TABLES:
            _save_table(_people(ties), _beside(file))
            _save_table(_named_pairs(ties), file)
        else:
            _save_graph(ties.to_networkx(), file)
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror or error}; choose another folder") from None


def _save_table(table: pd.DataFrame, path: Path) -> None:
    with whole(path) as part:
        if path.suffix.lower() == ".parquet":
            table.to_parquet(part, index=False)
        else:
            table.to_csv(part, index=False)


def _save_graph(graph: nx.Graph, path: Path) -> None:
    import networkx as nx

    with whole(path) as part:
        if path.suffix.lower() == ".graphml":
            nx.write_graphml(graph, part)
        else:
            nx.write_gexf(graph, part)


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
        raise UserError(
            f"{str(path)[:80]}: unknown kind of network file {path.suffix!r}; wanted {kinds}{examples}"
        )
    return path


def from_file(path: Path) -> Source:
    """What a file holds. Raises UserError for one that is missing, of another kind, too large, or cannot be read."""
    _known(path)
    if not there(path):
        raise UserError(
            f"no file {str(path)[:80]}; give the path of an edge list or graph, or one of {', '.join(EXAMPLES)}"
        )
    if path.suffix.lower() in GRAPHS:
        return from_graph(_parse(path, _graph), path.name)
    beside = _beside(path)
    nodes = _parse(beside, _table) if there(beside) else None
    if nodes is None:
        return Source(_parse(path, _table), None, False, path.name)
    columns.one_of_each(nodes.columns, beside.name)
    if "id" not in nodes.columns:
        raise UserError(f"{beside.name}: no column 'id' among {', '.join(map(str, nodes.columns))[:200]}")
    named = tuple(column for column in ("label",) if column in nodes.columns)
    return Source(_parse(path, _table), nodes, False, path.name, people_left=named)


def there(path: Path) -> bool:
    """Whether a file can be read at this path; a name too long for any is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


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
    """A table, its columns by their names without blanks around them. Raises UserError where it would not fit into memory."""
    import pandas as pd

    if path.suffix.lower() == ".parquet":
        import pyarrow.parquet

        check_room(path.name, pyarrow.parquet.ParquetFile(path).metadata.num_rows)
        table = pd.read_parquet(path).reset_index(drop=True)
    else:
        check_room(path.name, _lines(path))
        options: dict[str, Any] = {"skipinitialspace": True, "keep_default_na": False, "na_values": [""]}
        header = pd.read_csv(path, header=None, nrows=1, dtype=str, **options).iloc[0]
        columns.one_of_each(pd.Index(header.dropna().str.strip()), path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            try:
                table = pd.read_csv(path, index_col=False, **options)  # "NA" is a name
            except pd.errors.ParserWarning:
                raise UserError(
                    f"{path.name}: rows have more entries than the header has names; name every column"
                ) from None
    return table.rename(columns=lambda name: str(name).strip())


def _lines(path: Path) -> int:
    """About how many rows a text file has, from the length of its first ones."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
    return path.stat().st_size * max(1, start.count(b"\n")) // max(1, len(start))


def check_room(name: str, rows: int) -> None:
    """Raises UserError where a table of so many rows would not fit into the memory that is free."""
    needed, free = rows * ROW, free_memory()
    if free is not None and needed > free:
        raise UserError(
            f"{name}: {rows:,} rows need about {needed / 1e9:.1f} GB of memory to read, and {free / 1e9:.1f} GB are free; "
            "take fewer rows, or a larger machine"
        )


def free_memory() -> int | None:
    """Bytes of memory that can be had, or None where the system does not say."""
    try:
        with open("/proc/meminfo") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def _graph(path: Path) -> nx.Graph:
    import networkx as nx

    return nx.read_graphml(path) if path.suffix.lower() == ".graphml" else nx.read_gexf(path)


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
