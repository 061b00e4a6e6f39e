"""Firms and industries: who works where when the world begins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.chance import Purpose, generator
from simulation.parameters import Workplaces


class Workplace(NamedTuple):
    """The firm and the industry of each person, int32 (people,)."""

    firm: NDArray[np.int32]
    industry: NDArray[np.int32]


def workplaces(people: int, seed: int, p: Workplaces) -> Workplace:
    """Everybody is put into a firm, independently of everything else; each firm belongs to one industry.

    Firm sizes are log-normal around `firm_size` (mean; unit log standard deviation) and at least 1; industries are equally
    likely. Firms are numbered from 0.
    """
    rng = generator(seed, Purpose.FIRM)
    expected = max(1, round(people / p.firm_size))
    sizes = np.maximum(1, np.rint(np.exp(rng.standard_normal(4 * expected + 20)) * p.firm_size / np.exp(0.5)))
    ends = np.cumsum(sizes.astype(np.int64))
    order = rng.permutation(people)
    firm = np.empty(people, np.int32)
    firm[order] = np.searchsorted(ends, np.arange(people), side="right")
    of_firm = rng.permutation(np.arange(int(firm.max(initial=0)) + 1) % p.industries)
    return Workplace(firm, of_firm[firm].astype(np.int32))
