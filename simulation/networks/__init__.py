"""Who knows whom: generators of `Ties`, files of real networks, and logs of contacts."""

from __future__ import annotations

import difflib

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.networks.caveman import caveman
from weakties.simulation.networks.door import LIVING_NEWS, MARKET, NEWS, as_ties, idle, load, read, readable
from weakties.simulation.networks.examples import EXAMPLES
from weakties.simulation.networks.files import write
from weakties.simulation.networks.layers import layers
from weakties.simulation.networks.logs import ContactLog, from_log, read_log
from weakties.simulation.networks.planted_partition import planted_partition
from weakties.simulation.networks.rates import Reading
from weakties.simulation.networks.small_world import small_world
from weakties.simulation.networks.tables import Loaded
from weakties.simulation.networks.weighted_growth import weighted_growth
from weakties.simulation.ties import Ties

__all__ = [
    "EXAMPLES",
    "GENERATORS",
    "LIVING_NEWS",
    "MARKET",
    "NEWS",
    "ContactLog",
    "Loaded",
    "Reading",
    "as_ties",
    "caveman",
    "create",
    "from_log",
    "idle",
    "known",
    "layers",
    "load",
    "planted_partition",
    "read",
    "read_log",
    "readable",
    "small_world",
    "weighted_growth",
    "write",
]

_BY_NAME = {
    function.__name__: function
    for function in (layers, caveman, small_world, planted_partition, weighted_growth)
}
GENERATORS = tuple(_BY_NAME)


def known(name: str) -> str:
    """`name` if it is one of GENERATORS. Raises UserError, with the nearest right one, otherwise."""
    if not isinstance(name, str) or name not in _BY_NAME:
        near = difflib.get_close_matches(str(name), (*GENERATORS, *EXAMPLES), n=1, cutoff=0.5)
        names = ", ".join((*GENERATORS, *EXAMPLES))
        hint = f"did you mean {near[0]!r}?" if near else f"choose one of {names}, or name a file"
        raise UserError(f"no network {shown(name)}; {hint}")
    return name


def create(name: str, workers: int, seed: int, **parameters: float) -> Ties:
    """The network of the generator called `name`, one of GENERATORS; parameters: any of `NetworkParameters`.

    Raises UserError for an unknown generator, with the nearest right name, for unknown parameters and values out of range.
    """
    return _BY_NAME[known(name)](workers, seed, **parameters)
