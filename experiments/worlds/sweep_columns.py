"""What the columns of a sweep's tables mean: places in the grid, and what was counted in each world."""

from __future__ import annotations

from collections.abc import Sequence

from weakties.analysis.shares import CHAIN, CHANNELS, CLASSES, GRANOVETTER, POPULAR, Cut
from weakties.experiments.worlds.market import EDGES
from weakties.simulation.data_dictionary import Column, Table

PLACES = {
    "run": Column("", "the name of the world: a digest of its settings and seed"),
    "point": Column("", "number of the point of the grid, from 0"),
    "replicate": Column("", "number of the replicate, from 0; one replicate has the same luck at all points"),
    "seed": Column("", "the seed of the world"),
    "network": Column("", "a generator, an example, or a network that was given"),
    "workers": Column("people", "in a generated network"),
    "weeks": Column("weeks", "lived, burn-in included"),
    "burn_in": Column("weeks", "of these, the first, that are not counted"),
    "people": Column("people", "in the network"),
    "error": Column("", "why the world failed; empty where it did not"),
}
SUMMARY = {
    "quantity": Column("", "what is estimated"),
    "value": Column("%", "the estimate, pooled over replicates"),
    "low": Column("%", "lower end of its 95 % interval, between replicates"),
    "high": Column("%", "upper end of the same"),
    "n": Column("worlds", "replicates"),
}


def _classes(cut: Cut, what: str, of: str, unit: str) -> dict[str, Column]:
    """A count in each class of a cut by contact rate."""
    tops = ("", *(f" and below {bound:.3g}" for bound in cut.bounds))
    return {
        what.format(name): Column(unit, f"{of} of {low:.3g} conversations a week or more{top}")
        for name, low, top in zip(cut.classes, cut.bounds, tops, strict=False)
    }


COUNTS = {
    "hires": Column("hires", "all, after the burn-in"),
    **{name: Column("hires", f"of these, first heard of by way of {name}") for name in CHANNELS},
    **_classes(GRANOVETTER, "{}", "hires over contacts, of ties", "hires"),
    **_classes(POPULAR, "{}", "hires over contacts, of ties", "hires"),
    **{f"chain {k}": Column("hires", f"over contacts, {k} steps from the one who hires") for k in CHAIN},
    **_classes(CLASSES, "hires, {}", "hires over contacts who are no colleagues, of ties", "hires"),
    "hires, colleagues": Column("hires", "over colleagues"),
    **_classes(CLASSES, "ties, {}", "ties at the start,", "ties"),
    "ties, colleagues": Column("ties", "between people who work in one team, on average over weeks"),
    **{
        f"upto {k}": Column("hires", f"over contacts talked to at most {rate:.4g} times a week")
        for k, rate in enumerate(EDGES)
    },
    "out of work": Column("people-weeks", "without a job, added up over the weeks counted"),
    "moves": Column("hires", "of people who had a job"),
}


def columns(axes: Sequence[str] = ()) -> dict[str, Column]:
    """All of them; and those of the axes of a sweep, which are parameters, as these are declared."""
    from weakties.experiments.declared import described, groups

    declared = {row["name"]: row for group in groups() for row in described(group)}
    ours = {
        name: Column(declared[name]["unit"], declared[name]["meaning"]) for name in axes if name in declared
    }
    return {**PLACES, **COUNTS, **SUMMARY, **ours}


TABLES = (
    Table("sweep", "runs", "a world", {**PLACES, **COUNTS}),
    Table("sweep", "summary", "a point and quantity", {"point": PLACES["point"], **SUMMARY}),
)
