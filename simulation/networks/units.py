"""Lengths of time in words: "20 s", "20-second intervals", "11 days"."""

from __future__ import annotations

import math
import re

from weakties.simulation.errors import UserError

SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3_600.0, "day": 86_400.0, "week": 604_800.0}
SHORT = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "d": "day", "w": "week"}
CONTACTS = ("contact", "contacts")
FORM = re.compile(r"(?:(\d*\.?\d+(?:e[-+]?\d+)?)[\s-]*)?([a-z]+?)(?:[\s-]+intervals?)?", re.IGNORECASE)


def seconds(text: str, what: str) -> float:
    """The seconds of a length of time in words. Raises UserError for what is none; `what` says what it was given for."""
    found = FORM.fullmatch(text.strip()) if isinstance(text, str) else None
    name = found.group(2).lower() if found else ""
    name = SHORT.get(name, name if name in SECONDS else name.removesuffix("s"))
    length = float(found.group(1) or 1) * SECONDS.get(name, math.nan) if found else math.nan
    if not 0 < length < math.inf:
        raise UserError(
            f"{what} = {text!r}: must be a length of time such as '20 seconds', '5 min' or '2 weeks'"
        )
    return length


def weeks_of(weeks: float | str) -> float:
    """Weeks from a number of them, or from a length of time in words. Raises UserError for what is neither, or not above 0."""
    if isinstance(weeks, str):
        text = weeks
        try:
            weeks = float(text)
        except ValueError:
            return seconds(text, "weeks observed") / SECONDS["week"]
    if isinstance(weeks, bool) or not isinstance(weeks, (int, float)) or not 0 < weeks < math.inf:
        raise UserError(
            f"weeks observed = {weeks!r}: must be a number above 0, or a length such as '11 days'"
        )
    return float(weeks)
