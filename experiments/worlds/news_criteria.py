"""What it means that a finding about news holds on a network: one number each, above 0 where it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from weakties.analysis.uncertainty import Estimate, between_replicates
from weakties.experiments.engine.declare import Published, Verified
from weakties.experiments.engine.verdicts import Role, above, margin
from weakties.experiments.worlds.news import NONE, contrast, estimate, values
from weakties.experiments.worlds.news_places import DEFAULT, RING, places

if TYPE_CHECKING:
    import pandas as pd

SLOW, FAST = (0.01, 1.0), (0.3, 30.0)  # staleness per week, topics: the two corners of the trade-off
LONG = 0.3  # the share of ties made long that stops a contagion of three sources on the ring

MARGINS = {
    "": margin(0.1, "a small correlation, as Cohen (1988) calls them"),
    "of people": margin(0.05, "one person in twenty"),
    "weeks": margin(1, "the step of the model"),
    "in 1,000": margin(0.1, "one piece of news in ten thousand"),
    "percentiles": margin(2, "a fiftieth of all ties"),
}
"""By unit, what would matter of a direction whose size was not published."""


class Criterion(NamedTuple):
    """One direction that was published: which finding, in a few words, its unit, and the number that must be above 0."""

    finding: str
    label: str
    unit: str
    definition: str
    of: Callable[[pd.DataFrame, str], Estimate]


def _lowest_in_the_middle(runs: pd.DataFrame, network: str) -> Estimate:
    """Strength at ranges of 5 and more, less that at range 4."""
    far, middle = (values(runs, "strength", (r, NONE), network) for r in (6, 4))
    near = values(runs, "strength", (5, NONE), network)
    both = far.combine_first(near)
    return between_replicates((both - middle).dropna())


CRITERIA = (
    Criterion(
        "overlap", "overlap rises with strength", "",
        "Spearman's correlation of contact rate and overlap among the weakest 95 % of ties",
        lambda runs, network: estimate(runs, "overlap and strength, weakest 95 %", network=network),
    ),
    Criterion(
        "removal", "weak first breaks it, against shuffled", "of people",
        "mean share of people in the largest component while ties go, weakest first: with strengths shuffled, less as they are",
        lambda runs, network: contrast(
            runs, ("robustness, weakest first, null", (NONE, NONE)), ("robustness, weakest first", (NONE, NONE)), network
        ),
    ),
    Criterion(
        "removal", "weak first breaks it, against strong first", "of people",
        "the same, removed strongest first, less weakest first",
        lambda runs, network: contrast(
            runs, ("robustness, strongest first", (NONE, NONE)), ("robustness, weakest first", (NONE, NONE)), network
        ),
    ),
    Criterion(
        "trapping", "slower in proportion than equal", "weeks",
        "weeks until half of the people know: telling in proportion to strength, less telling at equal rates",
        lambda runs, network: contrast(
            runs, ("weeks to half, in proportion", (NONE, NONE)), ("weeks to half, equal", (NONE, NONE)), network
        ),
    ),
    Criterion(
        "trapping", "slower in proportion than shuffled", "weeks",
        "the same, less telling at the same rates shuffled over the ties: what is due to where strong ties are",
        lambda runs, network: contrast(
            runs, ("weeks to half, in proportion", (NONE, NONE)), ("weeks to half, shuffled", (NONE, NONE)), network
        ),
    ),
    Criterion(
        "novelty", "bandwidth wins: stale fast, many topics", "in 1,000",
        "news that nobody else would have told in time, from one contact of bandwidth, less from one diverse contact",
        lambda runs, network: contrast(runs, ("alone, bandwidth", FAST), ("alone, diverse", FAST), network),
    ),
    Criterion(
        "novelty", "diversity wins: stale slowly, one topic", "in 1,000",
        "news that nobody else would have told in time, from one diverse contact, less from one of bandwidth",
        lambda runs, network: contrast(runs, ("alone, diverse", SLOW), ("alone, bandwidth", SLOW), network),
    ),
    Criterion(
        "long-ties", "one source: long ties speed it", "weeks",
        f"weeks until 90 % know: on the network as it is, less with {LONG:.0%} of its ties made long",
        lambda runs, network: contrast(
            runs, ("weeks, 1 sources", (0.0, NONE)), ("weeks, 1 sources", (LONG, NONE)), network
        ),
    ),
    Criterion(
        "long-ties", "three sources: long ties stop it", "of people",
        f"share of people reached: on the network as it is, less with {LONG:.0%} of its ties made long",
        lambda runs, network: contrast(
            runs, ("reach, 3 sources", (0.0, NONE)), ("reach, 3 sources", (LONG, NONE)), network
        ),
    ),
    Criterion(
        "noisy-threshold", "noise lets it cross long ties", "of people",
        f"share of people reached with {LONG:.0%} of ties long, three sources needed: with noise of people**(-1/3), less without",
        lambda runs, network: contrast(
            runs, ("reach, 3 sources, noise", (LONG, NONE)), ("reach, 3 sources", (LONG, NONE)), network
        ),
    ),
    Criterion(
        "noisy-threshold", "with noise long ties speed it", "weeks",
        f"weeks until 90 % have taken it up, with noise: on the network as it is, less with {LONG:.0%} of its ties made long",
        lambda runs, network: contrast(
            runs, ("weeks, 3 sources, noise", (0.0, NONE)), ("weeks, 3 sources, noise", (LONG, NONE)), network
        ),
    ),
    Criterion(
        "range", "embedded ties are stronger than range 4", "percentiles",
        "mean percentile of strength at range 2, less at range 4",
        lambda runs, network: contrast(runs, ("strength", (2, NONE)), ("strength", (4, NONE)), network),
    ),
    Criterion(
        "range", "the longest are stronger than range 4", "percentiles",
        "mean percentile of strength at the longest ranges (6 and more; 5 where there are none), less at range 4",
        _lowest_in_the_middle,
    ),
)  # fmt: skip


def criteria_of(finding: str) -> list[Criterion]:
    """The directions that make up one finding."""
    return [c for c in CRITERIA if c.finding == finding]


def published(
    finding: str, source: str, verified: Verified, role: Role = "predicted"
) -> tuple[Published, ...]:
    """The directions of a finding as published quantities: above 0."""
    return tuple(
        Published(
            quantity=c.label,
            value=0,
            unit=c.unit,
            source=source,
            verified=verified,
            definition=c.definition,
            role=role,
            direction=above(),
            margin=MARGINS[c.unit],
        )
        for c in criteria_of(finding)
    )


def measured_on(finding: str, network: str = DEFAULT) -> Callable[[pd.DataFrame], dict[str, Estimate]]:
    """The measure of a finding: its directions on one network."""
    return lambda runs: {c.label: c.of(runs, network) for c in criteria_of(finding)}


def where_they_hold(runs: pd.DataFrame) -> pd.DataFrame:
    """Every direction on every network that was run: network, finding, label, unit, value, low, high, n."""
    import pandas as pd

    found = [name for name in places() if name in set(runs.network)]
    rows = [
        (network, c.finding, c.label, c.unit, *c.of(runs, network)) for c in CRITERIA for network in found
    ]
    columns = ["network", "finding", "label", "unit", "value", "low", "high", "n"]
    return pd.DataFrame(rows, columns=columns)


__all__ = [
    "CRITERIA",
    "LONG",
    "RING",
    "criteria_of",
    "measured_on",
    "published",
    "where_they_hold",
]
