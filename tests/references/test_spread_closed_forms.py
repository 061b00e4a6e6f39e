"""The spread of news against closed forms: exact chains on complete graphs, a pair, a path, branching near the threshold.

Pieces of news are independent of each other, so many pieces are many replicates. Every comparison allows 4 standard errors,
computed from the closed form; seeds are fixed.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
from scipy.stats import binom

from weakties import InformationSpread, Ties


def informed_by_week(model: InformationSpread, weeks: int) -> np.ndarray:
    """How many know, (weeks + 1, pieces)."""
    week = model.informed_week
    return np.stack([((week >= 0) & (week <= t)).sum(axis=1) for t in range(weeks + 1)])


def test_si_on_a_complete_graph_is_the_chain_binomial():
    """Of 10 people, with I informed each of the rest hears with 1 - (1 - p)^I a week: a Markov chain on I, here run exactly."""
    n, p, weeks, pieces = 10, 0.05, 20, 4_000
    chain = np.zeros((n + 1, n + 1))
    for i in range(1, n + 1):
        chain[i, i:] = binom.pmf(np.arange(n - i + 1), n - i, 1 - (1 - p) ** i)
    state = np.eye(n + 1)[1]
    model = InformationSpread(nx.complete_graph(n), seed=11, pieces=pieces, transmission=p)
    model.run(weeks=weeks)
    for informed in informed_by_week(model, weeks):
        mean = state @ np.arange(n + 1)
        error = np.sqrt((state @ np.arange(n + 1) ** 2 - mean**2) / pieces)
        assert abs(informed.mean() - mean) <= 4 * error
        state = state @ chain


def reed_frost(n: int, p: float) -> np.ndarray:
    """The final size of an independent cascade on a complete graph from one person: P(size = 1 .. n), exactly."""
    state = {(n - 1, 1): 1.0}  # those who do not know, and those who came to know last
    final = np.zeros(n + 1)
    while state:
        following: dict[tuple[int, int], float] = {}
        for (out, new), chance in state.items():
            if new == 0 or out == 0:
                final[n - out] += chance
                continue
            pmf = binom.pmf(np.arange(out + 1), out, 1 - (1 - p) ** new)
            for k, q in enumerate(pmf):
                following[out - k, k] = following.get((out - k, k), 0.0) + chance * q
        state = following
    return final


def test_a_cascade_on_a_complete_graph_is_reed_frost():
    n, p, pieces = 12, 0.12, 4_000
    model = InformationSpread(
        nx.complete_graph(n), seed=12, contagion="cascade", pieces=pieces, transmission=p
    )
    model.run(weeks=n)
    assert not model.running
    found = np.bincount(model.informed.sum(axis=1), minlength=n + 1) / pieces
    exact = reed_frost(n, p)
    assert abs(exact.sum() - 1) < 1e-12
    assert (np.abs(found - exact) <= 4 * np.sqrt(exact * (1 - exact) / pieces) + 1e-12).all()


def test_sir_on_a_pair():
    """One tells the other before losing interest with p / (1 - (1-p)(1-g))."""
    p, g, pieces = 0.2, 0.3, 10_000
    model = InformationSpread(
        nx.path_graph(2),
        seed=13,
        contagion="sir",
        pieces=pieces,
        transmission=p,
        recovery=g,
        first_informed=[0],
    )
    model.run(weeks=200)
    told = p / (1 - (1 - p) * (1 - g))
    assert abs(model.informed[:, 1].mean() - told) < 4 * np.sqrt(told * (1 - told) / pieces)


def test_a_path_is_a_sum_of_waiting_times():
    """The end of a path of 20 ties hears after 20 geometric waits, of mean 1/p and variance (1-p)/p^2 each."""
    p, ties, pieces = 0.25, 20, 2_000
    model = InformationSpread(
        nx.path_graph(ties + 1), seed=14, pieces=pieces, transmission=p, first_informed=[0]
    )
    model.run(weeks=400)
    week = model.informed_week[:, -1]
    assert (week > 0).all()
    assert abs(week.mean() - ties / p) < 4 * np.sqrt(ties * (1 - p) / p**2 / pieces)


def test_the_contact_rate_is_the_rate():
    """Over a tie of rate r, a share w of conversations, one of T topics: not told after t weeks with exp(-r w t / T)."""
    rates, w, topics, t, pieces = np.array([0.05, 0.3, 2.0]), 0.5, 2, 3, 6_000
    ties = Ties.from_pairs([0, 0, 0], [1, 2, 3], 4, rates)
    model = InformationSpread(ties, seed=15, pieces=pieces, willingness=w, topics=topics, first_informed=[0])
    model.run(weeks=t)
    told = 1 - np.exp(-rates * w * t / topics)
    assert (np.abs(model.informed[:, 1:].mean(axis=0) - told) < 4 * np.sqrt(told * (1 - told) / pieces)).all()


def test_staleness_is_a_geometric_life():
    """With certain telling and chance s of going stale, a path of 30 is walked for L steps, P(L >= k) = (1-s)^(k-1)."""
    s, pieces = 0.2, 8_000
    model = InformationSpread(
        nx.path_graph(31), seed=16, pieces=pieces, transmission=1.0, staleness=s, first_informed=[0]
    )
    model.run(weeks=40)
    reached = model.informed.sum(axis=1) - 1
    for k in (1, 2, 5, 10):
        chance = (1 - s) ** (k - 1)
        assert abs((reached >= k).mean() - chance) <= 4 * np.sqrt(chance * (1 - chance) / pieces)


def test_a_cascade_near_the_threshold_is_a_branching_process():
    """On a random graph where everybody knows 4, telling with p: the threshold is p = 1/3.

    Below it (p = 0.25) a cascade has 1 + 4p / (1 - 3p) = 5 people on average. Above it (p = 0.45) it dies out with
    probability (1-p+pq)^4, q = (1-p+pq)^3; those that do not die reach a large part of all. Loops of the graph of 8,000 people
    change sizes of the order of ten by less than 10 * 10 / 8,000, far below a standard error.
    """
    pieces = 500
    graph = nx.random_regular_graph(4, 8_000, seed=17)
    below = InformationSpread(graph, seed=17, contagion="cascade", pieces=pieces, transmission=0.25)
    below.run(weeks=200)
    size = below.informed.sum(axis=1)
    mean = 1 + 4 * 0.25 / (1 - 3 * 0.25)
    assert abs(size.mean() - mean) < 4 * size.std() / np.sqrt(pieces)

    p, q = 0.45, 0.0
    for _ in range(1_000):
        q = (1 - p + p * q) ** 3
    dies = (1 - p + p * q) ** 4
    above = InformationSpread(graph, seed=18, contagion="cascade", pieces=pieces, transmission=p)
    above.run(weeks=200)
    small = (above.informed.sum(axis=1) < 500).mean()
    assert abs(small - dies) < 4 * np.sqrt(dies * (1 - dies) / pieces)


def test_mean_field():
    """Many people who all know each other: I' = I + (n - I)(1 - (1-p)^I).

    From 20 of 400 informed, in 20 pieces: the first week's number is binomial, its standard error below sqrt(n / 4 / 20); growth
    carries an early deviation along, at most doubled on the way to everybody.
    """
    n, p, pieces = 400, 0.001, 20
    model = InformationSpread(
        nx.complete_graph(n), seed=19, pieces=pieces, transmission=p, first_informed=np.arange(20)
    )
    model.run(weeks=15)
    expected = 20.0
    for informed in informed_by_week(model, 15):
        assert abs(informed.mean() - expected) < 4 * 2 * np.sqrt(n / 4 / pieces)
        expected += (n - expected) * (1 - (1 - p) ** expected)


def test_noise_is_the_chance_that_one_source_below_the_threshold_is_enough():
    """One tells 10,000 people who know nobody else and would need two: a share q takes it up, at the telling or never."""
    n = 10_000
    for q in (0.1, 0.6):
        case = {"contagion": "threshold", "threshold": 2, "noise": q, "transmission": 1.0}
        model = InformationSpread(nx.star_graph(n), seed=20, first_informed=[0], **case)
        model.run(weeks=5)
        assert abs(model.informed[1:].mean() - q) < 4 * np.sqrt(q * (1 - q) / n)
        assert model.informed_week.max() == 1
