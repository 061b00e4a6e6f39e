"""Advice in words: all pieces in a list, and one explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.experiments.options import print_json
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table for programs; infinite ends become null."""
    import json

    return list(json.loads(table.to_json(orient="records")))


def list_all(json: bool) -> None:
    """Print all pieces."""
    from rich.console import Console

    from weakties.experiments import advice
    from weakties.experiments.league import shown

    pieces = advice.chosen(())
    if json:
        fields = ("name", "id", "title", "claim", "hours", "weeks", "eligible")
        print_json([{field: getattr(piece, field) for field in fields} for piece in pieces])
        return
    shown.show_list(Console(highlight=False), pieces)


def explain(words: list[str], out: Path, json: bool) -> None:
    """Print what these pieces are, and what was found of them under `out`. Raises UserError for a name that no piece has."""
    from rich.console import Console

    from weakties.experiments import advice
    from weakties.experiments.league import saved, shown

    if not words:
        raise UserError("explain which advice? as in  weakties advice explain reconnect")
    console = Console(highlight=False)
    told = []
    for piece in advice.chosen(words):
        rows, claims = saved.of(piece.name, out)
        told.append({"name": piece.name, "claim": piece.claim, "here": [] if rows is None else records(rows)})
        if not json:
            shown.explain(console, piece, rows, claims)
    if json:
        print_json(told)
