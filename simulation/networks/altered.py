"""Networks made of other networks: what records of talk would show of one, the same with long ties, a ring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.streams import NetworkStream
from weakties.simulation.ties import Ties


def observed(ties: Ties, weeks: float, seed: int, at_least: int = 1) -> Ties:
    """What records of talk over `weeks` weeks show of a network: ties with `at_least` conversations, and the rate of these.

    The number of conversations on a tie is Poisson with mean contact_rate * weeks. Records (of calls, messages, meetings) is
    what studies of tie strength have; most of whom people know does not turn up in them. People, groups and labels stay.
    """
    if not 0 < weeks < np.inf:
        raise UserError(f"weeks = {weeks:g}: must be above 0, the time over which talk is recorded")
    pairs = ties.pairs()
    talks = generator(seed, Purpose.NETWORK, NetworkStream.OBSERVED).poisson(pairs.contact_rate * weeks)
    seen = talks >= max(1, at_least)
    kept = pairs[seen]
    return Ties.from_pairs(kept.source, kept.target, ties.people, talks[seen] / weeks, kept.kind).like(ties)


def rewired(ties: Ties, share: float, seed: int) -> Ties:
    """The same network with a share of its ties made long: pairs of ties, drawn by chance, exchange one end each.

    Everybody keeps his number of ties (Maslov and Sneppen 2002, Science 296:910), each tie its contact rate and kind. On a ring
    this is what Watts and Strogatz (1998) do, but for degrees, which stay. An exchange that would tie somebody to himself or
    two people twice is left out. Raises UserError for a share outside 0..1.
    """
    if not 0 <= share <= 1:
        raise UserError(f"share = {share:g}: must be between 0 and 1, the share of ties that are made long")
    table = ties.pairs()
    pairs = list(zip(table.source.tolist(), table.target.tolist(), strict=True))
    present = set(pairs)
    rng = generator(seed, Purpose.NETWORK, NetworkStream.REWIRED)
    chosen = rng.permutation(len(pairs))[: round(share * len(pairs)) // 2 * 2]
    swap = rng.random(len(chosen) // 2) < 0.5
    for x, y, turned in zip(chosen[::2].tolist(), chosen[1::2].tolist(), swap.tolist(), strict=True):
        (a, b), (c, d) = pairs[x], pairs[y][::-1] if turned else pairs[y]
        first, second = (min(a, d), max(a, d)), (min(c, b), max(c, b))
        if a == d or b == c or first == second or first in present or second in present:
            continue
        present -= {pairs[x], pairs[y]}
        present |= {first, second}
        pairs[x], pairs[y] = first, second
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Ties.from_pairs(ends[:, 0], ends[:, 1], ties.people, table.contact_rate, table.kind).like(ties)


def ring(people: int, neighbours: int) -> Ties:
    """A ring where everybody knows the `neighbours` nearest, half on each side: the lattice of Watts and Strogatz (1998).

    All ties are equally strong. Raises UserError unless `neighbours` is even and less than the number of people.
    """
    if neighbours % 2 or not 0 <= neighbours < people:
        raise UserError(f"neighbours = {neighbours}: must be even and below the number of people ({people})")
    source = np.repeat(np.arange(people), neighbours // 2)
    step = np.tile(np.arange(1, neighbours // 2 + 1), people)
    return Ties.from_pairs(source, (source + step) % people, people)


def reweighted(ties: Ties, contact_rate: NDArray[np.float64]) -> Ties:
    """The same ties with other contact rates, one for each row of `pairs()`."""
    table = ties.pairs()
    return Ties.from_pairs(table.source, table.target, ties.people, contact_rate, table.kind).like(ties)


def largest_component(ties: Ties) -> Ties:
    """The people of the largest component and their ties, numbered anew in the old order; labels and groups go along."""
    if ties.people == 0:
        return ties
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(ties.other), np.int8)
    _, part = connected_components(csr_matrix((ones, ties.other, ties.start), shape=(ties.people,) * 2))
    inside = part == np.bincount(part).argmax()
    number = np.cumsum(inside) - 1
    table = ties.pairs()
    kept = table[inside[table.source]]
    made = Ties.from_pairs(
        number[kept.source], number[kept.target], int(inside.sum()), kept.contact_rate, kept.kind
    )
    groups = {name: values[inside] for name, values in ties.groups.items()}
    names = ties.labels or range(ties.people)
    labels = tuple(name for name, keep in zip(names, inside, strict=True) if keep)
    return made.grouped(**groups).labelled(labels).naming(**ties.group_names)
