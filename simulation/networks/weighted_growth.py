"""Weights and communities that grow together (Kumpula, Onnela, Saramäki, Kaski and Kertész 2007).

"Emergence of communities in weighted networks", Physical Review Letters 99:228701, doi 10.1103/PhysRevLett.99.228701. Nothing
about groups is put in. People look for new contacts through the contacts they have, favour the strong ones, and strengthen
the ties they use; where strengthening matters, communities appear, with strong ties inside and weak ones between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, check_seed, generator
from weakties.simulation.networks.contact_layers import Pairs, check_workers, layers_of, ties_of
from weakties.simulation.networks.growing_rows import grow_rows
from weakties.simulation.networks.workplaces import workplaces
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.streams import NetworkStream
from weakties.simulation.ties import Ties

DELETION = 0.001  # p_d: chance per step that somebody leaves, and a newcomer without ties takes the place
LIFETIMES = (
    3.0  # steps grown, in mean lifetimes 1 / DELETION: exp(-3) = 5 % of the people date from the empty start
)
UNIT = 1000  # whole units of weight in a new tie: whole numbers add up to the same sum in any order
ROOM = 6  # nobody has more than ROOM times the mean number of ties (and 20)


class Grown(NamedTuple):
    """A grown network: who, whom (ties,), the weight of each tie in weights of a new one, and p_delta step by step."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    weight: NDArray[np.float64]
    local_attachment: NDArray[np.float64]


def weighted_growth(workers: int, seed: int, **parameters: float) -> Ties:
    """A network grown after Kumpula et al. (2007), its ties ranked by weight into the contact layers.

    Published properties: overlap rises with strength (the "weak links" property, Onnela et al. 2007), communities that
    appear when `reinforcement` rises from 0, short paths, degrees that vary widely. The heaviest ties are those of close
    friends, the next of good friends, and so on, by rank over all ties, so that layers have their size on average and not for
    everybody. `bridging` is the share of new ties that form with anybody anywhere. Groups "industry" and "firm" are independent
    of the ties; `sociability` and `community_size` have no effect: degrees and communities emerge.

    Slower than the other generators, since each person looks around 3 / DELETION times: 2,000 people take 3 seconds with 180
    ties each and 10 with 590; 20,000 with 180 take two minutes. Raises UserError for
    unknown names and values out of range.
    """
    p = NetworkParameters.create(parameters)
    check_workers(workers, p)
    mean = min(sum(layer.size for layer in layers_of(p)), workers - 1)
    grown = grow(workers, seed, mean, p.bridging, p.reinforcement)
    work = workplaces(workers, seed, p)
    ties = ties_of(_ranked(grown, workers, seed, p), workers, seed, p)
    return ties.grouped(industry=work.industry, firm=work.firm)


def grow(
    workers: int,
    seed: int,
    mean_degree: float,
    bridging: float,
    reinforcement: float,
    lifetimes: float = LIFETIMES,
) -> Grown:
    """The model of the paper, from an empty network of `workers` people. In each step, for every person i:

    1. Local attachment. i turns to a contact j with probability w_ij / s_i, and j to another of his contacts, k, with
       probability w_jk / (s_j - w_ij), where s is the sum of somebody's weights. If i and k are not tied, they become so,
       at weight w_0 = 1, with probability p_delta; if they are, w_ik grows by `reinforcement` (delta). So do w_ij and w_jk.
    2. Global attachment. i becomes tied to anybody, with probability p_r; with certainty if i has no ties.
    3. Deletion. With probability p_d = DELETION, all ties of i go.

    The paper chooses p_delta for each delta such that the mean degree is about 10. Here it is set in each step, to the number
    of ties missing over the number of open triads met in the step before, which keeps `mean_degree` (as far as 1 will do).
    p_r is set so that global attachment supplies the share `bridging` of the ties that deletion takes: with k the mean
    degree, p_r = bridging k p_d; the paper's p_r = 0.0005 at k = 10 is bridging = 0.05. The paper updates everybody at once; here
    one acts after another, in the order of their numbers, within a step.
    """
    room = min(workers - 1, int(ROOM * mean_degree) + 20) if mean_degree > 0 else 0
    steps = round(lifetimes / DELETION) if room else 0
    table = (workers, room)
    degree, other = np.zeros(workers, np.int32), np.empty(table, np.int32)
    weight, back = np.empty(table, np.int32), np.empty(table, np.int32)
    p_delta = np.zeros(steps)
    grow_rows(
        (check_seed(seed), int(Purpose.NETWORK), steps),
        (
            workers * mean_degree / 2,
            bridging * mean_degree * DELETION,
            DELETION,
            UNIT,
            round(UNIT * reinforcement),
        ),
        (degree, other, weight, back, np.zeros(workers, np.int64)),
        p_delta,
    )
    used = np.arange(room) < degree[:, None]
    a = np.repeat(np.arange(workers, dtype=np.int32), degree)
    once = a < other[used]
    return Grown(a[once], other[used][once], weight[used][once] / UNIT, p_delta)


def _ranked(grown: Grown, workers: int, seed: int, p: NetworkParameters) -> list[Pairs]:
    """The ties by layer, the heaviest first; equal weights in an order drawn by chance; the outermost layer has the rest."""
    luck = generator(seed, Purpose.NETWORK, NetworkStream.EQUAL_WEIGHTS).random(len(grown.a))
    order = np.lexsort((luck, -grown.weight))
    layers = layers_of(p)
    ends = np.rint(np.cumsum([layer.size for layer in layers]) * workers / 2).astype(np.int64)
    outermost = max((n for n, layer in enumerate(layers) if layer.size), default=0)
    ends[outermost:] = len(order)
    starts = np.concatenate([[0], ends[:-1]])
    parts = [order[low:high] for low, high in zip(starts, ends, strict=True)]
    return [Pairs(layer, grown.a[part], grown.b[part]) for layer, part in zip(layers, parts, strict=True)]
