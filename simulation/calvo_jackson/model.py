"""`CalvoJackson`: the labour market of Calvó-Armengol and Jackson (2004) on any network, as a Mesa model.

It is the benchmark of this toolkit: for few people its answers are known exactly (analysis/calvo_jackson.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.calvo_jackson.week import live_week, live_weeks
from weakties.simulation.errors import UserError
from weakties.simulation.given import number
from weakties.simulation.mesa_edge import Window, WindowedModel, check_weeks
from weakties.simulation.networks import as_ties
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

PROBABILITY = "a probability, per week"
MOST_STATES = 8_000_000_000  # of a history: a byte each


class Person(Window):
    """One person of a `CalvoJackson` model."""

    @property
    def employed(self) -> bool:
        """Whether the person had a job when the last week ended."""
        return bool(self.model.employed[self.row])


class CalvoJackson(WindowedModel):
    """People who have a job tell one of their contacts out of work what they hear of; simulation/calvo_jackson/week.py says how.

    network   `Ties` or a networkx graph; isolated people are fine. Contact rates and groups do not matter here. (For
              `mesa.batch_run`, put a graph into a list: Mesa takes anything that can be iterated over for a list of values.)
    arrival   probability, per person and week, to hear of a vacancy; the paper's `a`
    breakup   probability, per job and week, that it ends; the paper's `b`. The defaults of both are those of its examples.
    employed  who has a job in week 0, bool (people,); by default everybody. It takes some 1 / (arrival + breakup) weeks to
              be forgotten: leave out the first hundred or so.
    seed      of the model's chance; required

    `employed` (bool, one entry a person, in the order of the network's people or nodes) holds the states at the end of the
    last week; every week makes a new array. `datacollector` has `unemployment`, the share out of work, from week 0 on. Raises
    UserError for probabilities outside [0, 1], states of the wrong shape and a network of nobody.
    """

    window = Person
    model_reporters: ClassVar[Mapping[str, Any]] = {"unemployment": "unemployment"}

    def __init__(
        self,
        network: Ties | nx.Graph,
        arrival: float = 0.100,
        breakup: float = 0.015,
        employed: ArrayLike | None = None,
        *,
        seed: int,
    ) -> None:
        self.ties = as_ties(network, acts_on=())
        super().__init__(seed, self.ties.people)
        self.arrival = number("arrival", arrival, 0, 1, PROBABILITY)
        self.breakup = number("breakup", breakup, 0, 1, PROBABILITY)
        self.employed = _states(employed, self.people)
        self.collect()

    @property
    def unemployment(self) -> float:
        """The share of people out of work at the end of the last week."""
        return 1.0 - float(self.employed.mean())

    def advance(self) -> None:
        """One week."""
        self.employed = live_week(np.uint64(self.seed), self.week, *self._world(), self.employed)

    def history(self, weeks: int) -> NDArray[np.bool_]:
        """The states at the end of each of the next weeks, bool (weeks, people), without living them.

        Chance has addresses, so `run` then goes through the very same states; this way is a hundred times as fast, since
        Mesa and its data collector are not asked every week. The model itself stays in the week where it is.
        """
        if check_weeks(weeks) * self.people > MOST_STATES:
            raise UserError(
                f"weeks = {weeks}: at most {MOST_STATES // self.people} fit for {self.people} people; run(weeks) keeps none"
            )
        states = np.empty((weeks, self.people), np.bool_)
        live_weeks(np.uint64(self.seed), self.week + 1, *self._world(), self.employed, states)
        return states

    def _world(self) -> tuple[NDArray[np.int64], NDArray[np.int32], float, float]:
        return self.ties.start, self.ties.other, self.arrival, self.breakup


def _states(employed: ArrayLike | None, people: int) -> NDArray[np.bool_]:
    if people == 0:
        raise UserError("the network has nobody in it; give one with at least one person")
    if employed is None:
        return np.ones(people, np.bool_)
    try:
        states = np.array(employed)
    except ValueError:  # lists of different lengths
        states = np.array(None)
    if states.dtype != np.bool_ or states.shape != (people,):
        raise UserError(
            f"employed has shape {states.shape} and type {states.dtype}: must be one true or false for each of {people} people"
        )
    return states
