"""Worlds of a few people who pass job news on, for which exact answers are known: shapes, runs, and both sides compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.calvo_jackson import ExactChain
    from weakties.simulation.ties import Ties

LONGEST = 16  # weeks out of work that are followed

SHAPES: Mapping[str, tuple[int, list[tuple[int, int]]]] = {
    "alone": (1, []),
    "linked pair": (2, [(0, 1)]),
    "star of four": (4, [(0, 1), (0, 2), (0, 3)]),
    "circle of four": (4, [(0, 1), (1, 2), (2, 3), (0, 3)]),
    "four all linked": (4, [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]),
}
"""Networks: how many people, and who is linked."""

PLACES: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "alone": ("alone", (0,)),
    "point of a star": ("star of four", (1, 2, 3)),
    "linked pair": ("linked pair", (0, 1)),
    "circle of four": ("circle of four", (0, 1, 2, 3)),
    "four all linked": ("four all linked", (0, 1, 2, 3)),
    "centre of a star": ("star of four", (0,)),
}
"""Positions in them: the people whom symmetry makes alike. From most to least unemployment, as figures show them."""


def ties(shape: str) -> Ties:
    """The network of that name."""
    import numpy as np

    from weakties.simulation.ties import Ties

    people, pairs = SHAPES[shape]
    source, target = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Ties.from_pairs(source, target, people)


def world(point: Mapping[str, Any], seed: int) -> pd.DataFrame:
    """Counts of weeks out of work, alone and together, and of returns to work (`weakties.analysis.unemployment.counts`).

    point: shape, arrival, breakup (probabilities per week), weeks, and burn_in, how many of them, the first, are left out.
    """
    from weakties.analysis.unemployment import counts
    from weakties.simulation.calvo_jackson.model import CalvoJackson
    from weakties.simulation.given import length_of

    model = CalvoJackson(ties(point["shape"]), point["arrival"], point["breakup"], seed=seed)
    weeks, burn_in = length_of(point)
    return counts(model.history(weeks)[burn_in:], LONGEST)


def at(runs: pd.DataFrame, place: str) -> pd.DataFrame:
    """The rows of the runs that belong to a place."""
    shape, people = PLACES[place]
    return runs[(runs["shape"] == shape) & runs.person.isin(people)]


def exact(place: str, arrival: float, breakup: float) -> tuple[ExactChain, int]:
    """The exact chain of the network that a place is in, and the number of a person there."""
    from weakties.analysis.calvo_jackson import exact_chain

    shape, people = PLACES[place]
    return exact_chain(ties(shape), arrival, breakup), people[0]


def compare(runs: pd.DataFrame, arrival: float, breakup: float, margin: float) -> pd.DataFrame:
    """Simulated beside exact at every place, in per cent, as figures/calvo_jackson.py takes it.

    margin: how far unemployment may be off, in percentage points, and still count as the same.
    """
    import pandas as pd

    from weakties.analysis.unemployment import chance_to_leave, unemployment

    rows = []
    for place in PLACES:
        chain, person = exact(place, arrival, breakup)
        here, hazard = at(runs, place), chain.hazard(LONGEST)[person]
        rows.append(("unemployment", place, 0, chain.unemployment[person], *unemployment(here)[:3]))
        rows += [
            ("leaving", place, d, hazard[d - 1], *chance_to_leave(here, d)[:3]) for d in range(1, LONGEST + 1)
        ]
    names = ["quantity", "place", "weeks_out", "exact", "value", "low", "high"]
    table = pd.DataFrame(rows, columns=names)
    table[names[3:]] *= 100
    return table.assign(margin=margin)
