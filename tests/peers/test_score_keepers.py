"""Score-keepers on a complete graph agree with a program of another kind: objects with memories, and the luck of `random`.

Axelrod's library (4.14) would be the peer for this, with its Cooperator, Defector and Grudger. It needs torch, and so two
gigabytes of graphics libraries, for tests of a game of twenty lines: a plain reference stands here instead, and where nobody
gossips and nothing is forgotten an exact answer.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
import pytest

from weakties.simulation.trust.giving import KEEPER, STRATEGIES, TAKER, play

BENEFIT, COST, RUNS = 3.0, 1.0, 60


@dataclass
class Player:
    """Somebody with a strategy, those he knows for takers, and what he was paid."""

    strategy: str
    helped: bool = True
    takers: set[int] = field(default_factory=set)
    paid: float = 0.0
    asked: int = 0

    def gives(self, to: int) -> bool:
        """Whether he gives to one who asks."""
        keeps = {"giver": True, "taker": False, "keeper": to not in self.takers, "forwarder": self.helped}
        return keeps[self.strategy]


def tournament(players, rounds, gossip, forgetting, rng):
    """Everybody asks a neighbour a round; who was asked for and what is known is the rule of the docstring in giving.py."""
    graph = nx.complete_graph(len(players))
    for when in range(rounds):
        for i, one in enumerate(players):
            j = rng.choice(list(graph[i]))
            other = players[j]
            one.helped = other.gives(i)
            if when >= rounds // 2:
                one.asked += 1
                one.paid += BENEFIT * one.helped
                other.paid -= COST * one.helped
            if other.strategy == "taker":
                one.takers.add(j)
            thirds = sorted((one.takers | other.takers) - {i, j})
            if rng.random() < gossip and thirds:
                third = rng.choice(thirds)
                one.takers.add(third)
                other.takers.add(third)
        for one in players:
            one.takers = {third for third in one.takers if rng.random() >= forgetting}
    return {
        name: sum(p.paid for p in players if p.strategy == name)
        / sum(p.asked for p in players if p.strategy == name)
        for name in {p.strategy for p in players}
    }


@pytest.mark.parametrize(
    ("shares", "gossip", "forgetting"),
    [
        ((0, 0.25, 0.75, 0), 0.0, 0.1),
        ((0, 0.25, 0.75, 0), 0.5, 0.1),
        ((0.2, 0.2, 0.4, 0.2), 0.3, 0.05),
    ],
)
def test_payoffs_agree_with_players_who_remember(shares, gossip, forgetting):
    """20 people, 40 rounds, 60 games each: means within 4 standard errors of their difference, below 0.04 of a payoff each."""
    people, rounds = 20, 40
    names = [
        name for name, share in zip(STRATEGIES, shares, strict=True) for _ in range(round(share * people))
    ]
    theirs = [
        tournament([Player(name) for name in names], rounds, gossip, forgetting, random.Random(n))
        for n in range(RUNS)
    ]
    numbers = {"people": people, "rounds": rounds, "gossip": gossip, "forgetting": forgetting}
    ours = [play(shares, seed=n, benefit=BENEFIT, cost=COST, **numbers).payoff for n in range(RUNS)]
    for name in set(names):
        a = np.array([payoff[STRATEGIES.index(name)] for payoff in ours])
        b = np.array([payoff[name] for payoff in theirs])
        error = np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / RUNS)
        assert error < 0.04 and abs(a.mean() - b.mean()) < 4 * error, name


def test_without_gossip_and_forgetting_the_payoffs_are_exact():
    """A keeper asks a certain taker in a round with p = 1 / (n - 1), and knows him then for ever (Axelrod's Grudger): in round r
    he has not found him out with (1 - p)^r. Takers stand before keepers, so nobody is found out in the round in which he asks.
    So a taker gets b k / (n - 1) mean (1 - p)^r for each time he asks, and keepers give as often as that besides to each other.
    """
    people, takers, rounds = 40, 10, 40
    keepers, p = people - takers, 1 / (people - 1)
    fooled = ((1 - p) ** np.arange(rounds // 2, rounds)).mean()
    taker = BENEFIT * keepers * p * fooled
    keeper = (BENEFIT - COST) * (keepers - 1) * p - COST * takers * p * fooled
    shares = (0, takers / people, keepers / people, 0)
    games = [
        play(shares, people=people, rounds=rounds, seed=n, benefit=BENEFIT, cost=COST, forgetting=0)
        for n in range(200)
    ]
    for strategy, exact in ((TAKER, taker), (KEEPER, keeper)):
        paid = np.array([game.payoff[strategy] for game in games])
        error = paid.std(ddof=1) / np.sqrt(len(paid))
        assert error < 0.02 and abs(paid.mean() - exact) < 4 * error
    known = np.array([game.known for game in games])
    assert abs(known.mean() - (1 - fooled)) < 4 * known.std(ddof=1) / np.sqrt(len(known)) < 0.02
