"""What a network is like around each tie and each person: overlap, bridges, range, constraint, effective size.

Per tie, in the order of `Ties.pairs()`; per person, in the order of numbers. What one pass over mutual contacts gives is worked
out by hand, in compiled loops over the rows; bridges, constraint, components and distances are igraph's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.paths import NO_WAY_ROUND, second_shortest
from weakties.simulation.errors import UserError
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 8  # ranges are looked for up to this many steps


def as_igraph(ties: Ties, chosen: NDArray[np.bool_] | None = None) -> Any:
    """The ties (or those `chosen`, one entry a row of `pairs()`) as an undirected igraph graph on the same people."""
    import igraph

    ends = ends_of(ties) if chosen is None else ends_of(ties)[chosen]
    return igraph.Graph(ties.people, ends)


def ends_of(ties: Ties) -> NDArray[np.int32]:
    """The two people of each tie, int32 (ties, 2), in the order of `pairs()`."""
    source = np.repeat(np.arange(ties.people, dtype=np.int32), ties.degree)
    once = source < ties.other
    return np.stack([source[once], ties.other[once]], axis=1)


def strength_of(ties: Ties) -> NDArray[np.float64]:
    """The contact rate of each tie. Raises UserError where all are equal: then there is no order of strength to speak of."""
    source = np.repeat(np.arange(ties.people, dtype=np.int32), ties.degree)
    rate = ties.contact_rate[source < ties.other].astype(np.float64)
    if len(rate) and rate.min() == rate.max():
        raise UserError(
            "all ties of this network are equally strong, so nothing can be said about strong and weak ones; "
            "give each tie a weight or a contact_rate"
        )
    return rate


def overlap(ties: Ties, mutual: NDArray[np.int32] | None = None) -> NDArray[np.float64]:
    """How much the circles of two tied people overlap, (ties,): O = n / ((k_i - 1) + (k_j - 1) - n), in 0..1.

    n: mutual contacts; k: number of ties of each. Onnela et al. 2007, PNAS 104:7332. nan where neither knows anybody else.
    mutual: n for each tie, where it is known already.
    """
    ends = ends_of(ties)
    n = mutual_of(ties) if mutual is None else mutual
    others = ties.degree[ends].sum(axis=1) - 2 - n
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(others > 0, n / np.maximum(others, 1), np.nan))


def mutual_of(ties: Ties) -> NDArray[np.int32]:
    """Mutual contacts of each tie, int32 (ties,)."""
    ends = ends_of(ties)
    return ties.mutual_contacts(ends[:, 0], ends[:, 1])


def bridges(ties: Ties) -> NDArray[np.bool_]:
    """Whether a tie is a bridge, bool (ties,): without it there is no way between the two (Granovetter 1973)."""
    found = np.zeros(len(ties), np.bool_)
    found[as_igraph(ties).bridges()] = True
    return found


def local_bridges(ties: Ties) -> NDArray[np.bool_]:
    """Whether a tie is a local bridge, bool (ties,): the two have no mutual contact (Granovetter 1973, p. 1364)."""
    return mutual_of(ties) == 0


def tie_range(
    ties: Ties, chosen: NDArray[np.int64] | None = None, longest: int = LONGEST
) -> NDArray[np.int16]:
    """The range of a tie: how many steps the next shortest way between the two has, int16 (ties,).

    2 where they have a mutual contact; `longest` + 1 where there is none up to `longest` steps. Park, Blumenstock and Macy
    (2018, Science 362:1410). chosen: rows of `pairs()` to look at; by default all.
    """
    ends = ends_of(ties) if chosen is None else ends_of(ties)[chosen]
    found = second_shortest(
        ties.start, ties.other, ends[:, 0].astype(np.int64), ends[:, 1].astype(np.int64), longest
    )
    return np.where(found == NO_WAY_ROUND, longest + 1, found).astype(np.int16)


def constraint(ties: Ties) -> NDArray[np.float64]:
    """Burt's constraint of each person, (people,), with all ties of equal weight; nan without ties.

    c_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2,   p_ij = 1 / k_i        (Burt 1992, chapter 2)
    """
    return np.asarray(as_igraph(ties).constraint(), dtype=np.float64)


def effective_size(ties: Ties, mutual: NDArray[np.int32] | None = None) -> NDArray[np.float64]:
    """The effective size of each person's circle, (people,): contacts less the mean number of ties each has to the others.

    s_i = k_i - 2 t_i / k_i,   t_i: ties among the contacts of i         (Burt 1992; Borgatti 1997); nan without ties
    """
    k, twice = ties.degree, _shared(ties, mutual)
    return np.asarray(np.where(k > 0, k - twice / np.maximum(k, 1), np.nan))


def clustering(ties: Ties, mutual: NDArray[np.int32] | None = None) -> NDArray[np.float64]:
    """The share of pairs of contacts who know each other, (people,); 0 where there are fewer than two contacts."""
    k, twice = ties.degree, _shared(ties, mutual)
    return np.asarray(np.where(k > 1, twice / np.maximum(k * (k - 1), 1), 0.0))


def _shared(ties: Ties, mutual: NDArray[np.int32] | None) -> NDArray[np.float64]:
    """Twice the number of ties among the contacts of each person: the mutual contacts of all his ties together."""
    n = mutual_of(ties) if mutual is None else mutual
    ends = ends_of(ties)
    return np.bincount(ends.ravel(), np.repeat(n, 2).astype(np.float64), ties.people).astype(np.float64)


def per_tie(ties: Ties) -> pd.DataFrame:
    """Every tie with its mutual contacts, overlap, and whether it is a bridge or a local bridge; one row a row of `pairs()`."""
    mutual = mutual_of(ties)
    return ties.pairs().assign(
        mutual_contacts=mutual,
        overlap=overlap(ties, mutual),
        bridge=bridges(ties),
        local_bridge=mutual == 0,
    )


def per_person(ties: Ties) -> pd.DataFrame:
    """Every person's degree, clustering, effective size and constraint."""
    import pandas as pd

    mutual = mutual_of(ties)
    return pd.DataFrame(
        {
            "degree": ties.degree,
            "clustering": clustering(ties, mutual),
            "effective_size": effective_size(ties, mutual),
            "constraint": constraint(ties),
        }
    )
