"""Sliders from the parameter table: label, unit, meaning, source and the values a slider stops at."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from pydantic.fields import FieldInfo

from weakties.experiments.browser.own import about, in_words, numbers
from weakties.experiments.browser.setting import Setting
from weakties.simulation.mechanisms.mechanism import Mechanism
from weakties.simulation.parameters import range_of, source_of, unit_of

STEPS = 40  # of an even slider, at most
ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0)
TITLES = {
    "MarketParameters": "The job market",
    "RelationParameters": "Ties that live",
    "TrustParameters": "Trust and gossip",
    "Mechanisms": "Further mechanisms",
    "SpreadParameters": "How news spreads",
    "NetworkParameters": "Whom people know",
}

NOT_OWN = {"own": "", "on": True, "about": ""}


def panels(setting: Setting) -> list[dict[str, Any]]:
    """The sliders of a setting in their groups, as plain data; no parameter stands twice. Groups of mechanisms of one's own come
    first, each with its name under `own`, by which it is switched, and whether it is `on`.
    """
    seen: set[str] = set()
    groups = [_own(kind, setting) for kind in setting.on_offer]
    for group in setting.sets:
        names = [name for name in group.model_fields if name not in seen and setting.acts(name)]
        seen.update(names)
        rows = [slider(name, group.model_fields[name], setting.has(name)) for name in names]
        first = group is setting.sets[0]
        groups.append({"title": TITLES[group.__name__], "sliders": rows, "open": first, **NOT_OWN})
    return groups


def _own(kind: type[Mechanism], setting: Setting) -> dict[str, Any]:
    """The group of a mechanism of one's own: its sliders while it is on."""
    on = kind in setting.switched_on
    declared = numbers([kind]) if on else {}
    return {
        "title": in_words(kind.name).capitalize(),
        "sliders": [slider(name, info, setting.has(name)) for name, info in declared.items()],
        "open": True,
        "own": kind.name,
        "on": on,
        "about": about(kind),
    }


def slider(name: str, info: FieldInfo, value: float) -> dict[str, Any]:
    """One slider as plain data: `stops` are its values, `at` the one nearest to `value`."""
    low, high = range_of(info)
    values = stops(info)
    return {
        "name": name,
        "label": info.title,
        "unit": unit_of(info),
        "meaning": info.description,
        "source": source_of(info),
        "value": value,
        "usual": info.default,
        "low": low,
        "high": high,
        "whole": info.annotation is int,
        "stops": values,
        "at": int(np.argmin(np.abs(np.array(values) - value))),
    }


def stops(info: FieldInfo) -> list[float]:
    """The values a slider stops at: round numbers over the whole range, and always the default.

    They lie in equal steps, or in about equal ratios where the range is long: where the default is small beside the highest
    value, the ends differ by a factor of a hundred, or there are more than a hundred whole numbers.
    """
    low, high = range_of(info)
    usual, whole = float(info.default), info.annotation is int
    if whole and high - low <= 100:
        values = list(np.arange(low, high + 1))
    elif low == high:
        values = []
    elif low >= 0 and (0 < usual < high / 20 or high >= 100 * low > 0 or whole):
        first = np.floor(np.log10(low or (1 if whole else usual / 10)))
        powers = 10.0 ** np.arange(first, np.ceil(np.log10(high)) + 1)
        values = [m * power for power in powers for m in ROUND]
    else:
        step = _round((high - low) / STEPS)
        values = [step * k for k in range(math.ceil(low / step), int(high / step) + 1)]
    kept = {float(f"{v:.4g}") for v in (low, high, usual, *values) if low <= v <= high}
    return sorted(int(v) if whole else v for v in kept if not whole or v == int(v))


def _round(step: float) -> float:
    """A round number at or above `step`: 1, 2, 5 or 10 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(step))
    return float(min(m * power for m in (1, 2, 5, 10) if m * power >= step * 0.9999))
