"""Runs the worlds that are asked for, and tells of each piece as its first pair of worlds is in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from weakties.analysis.league import sums, worth
from weakties.experiments.engine.progress import say
from weakties.experiments.engine.runner import Plan, Runs, run_in
from weakties.experiments.engine.store import folder_of
from weakties.experiments.league.asked import Asked, world
from weakties.experiments.league.tables import unit_of
from weakties.figures.league import followers
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.tasks import Outcome

KEY = "advice"


def run(asked: Asked, out: Path, *, quick: bool, jobs: int) -> Runs:
    """The worlds, saved under OUT/advice; what other leagues have run there stays. Raises UserError where all of one failed."""
    size = "quick" if quick else "full"
    plan = Plan(f"advice ({size})", world, asked.design(), First(asked), others=True)
    runs = run_in(folder_of(out, KEY, quick), plan, jobs=jobs)
    there = set(runs.good["advice"].unique())
    lost = [piece.name for piece in asked.pieces if piece.name not in there]
    if lost:
        raise UserError(f"all worlds of {lost[0]} failed, the first with {runs.failed.error.iloc[0]}")
    return runs


class First:
    """Says a line of each piece when its first pair of worlds at the smallest share is in."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.told = asked, set[str]()

    def __call__(self, outcomes: list[Outcome]) -> None:
        """Told of outcomes."""
        for one in outcomes:
            share = float(one.task.settings["share"])
            if one.rows is None or share != self.asked.shares[0]:
                continue
            for name, rows in one.rows.groupby("advice", sort=True):
                if name not in self.told:
                    self.told.add(str(name))
                    say(self._line(rows, str(name), share))

    def _line(self, found: pd.DataFrame, name: str, share: float) -> str:
        question = self.asked.question._replace(share=share)
        try:
            rows = sums(found.assign(share=share), question)
        except UserError:
            return f"{name}: nobody of that kind in the first world"
        value = worth(rows, self.asked.per).value
        if value != value:
            return f"{name}: takes no hours"
        people = int(rows.people.sum())
        told = "1 person" if people == 1 else f"{people} people"
        unit = unit_of(question, self.asked.per)
        return (
            f"{name}: {value:+.2f} {unit}, {followers(share)} follow it (one world, {told}: no interval yet)"
        )
