"""Rings of people tied to their nearest neighbours, some ties moved elsewhere: shared by `caveman` and `small_world`.

On a ring everybody has two neighbours at each distance 1, 2, 3, ...; the layers are filled from the nearest outwards, so that
the closest people are those nearest. Then ties of the outer layers leave their ring, or their neighbourhood on it, keeping
one end, as in Watts and Strogatz (1998), "Collective dynamics of 'small-world' networks", Nature 393:440, doi 10.1038/30918.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, check_seed, generator, unit, words
from weakties.simulation.kernels import Int, Int32s, Int64s, kernel
from weakties.simulation.networks.contact_layers import Pairs, layers_of
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.streams import NetworkStream

INNER = 2  # close friends and good friends stay: only ties of the layers after these are moved
ATTEMPTS = 1000  # draws of another end before a tie stays where it is


class Rings(NamedTuple):
    """People in rings: ring n holds the people start[n] .. start[n + 1] - 1; `ring` (people,) is the number of one's ring."""

    start: NDArray[np.int64]
    ring: NDArray[np.int32]


def rings_of(workers: int, count: int) -> Rings:
    """`count` rings of neighbours in number, of sizes that differ by at most one."""
    start = (np.arange(count + 1) * workers) // count
    return Rings(start, np.repeat(np.arange(count, dtype=np.int32), np.diff(start)))


def ring_ties(rings: Rings, reach: int, seed: int, p: NetworkParameters) -> list[Pairs]:
    """The ties of all layers on the rings, the outer ones moved with probability `bridging` each, to somebody in another
    ring, or more than `reach` people away on the same one (`workers`, or more: always in another ring)."""
    pairs = [Pairs(layer, *ends) for layer, ends in zip(layers_of(p), _nearest(rings, seed, p), strict=True)]
    outer = pairs[INNER:]
    a = np.concatenate([part.a for part in outer])
    b = np.concatenate([part.b for part in outer])
    luck = generator(seed, Purpose.NETWORK, NetworkStream.MOVED).random(len(a), dtype=np.float32)
    moved = np.flatnonzero(luck < p.bridging)
    _move(check_seed(seed), int(Purpose.NETWORK), a, b, moved, rings.start, rings.ring, reach)
    cuts = np.cumsum([len(part.a) for part in outer])[:-1]
    ends = zip(outer, np.split(a, cuts), np.split(b, cuts), strict=True)
    return pairs[:INNER] + [Pairs(part.layer, x, y) for part, x, y in ends]


def _nearest(
    rings: Rings, seed: int, p: NetworkParameters
) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """The pairs of each layer. Where a layer ends between the two neighbours at one distance, chance decides, pair by pair."""
    people = len(rings.ring)
    number = np.arange(people)
    first, size = rings.start[rings.ring], np.diff(rings.start)[rings.ring]
    nearest = 0  # people in the layers so far: they fill the distances up to nearest / 2
    layers = []
    for layer in layers_of(p):
        ends = [(np.empty(0, np.int32), np.empty(0, np.int32))]
        end = nearest + layer.size
        for distance in range(nearest // 2 + 1, (end + 1) // 2 + 1):
            neighbours = np.where(2 * distance == size, 1, 2)  # one sits opposite
            low, high = (np.clip((n - 2 * distance + 2) / neighbours, 0, 1) for n in (nearest, end))
            here = (2 * distance < size) | (
                (2 * distance == size) & (number - first < distance)
            )  # each pair once
            if nearest > 2 * distance - 2 or end < 2 * distance:
                u = generator(seed, Purpose.NETWORK, NetworkStream.NEIGHBOURS + distance).random(people)
                here &= (u >= low) & (u < high)
            a = number[here]
            b = first[here] + (a - first[here] + distance) % size[here]
            ends.append((a.astype(np.int32), b.astype(np.int32)))
        layers.append((np.concatenate([x for x, _ in ends]), np.concatenate([y for _, y in ends])))
        nearest = end
    return layers


@kernel
def _move(
    seed: Int, purpose: Int, a: Int32s, b: Int32s, moved: Int64s, start: Int64s, ring: Int32s, reach: Int
) -> None:
    """Give each tie a[e], b[e] with e in `moved` another end b[e], equally likely to be anybody outside a[e]'s reach.

    Out of reach is who is in another ring, or further than `reach` along the same one, and not yet tied to a[e] by a
    tie that was moved. a, b: int32 (ties,), b changed in place; moved: int64, ascending; start, ring: see `Rings`.
    """
    people = len(ring)
    row = np.zeros(people + 1, np.int64)
    for e in moved:
        row[a[e] + 1] += 1
    row = np.cumsum(row)
    used = row[:-1].copy()
    to = np.empty(len(moved), np.int32)
    for e in moved:
        i = a[e]
        for nth in range(ATTEMPTS):
            w0, w1, _, _ = words(seed, purpose, 32, used[i], nth)
            j = int(unit(w0, w1) * people)
            if ring[i] == ring[j]:
                along = abs(i - j)
                if min(along, start[ring[i] + 1] - start[ring[i]] - along) <= reach:
                    continue
            taken = 0
            for k in range(row[i], used[i]):
                taken += to[k] == j
            for k in range(row[j], used[j]):
                taken += to[k] == i
            if taken == 0:
                b[e] = j
                to[used[i]] = j
                used[i] += 1
                break
