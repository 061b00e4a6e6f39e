"""The contact layers that every generator shares: how many ties of each strength, and how often they talk.

Generators differ only in *structure* (who is tied to whom). How many ties of each layer a person has, and the contact rates
within a layer, come from `NetworkParameters` in all of them, so that a result can be shown to survive a change of network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError
from weakties.simulation.given import whole
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.streams import NetworkStream
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.building import RatedPairs, row_starts, rows_of
from weakties.simulation.ties.rows import pieces


class Layer(NamedTuple):
    """One contact layer: its name, mean ties a person, median contact rate per week, and the kind of its ties."""

    name: str
    size: int
    rate: float
    kind: Kind


def layers_of(p: NetworkParameters) -> tuple[Layer, ...]:
    """The five layers, from the closest outwards."""
    return (
        Layer("close friends", p.close_friends, p.close_rate, Kind.CLOSE),
        Layer("good friends", p.good_friends, p.good_rate, Kind.FRIEND),
        Layer("friends", p.friends, p.friend_rate, Kind.FRIEND),
        Layer("casual friends", p.casual_friends, p.casual_rate, Kind.ACQUAINTANCE),
        Layer("acquaintances", p.acquaintances, p.acquaintance_rate, Kind.ACQUAINTANCE),
    )


Ends = tuple[NDArray[np.int32], NDArray[np.int32]]
PIECE = 1 << 22  # pairs that are put into rows in one go


class Pairs(NamedTuple):
    """Ties of one layer before they are put into rows: who, whom."""

    layer: Layer
    a: NDArray[np.int32]
    b: NDArray[np.int32]

    def pieces(self) -> Iterator[Ends]:
        """The pairs in their order, some at a time."""
        for low in range(0, len(self.b), PIECE):
            yield self.a[low : low + PIECE], self.b[low : low + PIECE]


class Started(NamedTuple):
    """The same where who starts them comes in the order of people: how many each person starts (people,), and whom with."""

    layer: Layer
    each: NDArray[np.int32]
    b: NDArray[np.int32]

    def pieces(self) -> Iterator[Ends]:
        """The pairs in their order, those of some people at a time."""
        first = np.concatenate([[0], np.cumsum(self.each, dtype=np.int64)])
        for low, high in pieces(first, PIECE):
            a = np.repeat(np.arange(low, high, dtype=np.int32), self.each[low:high])
            yield a, self.b[first[low] : first[high]]


def ties_of(pairs: list[Pairs] | list[Pairs | Started], people: int, seed: int, p: NetworkParameters) -> Ties:
    """Ties out of pairs by layer: log-normal contact rates around each layer's median; a repeated pair keeps its highest rate.

    A list of pairs is used up: at 590 ties each it is a fifth of all the memory that a network takes while it is made.
    """
    start = row_starts((ends for part in pairs for ends in part.pieces()), people)
    rows = rows_of(start, _at_rates(pairs, seed, np.float32(p.rate_spread)))
    ties = Ties.unchecked(*rows[:4])
    return sharing_time(ties, p.shared_time) if p.shared_time else ties


def _at_rates(
    pairs: list[Pairs] | list[Pairs | Started], seed: int, spread: np.float32
) -> Iterator[RatedPairs]:
    """The pairs of each layer with their contact rates and kinds, from the last to the first, each gone when the next is made."""
    while pairs:
        part = pairs.pop()
        chance = generator(seed, Purpose.NETWORK, NetworkStream.CONTACT_RATE + len(pairs))
        for a, b in part.pieces():
            rate = chance.standard_normal(len(a), dtype=np.float32)
            rate *= spread
            np.multiply(np.exp(rate, out=rate), part.layer.rate, out=rate)
            yield a, b, rate, np.full(len(a), part.layer.kind, np.uint8)


def sharing_time(ties: Ties, power: float) -> Ties:
    """The same ties with contact rates times (mean degree / √(degree_i degree_j)) ** power: at 1, where people know
    others who know as many, everybody talks as much in all, however many he knows (Miritello et al. 2013)."""
    room = (ties.degree.mean() / np.maximum(ties.degree, 1)) ** (power / 2)
    share = np.repeat(room, ties.degree) * room[ties.other]
    rate = (ties.contact_rate * share).astype(np.float32)
    return Ties.unchecked(ties.start, ties.other, rate, ties.kind)


def check_workers(workers: int, p: NetworkParameters) -> None:
    """Raises UserError for what is no number of people, and for too few of them for the closest circle."""
    if whole("workers", workers) < p.close_friends + 1:
        raise UserError(
            f"workers = {workers}: too few for {p.close_friends} close friends each; set close_friends lower"
        )
