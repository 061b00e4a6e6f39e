"""The contact layers that every generator shares: how many ties of each strength, and how often they talk.

Generators differ only in *structure* (who is tied to whom). How many ties of each layer a person has, and the contact rates
within a layer, come from `NetworkParameters` in all of them, so that a result can be shown to survive a change of network.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.border import count_of
from simulation.chance import Purpose, generator
from simulation.errors import UserError
from simulation.parameters import NetworkParameters
from simulation.ties import Kind, Ties


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


class Pairs(NamedTuple):
    """Ties of one layer before they are put into rows: who, whom."""

    layer: Layer
    a: NDArray[np.int32]
    b: NDArray[np.int32]


def ties_of(pairs: list[Pairs], people: int, seed: int, p: NetworkParameters) -> Ties:
    """Ties out of pairs by layer: log-normal contact rates around each layer's median; a repeated pair keeps its highest rate."""
    counts = [len(part.a) for part in pairs]
    rate = np.empty(sum(counts), np.float32)
    kind = np.empty(sum(counts), np.uint8)
    at = 0
    for nth, (part, count) in enumerate(zip(pairs, counts, strict=True)):
        noise = generator(seed, Purpose.NETWORK, 1000 + nth).standard_normal(count, dtype=np.float32)
        rate[at : at + count] = part.layer.rate * np.exp(np.float32(p.rate_spread) * noise)
        kind[at : at + count] = part.layer.kind
        at += count
    a = np.concatenate([part.a for part in pairs] or [np.empty(0, np.int32)])
    b = np.concatenate([part.b for part in pairs] or [np.empty(0, np.int32)])
    return Ties.from_pairs(a, b, people, rate, kind, repeated="strongest")


def check_workers(workers: int, p: NetworkParameters) -> None:
    """Raises UserError for what is no number of people, and when they are too few for the closest circle."""
    count_of(workers, "workers")
    if workers < p.close_friends + 1:
        raise UserError(
            f"workers = {workers}: too few for {p.close_friends} close friends each; set close_friends lower"
        )
