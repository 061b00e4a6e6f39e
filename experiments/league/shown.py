"""The league in a terminal: ranks with what can be told of them, never a bare sorted list; claims; one piece explained."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from weakties.analysis.ranks import LEAST
from weakties.analysis.uncertainty import CONFIDENCE
from weakties.experiments.engine.words import with_interval
from weakties.experiments.league.said import said
from weakties.experiments.league.tables import unit_of
from weakties.figures.league import followers

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from weakties.experiments.advice.declare import Piece
    from weakties.experiments.league.asked import Asked
    from weakties.experiments.league.claims import Judged
    from weakties.experiments.league.tables import League

WIDE = 120  # columns of a terminal that hold the whole league; in fewer, only what matters most is shown
COLOURS = {"held": "green", "failed": "red", "cannot be told": "yellow"}


def table(head: tuple[str, ...], right: tuple[str, ...] = ()) -> Table:
    """An empty table without lines."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in head:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made


def show_league(console: Console, made: League, asked: Asked) -> None:
    """The league at the smallest share with that at the largest beside it, and what can be told; where the terminal is narrow,
    without effects per person and of all, and hours.
    """
    shares = asked.shares
    heads = [f"{followers(share)} follow it" for share in {shares[0]: 0, shares[-1]: 0}]
    at = {share: made.rows[made.rows["share"] == share].set_index("advice") for share in shares}
    told = [share for share in shares if at[share]["value_all"].notna().any()][-1:]
    whole = [f"per 100 hours of all, {followers(share)} follow it" for share in told]
    wide = console.width >= WIDE
    if wide:
        shown = table(("ranks", "", "advice", *heads, "per person", *whole, "hours"), ("ranks", "hours"))
    else:
        shown = table(("ranks", "", "advice", *heads), ("ranks",))
    for row in made.rows[made.rows["share"] == shares[0]].to_dict("records"):
        both = [number(row), *(number(at[share].loc[row["advice"]].to_dict()) for share in shares[1:][-1:])]
        if not wide:
            shown.add_row(
                ranks_of(row), group_of(row), f"{row['title']}{' (arm)' if row['arm'] else ''}", *both
            )
            continue
        all_told = [number(at[share].loc[row["advice"]].to_dict(), "_all") for share in told]
        cells = [ranks_of(row), group_of(row), title_of(row), *both, number(row, "_person"), *all_told]
        shown.add_row(*cells, f"{row['hours']:.0f}")
    console.print()
    console.print(
        f"{unit_of(asked.question, asked.per)}; {who(asked)}", style="bold", markup=False, soft_wrap=True
    )
    console.print(shown)
    if not wide:
        console.print(
            f"(arm): the same hours otherwise. {WIDE} columns or more show effects per person and of all, and hours, too.",
            soft_wrap=True,
        )
    for line in below(made, asked):
        console.print(line, markup=False, soft_wrap=True)


def who(asked: Asked) -> str:
    """Of whom a league is, and against whom."""
    kind = asked.question.kind
    return f"{'those who follow it' if kind == 'all' else f'those of them who are {kind!r}'} against the same people without it"


def ranks_of(row: dict[Any, Any]) -> str:
    """The ranks that a piece may have: "1 to 7"."""
    low, high = row["rank_low"], row["rank_high"]
    if math.isnan(low):
        return "-"
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"


def group_of(row: dict[Any, Any]) -> str:
    """Its letters."""
    return row["group"] if isinstance(row["group"], str) else ""


def title_of(row: dict[Any, Any]) -> str:
    """What people read, and whether it is an arm."""
    return f"{row['title']} ({row['advice']}{', the same hours otherwise' if row['arm'] else ''})"


def number(row: dict[Any, Any], which: str = "") -> str:
    """An effect with its interval."""
    value, low, high = (float(row[f"{end}{which}"]) for end in ("value", "low", "high"))
    if math.isnan(value):
        return "not told" if which == "_all" else "no hours"
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"{value:.2f} (no bounds)"
    return with_interval(value, low, high)


def below(made: League, asked: Asked) -> list[str]:
    """What must be said under the table."""
    first = made.rows[made.rows["share"] == asked.shares[0]]
    worlds = int(first["worlds"].min())
    best = [str(row["title"]) for row in first.to_dict("records") if row["rank_low"] == 1]
    lines = [
        f"Ranks hold the true ones of all pieces at once with a chance of {100 * CONFIDENCE:.0f} %; pieces that share a letter "
        f"cannot be told apart. {_worlds(made)} of {asked.size.people} people, each lived with and without."
    ]
    if len(asked.together(asked.shares[0])) < len(asked.pieces):
        some = max(len(one) for one in asked.together(asked.shares[0])) * asked.shares[0]
        lines.append(
            f"Where {followers(asked.shares[0])} follow it, {100 * some:.0f} in 100 follow some piece, each another; they are "
            "compared with those who follow none, and what one piece does to others is not told."
        )
    ranked = int(first["rank_low"].notna().sum())
    if worlds < LEAST:
        lines.append(f"With fewer than {LEAST} worlds nothing is told apart: take more with --worlds.")
    elif len(best) == ranked and ranked > 1:
        lines.append("No piece can be told from the best: any of them may be first.")
    elif best:
        lines.append(f"May be first: {'; '.join(best)}.")
    lines.append(
        "All of it is of worlds of this size, network and form of trust: see how it moves with --people."
    )
    found = made.found[made.found["q"] <= 1 - CONFIDENCE]
    lines.append(
        f"Of {len(made.found)} effects of all pieces on all outcomes {len(found)} are told from none, of which one in twenty "
        "may be false (Benjamini and Hochberg)."
    )
    return lines


def _worlds(made: League) -> str:
    """How many worlds there are: "12 worlds where 1 in 100 follow it, 6 where all do"."""
    many = made.rows.groupby("share", as_index=False)["worlds"].min()
    if many["worlds"].nunique() == 1:
        return f"{many['worlds'].iloc[0]} worlds"
    numbers = zip(many["share"], many["worlds"], strict=True)
    said = [f"{number} worlds where {followers(share)} follow it" for share, number in numbers]
    return f"{', '.join(said)},"


def show_claims(console: Console, claims: list[Judged]) -> None:
    """Every claim, what became of it, and the row that says so."""
    from rich.markup import escape

    console.print()
    console.print("what people are told", style="bold")
    for one in claims:
        console.print(
            f"[{COLOURS[one.told.word]}]{one.told.word}[/]: {escape(one.claim.text)}", soft_wrap=True
        )
        console.print(f"  {_row(one)}", markup=False, soft_wrap=True)


def _row(one: Judged) -> str:
    """The row that judges a claim: ties gained, 51.8 (48.6 to 56.4) per 100 own hours, 49.4 (45.4 to 53.3) more than usual."""
    assert one.effect is not None
    each = "a person" if one.per == "person" else f"per 100 {one.per}"
    row = f"{one.claim.promises}: {_ends(one.effect.value, one.effect.accepted.low, one.effect.accepted.high)} {each}"
    if one.lead is not None:
        row += f", {_ends(*one.lead[:3])} more than {one.claim.against}"
    return f"{row}: {one.told.because}"


def _ends(value: float, low: float, high: float) -> str:
    return number({"value": value, "low": low, "high": high})


def show_list(console: Console, pieces: list[Piece]) -> None:
    """All pieces: name, id, hours, weeks, and what people are told."""
    shown = table(("name", "", "hours a week", "weeks", "what people are told"), ("hours a week", "weeks"))
    for piece in pieces:
        shown.add_row(piece.name, piece.id, f"{piece.hours:.2g}", f"{piece.weeks}", piece.claim)
    console.print(shown)


def explain(console: Console, piece: Piece, found: pd.DataFrame | None, claims: pd.DataFrame | None) -> None:
    """What the followers of a piece do, what it costs, what was published, and what happened here, where it has been run."""
    from weakties.experiments.advice.declare import VERIFIED

    def line(text: str) -> None:
        console.print(f"  {text}", markup=False, soft_wrap=True)

    console.print(f"{piece.name} ({piece.id}): {piece.claim}", style="bold", markup=False, soft_wrap=True)
    whom = "those who look for a job" if piece.eligible == "looking" else "everybody"
    until = ", while they look" if piece.while_looking and piece.eligible == "looking" else ""
    line(f"For {whom}: {piece.hours:.2g} hours a week at the most, for {piece.weeks} weeks{until}.")
    for action in map(said, piece.actions):
        line(f"They {action}.")
    if piece.against:
        line(f"Held against: {', '.join(piece.against)}.")
    for one in piece.evidence:
        randomised = ", randomised" if one.randomised else ""
        line(f"Published: {one.says} ({one.source}; {VERIFIED[one.verified]}{randomised}).")
    for row in () if found is None else found.to_dict("records"):
        line(
            f"Here, {followers(row['share'])} follow it: {number(row)} {row['unit']}; ranks {ranks_of(row)}."
        )
    for row in () if claims is None else claims.to_dict("records"):
        line(f"{row['claim']} {row['told'].capitalize()}: {row['because']}.")
    if found is None:
        line(f"Not run here yet: weakties advice {piece.name}")
