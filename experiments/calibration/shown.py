"""A calibration on the terminal and on disk: what is registered, what was found, the draws that ship."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.experiments.calibration.known import Known
from weakties.experiments.calibration.sequential import Calibrated

if TYPE_CHECKING:
    import pandas as pd

KEPT = 400  # draws in posterior.csv
STRONGEST = 8  # correlations shown


def registered(chosen: Known) -> str:
    """What is uncertain, what is fitted, what is held out, and since when."""
    c = chosen.calibration
    lines = [f"{c.key}, registered {c.written}: {c.question}", "", "inputs, flat between"]
    for one in c.inputs:
        log = " (log scale)" if one.scale == "log" else ""
        lines.append(f"  {one.name:20} {one.low:.4g} to {one.high:.4g}{log}: {one.why}")
    lines += ["", "fitted"]
    for table in c.tables:
        counts = ", ".join(f"{name} {k}" for name, k in table.classes.items())
        lines.append(f"  {table.name}: {counts} ({table.source}; verified: {table.verified})")
    for moment in c.moments:
        lines.append(
            f"  {moment.name}: {moment.value:.4g} ± {moment.discrepancy:.4g} ({moment.source}; {moment.verified})"
        )
    lines += ["", "held out, looked at afterwards only"]
    lines += [f"  {finding}: {what}" for finding, what in c.held_out.items()]
    lines += ["", "worlds: " + ", ".join(f"{name} {value}" for name, value in c.world.items())]
    lines += [f"amended: {text}" for text in c.amended]
    return "\n".join(lines)


def as_json(chosen: Known) -> dict[str, Any]:
    """The same for programs."""
    return asdict(chosen.calibration)


def tables(found: Calibrated, chosen: Known) -> dict[str, pd.DataFrame]:
    """All tables of report.py, by title."""
    from weakties.experiments.calibration import report

    made = {
        "inputs": report.inputs(found),
        "generations": report.generations(found),
        "fitted": report.fitted(found),
    }
    if chosen.predicted:
        made["predicted"] = report.predicted(found, chosen.predicted)
    return {**made, "correlations": report.correlations(found)}


def write(found: Calibrated, made: dict[str, pd.DataFrame], out: Path) -> None:
    """posterior.csv, a CSV for each table, and the figures."""
    from weakties.experiments.calibration import draws, pictures
    from weakties.experiments.engine import store

    store.write_bytes(out / "posterior.csv", draws.as_csv(found, KEPT).encode())
    for title, table in made.items():
        store.write_bytes(out / f"{title}.csv", table.to_csv(index=False, lineterminator="\n").encode())
    about = f"{found.calibration.key}, registered {found.calibration.written}"
    pictures.save("posterior", pictures.bins(found), out, about)
    pictures.save("posterior_predictive", pictures.checks(found), out, about)


def ship(found: Calibrated) -> None:
    """The draws that `weakties reproduce --posterior N` reads."""
    from weakties.experiments.calibration import draws
    from weakties.experiments.engine import store

    text = draws.as_csv(found, draws.SHIPPED)
    store.write_bytes(draws.file_of(found.calibration.key), text.encode())


def print_tables(found: Calibrated, made: dict[str, pd.DataFrame]) -> None:
    """The tables, and what is to be said of all particles together."""
    from rich.console import Console

    from weakties.experiments.calibration.amis import effective

    console = Console(highlight=False)
    for title, table in made.items():
        rows = table.head(STRONGEST) if title == "correlations" else table
        console.print(f"\n[bold]{title}[/bold]")
        console.print(_as_text(rows))
    count, evidence = effective(found.weights), found.cloud.log_evidence()
    about = f"{len(found.worlds)} particles, effective {count:.0f}; log evidence {evidence:.2f}; intervals hold 90 %"
    console.print(f"\n{about}", soft_wrap=True)


def _as_text(rows: pd.DataFrame) -> Any:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in rows.columns:
        number = rows[name].dtype.kind in "fi"
        shown.add_column(str(name), justify="right" if number else "left", overflow="fold")
    for row in rows.itertuples(index=False):
        shown.add_row(*(f"{x:.3g}" if isinstance(x, float) else str(x) for x in row))
    return shown
