"""The default network: contact layers (Dunbar) whose ties form in foci (Feld 1981).

Everybody has a circle of close friends who all know each other, and outer layers of ties that form where people meet: in
the community, in the firms they work or worked for, in the industry, or anywhere. Mutual contacts come from shared foci and
not from the strength of a tie; since closer layers form more in narrow foci, overlap rises with strength (Onnela et al.
2007) without being put in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator, unit32, words
from weakties.simulation.kernels import Float32s, Int, Int32s, Int64s, Real, kernel
from weakties.simulation.networks.contact_layers import (
    Layer,
    Pairs,
    Started,
    check_workers,
    layers_of,
    ties_of,
)
from weakties.simulation.networks.workplaces import Workplace, leaning, workplaces
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.poisson import poisson
from weakties.simulation.streams import NetworkStream
from weakties.simulation.ties import Ties

FORMER_FIRMS = 2  # firms a person worked for before; assumption
SAME_INDUSTRY = 0.8  # share of former firms in the present industry; assumption
FULL = 0.8  # share of the people of a focus, the most that one is meant to be tied to in it
FOCI = ("community", "firms", "industry", "anywhere")
# Where the ties of each layer form: rows sum to 1. Assumption: the closer the tie, the narrower the focus.
MIXTURE = {
    "good friends": (0.60, 0.20, 0.10, 0.10),
    "friends": (0.40, 0.30, 0.20, 0.10),
    "casual friends": (0.30, 0.20, 0.30, 0.20),
    "acquaintances": (0.15, 0.10, 0.35, 0.40),
}


class Focus(NamedTuple):
    """Where people meet: `groups` (people, memberships) of each person; the members of group g are
    members[start[g]:start[g + 1]]."""

    groups: NDArray[np.int32]
    start: NDArray[np.int64]
    members: NDArray[np.int32]


def layers(workers: int, seed: int, **parameters: float) -> Ties:
    """The default network of `workers` people, about 590 ties each, with groups "community", "industry" and "firm".

    parameters: any of `NetworkParameters`. Every draw has an address, so the same seed gives the same network. Degrees
    vary between people by a log-normal `sociability` factor. Raises UserError for unknown names and values out of range.
    """
    p = NetworkParameters.create(parameters)
    check_workers(workers, p)
    community = (np.arange(workers) // p.community_size).astype(np.int32)
    work = leaning(workplaces(workers, seed, p), community, p.trade_lean, seed)
    foci = _foci(community, work, seed)
    weight = _sociability(workers, seed, p.sociability)
    pairs: list[Pairs | Started] = [_circles(workers, layers_of(p)[0])]
    crowding = [_crowding(focus, share, p) for focus, share in zip(foci, range(len(FOCI)), strict=True)]
    for n, layer in enumerate(layers_of(p)[1:]):
        for f, focus in enumerate(foci):
            mean = layer.size * MIXTURE[layer.name][f] + (
                crowding[f] if layer.name == "acquaintances" and layer.size else 0.0
            )
            meant = weight.astype(np.float32) * np.float32(mean)
            pairs.append(Started(layer, *_draw(seed, 10 * n + f, *focus, meant, weight.max() * mean)))
    ties = ties_of(pairs, workers, seed, p)
    return ties.grouped(community=community, industry=work.industry, firm=work.firm)


def _circles(workers: int, layer: Layer) -> Pairs:
    """Neighbours in number form cliques of layer.size + 1: kin and close friends, who all know each other."""
    size = layer.size + 1
    i, j = np.triu_indices(size, 1)
    first = np.arange(0, workers, size)[:, None]
    a, b = (first + i).ravel(), (first + j).ravel()
    inside = b < workers
    return Pairs(layer, a[inside].astype(np.int32), b[inside].astype(np.int32))


def _foci(community: NDArray[np.int32], work: Workplace, seed: int) -> tuple[Focus, ...]:
    """The foci in the order of FOCI. A firm's people are those who work there now and those who used to."""
    rng = generator(seed, Purpose.NETWORK, NetworkStream.FORMER_FIRMS)
    people = len(community)
    firms = [work.firm]
    by_industry = np.argsort(work.industry, kind="stable")
    first = np.searchsorted(work.industry[by_industry], np.arange(work.industry.max() + 2))
    for _ in range(FORMER_FIRMS):
        low, high = first[work.industry], first[work.industry + 1]
        colleague = by_industry[(low + rng.random(people) * (high - low)).astype(np.int64)]
        anybody = rng.integers(0, people, people)
        firms.append(work.firm[np.where(rng.random(people) < SAME_INDUSTRY, colleague, anybody)])
    groups = (community[:, None], np.stack(firms, 1), work.industry[:, None], np.zeros((people, 1), np.int32))
    return tuple(_focus(np.ascontiguousarray(g, dtype=np.int32)) for g in groups)


def _focus(groups: NDArray[np.int32]) -> Focus:
    order = np.argsort(groups.ravel(), kind="stable")
    start = np.searchsorted(groups.ravel()[order], np.arange(groups.max() + 2)).astype(np.int64)
    return Focus(groups, start, (order // groups.shape[1]).astype(np.int32))


def _sociability(people: int, seed: int, spread: float) -> NDArray[np.float64]:
    """A log-normal factor of mean 1 for how many people somebody knows."""
    draw = np.exp(
        spread * generator(seed, Purpose.NETWORK, NetworkStream.SOCIABILITY).standard_normal(people)
    )
    return np.asarray(draw / draw.mean())


def _crowding(focus: Focus, which: int, p: NetworkParameters) -> float:
    """Extra draws in a small focus, where the same two people meet more than once.

    d distinct people out of a group of s take c = -s ln(1 - d/s) draws; the extra c - d goes to the outermost layer.
    """
    size = float(np.mean(np.diff(focus.start)[focus.groups].sum(axis=1)))
    wanted = sum(layer.size * MIXTURE[layer.name][which] for layer in layers_of(p)[1:])
    within = min(wanted, FULL * size)
    return max(0.0, -size * float(np.log1p(-within / size)) - wanted) if size > 0 else 0.0


@kernel
def _draw(
    seed: Int, stage: Int, groups: Int32s, start: Int64s, members: Int32s, mean: Float32s, highest: Real
) -> tuple[Int32s, Int32s]:
    """Pairs within a focus: person i starts Poisson(mean[i] / 2) ties, each to somebody of one of his groups, chosen in
    proportion to `mean` (by rejection against `highest`). Degrees so have mean `mean`. Returns how many each starts, and whom
    with, both int32.
    """
    people, memberships = groups.shape
    count = np.empty(people, np.int32)
    for i in range(people):
        w0, _, _, _ = words(seed, Purpose.NETWORK, stage, i, 0)
        count[i] = poisson(mean[i] / 2, unit32(w0))
    b = np.empty(count.sum(), np.int32)
    k = 0
    for i in range(people):
        attempt = 0
        started = 0
        while started < count[i] and attempt < 200 * (count[i] + 1):
            attempt += 1
            w0, w1, w2, _ = words(seed, Purpose.NETWORK, stage, i, attempt)
            group = groups[i, int(unit32(w2) * memberships)]
            size = start[group + 1] - start[group]
            j = members[start[group] + int(unit32(w0) * size)]
            if j != i and unit32(w1) * highest < mean[j]:
                b[k] = j
                k += 1
                started += 1
        count[i] = started
    return count, b[:k]
