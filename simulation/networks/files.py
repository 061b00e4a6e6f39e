"""Real networks from files (tables, and graphs as graphs.py reads them), and networks into files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from weakties.simulation.errors import UserError
from weakties.simulation.networks import columns, edge_lists
from weakties.simulation.networks.examples import EXAMPLES
from weakties.simulation.networks.graphs import READERS, from_graph, graph_error, graph_of
from weakties.simulation.networks.listed import PairsOf, people_of
from weakties.simulation.networks.logs.layout import opener
from weakties.simulation.networks.tables import Source
from weakties.simulation.saved_tables import provenance, write_table
from weakties.simulation.ties import Ties
from weakties.simulation.whole_file import whole

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

TABLES = (".csv", ".parquet")
GRAPHS = (".graphml", ".gexf")
"""What is written; read are more (TEXT, READERS)."""
TEXT = (".csv", ".tsv", ".txt", ".tab", ".edges", ".edgelist")
PACKED = (".gz", ".bz2")
ROW = 250  # bytes of memory for each row while a table of numbers is read, as measured


def write(ties: Ties, path: str | os.PathLike[str]) -> None:
    """Write ties, groups and labels to `path` (.csv, .parquet, .graphml, .gexf), so that `read` gives them back.

    Tables get a second file with the people, nodes.csv beside edges.csv, any.nodes.csv beside any.csv. Raises UserError where
    the kind of file is unknown or nothing can be written.
    """
    file = _known(Path(path))
    try:
        if file.suffix.lower() in TABLES:
            _save_table(people_of(ties), _beside(file))
            _save_table(PairsOf(ties), file)
        else:
            _save_graph(ties.to_networkx(), file)
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror or error}; choose another folder") from None


def _save_table(table: pd.DataFrame | PairsOf, path: Path) -> None:
    if path.suffix.lower() == ".parquet":
        write_table(table, path, provenance())
        return
    with whole(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        for n, piece in enumerate(table if isinstance(table, PairsOf) else [table]):
            piece.to_csv(file, index=False, header=n == 0)


def _save_graph(graph: nx.Graph, path: Path) -> None:
    import networkx as nx

    with whole(path) as part:
        if path.suffix.lower() == ".graphml":
            nx.write_graphml(graph, part)
        else:
            nx.write_gexf(graph, part)


SAVED = ("network.parquet", "people.parquet")
"""The ties of a run and its people, as `NetworkRecords` writes them."""


def _beside(path: Path) -> Path:
    name = "nodes" if path.stem == "edges" else f"{path.stem}.nodes"
    beside = path.with_name(name + path.suffix)
    of_run = path.with_name(SAVED[1])
    return of_run if path.name == SAVED[0] and not there(beside) and there(of_run) else beside


def _kind(path: Path) -> str:
    """What kind of file it is, compressed or not: ".csv" of edges.csv.gz."""
    return (path.with_suffix("") if path.suffix.lower() in PACKED else path).suffix.lower()


def _known(path: Path, kinds: Sequence[str] = TABLES + GRAPHS) -> Path:
    if _kind(path) not in kinds:
        wanted = ", ".join(kinds)
        examples = f", or one of {', '.join(EXAMPLES)}" if not path.suffix else ""
        raise UserError(
            f"{str(path)[:60]}: unknown kind of network file {path.suffix!r}; wanted {wanted}{examples}"
        )
    return path


def from_file(path: Path, asked: Sequence[str] = ()) -> Source:
    """What a file holds; asked: the columns of a table, as the user named them. Raises UserError for one that is missing, of
    another kind, too large, or cannot be read.
    """
    _known(path, (*TEXT, ".parquet", *READERS))
    if not there(path):
        raise UserError(
            f"no file {str(path)[:80]}; give the path of an edge list or graph, or one of {', '.join(EXAMPLES)}"
        )
    if _kind(path) in READERS:
        if asked:
            raise UserError(f"columns: only of a table; {path.name} is a graph")
        return from_graph(_parse(path, lambda file: graph_of(file, _kind(file))), path.name)
    beside = _beside(path)
    nodes = _parse(beside, _list_of_people) if there(beside) else None
    rows, notes, people, symmetric = _parse(path, _edges(asked))
    if nodes is None:
        return Source(rows, people, symmetric, path.name, notes=notes)
    columns.one_of_each(nodes.columns, beside.name)
    if "id" not in nodes.columns:
        raise UserError(f"{beside.name}: no column 'id' among {', '.join(map(str, nodes.columns))[:200]}")
    left = tuple(column for column in ("label",) if column in nodes.columns)
    return Source(rows, nodes, symmetric, path.name, people_left=left, notes=notes)


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
        graph_error(),
    ) as error:
        first = str(error).strip().splitlines()[:1] or [type(error).__name__]
        raise UserError(f"cannot read {path}: {first[0][:200]}; is it really a {path.suffix} file?") from None


def _edges(asked: Sequence[str]) -> Callable[[Path], edge_lists.Table]:
    """Reads an edge list, its columns as asked for."""

    def read(path: Path) -> edge_lists.Table:
        if _kind(path) == ".parquet":
            return edge_lists.named(_parquet(path), asked, path.name)
        check_room(path.name, _lines(path))
        return edge_lists.edges_of_text(path, asked)

    return read


def _list_of_people(path: Path) -> pd.DataFrame:
    if _kind(path) == ".parquet":
        return _parquet(path)
    check_room(path.name, _lines(path))
    return edge_lists.people_of_text(path)


def _parquet(path: Path) -> pd.DataFrame:
    """A table, its columns by their names without blanks around them. Raises UserError where it would not fit into memory."""
    import pandas as pd
    import pyarrow.parquet

    here = path.absolute()  # else to Arrow a path with a colon is an address
    check_room(path.name, pyarrow.parquet.ParquetFile(here).metadata.num_rows)
    table = pd.read_parquet(here).reset_index(drop=True)
    return table.rename(columns=lambda name: str(name).strip())


def _lines(path: Path) -> int:
    """About how many rows a text file has, from the length of its first; compressed, it is taken to be four times as long."""
    with opener(path)(path, "rb") as file:
        start = file.read(1 << 16)
    size = path.stat().st_size * (4 if path.suffix.lower() in PACKED else 1)
    return size * max(1, start.count(b"\n")) // max(1, len(start))


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
