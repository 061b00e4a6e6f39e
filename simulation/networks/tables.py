"""Edge lists and lists of people as tables: checked row by row, then made into `Ties`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.networks import columns
from weakties.simulation.networks.rates import Reading, contact_rates
from weakties.simulation.ties import Kind, Ties

if TYPE_CHECKING:
    import pandas as pd

WANTED = "source, target and, if known, weight or contact_rate"
HOW = "columns=... (--columns FROM,TO,WEIGHT; without a header their numbers, 1,2,3)"


@dataclass(frozen=True)
class Source:
    """What a file holds: one row a tie; one row a person (None: only those with ties); whether it says that pairs are undirected,
    which a table does not; its name, for messages; the names of people where the tables number them (else: as in the tables); and
    what it says of ties, and of people, that is in neither table; and what is to be said about how it was read."""

    edges: pd.DataFrame
    nodes: pd.DataFrame | None
    undirected: bool
    name: str
    labels: tuple[Any, ...] = ()
    ties_left: tuple[str, ...] = ()
    people_left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """A network that was read, and what is to be said about it: the rule for contact rates, arcs that became ties,
    columns not used, an empty or disconnected network.

    ignored: those of the notes that name something given that had no effect, or none that one would expect.
    name:    of what was read, for messages
    """

    ties: Ties
    notes: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    name: str = ""


class Once(NamedTuple):
    """The rows to keep, each tie once; the weight of each; what is to be said; and what of that is about something ignored."""

    rows: NDArray[np.int64]
    weight: NDArray[np.float64] | None
    notes: list[str]
    ignored: list[str]


def ties_from(source: Source, reading: Reading) -> Loaded:
    """Ties, and what is to be said about how they were made. Raises UserError, with the row, for what cannot be used."""
    edges, name = source.edges, source.name
    columns.one_of_each(edges.columns, name)
    for column in ("source", "target"):
        if column not in edges.columns:
            raise UserError(
                f"{name}: no column {column!r} among {_listed(edges.columns)}; wanted: {WANTED}; or name them, {HOW}"
            )
    a, b, labels = _numbers(source)
    has_rate, has_weight = "contact_rate" in edges.columns, "weight" in edges.columns
    settled = reading.settled(has_rate, has_weight or edges.empty)
    if edges.empty:
        settled = replace(settled, rate="equal")
    a, b, source, notes = _apart(a, b, source, labels, reading.drop_self_ties)
    edges = source.edges
    column = "contact_rate" if settled.rate == "rate" and has_rate else "weight"
    read = column in edges.columns and settled.rate != "equal"
    weight = columns.weights(edges, column, name) if read else None
    once = _once(a, b, weight, settled.rate, source, labels)
    rates, said = contact_rates(once.weight, settled)
    kinds = columns.kinds(edges, name)[once.rows] if "kind" in edges.columns else Kind.FRIEND
    ties = Ties.from_pairs(a[once.rows], b[once.rows], len(labels), rates, kinds)
    if labels != tuple(range(len(labels))):
        ties = ties.labelled(labels)
    ties, left_out, renumbered = _grouped(ties, source)
    used = {"source", "target", "kind", column if read else ""}
    unused = [*source.ties_left, *(str(c) for c in edges.columns if c not in used)]
    ignored = [*once.ignored, *_unused(unused, left_out, settled.rate == "equal" != reading.rate)]
    if settled.rate == "ordinal" != reading.rate:
        ignored.insert(0, said)
        said = ""
    notes = [*source.notes, *notes, *once.notes, *renumbered, *_silent(once.weight), *_shape(ties)]
    return Loaded(ties, tuple(line for line in (said, *ignored, *notes) if line), tuple(ignored), name)


def _listed(names: Any) -> str:
    shown = [str(name)[:40] for name in names]
    return ", ".join(shown[:12]) + (f" and {len(shown) - 12} more" if len(shown) > 12 else "")


def _unused(edges: list[str], people: list[str], equal: bool) -> list[str]:
    """Lines that name what is not used. equal: nobody said that all ties are to be equal, they are for want of weights."""
    lines = [f"columns not used: {_listed([*edges, *people])}"] if edges or people else []
    if lines and edges and equal:
        lines[0] += "; all ties are taken as equal: call the one that says how strong a tie is weight"
    return lines


def _silent(weight: NDArray[np.float64] | None) -> list[str]:
    count = 0 if weight is None else int((weight == 0).sum())
    return [f"{count} ties of weight 0 are silent: they are there, and never talk"] if count else []


def _apart(
    a: NDArray[np.int64], b: NDArray[np.int64], source: Source, labels: tuple[Any, ...], drop: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], Source, list[str]]:
    """The rows whose two people are not the same. Raises UserError for others, unless they are to be dropped."""
    same = a == b
    if not same.any():
        return a, b, source, []
    count, row = int(same.sum()), int(np.flatnonzero(same)[0])
    if not drop:
        raise UserError(
            f"{source.name}, row {row + 1}: {str(labels[a[row]])[:60]} is tied to itself ({count} such rows); "
            "remove them, or drop them with drop_self_ties=True (--drop-self-ties)"
        )
    return a[~same], b[~same], replace(source, edges=source.edges[~same]), [f"{count} self-ties dropped"]


def _numbers(source: Source) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[Any, ...]]:
    """People as numbers, in the order of the list of people if there is one, else in ascending order of their names."""
    import pandas as pd

    parts = [source.edges["source"], source.edges["target"]]
    again = [
        (part.astype(str) == what).to_numpy() for part, what in zip(parts, ("source", "target"), strict=True)
    ]
    columns.refuse(
        again[0] & again[1], parts[0], source.name, "{}: the header stands there again; remove it", False
    )
    for part, what in zip(parts, ("source", "target"), strict=True):
        columns.no_gaps(part, what, source.name)
    if source.nodes is not None:
        columns.no_gaps(source.nodes["id"], "id of a person", source.name)
        parts.insert(0, source.nodes["id"])
    if not all(pd.api.types.is_integer_dtype(part) or part.empty for part in parts):
        parts = [part.map(columns.name_of) for part in parts]
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
                f"{source.name}: {str(labels[people])[:60]} has ties but is not in the list of people; add a row there"
            )
        codes = codes[people:]
    return codes[:many].astype(np.int64), codes[many:].astype(np.int64), source.labels or labels


def _once(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64] | None,
    rule: str,
    source: Source,
    labels: tuple[Any, ...],
) -> Once:
    """Each tie once, in ascending order of the pair. Of i -> j and j -> i counts add up; of other weights the higher is kept.

    A pair that stands twice in the same direction (or in any, if the file says that pairs are undirected) is an error.
    """
    low, high = np.minimum(a, b), np.maximum(a, b)
    people = max(1, len(labels))
    pair = low * people + high
    order = np.lexsort((np.zeros(len(a)) if weight is None else -weight, pair))
    first = np.ones(len(order), bool)
    first[1:] = pair[order][1:] != pair[order][:-1]
    kept = order[first]
    if first.all():
        return Once(kept, None if weight is None else weight[kept], [], [])
    arc = pair if source.undirected else a * people + b
    _, once = np.unique(arc, return_index=True)
    if len(once) < len(arc):
        row = int(np.setdiff1d(np.arange(len(arc)), once)[0])
        where = f"{source.name}, row {source.edges.index[row] + 1}"
        raise UserError(
            f"{where}: the tie {str(labels[a[row]])[:60]} - {str(labels[b[row]])[:60]} stands more than once "
            f"({len(arc) - len(once)} such rows); keep one row for each, or add their weights up"
        )
    said = f"directed: {len(a)} arcs became {len(kept)} ties"
    if weight is None:
        return Once(kept, None, [said], [])
    starts = np.flatnonzero(first)
    total, least = np.add.reduceat(weight[order], starts), np.minimum.reduceat(weight[order], starts)
    equal = bool((np.diff(np.append(starts, len(a))) == 2).all() and (least == weight[kept]).all())
    if rule == "counts":
        twice = "every tie stands in both directions at equal weights: keep one direction if each contact was counted twice"
        return Once(kept, total, [f"{said}, their counts added up"], [twice] if equal else [])
    said += " at the higher weight"
    differ = bool((least < weight[kept]).any())
    return Once(kept, weight[kept], [] if differ else [said], [said] if differ else [])


def _grouped(ties: Ties, source: Source) -> tuple[Ties, list[str], list[str]]:
    """Each column of the list of people but `id` as a group; the columns that are none; and what is to be said of the others."""
    nodes, left_out = source.nodes, list(source.people_left)
    said: list[str] = []
    if nodes is None:
        return ties, left_out, said
    for column in nodes.columns.drop(["id", "label"], errors="ignore"):
        found = columns.group(nodes[column], ties.people)
        if found.codes is None:
            left_out.append(str(column))
        else:
            ties = ties.grouped(**{str(column): found.codes}).naming(**{str(column): found.names})
        said += [found.said] if found.said else []
    return ties, left_out, said


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
