"""weakties log: what a time-stamped log of contacts says about ties in time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Json, Seed, print_json

if TYPE_CHECKING:
    from weakties.experiments.worlds.one_log import Answers
    from weakties.simulation.networks.logs import ContactLog

Columns = Annotated[
    str, typer.Option(metavar="FROM,TO,TIME", help="Columns, by name or number. Else by common names.")
]
Unit = Annotated[
    str, typer.Option(metavar="UNIT", help="Of times that are numbers: seconds, milliseconds, days, ...")
]
Interval = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", help="Of a proximity log, whose rows in a row are one contact; 0: none is."
    ),
]
Observed = Annotated[
    float | None, typer.Option(metavar="WEEKS", help="How long contacts were watched. Else first to last.")
]
Drop = Annotated[
    str,
    typer.Option(metavar="KINDS", help="Rows to leave out: self, missing, negative, future, with commas."),
]
Window = Annotated[float, typer.Option(metavar="DAYS", help="In which a tie is there, or not.")]
Period = Annotated[float, typer.Option(metavar="DAYS", help="Over which a social signature is taken.")]
BothWays = Annotated[
    bool, typer.Option("--both-ways", help="Ties survive by contacts in both directions only.")
]
Against = Annotated[
    str,
    typer.Option(metavar="DIR|FILE", help="A simulated world with its talks, or another log, to compare."),
]
Folder = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder for the page and the tables.")
]


EXAMPLES = (
    "weakties log messages.csv --out runs/log",
    "weakties log messages.csv --against runs/ten-years",
)


def command(
    log: Annotated[
        str, typer.Argument(metavar="LOG", help="A line a contact: csv, tsv, txt, .gz, or parquet.")
    ],
    out: Folder = None,
    against: Against = "",
    columns: Columns = "",
    unit: Unit = "seconds",
    interval: Interval = None,
    observed: Observed = None,
    drop: Drop = "",
    window: Window = 28.0,
    period: Period = 90.0,
    both_ways: BothWays = False,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """What a log of contacts tells about ties in time. How long they last, what silence means, how new ones form.

    A log has a line a contact: who, whom, and when (seconds or ISO dates); or it is the folder of a simulated world. With --out
    a page with pictures (log.pdf, .svg, .png), all numbers in log.csv, a table for each question, and ties.parquet with measured
    contact rates.
    """
    from weakties.analysis.contact_log.report import Asked
    from weakties.experiments.engine.progress import say
    from weakties.experiments.worlds import one_log

    second = one_log.read(against) if against else None
    how = {"columns": one_log.columns_of(columns), "unit": unit if unit != "seconds" else ""}
    kinds = one_log.kinds_of(drop)
    first = one_log.read(log, **how, interval=interval, weeks=observed, drop=kinds)
    answers, notes = one_log.answer(first, second, seed, Asked(window, period, both_ways))
    for each in (first, second) if second else (first,):
        for note in each.notes:
            say(f"{each.name}: {note}" if second else note)
    for note in notes:
        say(note)
    names = [Path(log).name, Path(against).name or against][: len(answers.logs)]
    if len(set(names)) < len(names):
        names = [log, against] if log != against else [f"{log} (1)", f"{log} (2)"]
    written = _write(answers, names, out) if out is not None else []
    if json:
        rows = answers.drawn(names)
        print_json(rows.to_dict("records"))
        return
    _show(answers, names, written)


def _write(answers: Answers, names: list[str], out: Path) -> list[Path]:
    """The page as pdf, svg and png; every number in log.csv, and in one Parquet file a question; ties; differences."""
    from weakties.analysis.contact_log import report
    from weakties.experiments.engine import store
    from weakties.experiments.worlds import one_log
    from weakties.figures import log_page, style

    results = answers.drawn(names)
    figure = log_page.draw(results)
    paths = [out / f"log.{kind}" for kind in ("pdf", "svg", "png", "csv")]
    for path in paths[:3]:
        store.write_bytes(path, style.render(figure, path.suffix[1:], f"the log {names[0]}"))
    store.write_bytes(paths[3], results.to_csv(index=False).encode())
    tables = {
        name: results[results["statistic"].str.startswith(starts)].reset_index(drop=True)
        for name, starts in report.TABLES.items()
    }
    tables["ties"] = one_log.ties_table(answers.logs[0])
    if len(answers.rows) > 1:
        tables["differences"] = report.differences(*answers.rows)
    note = store.provenance(
        logs=names, contacts=[len(log) for log in answers.logs], days=answers.logs[0].days
    )
    for file, table in tables.items():
        paths.append(out / f"{file}.parquet")
        store.write_table(paths[-1], table, note)
    return paths


def _show(answers: Answers, names: list[str], written: list[Path]) -> None:
    from rich.console import Console

    from weakties.experiments.worlds import one_log

    console = Console(highlight=False, soft_wrap=True)
    for name, log in zip(names, answers.logs, strict=True):
        console.print(f"\n{name}: {_about(log)}", style="bold", markup=False)
    for line in one_log.lines(answers, names):
        console.print(line, markup=False)
    for path in written:
        console.print(f"wrote {path}", markup=False)


def _about(log: ContactLog) -> str:
    """'82,876 contacts of 167 people in 38.7 weeks'."""
    text = f"{len(log):,} contacts of {log.people:,} people in {log.weeks:,.4g} weeks"
    if log.seconds is not None:
        text += f", {float(log.seconds[log.seconds == log.seconds].sum()) / 3600:,.3g} hours"
    return text
