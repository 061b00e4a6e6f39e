"""Numbers that callers hand over beside declared parameters: weeks, shares, seeds. Each is checked once, before anything runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from weakties.simulation.errors import UserError

LAST_WEEK = 2**31 - 1  # weeks are int32 in all state and records


def whole(name: str, value: Any, low: int = 0, high: int = LAST_WEEK) -> int:
    """`value` as a plain int. Raises UserError for anything but a whole number from `low` to `high`; True and 2.0 are none."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < low:
        raise UserError(f"{name} = {shown(value)}: must be a whole number, {low} or more")
    if value > high:
        raise UserError(f"{name} = {shown(value)}: must be at most {high}")
    return int(value)


def number(name: str, value: Any, low: float, high: float, what: str = "a number") -> float:
    """`value` as a plain float. Raises UserError for anything but a number from `low` to `high`; `what`: what it should be."""
    real = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    if not real or not low <= value <= high:
        top = f"from {low:g} to {high:g}" if math.isfinite(high) else f"{low:g} or more"
        raise UserError(f"{name} = {shown(value)}: must be {what}, {top}")
    return float(value)


def length_of(values: Mapping[str, Any]) -> tuple[int, int]:
    """(weeks, burn_in): how long a world is lived in all, and how many of those weeks, the first, do not count (0 if not said).

    Raises UserError where nothing is left to count.
    """
    weeks, burn_in = whole("weeks", values["weeks"]), whole("burn_in", values.get("burn_in", 0))
    if weeks <= burn_in:
        raise UserError(
            f"weeks = {weeks}: must be more than burn_in = {burn_in}, or nothing is left to count"
        )
    return weeks, burn_in


def shown(value: Any, write: Callable[[Any], str] = repr) -> str:
    """A value as an error shows it: in one line, and not longer than one. write: `str` leaves out the quotes of text."""
    if isinstance(value, int) and abs(value) >= 10**30:  # Python writes no number of more than 4,300 digits
        return "a number of more than 30 digits"
    text = " ".join(write(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
