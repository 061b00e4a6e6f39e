"""weakties simulate: one market."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import (
    MOST_PEOPLE,
    MOST_WEEKS,
    Conversation,
    DropSelfTies,
    Json,
    Network,
    Observed,
    OwnMechanisms,
    Rate,
    Seed,
    Sets,
    Unit,
    out_option,
    print_json,
    settings,
)
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.worlds.one_market import Line


RecordsFolder = Annotated[Path | None, out_option("Folder for the records.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=MOST_PEOPLE, help="People, in a generated network."),
]
Weeks = Annotated[int, typer.Option("--weeks", metavar="N", min=1, max=MOST_WEEKS, help="How long.")]
BurnIn = Annotated[
    int | None,
    typer.Option("--burn-in", metavar="N", min=0, help="Weeks that the summary leaves out; a quarter."),
]


def command(
    out: RecordsFolder = None,
    network: Network = "layers",
    workers: Workers = None,
    weeks: Weeks = 400,
    burn_in: BurnIn = None,
    rate: Rate = "auto",
    observed: Observed = None,
    unit: Unit = None,
    conversation: Conversation = None,
    drop_self_ties: DropSelfTies = False,
    seed: Seed = 0,
    assign: Sets = None,
    mechanism: OwnMechanisms = None,
    json: Json = False,
) -> None:
    """Run one market, sum it up, and write its records.

    Writes hires.parquet, tellings.parquet and weekly.parquet into DIR, each with its provenance inside.
    """
    from weakties.experiments.engine import compiling, store
    from weakties.experiments.engine.progress import progress, say
    from weakties.experiments.worlds import one_market, one_network

    settled, given = _checked(weeks, burn_in), settings(assign, mechanism)
    reading = one_network.Reading(rate, observed, unit, conversation, drop_self_ties)
    market, notes = one_market.market(network, workers, seed, given, reading, weeks)
    for note in notes:
        say(note)
    store.ready(out)
    with progress(network, weeks, unit="weeks") as advance:
        market.run(weeks, progress=compiling.one_more(advance))
    records = market.records
    origin = {**records.provenance, **store.provenance(), "network": network}
    records = replace(records, provenance=origin)
    lines = one_market.summary(records, market.people, settled)
    written = records.write(out) if out is not None else []
    if json:
        print_json([{"group": x.group, "quantity": x.name, **x.ours._asdict(), "unit": "%"} for x in lines])
    else:
        about = (
            f"{market.people} people, {len(market.ties)} ties, {len(records.hires)} hires in {weeks} weeks"
        )
        _show(f"{about}; below, the {weeks - settled} weeks after the first {settled}", lines, written)


def _checked(weeks: int, burn_in: int | None) -> int:
    """The weeks that the summary leaves out. Raises UserError where nothing would be left."""
    settled = weeks // 4 if burn_in is None else burn_in
    if settled >= weeks:
        raise UserError(
            f"burn-in = {settled}: must be less than weeks = {weeks}, or nothing is left to sum up"
        )
    return settled


def _show(about: str, lines: list[Line], written: list[Path]) -> None:
    from rich.console import Console

    from weakties.experiments.engine.scoreboard import with_interval
    from weakties.experiments.worlds.one_market import HEADINGS

    console = Console(highlight=False)
    console.print(f"\n{about}", markup=False)
    before = ""
    for line in lines:
        if line.group != before:
            console.print(HEADINGS[line.group], style="bold", markup=False)
        before = line.group
        console.print(f"  {line.name:<14}{with_interval(*line.ours[:3], '%')}", markup=False)
    for path in written:
        console.print(f"wrote {path}", markup=False, soft_wrap=True)
