"""weakties simulate: one market."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import (
    MOST_PEOPLE,
    MOST_WEEKS,
    Columns,
    Conversation,
    DropSelfTies,
    Json,
    NamedWorld,
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

if TYPE_CHECKING:
    from weakties.experiments.worlds.one_market import Line
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.relations.records import LifeRecords


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
Watch = Annotated[
    int | None,
    typer.Option(
        "--watch",
        metavar="N",
        min=1,
        max=MOST_PEOPLE,
        help="People whose talks are logged, with relations; 200.",
    ),
]


EXAMPLES = (
    "weakties simulate --workers 2000 --weeks 400 --seed 0 --out runs/first",
    "weakties simulate --world popular --set vacancy_life=8",
    "weakties simulate --network calls.csv --columns caller,callee,calls --rate counts --observed 12 --out runs/calls",
    "weakties simulate --set relations=on --workers 2000 --weeks 520 --out runs/ten-years",
)


def command(
    out: RecordsFolder = None,
    network: Network = "layers",
    workers: Workers = None,
    weeks: Weeks = 400,
    burn_in: BurnIn = None,
    watch: Watch = None,
    rate: Rate = "auto",
    observed: Observed = None,
    unit: Unit = None,
    conversation: Conversation = None,
    drop_self_ties: DropSelfTies = False,
    columns: Columns = "",
    seed: Seed = 0,
    world: NamedWorld = None,
    assign: Sets = None,
    mechanism: OwnMechanisms = None,
    json: Json = False,
) -> None:
    """Run one market, sum it up, and write its records.

    Writes hires.parquet, tellings.parquet and weekly.parquet into DIR, and who was there in people.parquet and
    network.parquet, each with its provenance, units and meanings inside; people and firms by their names. With --set
    relations=on ties live: relations.parquet has them, talks.parquet all conversations of the people watched (a log, for
    weakties log), and one_person.pdf, .svg and .png are the ties of one of them. With --set trust=ratio, or another form,
    besides, people trust: trust.parquet has what they think of each other.
    """
    from weakties.experiments.engine import stopping, store
    from weakties.experiments.engine.progress import say
    from weakties.experiments.worlds import one_market, one_network

    settled = weeks // 4 if burn_in is None else burn_in
    given = settings(assign, mechanism, world)
    scenario = one_market.described(network, workers, seed, given, (weeks, settled))
    reading = one_network.Reading(rate, observed, unit, conversation, drop_self_ties, columns)
    market, notes = one_market.market(network, workers, seed, scenario, reading, watch)
    for note in notes:
        say(note)
    store.ready(out)
    stopped = stopping.live(market, network, weeks)
    named = {"named_world": given["world"]} if "world" in given else {}
    origin = {**store.provenance(), "network": network, **named}
    lived = market.week
    _report(market, (lived, settled if settled < lived else lived // 4), origin, out, json)
    if stopped:
        raise stopping.kept(market, weeks, out)


def _report(
    market: JobMarket, life: tuple[int, int], origin: dict[str, Any], out: Path | None, json: bool
) -> None:
    """Write the records, and say what there is. life: weeks lived, and how many are left out; origin: further provenance."""
    from weakties.experiments.worlds import one_market
    from weakties.simulation.trust.records import TrustRecords

    weeks, settled = life
    records = market.records
    records = replace(records, provenance={**records.provenance, **origin})
    lines = one_market.summary(records, market.people, settled)
    kept = one_market.life(market, records.provenance) if market.world.relations is not None else None
    counts = one_market.ties_now(market) if kept is not None else {}
    written = records.write(out) if out is not None else []
    if out is not None:
        written += one_market.network(market, records.provenance).write(out)
    if out is not None and kept is not None:
        written += kept.write(out) + _drawn(kept, one_market.person(market), weeks, out)
    if out is not None and market.world.trust is not None:
        written += TrustRecords(market.trust, records.provenance).write(out)
    elif out is not None:
        one_market.no_longer(out, lives=kept is not None)
    if json:
        rows = [{"group": x.group, "quantity": x.name, **x.ours._asdict(), "unit": "%"} for x in lines]
        ties = [{"group": "ties", "quantity": k, "value": n, "unit": "ties"} for k, n in counts.items()]
        print_json(rows + ties)
        return
    about = (
        f"{market.people:,} people, {len(market.ties):,} ties, {len(records.hires):,} hires in {weeks} weeks"
    )
    _show(f"{about}; below, the {weeks - settled} weeks after the first {settled}", lines)
    _show_life(counts, kept, written)


def _show(about: str, lines: list[Line]) -> None:
    from rich.console import Console

    from weakties.experiments.engine.words import with_interval
    from weakties.experiments.worlds.one_market import HEADINGS

    console = Console(highlight=False)
    console.print(f"\n{about}", markup=False)
    before = ""
    for line in lines:
        if line.group != before:
            console.print(HEADINGS[line.group], style="bold", markup=False)
        before = line.group
        console.print(f"  {line.name:<14}{with_interval(*line.ours[:3], '%')}", markup=False)


def _show_life(counts: dict[str, int], kept: LifeRecords | None, written: list[Path]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if kept is not None:
        console.print("ties that live, at the end", style="bold", markup=False)
        for name, count in counts.items():
            console.print(f"  {name:<26}{count:>12,}", markup=False)
        console.print(
            f"{kept.provenance['watched']:,} people watched: {len(kept.talks):,} conversations", markup=False
        )
    for path in written:
        console.print(f"wrote {path}", markup=False, soft_wrap=True)


def _drawn(kept: LifeRecords, person: Any, weeks: int, out: Path) -> list[Path]:
    """The figure of one person's ties, and its points; none where nobody watched has talked."""
    from weakties.analysis.ties_of_person import years
    from weakties.experiments.engine import store
    from weakties.figures import one_person, style

    if person is None:
        return []
    results = years(kept, person, weeks)
    figure, paths = one_person.draw(results), []
    for kind in ("pdf", "svg", "png"):
        paths.append(out / f"one_person.{kind}")
        store.write_bytes(paths[-1], style.render(figure, kind, f"the ties of person {person}"))
    paths.append(out / "one_person.csv")
    store.write_bytes(paths[-1], one_person.points(results).to_csv(index=False).encode())
    return paths
