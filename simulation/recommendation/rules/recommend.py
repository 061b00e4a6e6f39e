"""People you may know: candidates, how they are ranked, and who is shown."""

from __future__ import annotations

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import (
    Bool,
    Float64s,
    Int,
    Int32s,
    Int64s,
    Real,
    inlined,
    kernel,
)
from weakties.simulation.streams import ExperimentStream


@kernel
def recommend(
    seed: Int,
    choice: tuple[Int, Real],
    weight: Float64s,
    shown: Int64s,
    arm: Int32s,
    firm: Int32s,
    start: Int64s,
    other: Int32s,
) -> tuple[Int32s, Int32s, Int32s]:
    """Whom each member is shown: (sender, receiver, mutual contacts), each int32, one row a recommendation.

    For each member the algorithm takes `candidates` people: with chance `walked` the end of a random walk of two steps over
    ties, otherwise anybody; not himself, nobody he is tied to, nobody of his present firm, nobody twice. It ranks them by

        weight[arm] * log(1 + mutual contacts) + lot,    lot = -log(-log(u)),

    which draws without replacement in proportion to (1 + mutual contacts) ** weight (Gumbel), and shows the first shown[arm].

    choice: (candidates, walked); weight, shown: (arms,); arm, firm: (people,), firm -1 without one; start, other: the ties.
    """
    candidates, walked = choice
    people = len(start) - 1
    room = 0
    for i in range(people):
        room += shown[arm[i]]
    sender, receiver = np.empty(room, np.int32), np.empty(room, np.int32)
    mutual = np.empty(room, np.int32)
    mark = np.full(people, -1, np.int32)
    who = np.empty(candidates, np.int32)
    common = np.empty(candidates, np.int32)
    score = np.empty(candidates, np.float64)
    rows = 0
    for i in range(people):
        if shown[arm[i]] == 0:
            continue
        for e in range(start[i], start[i + 1]):
            mark[other[e]] = i
        found = 0
        for nth in range(candidates):
            w0, w1, w2, w3 = words(seed, Purpose.EXPERIMENT, ExperimentStream.CANDIDATE, i, nth)
            j = _candidate(i, unit32(w0) < walked, unit32(w1), unit32(w2), start, other)
            if j < 0 or j == i or mark[j] == i or (firm[j] >= 0 and firm[j] == firm[i]):
                continue
            if (who[:found] == j).any():
                continue
            who[found] = j
            common[found] = 0
            for e in range(start[j], start[j + 1]):
                common[found] += mark[other[e]] == i
            score[found] = weight[arm[i]] * np.log(1.0 + common[found]) - np.log(-np.log(unit32(w3)))
            found += 1
        order = np.argsort(-score[:found])
        for n in range(min(found, shown[arm[i]])):
            sender[rows], receiver[rows], mutual[rows] = i, who[order[n]], common[order[n]]
            rows += 1
    return sender[:rows], receiver[:rows], mutual[:rows]


@inlined
def _candidate(i: Int, walks: Bool, u: Real, v: Real, start: Int64s, other: Int32s) -> int:
    if not walks:
        return int(u * (len(start) - 1))
    if start[i + 1] == start[i]:
        return -1
    a = other[start[i] + int(u * (start[i + 1] - start[i]))]
    return other[start[a] + int(v * (start[a + 1] - start[a]))]
