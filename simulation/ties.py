"""Who knows whom, and how often they talk: `Ties`, symmetric compressed rows of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulation.errors import UserError
from simulation.rows import build_rows, mutual_contacts_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Kind(IntEnum):
    """What two people are to each other. A label for records; strength is the contact rate, never the kind."""

    CLOSE = 0  # kin or close friend
    FRIEND = 1
    COLLEAGUE = 2
    ACQUAINTANCE = 3


DEFAULT_RATE = 1.0  # conversations a week on a tie of which nothing is known


@dataclass(frozen=True)
class Ties:
    """Undirected ties between people 0 .. people-1, stored once in each direction, each row sorted by `other`.

    start         int64   (people + 1,)  the row of person i is start[i]:start[i + 1]
    other         int32   (2 * ties,)    whom the tie leads to
    contact_rate  float32 (2 * ties,)    conversations per week; the measured, continuous strength of the tie
    kind          uint8   (2 * ties,)    a `Kind`
    groups        one int32 array (people,) for each way in which people are grouped: "industry", "firm", ...
    labels        the name of each person in the file or graph that the ties came from; empty: the numbers themselves
    """

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    contact_rate: NDArray[np.float32]
    kind: NDArray[np.uint8]
    groups: Mapping[str, NDArray[np.int32]] = field(default_factory=lambda: MappingProxyType({}))
    labels: tuple[Any, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """The fields, the groups as a plain dictionary: a read-only one cannot be pickled."""
        return {**self.__dict__, "groups": dict(self.groups)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """The fields as they were."""
        self.__dict__.update({**state, "groups": MappingProxyType(state["groups"])})

    @classmethod
    def from_pairs(
        cls,
        source: ArrayLike,
        target: ArrayLike,
        people: int,
        contact_rate: ArrayLike = DEFAULT_RATE,
        kind: ArrayLike = Kind.FRIEND,
        repeated: Literal["error", "strongest"] = "error",
    ) -> Ties:
        """Ties from a list of pairs, each undirected tie named once, in either order.

        source, target: whole numbers in 0 .. people-1. contact_rate (conversations per week, positive) and kind: one
        for all or one a pair. A pair that stands more than once is an error, or with repeated="strongest" counts once, at its
        highest contact rate. Raises UserError for self-ties, unknown people, repeated pairs and rates that are not positive.
        """
        a, b = (np.atleast_1d(np.asarray(x)) for x in (source, target))
        _check_pairs(a, b, people)
        rate = np.broadcast_to(np.asarray(contact_rate, dtype=np.float32), a.shape)
        if not (np.isfinite(rate) & (rate > 0)).all():
            bad = int(np.flatnonzero(~(np.isfinite(rate) & (rate > 0)))[0])
            raise UserError(
                f"contact rate {rate[bad]:g} of the tie {a[bad]} - {b[bad]}: must be a positive number of conversations per week"
            )
        kinds = np.broadcast_to(np.asarray(kind, dtype=np.uint8), a.shape)
        start, other, rates, kinds, duplicates = build_rows(
            a.astype(np.int32, copy=False), b.astype(np.int32, copy=False), rate, kinds, people
        )
        if duplicates and repeated == "error":
            raise UserError(
                f"{duplicates} ties stand more than once; keep one row for each pair, or add their weights up"
            )
        return cls(start, other, rates, kinds)

    @classmethod
    def from_networkx(cls, graph: nx.Graph, rate: str = "contact_rate") -> Ties:
        """Ties from a networkx graph; people are numbered in the order of its nodes, which become `labels`.

        rate: the edge attribute that holds conversations per week; an edge without it gets DEFAULT_RATE. A directed graph
        counts i -> j and j -> i as one tie, at the higher rate. Self-loops raise UserError.
        """
        labels = tuple(graph.nodes)
        number = {label: i for i, label in enumerate(labels)}
        edges = [(number[u], number[v], d.get(rate, DEFAULT_RATE)) for u, v, d in graph.edges(data=True)]
        table = np.array(edges, dtype=np.float64).reshape(-1, 3)
        ties = cls.from_pairs(
            table[:, 0].astype(np.int64),
            table[:, 1].astype(np.int64),
            len(labels),
            table[:, 2],
            repeated="strongest" if graph.is_directed() or graph.is_multigraph() else "error",
        )
        return replace(ties, labels=labels)

    @property
    def people(self) -> int:
        """The number of people."""
        return len(self.start) - 1

    def __len__(self) -> int:
        """The number of undirected ties."""
        return len(self.other) // 2

    @property
    def degree(self) -> NDArray[np.int64]:
        """The number of ties of each person, shape (people,)."""
        return np.diff(self.start)

    def contacts(self, person: int) -> NDArray[np.int32]:
        """Whom a person knows, in ascending order."""
        return self.other[self.start[person] : self.start[person + 1]]

    def pairs(self) -> pd.DataFrame:
        """One row a tie: source < target, contact_rate, kind."""
        import pandas as pd

        source = np.repeat(np.arange(self.people, dtype=np.int32), self.degree)
        once = source < self.other
        return pd.DataFrame(
            {
                "source": source[once],
                "target": self.other[once],
                "contact_rate": self.contact_rate[once],
                "kind": self.kind[once],
            }
        )

    def to_networkx(self) -> nx.Graph:
        """A networkx graph with `contact_rate` and `kind` on the edges and the groups on the nodes (for exchange and drawing)."""
        import networkx as nx

        names = self.labels or tuple(range(self.people))
        graph: nx.Graph = nx.Graph()
        for i, name in enumerate(names):
            graph.add_node(name, **{group: int(values[i]) for group, values in self.groups.items()})
        table = self.pairs()
        columns = (table[name].tolist() for name in ("source", "target", "contact_rate", "kind"))
        for source, target, rate, kind in zip(*columns, strict=True):
            graph.add_edge(names[source], names[target], contact_rate=rate, kind=Kind(kind).name.lower())
        return graph

    def mutual_contacts(self, source: ArrayLike, target: ArrayLike) -> NDArray[np.int32]:
        """How many people both know, for each pair, tied or not. source, target: (pairs,) -> (pairs,)."""
        a, b = (np.atleast_1d(np.asarray(x, dtype=np.int64)) for x in (source, target))
        return mutual_contacts_of(self.start, self.other, a, b)

    def grouped(self, **groups: ArrayLike) -> Ties:
        """The same ties, with (more) groups of people: one array of whole numbers (people,) each."""
        new = {name: np.asarray(values, dtype=np.int32) for name, values in groups.items()}
        for name, values in new.items():
            if values.shape != (self.people,):
                raise UserError(f"group {name!r} has {values.size} entries for {self.people} people")
        return replace(self, groups=MappingProxyType({**self.groups, **new}))

    def where(self, keep: NDArray[np.bool_]) -> Ties:
        """Only the ties for which `keep`, one entry a row of `pairs()`, is true; people, groups and labels stay."""
        table = self.pairs()[keep]
        ties = Ties.from_pairs(table.source, table.target, self.people, table.contact_rate, table.kind)
        return replace(ties, groups=self.groups, labels=self.labels)


def _check_pairs(a: NDArray[Any], b: NDArray[Any], people: int) -> None:
    if a.shape != b.shape:
        raise UserError(f"{a.size} sources and {b.size} targets: a tie needs one of each")
    if a.size == 0:
        return
    if not (np.issubdtype(a.dtype, np.integer) and np.issubdtype(b.dtype, np.integer)):
        raise UserError(
            "people must be whole numbers; read other names with networks.read or Ties.from_networkx"
        )
    low, high = min(a.min(), b.min()), max(a.max(), b.max())
    if low < 0 or high >= people:
        raise UserError(
            f"person {low if low < 0 else high} is not in the network of {people} people (0 to {people - 1})"
        )
    if (a == b).any():
        raise UserError(
            f"person {a[a == b][0]} is tied to itself ({int((a == b).sum())} self-ties in all); remove them"
        )


def as_ties(network: Ties | nx.Graph) -> Ties:
    """`network` as Ties: Ties as they are, a networkx graph through `Ties.from_networkx`."""
    if isinstance(network, Ties):
        return network
    if hasattr(network, "is_directed") and hasattr(network, "edges"):
        return Ties.from_networkx(network)
    raise UserError(f"network: expected Ties or a networkx graph, got {type(network).__name__}")
