"""Whether the next contact is with somebody new: memory in who talks to whom (T17)."""

from __future__ import annotations

import numpy as np

from weakties.analysis.contact_log.resample import DRAWS, NAN, Measured, Resample, Row, measured
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.simulation.kernels import Bools, Float64s, Int, Int32s, Int64s, Real, kernel

EDGES = (1, 2, 3, 5, 9, 17, 33, 65, 129)  # classes of partners so far: 1, 2, 3–4, 5–8, ...
MOST = 256  # partners so far; beyond, nothing is counted


def new_partners(ties: TieLog, sample: Resample) -> list[Row]:
    """The chance that a person's next contact is with a new partner, after n partners, and c of the law c / (n + c).

    Each of a person's contacts, in either direction and in order of time, finds him with the n >= 1 partners that he has had so
    far in the log, and is with one of these or with a new one. new partner: the share that are with a new one, by n: 1, 2, 3–4,
    5–8, ... up to 128; x is the mean n. c is where the likelihood is greatest in which each is new with chance c / (n + c), over
    all people and their contacts at n = 1 .. 256:

        Σ new / c = Σ 1 / (n + c)

    People differ, and those with many partners weigh more at large n; partners from before the log look new. Intervals resample
    people.
    """
    new, all_, n_sum = _count(
        ties.log.source, ties.log.target, ties.opens, ties.people, np.array(EDGES), MOST
    )
    rows = []
    for at, edge in enumerate(EDGES[:-1]):
        label = str(edge) if EDGES[at + 1] == edge + 1 else f"{edge}–{EDGES[at + 1] - 1}"
        count = all_[:, at].sum()
        x = float(n_sum[at] / count) if count else float(edge)
        rows.append(Row("new partner", label, x, sample.ratio(new[:, at], all_[:, at], "share")))
    return [*rows, Row("new partner, c / (n + c)", "c", 0.0, _fit(ties, sample))]


def _fit(ties: TieLog, sample: Resample) -> Measured:
    """c by bisection of Σ new - Σ c / (n + c), which falls with c; not known where nobody or everybody is new."""
    source, target, opens = ties.log.source, ties.log.target, ties.opens
    new, at_n = _by_n(source, target, opens, ties.people, MOST)
    n = np.arange(1, MOST + 1)
    people = int((np.bincount(np.concatenate([source, target]), minlength=ties.people) > 1).sum())
    if not 0 < new < at_n.sum():
        return measured(NAN, np.full(DRAWS, NAN), people)
    low, high = 1e-9, 1e9
    for _ in range(200):
        c = float(np.sqrt(low * high))
        if new - (at_n * c / (n + c)).sum() > 0:
            low = c
        else:
            high = c
    information = (at_n * n / (n + c) ** 2).sum() / c
    scores = _scores(source, target, opens, ties.people, MOST, c)
    return sample.of_people(c, scores / information, people, "positive")


@kernel
def _count(
    source: Int32s, target: Int32s, opens: Bools, people: Int, edges: Int64s, most: Int
) -> tuple[Float64s, Float64s, Float64s]:
    """Contacts of each person by class of partners so far: with a new one, with anyone; and the sum of n by class."""
    so_far = np.zeros(people, np.int64)
    new = np.zeros((people, len(edges)))
    every = np.zeros((people, len(edges)))
    total = np.zeros(len(edges))
    for c in range(len(source)):
        for i in (source[c], target[c]):
            n = so_far[i]
            if 0 < n <= most:
                at = np.searchsorted(edges, n, side="right") - 1
                every[i, at] += 1
                total[at] += n
                new[i, at] += opens[c]
            so_far[i] += opens[c]
    return new, every, total


@kernel
def _by_n(source: Int32s, target: Int32s, opens: Bools, people: Int, most: Int) -> tuple[int, Float64s]:
    """How many contacts with new partners after 1 .. most of them, and all contacts by n."""
    so_far = np.zeros(people, np.int64)
    every = np.zeros(most)
    new = 0
    for c in range(len(source)):
        for i in (source[c], target[c]):
            n = so_far[i]
            if 0 < n <= most:
                every[n - 1] += 1
                new += opens[c]
            so_far[i] += opens[c]
    return new, every


@kernel
def _scores(source: Int32s, target: Int32s, opens: Bools, people: Int, most: Int, c: Real) -> Float64s:
    """Each person's part of the derivative of the log-likelihood by c."""
    so_far = np.zeros(people, np.int64)
    score = np.zeros(people)
    for k in range(len(source)):
        for i in (source[k], target[k]):
            n = so_far[i]
            if 0 < n <= most:
                score[i] += (1 / c if opens[k] else 0.0) - 1 / (n + c)
            so_far[i] += opens[k]
    return score
