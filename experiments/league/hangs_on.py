"""What the worth of advice hangs on: Sobol indices of it over numbers that nobody has measured well, and over luck.

Effects are small beside luck, and luck falls otherwise as soon as any number is another: so one input, LUCK, is nothing but
other luck. As large as its total index is, that of any other input may be by luck alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.analysis.uncertainty import LUCK
from weakties.experiments.calibration.registry import Uncertain
from weakties.experiments.engine.declare import Design, Experiment, Point
from weakties.experiments.league.asked import ARMS, BURN_IN
from weakties.experiments.league.companies import DEALS
from weakties.experiments.league.under import few
from weakties.experiments.league.why import BEST, ends_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.calibration.sensitivity import Sample

FACTOR = "half to twice the default, an assumption"


def _around(name: str, default: float) -> Uncertain:
    return Uncertain(name=name, low=default / 2, high=default * 2, scale="log", why=FACTOR)


INPUTS = (
    Uncertain(name="learnt", low=0.0, high=0.2, why="nothing, to twice the default: nobody measured it"),
    _around("search_hours", 4.0),
    Uncertain(name="seen", low=0.02, high=0.5, scale="log", why="a fifth of the default to five times it"),
    Uncertain(name="richness", low=0.0, high=0.1, why="nothing, to twice the default"),
    Uncertain(name="trust_needed", low=0.15, high=0.45, why="half of the default more or less"),
    _around("trust_slope", 8.0),
    Uncertain(name="unasked", low=0.1, high=1.0, why="a tenth, to as to those of whom one knows it"),
    Uncertain(name="doubt", low=0.0, high=1.0, why="none, to in proportion to credibility"),
    Uncertain(name="gossip", low=0.0, high=0.3, why="none, to three times the default"),
    _around("asks", 0.5),
    _around("yes_message", 0.1),
    _around("asked_lasts", 26.0),
    _around("relay", 0.015),
    Uncertain(name="positions", low=0.9, high=1.1, why="slump to boom: jobs for a hundred people, 90 to 110"),
    Uncertain(name=LUCK, low=0.0, high=1.0, why="other luck, and nothing else"),
)
"""What is drawn, written down before the sensitivity was run."""
PEOPLE, QUICK_PEOPLE = 2_000, 500
WEEKS = 52


def pieces_in(saved: Path) -> tuple[str, ...]:
    """The best pieces of a league that was run, and the arms. Raises UserError where none was."""
    best = ends_of(saved, "name pieces, as in  weakties sensitivity advice --pieces post,mentor")[:BEST]
    return tuple(dict.fromkeys((*best, *ARMS)))


def world(point: Point, seed: int) -> dict[str, float]:
    """Weeks employed within a year per 100 own hours of each of the pieces of one world, by its name; and the number `people`."""
    from weakties.analysis.league import Question, sums, worth
    from weakties.experiments.worlds.advised import advised
    from weakties.simulation.chance import replicate_seed

    given = dict(point)
    chance = round(float(given.pop(LUCK, 0.0)) * 1_000_000)
    table = advised(given, replicate_seed(seed, chance) if chance else seed)
    rows = sums(table, Question(weeks=WEEKS, share=float(given["share"])))
    found = {str(name): worth(one, "own hours").value for name, one in rows.groupby("advice", sort=True)}
    return {**found, "people": float(rows["people"].sum())}


def outcomes(
    pieces: Sequence[str], sample: Sample, folder: Path, *, quick: bool, jobs: int, seed: int
) -> pd.DataFrame:
    """Run what is not saved yet of a sample: one row a world, one column a piece; NaN where it took no hours."""
    from weakties.experiments.calibration import over

    fixed: dict[str, Any] = {"burn_in": BURN_IN, "weeks": BURN_IN + WEEKS}
    fixed |= {"advice": "+".join(pieces), "share": few(len(pieces)), "deals": DEALS}
    design, small = (
        Design(replicates=1, seed=seed, fixed={**fixed, "workers": people})
        for people in (PEOPLE, QUICK_PEOPLE)
    )
    experiment = Experiment(key="sensitivity-advice", world=world, design=design, quick=small)
    runs = over.run(experiment, sample.points(), folder, quick=quick, jobs=jobs, luck=sample.luck)
    good = runs.good.set_index(over.DRAW).reindex(range(len(sample.z)))
    return good.reindex(columns=list(pieces))
