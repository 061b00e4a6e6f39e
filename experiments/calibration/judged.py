"""Findings over draws of what is not known: run, judged, saved; and how many worlds of the prior pass each row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from weakties.experiments.calibration import over
from weakties.experiments.engine import scoreboard, store
from weakties.experiments.engine.scoreboard import Row

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.declare import Finding

Source = Literal["posterior", "prior"]


class Draws(NamedTuple):
    """Which draws: their source, the calibration they are of, and how many."""

    source: Source
    calibration: str
    number: int

    def points(self) -> list[dict[str, Any]]:
        """The draws themselves. Raises UserError where there are not so many."""
        from weakties.experiments.calibration import draws

        return (draws.draws if self.source == "posterior" else draws.prior)(self.calibration, self.number)

    def note(self) -> str:
        """What is to be said below a scoreboard."""
        return (
            f"ours: the median of one world for each of {self.number} draws from the {self.source} of {self.calibration}, and "
            "the interval that holds 95 % of them: the luck of one world is in it, and what is not known of its inputs. A "
            "draw replaces what a design leaves at its default."
        )


class Result(NamedTuple):
    """The scoreboard; how many worlds pass each row, one table a finding; and what went wrong."""

    rows: list[Row]
    passes: list[pd.DataFrame]
    troubles: list[str]


def run(findings: Sequence[Finding], out: Path, draws: Draws, *, quick: bool, jobs: int) -> Result:
    """Run what is not saved yet, small designs first, and judge; results stand apart, in <key>/<size>-<source>-<calibration>."""
    points = draws.points()
    board: dict[str, list[Row]] = {}
    passes: dict[str, pd.DataFrame] = {}
    troubles = []
    experiments = {finding.experiment.key: finding.experiment for finding in findings}
    for experiment in sorted(experiments.values(), key=lambda e: len(e.size(quick).grid())):
        folder = folder_of(out, experiment.key, draws, quick)
        runs = over.run(experiment, points, folder, quick=quick, jobs=jobs)
        if len(failed := runs.failed):
            troubles.append(
                f"{experiment.key}: {len(failed)} worlds failed, the first with {failed.error.iloc[0]}"
            )
        for finding in (f for f in findings if f.experiment.key == experiment.key):
            table = over.values(finding, runs)
            board[finding.key] = scoreboard.rows_of(finding, quick, over.spread(table))
            passes[finding.key] = over.passes(finding, table)
            where = folder_of(out, finding.key, draws, quick)
            store.write_json(where / "verdict.json", _content(finding, board[finding.key], draws))
    return Result(
        [row for f in findings for row in board[f.key]], [passes[f.key] for f in findings], troubles
    )


def folder_of(out: Path, key: str, draws: Draws, quick: bool) -> Path:
    """Where the worlds of an experiment, or the verdict on a finding, over draws are kept."""
    return Path(out) / key / f"{'quick' if quick else 'full'}-{draws.source}-{draws.calibration}"


def _content(finding: Finding, rows: list[Row], draws: Draws) -> dict[str, Any]:
    return {
        "finding": finding.key,
        "claim": finding.claim,
        "verdict": scoreboard.standing(rows).word,
        "rows": scoreboard.as_json(rows),
        "notes": draws.note(),
    }
