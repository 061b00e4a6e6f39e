"""The ties that recommendations make: who accepts, how often the two will talk, and the network with them in it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.streams import ExperimentStream
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.building import build_rows
from weakties.simulation.ties.rows import merge_rows

SAMPLE = 50_000  # old ties from which the relation of contact rate and mutual contacts is taken
STEPS = np.array(
    [0, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80]
)  # lower ends of the classes of mutual contacts


class NewTies(NamedTuple):
    """One entry a new tie, (ties,), sorted by sender, then receiver."""

    sender: NDArray[np.int32]  # ego, who was shown alter
    receiver: NDArray[np.int32]  # alter
    mutual: NDArray[np.int32]  # mutual contacts when the tie formed
    rate: NDArray[np.float32]  # conversations per week

    def starts(self, people: int) -> NDArray[np.int64]:
        """Where each sender's ties begin, (people + 1,)."""
        return np.searchsorted(self.sender, np.arange(people + 1)).astype(np.int64)

    def of_each(self, people: int) -> NDArray[np.int64]:
        """How many of them each person has, sent and received, (people,)."""
        both = np.concatenate([self.sender, self.receiver])
        return np.bincount(both, minlength=people).astype(np.int64)


def accepted(
    recommended: tuple[NDArray[np.int32], ...], p: RecommendationParameters, seed: int
) -> tuple[NDArray[np.int32], ...]:
    """The recommendations that become ties: (sender, receiver, mutual contacts), sorted by sender, then receiver.

    Each with chance accept + (accept_close - accept) M / (M + closeness_half), M mutual contacts. Of two people who were shown
    each other and both accepted, chance decides who is the sender.
    """
    sender, receiver, mutual = recommended
    rng = generator(seed, Purpose.EXPERIMENT, ExperimentStream.ACCEPT)
    closeness = mutual / (mutual + p.closeness_half)
    yes = rng.random(len(sender)) < p.accept + (p.accept_close - p.accept) * closeness
    lot = rng.random(len(sender))[yes]
    s, r, m = sender[yes], receiver[yes], mutual[yes]
    low, high = np.minimum(s, r), np.maximum(s, r)
    order = np.lexsort((lot, high, low))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    keep = order[first]
    keep = keep[np.lexsort((r[keep], s[keep]))]
    return s[keep], r[keep], m[keep]


def with_rates(
    pairs: tuple[NDArray[np.int32], ...], ties: Ties, p: RecommendationParameters, seed: int
) -> NewTies:
    """New ties with the rates at which they will talk, taken from old ties of this network, close friends excepted.

    With talk_by_closeness from an old tie of the same class of mutual contacts (STEPS), without from any; either is then
    multiplied by (mean degree / degree of ego) ** attention and (mean degree / degree of alter) ** attention_of_alter.
    """
    sender, receiver, mutual = pairs
    rate, pool = _old_ties(ties, seed)
    u = generator(seed, Purpose.EXPERIMENT, ExperimentStream.RATE).random(len(sender))
    if p.talk_by_closeness:
        ends = np.searchsorted(pool, np.append(STEPS, pool[-1] + 1))
        which = np.searchsorted(STEPS, mutual, side="right") - 1
        filled = np.flatnonzero(np.diff(ends) > 0)
        which = filled[np.maximum(np.searchsorted(filled, which, side="right") - 1, 0)]
        low, high = ends[which], ends[which + 1]
    else:
        low, high = np.zeros(len(u), np.int64), np.full(len(u), len(rate))
    drawn = rate[(low + u * (high - low)).astype(np.int64)]
    room = ties.degree.mean() / np.maximum(ties.degree, 1)
    share = room[sender] ** p.attention * room[receiver] ** p.attention_of_alter
    return NewTies(sender, receiver, mutual, (drawn * share).astype(np.float32))


def just_met(pairs: tuple[NDArray[np.int32], ...], habit_leak: float) -> NewTies:
    """New ties that live from now on, of people who have just met: the rate is what the habit of their first talk amounts to."""
    sender, receiver, mutual = pairs
    return NewTies(sender, receiver, mutual, np.full(len(sender), 1 / habit_leak, np.float32))


def _old_ties(ties: Ties, seed: int) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """(contact rate, mutual contacts) of a sample of old ties other than close friends, sorted by mutual contacts."""
    rng = generator(seed, Purpose.EXPERIMENT, ExperimentStream.OLD_TIES)
    at = rng.integers(0, max(1, len(ties.other)), SAMPLE)
    at = at[ties.kind[at] != Kind.CLOSE]
    source = np.searchsorted(ties.start, at, side="right") - 1
    mutual = ties.mutual_contacts(source, ties.other[at])
    order = np.argsort(mutual, kind="stable")
    return ties.contact_rate[at][order], mutual[order]


def with_new(ties: Ties, new: NewTies) -> Ties:
    """The network with the new ties in it, as acquaintances."""
    kind = np.full(len(new.sender), Kind.ACQUAINTANCE, np.uint8)
    rows = build_rows(new.sender, new.receiver, new.rate, kind, ties.people)
    old = (ties.start, ties.other, ties.contact_rate, ties.kind)
    return Ties.unchecked(*merge_rows(old, rows[:4])).like(ties)


def firms_dealt_anew(ties: Ties, seed: int) -> Ties:
    """The same ties, people and firms, but who works where is dealt out anew among the people of each industry.

    Firms keep their sizes and industries, and people their contacts and trades; what goes is that the contacts of one person are
    found in few firms.
    """
    rng = generator(seed, Purpose.EXPERIMENT, ExperimentStream.FIRMS)
    firm = ties.groups["firm"]
    industry = ties.groups.get("industry", np.zeros_like(firm))
    by_industry = np.argsort(industry, kind="stable")
    shuffled = np.lexsort((rng.random(len(firm)), industry))
    dealt = np.empty_like(firm)
    dealt[by_industry] = firm[shuffled]
    return ties.grouped(firm=dealt)
