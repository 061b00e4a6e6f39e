"""Firms close, and those who lose their jobs differ in how many of their former colleagues work.

A point sets the market, as for every world function (`generated_market`), with

    first     share of firms that close after the burn-in: it moves who of one's former colleagues has work, by chance
    gap       weeks from then on, until
    closing   the share of the others that close: who worked there is watched for a year (weeks - burn_in - gap)

as Glitz (2017) has it: displaced by closures, compared within one closing firm, with closures in the firms of former colleagues
as the instrument. Former colleagues: who has worked in one firm at one time since the world began, and does not now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.simulation.talk.frequency import MONTHLY

if TYPE_CHECKING:
    from weakties.simulation.market.world import World

QUARTER = 13
NO_LINK, OUT_OF_TOUCH, WEAK, STRONG = range(4)
LINKS = {
    "any": (OUT_OF_TOUCH, WEAK, STRONG),
    "strong": (STRONG,),
    "weak": (WEAK,),
    "out of touch": (OUT_OF_TOUCH,),
}
OUTCOMES = ("year", "quarter")  # share of the year in work; in work after a quarter


def world(point: Point, seed: int) -> dict[str, float]:
    """One market: sums over the displaced for the slopes of re-employment on the employment of former colleagues (`OUTCOMES`),
    for the odds to be hired by a firm in which one of them works (`LINKS`), and what these rest on.
    """
    from weakties.simulation.market.closures import close, firms_of

    scenario = scenario_of(point, also=("first", "gap", "closing"))
    weeks, burn_in = scenario.length
    made = market_of(scenario, seed)
    start = firms_now(live(made, 0))
    lived = live(made, burn_in)
    before = firms_now(lived)
    first = firms_of(lived, lived.ties, float(point["first"]))
    close(lived, first)
    for _ in range(int(point["gap"])):
        lived.step()
    firm = firms_now(lived)
    closing = firms_of(lived, lived.ties, float(point["closing"]))
    out = np.flatnonzero(np.isin(firm, closing))
    place, other = former_colleagues(lived, start, firm, out)
    close(lived, closing)
    rate = rates(lived, out[place], other)
    outcomes, joined = watched(lived, out, weeks - lived.week)
    hit = np.isin(before[other], first)
    row = slopes(outcomes, (place, firm[other] >= 0, hit), firm[out].astype(np.int64))
    return row | hired_by(firm[out].astype(np.int64), joined, (place, firm[other].astype(np.int64), rate))


def former_colleagues(
    lived: World, start: NDArray[np.int32], firm: NDArray[np.int32], out: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(place in `out`, other) of those who have worked with somebody and do not now. start, firm: where people worked before the
    first week, and where they do."""
    from weakties.analysis.former_colleagues import colleagues, jobs

    since = lived.people.since.astype(np.int64)
    spells = jobs(start, lived.hires.tables(lived.ties, lived.jobs)[0], firm, since, lived.week)
    place, other = colleagues(spells, out)
    former = firm[other] != firm[out[place]]
    return place[former], other[former]


def slopes(
    outcomes: dict[str, NDArray[np.float64]], former: tuple[NDArray[Any], ...], firm: NDArray[np.int64]
) -> dict[str, float]:
    """Sums for the slopes of each outcome on the share of former colleagues who work, with the share who worked in firms that
    closed first as instrument, within closing firms (`firm`). former: (displaced, whether he works, whether his firm closed).
    """
    from weakties.analysis.former_colleagues import within

    place, working, hit = former
    many = np.bincount(place, minlength=len(firm))
    has, many = many > 0, np.maximum(many, 1)
    works, z = (np.bincount(place, some, len(firm)) / many for some in (working, hit))
    row = {"displaced": float(has.sum()), "colleagues": float(len(place)), "works": float(works[has].sum())}
    for name in OUTCOMES:
        sums = within(outcomes[name][has], works[has], z[has], firm[has])
        row |= {name: float(outcomes[name][has].sum())} | {f"{name} {k}": v for k, v in sums.items()}
    return row


def firms_now(lived: World) -> NDArray[np.int32]:
    """The firm of each person now, int32 (people,); -1 out of work."""
    position = lived.people.position
    return np.where(position >= 0, lived.jobs.firm[position], np.int32(-1))


def rates(lived: World, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float32]:
    """The contact rate of each pair now; 0 of those who are not in touch."""
    from weakties.simulation.market import changes

    return changes.rates(lived, (a.astype(np.int32), b.astype(np.int32)))


def watched(
    lived: World, out: NDArray[np.int64], weeks: int
) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.int64]]:
    """(OUTCOMES of these people, the firm in which each found the first job, -1 for none) of so many weeks lived on."""
    employed, quarter = np.zeros(len(out)), np.zeros(len(out))
    joined = np.full(len(out), -1, np.int64)
    for week in range(1, weeks + 1):
        lived.step()
        firm = firms_now(lived)[out]
        employed += firm >= 0
        joined = np.where(joined < 0, firm, joined)
        if week == QUARTER:
            quarter = (firm >= 0).astype(float)
    return {"year": employed / max(weeks, 1), "quarter": quarter}, joined


def hired_by(
    closed: NDArray[np.int64], joined: NDArray[np.int64], links: tuple[NDArray[Any], ...]
) -> dict[str, float]:
    """Sums for the odds that somebody displaced from a firm (`closed`) finds his first job in a firm, of all firms that hired
    anybody displaced from there: with a former colleague in it, against without. links: (displaced, firm, contact rate).
    """
    from weakties.analysis.former_colleagues import odds

    firms = int(max(closed.max(initial=0), joined.max(initial=0), links[1].max(initial=0))) + 1
    kind = np.full((len(closed), firms), NO_LINK, np.int8)
    there = links[1] >= 0
    place, firm, rate = (column[there] for column in links)
    near = np.where(rate >= MONTHLY, STRONG, np.where(rate > 0, WEAK, OUT_OF_TOUCH)).astype(np.int8)
    np.maximum.at(kind, (place, firm), near)
    hires = np.unique(closed[joined >= 0] * firms + joined[joined >= 0])
    person, at = np.nonzero(np.isin(closed[:, None] * firms + np.arange(firms), hires))
    took, link, stratum = joined[person] == at, kind[person, at], closed[person] * firms + at
    row: dict[str, float] = {}
    for name, kinds in LINKS.items():
        counts = np.isin(link, (*kinds, NO_LINK))
        linked = link[counts] != NO_LINK
        top, bottom = odds(linked, took[counts], stratum[counts])
        row |= {
            f"{name} top": top,
            f"{name} bottom": bottom,
            f"{name} joins": float((linked & took[counts]).sum()),
        }
    return row
