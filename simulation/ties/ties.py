"""Who knows whom, and how often they talk: `Ties`, symmetric compressed rows of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.ties import border
from weakties.simulation.ties.building import build_rows, summed
from weakties.simulation.ties.names import numbers
from weakties.simulation.ties.rows import mutual_contacts_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Groups = Mapping[str, NDArray[np.int32]]
Repeated = Literal["error", "strongest", "sum"]
GroupNames = Mapping[str, tuple[Any, ...]]
NONE: Mapping[str, Any] = MappingProxyType({})


class Kind(IntEnum):
    """What two people are to each other. A label for records; strength is the contact rate, never the kind."""

    CLOSE = 0  # kin or close friend
    FRIEND = 1
    COLLEAGUE = 2
    ACQUAINTANCE = 3


KINDS = {kind.name.lower(): int(kind) for kind in Kind}
DEFAULT_RATE = 1.0  # conversations a week on a tie of which nothing is known


@dataclass(frozen=True, eq=False, repr=False)
class Ties:
    """Undirected ties between people 0 .. people-1, stored once in each direction, each row sorted by `other`.

    start         int64   (people + 1,)  the row of person i is start[i]:start[i + 1]
    other         int32   (2 * ties,)    whom the tie leads to
    contact_rate  float32 (2 * ties,)    conversations per week, 0 for a tie that never talks; the measured, continuous strength
    kind          uint8   (2 * ties,)    a `Kind`
    groups        one int32 array (people,) for each way in which people are grouped: "industry", "firm", ...; -1 for none
    labels        the name of each person in the file or graph that the ties came from; empty: the numbers themselves
    group_names   the name of each group of those that were named there: {"firm": ("Acme", "Byte"), ...}

    Made by hand from arrays, they are checked: UserError where a tie lacks its other direction, a row is not sorted, somebody
    does not exist. Two are equal when all their arrays, groups and labels are.
    """

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    contact_rate: NDArray[np.float32]
    kind: NDArray[np.uint8]
    groups: Groups = field(default_factory=lambda: NONE)
    labels: tuple[Any, ...] = ()
    group_names: GroupNames = field(default_factory=lambda: NONE)

    def __post_init__(self) -> None:
        rows = border.rows_of(self.start, self.other, self.contact_rate, self.kind, len(Kind))
        if not isinstance(self.groups, Mapping):
            raise UserError("groups: must be a dictionary, of one array for each way to be grouped")
        people = len(rows[0]) - 1
        groups = {name: border.group_of(name, values, people) for name, values in self.groups.items()}
        names = border.group_names_of(self.group_names, groups)
        self.__setstate__(_fields(*rows, groups, border.labels_of(self.labels, people), names))

    @classmethod
    def unchecked(cls, *rows: NDArray[Any]) -> Ties:
        """Ties of rows (start, other, contact_rate, kind) that are lawful as they were made, by `build_rows` for example: what
        `Ties(...)` checks is not checked again. For the toolkit itself; a row that breaks a law here ends in memory.
        """
        ties = object.__new__(cls)
        ties.__setstate__(_fields(*rows, NONE, (), NONE))
        return ties

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled and copied: all fields, groups and their names as ordinary dictionaries."""
        return {**self.__dict__, "groups": dict(self.groups), "group_names": dict(self.group_names)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            given = MappingProxyType(dict(value)) if name.startswith("group") else value
            object.__setattr__(self, name, given)

    def __repr__(self) -> str:
        groups = f"; groups {', '.join(self.groups)}" if self.groups else ""
        return f"<Ties: {self.people:,} people, {len(self):,} ties{groups}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ties):
            return NotImplemented
        arrays = ("start", "other", "contact_rate", "kind")
        return (
            all(np.array_equal(getattr(self, name), getattr(other, name)) for name in arrays)
            and self.groups.keys() == other.groups.keys()
            and all(np.array_equal(self.groups[name], other.groups[name]) for name in self.groups)
            and self.labels == other.labels
            and self.group_names == other.group_names
        )

    @classmethod
    def from_pairs(
        cls,
        source: ArrayLike,
        target: ArrayLike,
        people: int,
        contact_rate: ArrayLike = DEFAULT_RATE,
        kind: ArrayLike = Kind.FRIEND,
        repeated: Repeated = "error",
    ) -> Ties:
        """Ties from a list of pairs, each undirected tie named once, in either order.

        source, target: whole numbers in 0 .. people-1. contact_rate (conversations per week, 0 for never) and kind: one for all
        or one a pair. A pair that stands more than once is an error, or with repeated="strongest" counts once, at its highest
        contact rate, or with "sum" at the sum of its rates (and the closest of its kinds). Raises UserError for self-ties,
        unknown people and kinds, repeated pairs and rates that are no numbers from 0 on.
        """
        if repeated not in get_args(Repeated):
            raise UserError(f"repeated = {repeated!r}: choose one of {', '.join(get_args(Repeated))}")
        a, b = border.people_of(source, target, border.count_of(people))
        if (a == b).any():
            raise UserError(
                f"person {a[a == b][0]} is tied to itself ({int((a == b).sum())} self-ties in all); remove them"
            )
        rate, kinds = border.rates_of_pairs(contact_rate, a, b), border.kinds_of_pairs(kind, len(a), KINDS)
        a, b = a.astype(np.int32), b.astype(np.int32)
        if repeated == "sum":
            a, b, rate, kinds = summed(a, b, rate, kinds)
        start, other, rates, kinds, duplicates = build_rows(a, b, rate, kinds, int(people))
        if duplicates and repeated == "error":
            raise UserError(
                f'{duplicates} ties stand more than once; keep one row for each pair, or say repeated="sum" or "strongest"'
            )
        return cls.unchecked(start, other, rates, kinds)

    @classmethod
    def from_networkx(cls, graph: nx.Graph, rate: str = "auto", weeks: float | str | None = None) -> Ties:
        """The same as `networks.read(graph, rate, weeks)`, which see: the one door by which a networkx graph comes in."""
        from weakties.simulation.networks import read

        return read(graph, rate, weeks)

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
        """Whom a person knows, in ascending order. Raises UserError for somebody who is not there."""
        i = border.person_of(person, self.people)
        return self.other[self.start[i] : self.start[i + 1]]

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
        graph.add_nodes_from(names)
        for group, values in self.groups.items():
            called = self.group_names.get(group, ())
            for name, value in zip(names, values.tolist(), strict=True):
                if value >= 0 or not called:
                    graph.nodes[name][group] = called[value] if called else value
        table = self.pairs()
        columns = (table[name].tolist() for name in ("source", "target", "contact_rate", "kind"))
        for source, target, rate, kind in zip(*columns, strict=True):
            graph.add_edge(names[source], names[target], contact_rate=rate, kind=Kind(kind).name.lower())
        return graph

    def mutual_contacts(self, source: ArrayLike, target: ArrayLike) -> NDArray[np.int32]:
        """How many people both know, for each pair, tied or not: (pairs,). Raises UserError for people who are not there."""
        a, b = border.people_of(source, target, self.people)
        return mutual_contacts_of(self.start, self.other, a.astype(np.int64), b.astype(np.int64))

    def grouped(self, /, **groups: ArrayLike) -> Ties:
        """The same ties, with (more) groups of people: one array of whole numbers (people,) each, -1 for people without."""
        new = {name: border.group_of(name, values, self.people) for name, values in groups.items()}
        named = {name: names for name, names in self.group_names.items() if name not in new}
        return self._with(groups={**self.groups, **new}, group_names=named)

    def naming(self, /, **names: tuple[Any, ...]) -> Ties:
        """The same ties, with names of groups: of "firm", say, that of firm 0, of firm 1, ..."""
        given = {**self.group_names, **names}
        return self._with(group_names=border.group_names_of(given, self.groups))

    def labelled(self, labels: tuple[Any, ...]) -> Ties:
        """The same ties, with other names of people."""
        return self._with(labels=border.labels_of(labels, self.people))

    def like(self, ties: Ties) -> Ties:
        """The same ties, with the groups, labels and names of groups of another network of the same people."""
        return self._with(groups=ties.groups, labels=ties.labels, group_names=ties.group_names)

    def numbers(self, names: ArrayLike) -> NDArray[np.int64]:
        """The numbers of people by their names, of the shape of `names`. Raises UserError for a name that nobody has."""
        return numbers(self, names)

    def where(self, keep: ArrayLike) -> Ties:
        """Only the ties for which `keep`, one entry a row of `pairs()`, is true; people, groups and labels stay."""
        kept = np.asarray(keep)
        if kept.dtype != np.bool_ or kept.shape != (len(self),):
            raise UserError(f"keep: must be one true or false for each of {len(self)} ties, a row of pairs()")
        table = self.pairs()[kept]
        ties = Ties.from_pairs(table.source, table.target, self.people, table.contact_rate, table.kind)
        return ties.like(self)

    def _with(self, **changed: Any) -> Ties:
        ties = object.__new__(type(self))
        ties.__setstate__({**self.__dict__, **changed})
        return ties


def _fields(*values: Any) -> dict[str, Any]:
    """The fields of `Ties`, in their order."""
    return dict(zip(Ties.__dataclass_fields__, values, strict=True))
