"""Particles that share what is costly to change: one network for several settings of what is done on it.

Each of `together` particles has the same values of the costly inputs, and the same luck; what else they have is drawn anew for
each, from what the proposal says of it given these. So every particle by itself comes from the proposal, as its weight needs;
that several resemble each other makes weighted means less sure than as many independent ones would, and effective numbers too
high, at a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Bulk

Floats = NDArray[np.float64]
POOL = 2**17  # points out of which what the particles of one network do not share is drawn


class Together(NamedTuple):
    """costly: which coordinates are shared, (d,); size: by how many particles."""

    costly: NDArray[np.bool_]
    size: int

    def groups(self, particles: int) -> int:
        """How many sets there are of so many particles."""
        return particles // self.size

    def first(self, z: Floats) -> Floats:
        """Particles of the prior (n, d), the costly coordinates of the first n / size of them in sets."""
        shared = np.repeat(z[: self.groups(len(z))], self.size, axis=0)
        return np.where(self.costly, shared, z)

    def prior(self, groups: int, rng: Bulk) -> Floats:
        """Sets from the prior, (groups × size, d)."""
        d = len(self.costly)
        shared = np.repeat(rng.standard_normal((groups, d)), self.size, axis=0)
        if self.size == 1:
            return shared
        return np.where(self.costly, shared, rng.standard_normal(shared.shape))

    def around(self, z: Floats, log_s: Callable[[Floats], Floats], rng: Bulk) -> Floats:
        """Sets that have the costly coordinates of each of z (groups, d); the others from φ(z) s(z), given these."""
        if self.size == 1:
            return z
        sets = []
        for one in z:
            pool = np.where(self.costly, one, rng.standard_normal((POOL, len(one))))
            log = log_s(pool)
            chance = np.exp(log - log.max())
            sets.append(pool[rng.choice(POOL, self.size, p=chance / chance.sum())])
        return np.vstack(sets)
