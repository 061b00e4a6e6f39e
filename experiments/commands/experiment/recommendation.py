"""weakties experiment recommendation: a randomised experiment in the simulated market."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import (
    MOST_PEOPLE,
    MOST_WEEKS,
    Json,
    NamedWorld,
    Seed,
    Sets,
    out_option,
    print_json,
    settings,
)
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.recommendation.experiment import Setup

NAME = "recommendation"


EXAMPLES = ("weakties experiment recommendation --workers 20000 --weeks 104 --replay 0.1 --out runs/arms",)


def command(
    out: Annotated[Path, out_option("Folder for the tables.")],
    arms: Annotated[int, typer.Option("--arms", metavar="N", help="Variants of the algorithm.")] = 7,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=MOST_PEOPLE, help="People.")
    ] = 20_000,
    weeks: Annotated[
        int, typer.Option("--weeks", metavar="N", min=1, max=MOST_WEEKS, help="Weeks after the ties form.")
    ] = 104,
    replay: Annotated[
        float,
        typer.Option("--replay", metavar="SHARE", min=0, max=1, help="New ties to take out one by one."),
    ] = 0.0,
    seed: Seed = 0,
    world: NamedWorld = None,
    assign: Sets = None,
    json: Json = False,
) -> None:
    """Run one randomised experiment in the simulated market.

    Arms of a people-you-may-know algorithm make new ties; who joins whose firm a year later? Writes ties.parquet
    (one row a new tie) and people.parquet (one row a person), each with its provenance inside. With --replay, a share of the
    new ties is taken out one by one, all else under the same luck, to see what each brought about (columns brought...).

    With --set relations=on ties live: new ones begin as first meetings. There --replay lives the whole experiment again for each
    tie that is taken out, and says how long that will take.
    """
    from weakties.experiments.engine import store
    from weakties.experiments.worlds import one_recommendation
    from weakties.experiments.worlds import recommendation_summary as summary

    point = _point(arms, workers, weeks, settings(assign, world=world))
    one_recommendation.check(
        point, seed, replay
    )  # before the run, in which much is made before it is looked at
    store.ready(out)
    setup, ties, people = _lived(point, seed, replay)
    origin = store.provenance(experiment=NAME, seed=seed, replayed=replay, **summary.described(setup, weeks))
    for file, table in (("ties", ties), ("people", people)):
        store.write_table(out / f"{file}.parquet", table, origin)
    lines = summary.lines(ties, people)
    if json:
        print_json([summary.for_programs(line) for line in lines])
        return
    for text in summary.text(ties, lines):
        typer.echo(text)
    typer.echo(f"wrote {out / 'ties.parquet'}, {out / 'people.parquet'}")


def _lived(point: dict[str, Any], seed: int, replay: float) -> tuple[Setup, pd.DataFrame, pd.DataFrame]:
    """The experiment, and its tables of new ties and of people."""
    from weakties.experiments.engine import compiling
    from weakties.experiments.engine.progress import progress, say
    from weakties.experiments.worlds.recommendation import setup_of
    from weakties.simulation.recommendation.experiment import run
    from weakties.simulation.recommendation.tables import person_table, tie_table, touched
    from weakties.simulation.recommendation.truth import brought, drawn

    weeks = int(point["weeks"])
    say(f"{point['workers']} people, {point['arms']} arms: making the network, and recommending")
    compiling.tell()
    setup = setup_of(point, seed)
    if replay > 0:
        drawn(setup, replay)  # a share that draws nothing is said before the run
    begun = time.monotonic()
    with progress("recommendation", weeks, unit="weeks") as advance:
        outcome = run(setup, weeks, progress=compiling.one_more(advance))
    ties = tie_table(outcome)
    people, took = person_table(outcome, ties), time.monotonic() - begun
    if replay > 0:
        sure = touched(outcome)
        taken = drawn(setup, replay, sure)
        few = "" if taken.mean() > 0.95 * replay else "; classes of few ties have no more to give"
        say(
            f"taking out {taken.sum()} of {len(taken)} new ties ({100 * taken.mean():.1f} %), one by one, among them "
            f"{sure.sum()} over which somebody was told of the job he got{few}"
        )
        if setup.market.relations is not None:
            minutes = max(1, round((1 + taken.sum()) * took / 60))
            say(f"ties live, so each takes as long as the experiment did: about {minutes} min in all")
        ties = ties.join(brought(setup, weeks, replay, likely=sure))
    return setup, ties, people


def _point(arms: int, workers: int, weeks: int, given: dict[str, Any]) -> dict[str, Any]:
    """The experiment asked for. Raises UserError for what is set twice."""
    if twice := [option for option in ("arms", "workers", "weeks") if option in given]:
        raise UserError(f"--set {twice[0]}: use --{twice[0]} instead")
    return {"workers": workers, "weeks": weeks, "arms": arms, **given}
