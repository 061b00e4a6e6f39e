"""weakties findings: what was published, where, how far it was checked, and how we stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weakties.experiments.options import Json, Out, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from weakties.experiments.engine.declare import Finding
    from weakties.experiments.engine.scoreboard import Row


EXAMPLES = (
    "weakties findings",
    "weakties findings inverted-u",
)


def command(
    finding: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FINDING",
            help="Which findings, with all that is told of each; by default one line for all.",
        ),
    ] = None,
    power: Annotated[
        bool,
        typer.Option(
            "--power", help="The chance that the full design decides each row, from the spread of saved runs."
        ),
    ] = False,
    out: Out = Path("results"),
    json: Json = False,
) -> None:
    """List what was published, and how we stand.

    Without a name: one line a finding, on the board of its role. Predicted rows alone say whether a finding is reproduced;
    what is fitted, built in, our own question or a self-test stands apart, and holds or not.

    With a name, each row. Agreement: the sign, where a direction was published, with its probability; and p, how often a
    survey of the published size, drawn from our world, would lie at least as far from our value as the published one does.
    Difference: ours less published, with its 95 % interval, against a margin stated before the run. Severity: the share of
    prior worlds that pass the row, too.

    From saved runs, those of the full design where both are there.
    """
    from rich.console import Console

    from weakties.experiments import findings
    from weakties.experiments.engine import scoreboard, shown
    from weakties.experiments.engine.power import powers
    from weakties.experiments.engine.reproduce import saved

    listed = [(one, saved(one, out)[0]) for one in findings.chosen(finding or [])]
    every = [row for _, rows in listed for row in rows]
    chances = [chance for one, rows in listed for chance in powers(one, rows)] if power else []
    if json:
        print_json([one.plain() for one in chances] if power else scoreboard.as_json(every))
        return
    console = Console(highlight=False)
    if power:
        console.print(shown.power(chances, console.width))
        console.print(f"\n{shown.ON_POWER}", markup=False)
    elif finding:
        for one, rows in listed:
            _show(console, one, rows)
    else:
        console.print(shown.boards(listed, console.width))
        console.print(f"\n{shown.multiplicity(every) or shown.NOTHING_RUN}\n{shown.MORE}", markup=False)


def _show(console: Console, finding: Finding, rows: list[Row]) -> None:
    from rich.padding import Padding

    from weakties.experiments.engine import scoreboard, shown

    def inset(text: object) -> Padding:
        return Padding(text, (0, 0, 0, 2))  # type: ignore[arg-type]

    stands = scoreboard.standing(rows)
    told = stands.said if stands.word else f"not run yet: weakties reproduce {finding.key}"
    size = " (small design)" if rows[0].quick and rows[0].ours else ""
    console.print(f"{finding.key}: {told}{size}", style="bold", markup=False)
    console.print(inset(finding.claim), markup=False)
    console.print(inset(shown.details(rows, console.width - 2)))
    for text, names in shown.margins(finding):
        console.print(inset(f"Margin {text} ({names})."), markup=False)
    for against in dict.fromkeys(p.contradicts for p in finding.published if p.contradicts):
        console.print(
            inset(f"Contradicts {against}: both cannot hold in one world, and nothing fails for it."),
            markup=False,
        )
    for source, verified in dict.fromkeys((p.source, p.verified) for p in finding.published):
        console.print(inset(f"Source: {source}. Verified: {verified}."), markup=False)
    if finding.notes:
        console.print(inset(finding.notes), markup=False)
    console.print()
