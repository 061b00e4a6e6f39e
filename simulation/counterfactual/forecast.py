"""What the factual choice among applicants will be, before it is made: so that branches know what may differ in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.kernels import Int, kernel
from weakties.simulation.market.rules.hire import choose, due_vacancies
from weakties.simulation.streams import VacancyStream

if TYPE_CHECKING:
    from weakties.simulation.counterfactual.overlay import Factual, Now
    from weakties.simulation.market.habits import Taste
    from weakties.simulation.market.state import Jobs, Tellings


class Memory(NamedTuple):
    """Arrays of -1 that forecasts share, and that `forget` makes so again: see `Forecast`."""

    due_at: NDArray[np.int32]
    hired_at: NDArray[np.int32]
    heard: NDArray[np.int64]


class Forecast(NamedTuple):
    """What the factual choice among applicants will be, vacancy by vacancy in the order in which they are decided."""

    due: NDArray[np.int64]  # (vacancies,) the positions
    lot: NDArray[np.float64]  # rising: the order
    winner: NDArray[np.int64]  # who is hired; -1
    old: NDArray[np.int64]  # the position he leaves; -1
    due_at: NDArray[np.int32]  # (positions,) where in the above; -1
    hired_at: NDArray[np.int32]  # (people,) likewise, of the vacancy he is hired for; -1
    heard: NDArray[
        np.int64
    ]  # (people,) the vacancies somebody heard of, or told of when employers lean on vouching: a chain of
    following: NDArray[np.int64]  # entries from heard[person]
    of: NDArray[np.int64]  # (entries,) where in the above


@kernel
def foresee(now: Now, taste: Taste, vouching: bool, memory: Memory, rows: Int, factual: Factual) -> Forecast:
    """The `Forecast`. rows: how many tellings there are of what is due."""
    seed, week = now.seed, now.week
    people, jobs, tellings = factual.people, factual.jobs, factual.tellings
    due_at, hired_at, heard = memory.due_at, memory.hired_at, memory.heard
    due = due_vacancies(seed, week, jobs)
    lot, winner, old = np.empty(len(due)), np.full(len(due), -1), np.full(len(due), -1)
    following, of = np.empty(2 * rows, np.int64), np.empty(2 * rows, np.int64)
    position, looking = people.position.copy(), people.looking.copy()
    count = 0
    for n in range(len(due)):
        p = due[n]
        lot[n], due_at[p] = uniform(seed, Purpose.VACANCY, week, p, VacancyStream.LOT), n
        worker = choose(seed, taste, p, people, jobs, tellings)
        if worker >= 0:
            winner[n], old[n], hired_at[worker] = worker, people.position[worker], n
            people.position[worker], people.looking[worker] = p, False
        k = jobs.first_telling[p]
        while k >= 0:
            for i in (tellings.listener[k], tellings.teller[k] if vouching else np.int32(-1)):
                if i >= 0 and not (heard[i] >= 0 and of[heard[i]] == n):
                    following[count], of[count], heard[i] = heard[i], n, count
                    count += 1
            k = tellings.next[k]
    people.position[:], people.looking[:] = position, looking
    return Forecast(due, lot, winner, old, due_at, hired_at, heard, following, of)


@kernel
def forget(forecast: Forecast, jobs: Jobs, tellings: Tellings) -> None:
    """Make the `Memory` that forecasts share all -1 again. Call it before vacancies close."""
    for n in range(len(forecast.due)):
        p = forecast.due[n]
        forecast.due_at[p] = -1
        if forecast.winner[n] >= 0:
            forecast.hired_at[forecast.winner[n]] = -1
        k = jobs.first_telling[p]
        while k >= 0:
            forecast.heard[tellings.listener[k]] = -1
            if tellings.teller[k] >= 0:
                forecast.heard[tellings.teller[k]] = -1
            k = tellings.next[k]
