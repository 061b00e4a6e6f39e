"""The exact answers of the model of Calvó-Armengol and Jackson (2004) for few people.

The states of n people form a Markov chain on 2^n states, so unemployment by position, correlations along ties and the chance
to leave unemployment by time out of work follow from linear algebra, without chance. The chain is built from the rules as
written (simulation/calvo_jackson/week.py), and shares no code with the simulation that it judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.networks import as_ties
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    import networkx as nx

Matrix = NDArray[np.float64]
MOST = 10  # people: the matrix of 2^n times 2^n states then takes 8 MB


@dataclass(frozen=True)
class ExactChain:
    """The chain of states of n people; state number s has person i employed if bit i of s is set.

    transition  (2^n, 2^n): the probability of next week's state (column) given last week's (row)
    employed    bool (2^n, n): who is employed in which state
    """

    transition: Matrix
    employed: NDArray[np.bool_]

    @cached_property
    def stationary(self) -> Matrix:
        """The long-run share of weeks in each state, (2^n,): the solution of p T = p with sum 1."""
        size = len(self.transition)
        system = np.vstack([self.transition.T - np.eye(size), np.ones(size)])
        solution, _, rank, _ = np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)
        if rank < size:
            raise UserError(
                "with arrival = breakup = 0 nothing ever changes; give one of them a positive value"
            )
        return solution

    @property
    def unemployment(self) -> Matrix:
        """The long-run share of weeks out of work, for each position in the network, (n,)."""
        return 1.0 - self.stationary @ self.employed

    @property
    def correlation(self) -> Matrix:
        """The correlation of any two people's states in the same week, (n, n)."""
        mean = self.stationary @ self.employed
        together = (self.employed * self.stationary[:, None]).T @ self.employed.astype(np.float64)
        covariance = together - np.outer(mean, mean)
        spread = np.sqrt(np.diag(covariance))
        return covariance / np.outer(spread, spread)

    def hazard(self, longest: int) -> Matrix:
        """The chance to have a job next week, by person and weeks out of work so far, (n, longest).

            h_i(d) = P(i employed in week t+1 | i out of work in weeks t-d+1 .. t, and employed in week t-d)

        Column d - 1 is for d weeks; all weeks are as recorded.
        """
        people = self.employed.shape[1]
        hazard = np.empty((people, longest))
        for i in range(people):
            at_work = self.employed[:, i]
            flow = np.where(at_work, self.stationary, 0.0) @ self.transition
            for d in range(longest):
                flow = np.where(at_work, 0.0, flow)
                onward = flow @ self.transition
                hazard[i, d] = onward[at_work].sum() / flow.sum()
                flow = onward
        return hazard

    def standard_error(self, values: Matrix, weeks: int) -> float:
        """Of the mean of `values` (one a state, (2^n,)) over so many consecutive weeks of the stationary chain.

            weeks * SE^2 = var + 2 * (cov_1 + cov_2 + ...) = 2 f.Z f - f.f - (mean)^2,   Z = (I - T + 1 p)^-1, f.g = sum p f g

        (Kemeny and Snell 1960, section 4.3: the fundamental matrix Z.) It counts that a week resembles the one before.
        """
        p = self.stationary
        centred = values - p @ values
        fundamental = np.linalg.inv(np.eye(len(p)) - self.transition + np.outer(np.ones(len(p)), p))
        variance = 2 * p @ (centred * (fundamental @ centred)) - p @ (centred * centred)
        return float(np.sqrt(variance / weeks))


def exact_chain(network: Ties | nx.Graph, arrival: float, breakup: float) -> ExactChain:
    """The chain of a small network at the given probabilities per week.

    The week in two factors: T = (offers) x (endings). Given last week's state, the set of those who get an offer has a
    distribution over all subsets, built up person by person since people hear independently; endings are independent, so
    their matrix is a Kronecker product. Raises UserError above MOST people.
    """
    ties = as_ties(network, acts_on=())
    people = ties.people
    if not 0 < people <= MOST:
        raise UserError(f"{people} people: the exact chain has 2^people states and is built for 1 to {MOST}")
    states = np.arange(2**people)
    employed = (states[:, None] >> np.arange(people)) & 1 == 1
    hiring = np.zeros((len(states), len(states)))
    for state in states:
        offered = _offers(ties, employed[state], arrival)
        np.add.at(hiring[state], state | states, offered)
    ending = np.ones((1, 1))
    for _ in range(people):
        ending = np.kron(ending, np.array([[1.0, 0.0], [breakup, 1.0 - breakup]]))
    return ExactChain(hiring @ ending, employed)


def _offers(ties: Ties, employed: NDArray[np.bool_], arrival: float) -> Matrix:
    """The probability of each set of people with an offer, (2^n,), bit i for person i; given last week's states (n,)."""
    sets = np.arange(2 ** len(employed))
    probability = np.where(sets == 0, 1.0, 0.0)
    for i, has_job in enumerate(employed):
        told = [j for j in ties.contacts(i) if not employed[j]] if has_job else [i]
        if told:
            after = (1.0 - arrival) * probability
            for j in told:
                np.add.at(after, sets | (1 << int(j)), arrival / len(told) * probability)
            probability = after
    return probability
