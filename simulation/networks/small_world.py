"""A ring of neighbours with weak shortcuts (Watts and Strogatz 1998)."""

from __future__ import annotations

from weakties.simulation.networks.contact_layers import check_workers, layers_of, ties_of
from weakties.simulation.networks.rings import ring_ties, rings_of
from weakties.simulation.networks.workplaces import workplaces
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.ties import Ties


def small_world(workers: int, seed: int, **parameters: float) -> Ties:
    """The small world of Watts and Strogatz (1998), Nature 393:440, doi 10.1038/30918, with contact layers.

    Everybody sits on one ring and knows the nearest: close friends the nearest of all, acquaintances the furthest. A share
    `bridging` of the ties beyond good friends keeps one end and gets another end anywhere beyond the neighbourhood.

    Published properties: without shortcuts the clustering is 3 (k - 2) / (4 (k - 1)), k being the mean degree; with few
    shortcuts it stays near that, times (1 - bridging)^3, while paths become about as short as in a random network. Strong ties
    are never shortcuts. Degrees vary little: `sociability` and `community_size` have no effect. Groups "industry" and "firm"
    are independent of the ring. Raises UserError for unknown names and values out of range.
    """
    p = NetworkParameters.create(parameters)
    check_workers(workers, p)
    known = sum(layer.size for layer in layers_of(p))
    pairs = ring_ties(rings_of(workers, 1), (known + 1) // 2, seed, p)
    work = workplaces(workers, seed, p)
    ties = ties_of(pairs, workers, seed, p)
    return ties.grouped(industry=work.industry, firm=work.firm)
