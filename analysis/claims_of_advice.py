"""Whether a claim about advice holds, by a rule that was fixed before any world was run.

failed          its interval lies below what would matter (analysis/promised.py), or that of its lead over what it is held
                against lies below 0
held            its interval lies above 0, and that of its lead, too
cannot be told  else
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Word = Literal["held", "failed", "cannot be told"]


class Told(NamedTuple):
    """The word, and why in a few words."""

    word: Word
    because: str


def judge(
    effect: tuple[float, float], lead: tuple[float, float] | None, matters: float, against: str = ""
) -> Told:
    """effect, lead: 95 % intervals (low, high), more being better; lead None: it is held against nothing."""
    if effect[1] < matters:
        return Told("failed", "its effect is smaller than what would matter")
    if lead is not None and lead[1] < 0:
        return Told("failed", f"{against} brings more")
    if effect[0] > 0 and (lead is None or lead[0] > 0):
        return Told("held", f"it brings more than {against or 'nothing'}")
    if effect[0] <= 0:
        return Told("cannot be told", "its effect cannot be told from none")
    return Told("cannot be told", f"it brings something, and cannot be told from {against}")
