"""weakties spread: news over ties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.commands.simulate import Weeks, Workers
from weakties.experiments.options import (
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
    from weakties.simulation.spread.model import InformationSpread

Folder = Annotated[Path | None, out_option("Folder for records and figures.")]
Contagion = Annotated[
    str, typer.Option("--contagion", metavar="KIND", help="simple, sir, cascade, or threshold.")
]
First = Annotated[
    str,
    typer.Option(
        "--first", metavar="NAMES", help="Who knows first: names or numbers, with commas. Else by chance."
    ),
]


EXAMPLES = (
    "weakties spread --network layers --workers 5000 --seed 0 --out runs/news",
    "weakties spread --network lesmis --first Valjean --set transmission=0.1",
)


def command(
    out: Folder = None,
    network: Network = "layers",
    workers: Workers = None,
    contagion: Contagion = "simple",
    first: First = "",
    weeks: Weeks = 200,
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
    """Spread news over a network, and say who heard it. Over which ties, when, and through how many.

    Tells at the contact rate of each tie, or with --set transmission=P equally over all; with --set relations=on
    ties live meanwhile. Writes adoptions.parquet, tellings.parquet, weekly.parquet, people.parquet, network.parquet and
    two figures into DIR, and where ties live relations.parquet and talks.parquet.
    """
    from weakties.experiments.engine import stopping, store
    from weakties.experiments.engine.progress import say
    from weakties.experiments.worlds import one_network, one_spread

    given = settings(assign, mechanism, world)
    scenario = one_spread.described(network, workers, seed, contagion, given, weeks)
    reading = one_network.Reading(rate, observed, unit, conversation, drop_self_ties, columns)
    ties, notes = one_network.find(network, workers, seed, reading, scenario.shape.model_dump())
    for note in (*scenario.unread, *notes, *one_spread.idle(scenario, ties, notes)):
        say(note)
    names = [name.strip() for name in first.split(",") if name.strip()]
    news = one_spread.model(scenario, ties, names, seed, weeks)
    store.ready(out)
    stopped = stopping.live(news, network, weeks)
    found, written = one_spread.summary(news), _write(news, out) if out is not None else []
    about = f"{news.people:,} people, {len(ties):,} ties, {contagion} contagion, {news.week} weeks"
    _print(found, news, len(ties)) if json else _show(about, found, written)
    if stopped:
        raise stopping.kept(news, weeks, out)


def _print(found: dict[str, float], news: InformationSpread, ties: int) -> None:
    """The summary for programs: null for never."""
    print_json({**found, "people": news.people, "ties": ties, "weeks": news.week})


def _write(news: InformationSpread, out: Path) -> list[Path]:
    """Records, and the figures as pdf, svg and png with their points."""
    from weakties.experiments.engine import store
    from weakties.experiments.worlds import one_market, one_spread
    from weakties.figures import cascade, first_heard, style
    from weakties.simulation.networks.saved import NetworkRecords
    from weakties.simulation.spread.records import adoptions as numbered

    records, adoptions = news.records, numbered(news)
    paths = records.write(out) + NetworkRecords.of(news.ties, records.provenance).write(out)
    if news.living is not None:
        paths += one_market.life(news, records.provenance).write(out)
    else:
        one_market.no_longer(out)
    results = one_spread.first_heard(news, adoptions), one_spread.cascade(adoptions)
    for name, module, result in zip(("first_heard", "cascade"), (first_heard, cascade), results, strict=True):
        figure = module.draw(result)
        for kind in ("pdf", "svg", "png"):
            paths.append(out / f"{name}.{kind}")
            store.write_bytes(
                paths[-1], style.render(figure, kind, f"{news.contagion} contagion, seed {news.seed}")
            )
        paths.append(out / f"{name}.csv")
        store.write_bytes(paths[-1], module.points(result).to_csv(index=False).encode())
    return paths


def _show(about: str, found: dict[str, float], written: list[Path]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"\n{about}", markup=False)
    for name, value in found.items():
        text = "never" if value == float("inf") else (f"{value:.1%}" if "share" in name else f"{value:.1f}")
        console.print(f"  {name.removesuffix(', share'):<34}{text:>8}", markup=False)
    for path in written:
        console.print(f"wrote {path}", markup=False, soft_wrap=True)
