"""Figures from saved results: drawn by the room `figures`, saved here with the points drawn and the runs they come from.

    results/figures/<name>.pdf, .svg, .png   the figure
    results/figures/<name>.csv               the points in it
    results/figures/<name>.json              which runs, by path and fingerprint, and what drew them

Figures of the quick designs stand in results/figures/quick, so that they never pass for the others.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weakties.experiments.engine import accepted, store
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.engine.declare import Drawing, Finding
    from weakties.experiments.engine.runner import Runs

KINDS = ("pdf", "svg", "png")
FILES = len(KINDS) + 2  # with the points and the sources


class Job(NamedTuple):
    """One figure to draw: its declaration and the finding it belongs to."""

    drawing: Drawing
    finding: Finding

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.drawing.name or self.finding.key.replace("-", "_")


def jobs_of(findings: Iterable[Finding], every: bool = False) -> list[Job]:
    """All figures of these findings. One that declares none has ours against what would be accepted; with `every`, all have it.

    Raises UserError when two would be saved under one name.
    """
    jobs = []
    for finding in findings:
        ours = [accepted.drawing(finding)] if every or not finding.figures else []
        jobs += [Job(drawing, finding) for drawing in (*finding.figures, *ours)]
    names = [job.name for job in jobs]
    if twice := [name for name in names if names.count(name) > 1]:
        raise UserError(f"two figures would be saved as {twice[0]!r}; give one Drawing another name=")
    return jobs


def folder(out: Path, quick: bool, single: bool = False) -> Path:
    """Where figures are saved; those of a single column apart."""
    base = Path(out) / "figures"
    return base / ("quick" if quick else "") / ("single" if single else "")


def draw(job: Job, runs: Runs, out: Path, quick: bool, single: bool = False) -> list[Path]:
    """Draw one figure from saved runs, and save it with its points and its sources. Returns the files.

    single: in one column, panels that stand side by side below one another.
    """
    from weakties.figures import style
    from weakties.figures.column import one_column

    module = importlib.import_module(f"weakties.figures.{job.drawing.figure}")
    results = job.drawing.prepare(runs.good)
    with one_column() if single else contextlib.nullcontext():
        figure, points = module.draw(results), module.points(results)
    base = folder(out, quick, single) / job.name
    about = f"{job.finding.title} (runs {runs.fingerprint})"
    paths = [base.with_suffix(f".{kind}") for kind in (*KINDS, "csv", "json")]
    for path, kind in zip(paths, KINDS, strict=False):
        store.write_bytes(path, style.render(figure, kind, about))
    store.write_bytes(paths[3], points.to_csv(index=False).encode())
    sources = {"finding": job.finding.key, "figure": job.drawing.figure, "quick": quick}
    runs_from = {"path": str(runs.path), "fingerprint": runs.fingerprint}
    store.write_json(paths[4], store.provenance(**sources, runs=runs_from))
    return paths
