"""weakties advice: what an hour of networking advice is worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weakties.experiments.options import Jobs, Json, Quick, Seed, Sets, out_option, print_json, settings
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.experiments.league.asked import Asked
    from weakties.experiments.league.tables import League

NAME_SOME = "name pieces, as in  weakties advice reconnect --why"
LIST, EXPLAIN = "list", "explain"  # words that are no advice
USUAL = "weeks employed", 52, "all", "own hours"
"""Outcome, weeks, kind of people and unit, where nothing else is said."""

EXAMPLES = (
    "weakties advice --quick",
    "weakties advice reconnect ask-thirty --for unemployed --shares 1,10,100",
    "weakties advice --mine weak=120,close=8,industry=3 --hours 2 --weeks 26",
    "weakties advice reconnect mentor --why",
    "weakties advice --robust --people 5000",
    "weakties advice reconnect --set trust=sum --set network=small_world",
    "weakties advice explain reconnect",
)


Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", help="Which; all by default. Or: list, or: explain NAME."),
]
Kind = Annotated[str, typer.Option("--for", metavar="KIND", help="unemployed, ability low, ties few, ...")]
Hours = Annotated[
    float | None,
    typer.Option(metavar="H", min=0.1, max=40, help="Own hours a week that all pieces are put at."),
]
Shares = Annotated[
    str | None,
    typer.Option(metavar="PER CENT", help="Who follow it: 1,10,100. Two or more: few beside many."),
]
Weeks = Annotated[int, typer.Option(metavar="N", help="Weeks watched since advice began.")]
Outcome = Annotated[str, typer.Option(metavar="NAME", help="What the league is about.")]
Per = Annotated[str, typer.Option(metavar="UNIT", help="own hours, all hours, or person.")]
Worlds = Annotated[int | None, typer.Option(metavar="N", min=1, max=1000, help="Pairs of worlds.")]
People = Annotated[int | None, typer.Option(metavar="N", help="People of a world.")]
Mine = Annotated[
    str, typer.Option(metavar="WORD=N,...", help="For who is like you: weak, close, industry, ability, out.")
]
Why = Annotated[bool, typer.Option("--why", help="With one mechanism after the other switched off.")]
Robust = Annotated[bool, typer.Option("--robust", help="Under other networks, numbers and forms of trust.")]


def command(
    names: Names = None,
    kind: Kind = USUAL[2],
    hours: Hours = None,
    shares: Shares = None,
    weeks: Weeks = USUAL[1],
    outcome: Outcome = USUAL[0],
    per: Per = USUAL[3],
    worlds: Worlds = None,
    people: People = None,
    mine: Mine = "",
    why: Why = False,
    robust: Robust = False,
    changed: Sets = None,
    seed: Seed = 0,
    quick: Quick = False,
    jobs: Jobs = 0,
    out: Annotated[Path, out_option("Folder for results.")] = Path("results"),
    json: Json = False,
) -> None:
    """What networking advice is worth, by the hour. A league, with the ranks that can be told.

    The same people live with and without each piece of advice, under the same luck, when few follow it and when all do. What
    is saved is not run again, and a run that was stopped goes on where it was.
    """
    words, what = names or [], (outcome, weeks, kind, per)
    given: dict[str, Any] = {
        "hours": hours,
        "shares": shares,
        "worlds": worlds,
        "people": people,
        "seed": seed,
    }
    given |= {"set": settings(changed), "mine": mine, "why": why, "robust": robust}
    if words[:1] in ([LIST], [EXPLAIN]):
        _words(words, what, given, out, json)
    elif why and robust:
        raise UserError("--why and --robust: one after the other")
    elif why or robust:
        _elsewhere(words, what, given, (quick, out, jobs), json)
    else:
        _league(_asked(words, what, given, quick), out, quick, jobs, json)


def _words(
    words: list[str], what: tuple[str, int, str, str], given: dict[str, Any], out: Path, json: bool
) -> None:
    """A list or an explanation. Raises UserError where options were given that say nothing to it."""
    from weakties.experiments.league.words import explain, list_all

    usual = zip(("outcome", "weeks", "for", "per"), what, USUAL, strict=True)
    options = [name for name, value, default in usual if value != default]
    options += [name for name, value in given.items() if value]
    if options:
        raise UserError(f"advice {words[0]} runs nothing: leave out --{options[0]}")
    if words[0] == LIST:
        list_all(json)
    else:
        explain(words[1:], out, json)


def _asked(words: list[str], what: tuple[str, int, str, str], given: dict[str, Any], quick: bool) -> Asked:
    """Raises UserError for whatever cannot be asked, before anything runs."""
    from dataclasses import replace

    from weakties.analysis.league import Question
    from weakties.experiments.league import asked
    from weakties.simulation.chance import check_seed

    outcome, weeks, kind, per = what
    size = asked.QUICK if quick else asked.FULL
    people, worlds = given["people"] or size.people, given["worlds"]
    shares = asked.shares_of(given["shares"], size.shares)
    asked.check(per, outcome, weeks, people)
    asked.check_world(given["set"], given["mine"])
    return asked.Asked(
        pieces=asked.pieces_of(words, given["hours"]),
        shares=shares,
        question=Question(outcome, weeks, asked.kind_of(kind)),
        per=per,
        size=replace(size, people=people, worlds=worlds or size.worlds, few=worlds or size.few),
        hours=given["hours"],
        seed=check_seed(given["seed"]),
        world=given["set"],
        mine=given["mine"],
    )


def _elsewhere(
    words: list[str],
    what: tuple[str, int, str, str],
    given: dict[str, Any],
    run: tuple[bool, Path, int],
    json: bool,
) -> None:
    """The league without one mechanism after the other (--why), or under other assumptions (--robust)."""
    from rich.console import Console

    from weakties.experiments.engine.store import folder_of, write_bytes
    from weakties.experiments.league import shown_elsewhere as shows
    from weakties.experiments.league import under, why
    from weakties.experiments.league.live import KEY
    from weakties.experiments.league.words import records

    quick, out, jobs = run
    folder = folder_of(out, KEY, quick).path
    names = words or (why.ends_of(folder / "league.csv", NAME_SOME) if given["why"] else [])
    varied = {name for changed in under.ELSEWHERE.values() for name in changed} if given["robust"] else set()
    if clash := sorted(varied & set(given["set"])):
        raise UserError(f"--robust varies {clash[0]} itself: leave out --set {clash[0]}")
    asked = _few(_asked(names, what, given, quick), given)
    module, name, show = (why, "why", shows.show_why) if given["why"] else (under, "under", shows.show_robust)
    found = module.run(asked, out, quick=quick, jobs=jobs)
    write_bytes(folder / f"{name}.csv", found.to_csv(index=False).encode())
    if given["robust"]:
        found = under.holding(found)
        write_bytes(folder / "robust.csv", found.to_csv(index=False).encode())
    if json:
        print_json(records(found))
    else:
        show(Console(highlight=False), found, asked)


def _few(asked: Asked, given: dict[str, Any]) -> Asked:
    """The same with as many followers as all pieces in one world allow, where no shares were named."""
    from dataclasses import replace

    from weakties.experiments.league.under import few

    return asked if given["shares"] else replace(asked, shares=(few(len(asked.pieces)),))


def _league(asked: Asked, out: Path, quick: bool, jobs: int, json: bool) -> None:
    from weakties.experiments.engine.progress import say
    from weakties.experiments.league import live, tables

    runs = live.run(asked, out, quick=quick, jobs=jobs)
    made = tables.league_of(runs.good, asked)
    tables.write(made, asked, runs, runs.path.parent)
    if json:
        print_json(_plain(made))
    else:
        _print(made, asked, runs.path.parent)
    if len(runs.failed):
        say(f"{len(runs.failed)} worlds failed, the first with {runs.failed.error.iloc[0]}")
        raise typer.Exit(1)


def _print(made: League, asked: Asked, folder: Path) -> None:
    from rich.console import Console

    from weakties.experiments.league import shown

    console = Console(highlight=False)
    shown.show_league(console, made, asked)
    shown.show_claims(console, made.claims)
    console.print(f"\ntables and figures in {folder}", markup=False, soft_wrap=True)


def _plain(made: League) -> dict[str, Any]:
    from weakties.experiments.league.tables import claims_table
    from weakties.experiments.league.words import records

    return {
        "league": records(made.rows),
        "found": records(made.found),
        "claims": records(claims_table(made.claims)),
    }
