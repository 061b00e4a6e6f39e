"""Which ties to take out of a world, so that few replays say much: by what was seen of each tie in the factual world.

To take a tie out can change what ego joins only if news went over it, and mostly does so where ego owes alter the very job. Those
ties are known from the factual world alone, all of them. So ties are drawn by strata, class of contact rate by what was seen:

    owed     ego got a job by news from alter, and joined alter's firm
    touched  otherwise one of the two got a job by news from the other
    rest     all others: here a replay seldom differs at all, and then by luck that came back

and each stands for N / n of its stratum, so that weighted sums estimate without bias, whatever the strata, what taking out
every tie would give (Horvitz and Thompson 1952; strata by what a first phase shows: Cochran 1977, chapter 12). What the factual
world itself says, joins and credit, is counted over all ties and not sampled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.streams import ResampleStream
from weakties.simulation.ties.rows import find_ties

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.ties import Ties


class Seen(NamedTuple):
    """What a life showed, each entry a tie by its place in `ties.other`, whose row is ego's; more than once where it happened so.

    joined   ego joined alter's firm, alter being there first (`weakties.simulation.counterfactual.joins`)
    credited ego got a job, and alter had the credit for the news of it
    helped   the same tie seen from alter: alter got a job by news from ego
    """

    joined: NDArray[np.int64]
    credited: NDArray[np.int64]
    helped: NDArray[np.int64]


class Sample(NamedTuple):
    """Ties drawn, (drawn,) each: where it stands in `ties.other`, and of how many ties it stands for."""

    at: NDArray[np.int64]
    weight: NDArray[np.float64]


def seen(joined: NDArray[np.int64], hires: pd.DataFrame, tellings: pd.DataFrame, ties: Ties) -> Seen:
    """joined: places of ties; hires, tellings: the tables of the same weeks. News from present colleagues without a tie is left
    out."""
    told = tellings[tellings.credited & (tellings.teller >= 0)]
    worker = hires.worker.to_numpy()[told.hire.to_numpy() - int(hires.hire.iloc[0] if len(hires) else 0)]
    at = find_ties(ties.start, ties.other, worker.astype(np.int32), told.teller.to_numpy(np.int32))
    at = at[(at >= 0).all(1)]
    return Seen(joined, at[:, 0], at[:, 1])


def drawn(classes: NDArray[np.uint8], what: Seen, wanted: Sequence[int], seed: int) -> Sample:
    """Ties drawn by chance from each stratum of each class, without replacement.

    classes: of each tie, (ties,), from 0; wanted: how many of each class, of owed, touched and rest (all, where there are fewer).
    """
    rng = generator(seed, Purpose.RESAMPLE, ResampleStream.SAMPLE_OF_TIES)
    owed = np.intersect1d(what.credited, what.joined)
    touched = np.setdiff1d(np.concatenate([what.credited, what.helped]), owed)
    apart = classes.copy()
    apart[owed] = apart[touched] = np.iinfo(np.uint8).max  # of no class that is looked for
    at, weight = [np.empty(0, np.int64)], [np.empty(0)]
    for k in range(int(classes.max(initial=0)) + 1):
        strata = (owed[classes[owed] == k], touched[classes[touched] == k], np.flatnonzero(apart == k))
        for members, many in zip(strata, wanted, strict=True):
            n = min(many, len(members))
            at.append(members[rng.choice(len(members), n, replace=False)])
            weight.append(np.full(n, len(members) / n if n else 0.0))
    return Sample(np.concatenate(at), np.concatenate(weight))
