"""Where few follow: which pieces of advice live together in a pair of worlds, and how often each market is dealt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weakties.experiments.advice.declare import Piece

LITTLE = 6.0  # own hours in all, at the most, of pieces that take little
DEALS, LITTLE_DEALS, AT_ONCE = 6, 10, 2
"""Pairs of worlds in each market, where few follow: until so many in 100 of the eligible have followed a piece, at the most so
many, more of those that take LITTLE, whose effects are small and whose worlds are quiet, and AT_ONCE of pieces for everybody,
whose followers are many; a task lives AT_ONCE of them, so that the first is soon in."""


def companies(pieces: Sequence[Piece], hours: float | None) -> list[tuple[Piece, ...]]:
    """Pieces that live together where few follow: for who looks, those that take LITTLE, and others; and those for everybody.

    Most of a person's change under the same luck is what all the others' advice did to it: where 25 pieces for who looks live
    together, the lives of those who follow none change by 4 weeks in work a year (one standard deviation), and where 8 that take
    LITTLE do, by 0.2. So what takes little time, and changes few lives, is told apart from none only by itself.
    """
    kinds: dict[tuple[bool, bool], list[Piece]] = {}
    for piece in pieces:
        all_may = piece.eligible == "all"
        kinds.setdefault((all_may, not all_may and not _little(piece, hours)), []).append(piece)
    return [tuple(kinds[kind]) for kind in sorted(kinds)]


def most_deals(company: Sequence[Piece], hours: float | None) -> int:
    """The most pairs of worlds in each market that a company lives in, where few follow."""
    if company[0].eligible == "all":
        return AT_ONCE
    return LITTLE_DEALS if all(_little(piece, hours) for piece in company) else DEALS


def _little(piece: Piece, hours: float | None) -> bool:
    """Whether a piece takes LITTLE; hours: a week, that it is put at."""
    done = piece.at(hours) if hours is not None and piece.hours > 0 else piece
    return done.hours * done.weeks <= LITTLE


def deals_of(share: float, most: int) -> list[dict[str, int]]:
    """How many deals each task of a share lives, after how many, and of how many in all; at the most so many in all."""
    turns = turns_of(share, most)
    return [
        {"deals": min(AT_ONCE, len(turns) - after), "after": after, "of": len(turns)}
        for after in turns[::AT_ONCE]
    ]


def turns_of(share: float, most: int = DEALS) -> range:
    """The pairs of worlds in each market at a share; of pieces for everybody fewer at the most, but not sooner fewer."""
    return range(min(most, max(1, round(max(most, DEALS) / 100 / share))))
