"""Edge lists and lists of people as tables: checked row by row, then made into `Ties`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.errors import UserError
from simulation.networks.rates import choose, contact_rates
from simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd

WANTED = "source, target and, if known, weight or contact_rate"
USED = {"source", "target", "weight", "contact_rate", "kind"}


@dataclass(frozen=True)
class Source:
    """What a file holds: one row a tie; one row a person (None: only those with ties); whether it says that pairs are undirected,
    which a table does not; its name, for messages; the names of people where the tables number them (else: as in the tables)."""

    edges: pd.DataFrame
    nodes: pd.DataFrame | None
    undirected: bool
    name: str
    labels: tuple[Any, ...] = ()


def ties_from(source: Source, rule: str, weeks: float | None) -> tuple[Ties, tuple[str, ...]]:
    """Ties, and what is to be said about how they were made. Raises UserError, with the row, for what cannot be used."""
    edges, name = source.edges, source.name
    for column in ("source", "target"):
        if column not in edges.columns:
            raise UserError(
                f"{name}: no column {column!r} among {', '.join(map(str, edges.columns))}; wanted: {WANTED}"
            )
    a, b, labels = _numbers(source)
    rule = choose(rule, "contact_rate" in edges.columns, "weight" in edges.columns, weeks)
    column = "contact_rate" if rule == "rate" and "contact_rate" in edges.columns else "weight"
    weight = _weights(edges, column, name) if column in edges.columns else None
    at = a == b
    if at.any():
        row = int(np.flatnonzero(at)[0])
        raise UserError(
            f"{name}, row {row + 1}: {labels[a[row]]} is tied to itself ({int(at.sum())} such rows); remove self-ties"
        )
    keep, notes = _once(a, b, weight, source, labels)
    best = None if weight is None else weight[keep]
    rates, said = contact_rates(best, rule, weeks)
    kinds = _kinds(edges, name)[keep] if "kind" in edges.columns else Kind.FRIEND
    ties = Ties.from_pairs(a[keep], b[keep], len(labels), rates, kinds)
    ignored = [str(c) for c in edges.columns if c not in USED]
    if ignored:
        notes.append(f"columns not used: {', '.join(ignored)}")
    plain = labels == tuple(range(len(labels)))
    ties = _grouped(replace(ties, labels=() if plain else labels), source.nodes)
    return ties, (said, *notes, *_shape(ties))


def _numbers(source: Source) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[Any, ...]]:
    """People as numbers, in the order of the list of people if there is one, else in ascending order of their names."""
    import pandas as pd

    parts = [source.edges["source"], source.edges["target"]]
    for part, what in zip(parts, ("source", "target"), strict=True):
        _no_gaps(part, what, source.name)
    if source.nodes is not None:
        _no_gaps(source.nodes["id"], "id of a person", source.name)
        parts.insert(0, source.nodes["id"])
    if not all(pd.api.types.is_integer_dtype(part) or part.empty for part in parts):
        parts = [part.map(_name) for part in parts]
    codes, names = pd.factorize(pd.concat(parts, ignore_index=True), sort=source.nodes is None)
    labels = tuple(names.tolist())
    many = len(source.edges)
    if source.nodes is not None:
        people = len(source.nodes)
        if codes[:people].size and codes[:people].max() + 1 < people:
            raise UserError(
                f"{source.name}: somebody stands more than once in the list of people; keep one row each"
            )
        if len(labels) > people:
            raise UserError(
                f"{source.name}: {labels[people]} has ties but is not in the list of people; add a row there"
            )
        codes = codes[people:]
    return codes[:many].astype(np.int64), codes[many:].astype(np.int64), source.labels or labels


def _name(value: Any) -> str:
    """A person's name as text: 3.0 and 3 are the same person."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _no_gaps(column: pd.Series, what: str, name: str) -> None:
    gaps = column.isna().to_numpy()
    if gaps.any():
        row = int(np.flatnonzero(gaps)[0])
        raise UserError(
            f"{name}, row {row + 1}: {what} is missing ({int(gaps.sum())} such rows); fill or remove them"
        )


def _weights(edges: pd.DataFrame, column: str, name: str) -> NDArray[np.float64]:
    """The weights as positive numbers; the first that is not one is named with its row (rows count from 1)."""
    import pandas as pd

    _no_gaps(edges[column], column, name)
    values = pd.to_numeric(edges[column], errors="coerce").to_numpy(dtype=np.float64)
    bad = ~(np.isfinite(values) & (values > 0))
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise UserError(
            f"{name}, row {row + 1}: {column} {edges[column].iloc[row]} ({int(bad.sum())} such rows); "
            "must be a number above 0: remove ties that are none"
        )
    return values


def _kinds(edges: pd.DataFrame, name: str) -> NDArray[np.uint8]:
    """The column `kind`: names (close, friend, colleague, acquaintance) or their numbers."""
    values = {kind.name.lower(): int(kind) for kind in Kind} | {str(int(kind)): int(kind) for kind in Kind}
    kinds = edges["kind"].map(lambda value: values.get(_name(value)))
    if kinds.isna().any():
        row = int(np.flatnonzero(kinds.isna())[0])
        raise UserError(
            f"{name}, row {row + 1}: kind {edges['kind'].iloc[row]}; must be one of {', '.join(list(values)[:4])}"
        )
    return kinds.to_numpy(dtype=np.uint8)


def _once(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64] | None,
    source: Source,
    labels: tuple[Any, ...],
) -> tuple[NDArray[np.int64], list[str]]:
    """The rows to keep, each tie once, in ascending order of the pair; i -> j and j -> i become one, at the higher weight.

    A pair that stands twice in the same direction (or in any, if the file says that pairs are undirected) is an error.
    """
    low, high = np.minimum(a, b), np.maximum(a, b)
    people = max(1, len(labels))
    pair = low * people + high
    order = np.lexsort((np.zeros(len(a)) if weight is None else -weight, pair))
    first = np.ones(len(order), bool)
    first[1:] = pair[order][1:] != pair[order][:-1]
    if first.all():
        return order, []
    arc = pair if source.undirected else a * people + b
    _, once = np.unique(arc, return_index=True)
    if len(once) < len(arc):
        row = int(np.setdiff1d(np.arange(len(arc)), once)[0])
        raise UserError(
            f"{source.name}, row {row + 1}: the tie {labels[a[row]]} - {labels[b[row]]} stands more than once "
            f"({len(arc) - len(once)} such rows); keep one row for each, or add their weights up"
        )
    said = f"directed: {len(a)} arcs became {int(first.sum())} ties" + (
        "" if weight is None else " at the higher weight"
    )
    return order[first], [said]


def _grouped(ties: Ties, nodes: pd.DataFrame | None) -> Ties:
    """Each column of the list of people but `id` as a group: whole numbers as they are, anything else numbered in
    ascending order of its values; -1 where it is missing."""
    import pandas as pd

    if nodes is None:
        return ties
    groups = {}
    for column in nodes.columns.drop(["id", "label"], errors="ignore"):
        values = nodes[column]
        if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
            values = values.astype("Int64")
        whole = pd.api.types.is_integer_dtype(values) and values.abs().max() < 2**31
        codes = values.fillna(-1) if whole else pd.factorize(values, sort=True)[0]
        groups[str(column)] = np.asarray(codes, dtype=np.int32)
    return ties.grouped(**groups) if groups else ties


def _shape(ties: Ties) -> list[str]:
    """What a user should know about the whole network before he runs a model on it."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if len(ties) == 0:
        return [f"empty network: {ties.people} people, 0 ties"]
    table = csr_array((np.ones(len(ties.other), np.int8), ties.other, ties.start), shape=(ties.people,) * 2)
    count, component = connected_components(table, directed=False)
    if count == 1:
        return []
    share = np.bincount(component).max() / ties.people
    return [f"disconnected: {count} components, the largest with {share:.0%} of the people"]
