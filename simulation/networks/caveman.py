"""Caves in which everybody knows everybody, with bridges between them (Watts 1999)."""

from __future__ import annotations

from weakties.simulation.networks.contact_layers import check_workers, layers_of, ties_of
from weakties.simulation.networks.rings import ring_ties, rings_of
from weakties.simulation.networks.workplaces import workplaces
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.ties import Ties


def caveman(workers: int, seed: int, **parameters: float) -> Ties:
    """Islands with bridges: the relaxed caveman graph of Watts (1999), "Networks, dynamics, and the small-world phenomenon",
    American Journal of Sociology 105:493, doi 10.1086/210318, with contact layers.

    People live in caves just large enough for one's contacts (1 + the sum of the layers, or up to twice that where
    there are few caves), sit on a ring in their cave and know the nearest: close friends the nearest of all, and with the
    outer layers the whole cave. A share `bridging` of the ties beyond good friends leads to somebody in another cave
    instead, anybody equally likely.

    Published properties: clustering near 1 that falls with (1 - bridging)^3, and every bridge between caves is a weak tie,
    Granovetter's (1973) condition in its purest form. Degrees hardly vary: `sociability` and `community_size` have no effect.
    Groups "community" (the cave), and "industry" and "firm", independent of the caves. Raises UserError for unknown names and
    values out of range.
    """
    p = NetworkParameters.create(parameters)
    check_workers(workers, p)
    caves = rings_of(workers, max(1, workers // (1 + sum(layer.size for layer in layers_of(p)))))
    work = workplaces(workers, seed, p)
    ties = ties_of(ring_ties(caves, workers, seed, p), workers, seed, p)
    return ties.grouped(community=caves.ring, industry=work.industry, firm=work.firm)
