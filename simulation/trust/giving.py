"""The game of giving: who helps whom, and what it pays, where gossip says who has not helped. It has an exact answer.

People meet in pairs by chance. The one who is asked can give: it costs him c, and brings the other b > c. Four strategies:

    giver          gives always
    taker          never gives
    keeper         keeps scores: gives unless he knows that the other does not give to those in good standing
    forwarder      pays forward: gives as long as he was given to the last time that he asked; the first time, too

The score of the other is known with probability q. Of keepers and takers alone, a share x of keepers, a meeting in which one is
asked, by each of the two once, pays

    keeper   x (b - c) - (1 - x) (1 - q) c
    taker    x (1 - q) b

so that keepers, once common, do better than takers if and only if q > c / b (Nowak and Sigmund 1998, Nature 393:573, and 2005,
Nature 437:1291; the two payoffs: Nowak 2006, Science 314:1560). Keepers stay in good standing when they refuse a taker: that a
refusal is held against them is another rule, and another answer. In any mix, with a share k of keepers and t of takers,
keepers do better if and only if

    q > c / (k b + t c)

since all others treat the two alike: of a keeper's requests k more are granted, q of them because takers are known; and he
gives to all but those.

Where scores are carried by gossip, q is no input. Who was refused by a taker knows him; when two meet, with probability
`gossip` they speak of one third person whom either of them knows for a taker, and then both know; what is known is forgotten
with probability `forgetting` a round.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, scattered, unit32, words
from weakties.simulation.errors import UserError
from weakties.simulation.given import number, whole
from weakties.simulation.kernels import Bools, Float64s, Int, Int64s, Real, UInt8s, kernel

STRATEGIES = ("giver", "taker", "keeper", "forwarder")
GIVER, TAKER, KEEPER, FORWARDER = range(4)
MOST_PEOPLE = 5_000  # who knows what of whom is a square table


class Played(NamedTuple):
    """What a game came to."""

    payoff: NDArray[
        np.float64
    ]  # (strategies,) per meeting in which one asked and one was asked; nan: nobody plays it
    known: float  # in how many of the meetings in which a keeper was asked by a taker he knew it
    gave: float  # share of meetings in which something was given


def play(
    shares: tuple[float, float, float, float],
    *,
    people: int,
    rounds: int,
    seed: int,
    benefit: float = 3.0,
    cost: float = 1.0,
    known: float | None = None,
    gossip: float = 0.0,
    forgetting: float = 0.02,
) -> Played:
    """Play the game. shares: of the STRATEGIES, in this order, adding up to 1; known: q, or None where gossip carries scores.

    rounds: in each of them everybody asks one other, by chance; the first half does not count. Raises UserError for shares
    that do not add up to 1, for numbers out of range, and unless benefit > cost.
    """
    people = whole("people", people, low=2, high=MOST_PEOPLE)
    rounds = whole("rounds", rounds, low=2)
    share = [number(f"share of {name}s", s, 0, 1) for name, s in zip(STRATEGIES, shares, strict=True)]
    if abs(sum(share) - 1) > 1e-9:
        raise UserError(f"shares of strategies add up to {sum(share):g}: they must add up to 1")
    if not 0 < cost < benefit:
        raise UserError(f"benefit = {benefit:g}, cost = {cost:g}: giving must cost something, and bring more")
    q = -1.0 if known is None else number("known", known, 0, 1)
    numbers = (q, number("gossip", gossip, 0, 1), number("forgetting", forgetting, 0, 1))
    ends = np.rint(np.cumsum(share) * people).astype(int)
    strategy = np.searchsorted(ends, np.arange(people), side="right").astype(np.uint8)
    paid, met, seen = np.zeros(people), np.zeros(4, np.int64), np.zeros(3, np.int64)
    bad = np.zeros((people, people), np.bool_) if q < 0 else np.zeros((0, 0), np.bool_)
    game(np.uint64(seed), rounds, (benefit, cost, *numbers), strategy, bad, (paid, met, seen))
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.bincount(strategy, weights=paid, minlength=4)
        return Played(total / met, float(seen[1] / seen[0]), float(seen[2] / met.sum()))


@kernel
def game(
    seed: Int,
    rounds: Int,
    numbers: tuple[Real, Real, Real, Real, Real],
    strategy: UInt8s,
    bad: Bools,
    out: tuple[Float64s, Int64s, Int64s],
) -> None:
    """The rounds. numbers: benefit, cost, q (below 0: gossip), gossip, forgetting; bad: who knows of whom that he does not
    give.

    out: what each person was paid; how many meetings each strategy asked in; and how many takers asked a keeper, were known to
    him, and how often something was given.
    """
    benefit, cost, q, gossip, forgetting = numbers
    paid, met, seen = out
    people = len(strategy)
    helped = np.ones(people, np.bool_)
    for when in range(rounds):
        counts = when >= rounds // 2
        for i in range(people):
            w0, w1, w2, w3 = words(seed, Purpose.GIVING, when, i, 0)
            j = (i + 1 + int(unit32(w0) * (people - 1))) % people
            if q >= 0:
                knows = strategy[i] == TAKER and unit32(w1) < q
            else:
                knows = bad[j, i]
            s = strategy[j]
            gives = s == GIVER or (s == KEEPER and not knows) or (s == FORWARDER and helped[j])
            helped[i] = gives
            if counts:
                met[strategy[i]] += 1
                paid[i] += benefit * gives
                paid[j] -= cost * gives
                seen[2] += gives
                if s == KEEPER and strategy[i] == TAKER:
                    seen[0] += 1
                    seen[1] += knows
            if q < 0:
                if s == TAKER:
                    bad[i, j] = True
                if unit32(w2) < gossip:
                    speak_of(bad, i, j, (w2 << np.uint64(32)) | w3)
        if q < 0 and forgetting > 0:
            forget(seed, when, forgetting, bad)


@kernel
def speak_of(bad: Bools, i: Int, j: Int, lot: Int) -> None:
    """Two who meet speak of one of those whom either knows for takers, by chance: then both know."""
    found, lowest = -1, np.uint64(0)
    for third in range(len(bad)):
        if third != i and third != j and (bad[i, third] or bad[j, third]):
            draw = scattered(lot, third)
            if found < 0 or draw < lowest:
                found, lowest = third, draw
    if found >= 0:
        bad[i, found] = bad[j, found] = True


@kernel
def forget(seed: Int, when: Int, chance: Real, bad: Bools) -> None:
    """Everybody forgets each with this chance."""
    for i in range(len(bad)):
        for j in range(len(bad)):
            if bad[i, j]:
                w0, _, _, _ = words(seed, Purpose.GIVING, when, i, j + 1)
                if unit32(w0) < chance:
                    bad[i, j] = False


def exact(x: float, q: float, benefit: float, cost: float) -> tuple[float, float]:
    """What a meeting pays (keeper, taker), of a share x of keepers among takers, where scores are known with probability q."""
    keeper = x * (benefit - cost) - (1 - x) * (1 - q) * cost
    return keeper, x * (1 - q) * benefit


def needed(keepers: float, takers: float, benefit: float, cost: float) -> float:
    """The q above which keepers do better than takers, c / (k b + t c); more than 1: none is enough."""
    return cost / (keepers * benefit + takers * cost)
