"""The headline's counting, on tables made by hand: through whom, how often seen, over how many steps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.shares import (
    CLASSES,
    GRANOVETTER,
    POPULAR,
    by_chain,
    by_channel,
    by_strength,
    cumulative,
)

YEAR = 52.0
OFTEN = ["often", "occasionally", "rarely"]


def hires(*rows):
    """A table of hires: (channel, contact rate, steps) each; without a contact there is neither rate nor steps."""
    table = pd.DataFrame(rows, columns=["channel", "contact_rate", "steps"])
    return table.assign(contact_rate=table.contact_rate.astype(np.float32))


# Seen per week, in everyday words; Granovetter (1973, p. 1371): often, at least twice a week; occasionally, more than once a year
# but less than twice a week; rarely, once a year or less. The popular claim: strong, at least once a month.
SEEN = {
    "daily": (5.0, "often", "strong"),
    "twice a week": (2.0, "often", "strong"),
    "just not twice a week": (np.nextafter(np.float32(2), np.float32(0)), "occasionally", "strong"),
    "once a week": (1.0, "occasionally", "strong"),
    "every month": (12 / YEAR, "occasionally", "strong"),
    "eleven times a year": (11 / YEAR, "occasionally", "weak"),
    "twice a year": (2 / YEAR, "occasionally", "weak"),
    "just more than once a year": (
        np.nextafter(np.float32(1 / YEAR), np.float32(1)),
        "occasionally",
        "weak",
    ),
    "once a year": (1 / YEAR, "rarely", "weak"),
    "every other year": (0.5 / YEAR, "rarely", "weak"),
    "never": (0.0, "rarely", "weak"),
}


@pytest.mark.parametrize("seen", SEEN)
def test_every_frequency_is_in_its_class(seen):
    """A bound belongs to the class that the words say: twice a week is often, once a year is rarely, monthly is strong."""
    rate, often, strong = SEEN[seen]
    one = hires(("contact", rate, 0))
    assert by_strength(one, GRANOVETTER) == {name: float(name == often) for name in OFTEN}
    assert by_strength(one, POPULAR) == {name: float(name == strong) for name in ("strong", "weak")}


def test_a_table_of_hires_by_hand():
    """Seven hires: five through contacts, seen twice a week, weekly, monthly, yearly and every third year; two without."""
    table = hires(
        ("contact", 2.0, 0),
        ("contact", 1.0, 0),
        ("formal", np.nan, 0),
        ("contact", 12 / YEAR, 1),
        ("contact", 1 / YEAR, 2),
        ("direct", np.nan, 0),
        ("contact", 1 / (3 * YEAR), 5),
    )
    assert by_channel(table) == {"contact": 5, "formal": 1, "direct": 1}
    assert by_strength(table, GRANOVETTER) == {"often": 1, "occasionally": 2, "rarely": 2}
    assert by_strength(table, POPULAR) == {"strong": 3, "weak": 2}
    assert by_chain(table) == {"0": 2, "1": 1, "2": 1, "more": 1}
    edges = np.array([1 / (3 * YEAR), 1 / YEAR, 0.1, 12 / YEAR, 1.0, 2.0, 9.0])
    assert cumulative(table, edges).tolist() == [1, 2, 2, 3, 4, 5, 5]


def test_finer_classes_are_named_by_their_lower_bounds():
    """Each bound, and just below it: the class of that name, and the next weaker one."""
    bounds = np.array(CLASSES.bounds[:-1], dtype=np.float32)
    for k, bound in enumerate(bounds):
        below = np.nextafter(bound, np.float32(0))
        assert CLASSES.tally([bound])[CLASSES.classes[k]] == 1, CLASSES.classes[k]
        assert CLASSES.tally([below])[CLASSES.classes[k + 1]] == 1, CLASSES.classes[k]
    words = {"weekly": 1.0, "monthly": 12 / YEAR, "half-yearly": 2 / YEAR, "yearly": 1 / YEAR, "rarer": 0.0}
    assert {name: dict(zip(CLASSES.classes, CLASSES.bounds, strict=True))[name] for name in words} == words


def test_rates_can_count_for_more_than_one():
    found = GRANOVETTER.tally([2.0, 2.0, 0.5], weights=[1.0, 2.5, 4.0])
    assert found == {"often": 3.5, "occasionally": 4.0, "rarely": 0.0}


def test_nobody_hired():
    none = hires().astype({"steps": int})
    assert by_channel(none) == {"contact": 0, "formal": 0, "direct": 0}
    assert sum(by_strength(none, GRANOVETTER).values()) == sum(by_chain(none).values()) == 0
