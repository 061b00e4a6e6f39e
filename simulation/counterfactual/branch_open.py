"""Vacancies that open in branches, where they may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.counterfactual.overlay import touch_position
from weakties.simulation.kernels import Bools, Int, kernel
from weakties.simulation.market.rules.open_vacancies import one_of_the_firm, open_one, opens

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.overlay import Overlay
    from weakties.simulation.counterfactual.reach import Matters
    from weakties.simulation.market.state import Jobs, Tellers, Tellings


class Openings(NamedTuple):
    """The numbers that vacancies depend on; see `World`. What is told of a vacancy that ends after the last week is left out."""

    last: int  # the last week that will be lived
    on_the_job: float
    announced: float
    matters: Matters
    life: NDArray[np.float64]  # (industries,)
    reach: NDArray[np.float64]  # (industries,)


@kernel
def touch_openings(
    seed: Int, week: Int, openings: Openings, opening: Bools, overlay: Overlay, jobs: Jobs
) -> None:
    """Touch the vacancies that open in firms where others work than in the factual world, and so others may hire.

    opening: bool (firms,), whether the firm opens a vacancy this week in the factual world.
    """
    holder, opened, place, before, spot = (
        jobs.holder,
        jobs.opened,
        overlay.place,
        overlay.holder,
        overlay.spot,
    )
    for n in range(overlay.touched[1]):
        firm = jobs.firm[place[n]]
        if holder[place[n]] == before[n] or not opening[firm]:
            continue
        for q in range(jobs.firm_start[firm], jobs.firm_start[firm + 1]):
            if opened[q] != week or spot[q] >= 0 or jobs.deadline[q] > openings.last:
                continue
            if openings.matters.company or one_of_the_firm(seed, week, q, jobs) != jobs.hirer[q]:
                touch_position(q, overlay, jobs)


@kernel
def open_touched(
    seed: Int,
    week: Int,
    which: tuple[Int, Int],
    openings: Openings,
    overlay: Overlay,
    jobs: Jobs,
    pools: tuple[Tellings, Tellers],
) -> tuple[Int, Int]:
    """Vacancies at touched positions, from the nth on, and at those from the one numbered `known` on, which have just been
    touched. which: (n, known). Returns (n, room): there a pool has not as many unused entries; or (how many are touched, 0).
    """
    n, known = which
    while n < overlay.touched[1]:
        p = overlay.place[n]
        if n >= known or opens(p, jobs):
            room = jobs.firm_start[jobs.firm[p] + 1] - jobs.firm_start[jobs.firm[p]] + 1
            if pools[1].free[1] < room:
                return n, room
            jobs.first_telling[p] = jobs.first_teller[p] = -1
            open_one(seed, week, p, openings.life, openings.announced, jobs, pools[1])
        n += 1
    return n, np.int64(0)
