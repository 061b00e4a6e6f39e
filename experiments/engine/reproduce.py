"""From findings to verdicts and figures: run what is not saved, judge, draw; the small experiments first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from weakties.experiments.engine import drawing, runner, scoreboard, store
from weakties.experiments.engine.declare import Finding
from weakties.experiments.engine.runner import Runs
from weakties.experiments.engine.scoreboard import Row
from weakties.experiments.engine.tasks import tasks_of
from weakties.experiments.engine.verdicts import Verdict
from weakties.simulation.errors import UserError

Say = Callable[[str], None]


class Result(NamedTuple):
    """The scoreboard, the figures written, and what went wrong without stopping the rest."""

    rows: list[Row]
    figures: list[Path]
    troubles: list[str]


def reproduce(findings: Sequence[Finding], out: Path, *, quick: bool, jobs: int, say: Say) -> Result:
    """Run, judge and draw. The headline's experiment comes first, then those with few worlds.

    Each finding is judged, saved and drawn as soon as its experiment is done. Raises UserError when nothing can be saved, and
    StoppedError when interrupted.
    """
    drawings = drawing.jobs_of(findings)
    experiments = {finding.experiment.key: finding.experiment for finding in findings}
    _check_shared(findings)
    board: dict[str, list[Row]] = {}
    figures: list[Path] = []
    troubles: list[str] = []
    for experiment in sorted(
        experiments.values(), key=lambda e: (not e.headline, len(tasks_of(e.size(quick))))
    ):
        runs = runner.run(experiment, out, quick=quick, jobs=jobs)
        if len(runs.failed):
            troubles.append(_failures(experiment.key, runs))
        for finding in (f for f in findings if f.experiment.key == experiment.key):
            board[finding.key] = _judge(finding, runs, quick)
            save(finding, board[finding.key], runs, out, quick)
            for job in (d for d in drawings if d.finding is finding):
                try:
                    figures += drawing.draw(job, runs, out, quick)
                except Exception as error:  # one figure must not cost the others, nor the scoreboard
                    reason = f"{type(error).__name__}: {error}; see: weakties figures {job.name}"
                    troubles.append(f"figure {job.name!r} was not drawn ({reason})")
            say(f"{finding.key}: {scoreboard.standing(board[finding.key]).said}")
    rows = [row for finding in findings for row in board[finding.key]]
    return Result(rows, figures, troubles)


def save(finding: Finding, rows: list[Row], runs: Runs, out: Path, quick: bool) -> None:
    """Write verdict.json: the rows, and the runs that they come from."""
    stands = scoreboard.standing(rows)
    content = {
        "finding": finding.key,
        "claim": finding.claim,
        "board": scoreboard.BOARDS[stands.role],
        "verdict": stands.word,
        "rows": scoreboard.as_json(rows),
        "notes": finding.notes,
        "runs": {"path": str(runs.path), "fingerprint": runs.fingerprint},
    }
    store.write_json(store.folder_of(out, finding.key, quick).path / "verdict.json", content)


def saved(finding: Finding, out: Path, quick: bool | None = None) -> tuple[list[Row], Runs | None, bool]:
    """(rows, runs, quick) of a finding from saved runs; the full design where both are there. Runs is None: none saved."""
    for size in (False, True) if quick is None else (quick,):
        runs = runner.load(finding.experiment, out, quick=size)
        if runs is not None:
            return scoreboard.judge(finding, runs, size), runs, size
    return scoreboard.judge(finding, None, False), None, bool(quick)


def _judge(finding: Finding, runs: Runs, quick: bool) -> list[Row]:
    try:
        return scoreboard.judge(finding, runs, quick)
    except Exception as error:  # what one finding makes of its runs must not cost the others
        verdict = Verdict("undecided", f"could not be judged: {type(error).__name__}: {error}")
        return scoreboard.rows_of(finding, quick, {}, verdict)


def _check_shared(findings: Sequence[Finding]) -> None:
    """Raises UserError when two different experiments have one key, and so one folder."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        first = seen.setdefault(finding.experiment.key, finding)
        if first.experiment != finding.experiment:
            raise UserError(
                f"findings {first.key!r} and {finding.key!r} have different experiments of the same key"
            )


def _failures(key: str, runs: Runs) -> str:
    failed, worlds = runs.failed, runs.rows.run.nunique()
    return f"{key}: {len(failed)} of {worlds} worlds failed, the first with {failed.error.iloc[0]}; run again to retry"
