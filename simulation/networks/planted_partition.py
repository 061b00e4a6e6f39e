"""Industries as blocks, with homophily: who is in the same industry is more likely to be tied."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, check_seed, generator, unit, words
from weakties.simulation.kernels import Float64s, Int, Int32s, UInt8s, kernel
from weakties.simulation.networks.contact_layers import Pairs, check_workers, layers_of, ties_of
from weakties.simulation.networks.workplaces import workplaces
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.poisson import poisson
from weakties.simulation.streams import NetworkStream
from weakties.simulation.ties import Ties

INNER = 2  # close friends and good friends are always in the same block
FULL = 0.8  # a block holds ties for FULL of its people a person at most, the rest leads outside
TICKETS = 16  # how finely sociability is measured
ATTEMPTS = 200  # draws of another end, for each tie, before it is given up


class Blocks(NamedTuple):
    """The block of each person, int32 (people,); people in the order of blocks; and tickets by block, each with a person's
    number on it: tickets[start[g]:start[g + 1]] are those of block g. A sociable person has many; all count the same."""

    block: NDArray[np.int32]
    order: NDArray[np.int32]
    start: NDArray[np.int64]
    tickets: NDArray[np.int32]


def planted_partition(workers: int, seed: int, **parameters: float) -> Ties:
    """Industries as blocks: the planted partition of Condon and Karp (2001), "Algorithms for graph partitioning on the planted
    partition model", Random Structures and Algorithms 18:116, doi 10.1002/1098-2418(200103)18:2<116::AID-RSA1001>3.0.CO;2-2,
    with degrees that vary (Karrer and Newman 2011, Physical Review E 83:016107, doi 10.1103/PhysRevE.83.016107).

    Blocks are the industries of `workplaces`, firms being nested in them. Ties of close and good friends stay in the
    block; a share `bridging` of the other ties leads to another block. Within that, somebody is the more likely the more
    people he knows, which varies by a log-normal factor (`sociability`).

    Published property: homophily is the only structure. The share of ties inside blocks is given; there is no clustering
    beyond that of the blocks, and so no relation of overlap and strength among ties inside a block: the opposite extreme of
    `caveman`. `community_size` has no effect. A block too small for its ties (above FULL of its people) lets the rest lead
    outside. Group "industry" (the block) and "firm". Raises UserError for unknown names and values out of range.
    """
    p = NetworkParameters.create(parameters)
    check_workers(workers, p)
    work = workplaces(workers, seed, p)
    chance = generator(seed, Purpose.NETWORK, NetworkStream.TICKETS)
    draw = np.exp(p.sociability * chance.standard_normal(workers))
    tickets = np.maximum(1, np.rint(TICKETS * draw)).astype(np.int64)
    blocks = _blocks(work.industry, tickets)
    size = np.bincount(work.industry)
    inside, outside = _means(size, p)
    share = tickets / np.bincount(work.industry, tickets)[work.industry] * size[work.industry]
    a, b, layer = _tie(check_seed(seed), int(Purpose.NETWORK), blocks, share, inside, outside)
    pairs = [Pairs(each, a[layer == n], b[layer == n]) for n, each in enumerate(layers_of(p))]
    return ties_of(pairs, workers, seed, p).grouped(industry=work.industry, firm=work.firm)


def _blocks(industry: NDArray[np.int32], tickets: NDArray[np.int64]) -> Blocks:
    order = np.argsort(industry, kind="stable").astype(np.int32)
    total = np.bincount(industry, tickets).astype(np.int64)
    return Blocks(industry, order, np.concatenate([[0], np.cumsum(total)]), np.repeat(order, tickets[order]))


def _means(size: NDArray[np.int64], p: NetworkParameters) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean ties of a person by block and layer, (blocks, layers), inside the block and outside it.

    The layers are filled from the closest outwards; what no longer fits inside leads outside; and if there are no others to be
    tied to, stays inside.
    """
    wanted = np.array([layer.size for layer in layers_of(p)], float)
    stay = np.where(np.arange(len(wanted)) < INNER, 1.0, 1.0 - p.bridging)
    filled = np.minimum(np.cumsum(wanted * stay), FULL * np.maximum(size - 1, 0)[:, None])
    inside = np.diff(filled, axis=1, prepend=0.0)
    if len(size) == 1:
        return inside, np.zeros_like(inside)
    return inside, wanted - inside


@kernel
def _tie(
    seed: Int, purpose: Int, blocks: Blocks, share: Float64s, inside: Float64s, outside: Float64s
) -> tuple[Int32s, Int32s, UInt8s]:
    """Pairs of people and the layer of each: person i starts Poisson(mean / 2) ties of each layer, inside his block and outside.

    The mean is share[i] (mean 1 in each block) times inside or outside (blocks, layers). The other end is on a ticket
    drawn from the block, or from any other; never i, and nobody twice. Layers are drawn from the closest outwards.
    Returns int32 a, b, uint8 layer, each (ties,).
    """
    block, order, start, tickets = blocks
    people, layers = len(block), inside.shape[1]
    count = np.empty((people, 2 * layers), np.int64)
    for i in range(people):
        for n in range(2 * layers):
            mean = inside[block[i], n // 2] if n % 2 == 0 else outside[block[i], n // 2]
            w0, w1, _, _ = words(seed, purpose, 42, i, n)
            count[i, n] = poisson(mean * share[i] / 2, unit(w0, w1))
    total = count.sum()
    a, b, layer = np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.uint8)
    known = np.full(people, -1, np.int32)  # known[j] == i: i, whose turn it is, is tied to j already, or is j
    last, before = (
        np.full(people, -1),
        np.empty(total, np.int64),
    )  # the ties that lead to somebody, latest first
    made = 0
    for i in order:
        known[i] = i
        tie = last[i]
        while tie >= 0:
            known[a[tie]] = i
            tie = before[tie]
        for n in range(2 * layers):
            low, high = (start[block[i]], start[block[i] + 1]) if n % 2 == 0 else (0, len(tickets))
            attempt, end = 0, made + count[i, n]
            while made < end and attempt < ATTEMPTS * count[i, n]:
                w0, w1, _, _ = words(seed, purpose, 50 + n, i, attempt)
                attempt += 1
                j = tickets[low + int(unit(w0, w1) * (high - low))]
                if known[j] == i or (n % 2 == 1 and block[i] == block[j]):
                    continue
                known[j] = i
                a[made], b[made], layer[made] = i, j, n // 2
                before[made], last[j] = last[j], made
                made += 1
    return a[:made], b[:made], layer[:made]
