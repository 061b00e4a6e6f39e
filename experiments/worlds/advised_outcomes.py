"""What became of each person of a market by a week: work, leads, ties, trust, and the hours that advice took; arrays, (people,).

weeks employed           of those since advice began
weeks in own industry    of these, in a job of one's own industry (the world has no wages, and no other rank of jobs)
weeks to job             until the first hire since advice began, or all weeks where there was none
leads heard              vacancies one had heard of, while looking, when they were decided
leads heard first        of these, those first heard of over a tie
new news                 of these, those that one person alone, and no posting, told of
ties gained, ties kept   ties of an hour or more, talked over within half a year, that were not so when it began, and that were
support hours            hours a week with those of closeness CLOSE or more
trust                    mean over those with whom there is an occasion of how far they trust one
own hours, hours of others
                         hours that advice took, of who follows it, and of others for his sake
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.kernels import Float64s, Int, Int64s, kernel
from weakties.simulation.relations.closeness import closeness
from weakties.simulation.relations.past import NOBODY
from weakties.simulation.relations.state import KIN
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.trust.forms import inputs_seen, put_together
from weakties.simulation.trust.opinions import views_of
from weakties.simulation.trust.parameters import numbers_of_trust

if TYPE_CHECKING:
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.past import Past
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

TALKED = 26  # weeks within which a tie that is kept has been talked over
CLOSE = 0.5
OUTCOMES = (
    "weeks employed",
    "weeks in own industry",
    "weeks to job",
    "leads heard",
    "leads heard first",
    "new news",
    "ties gained",
    "ties kept",
    "support hours",
    "trust",
    "own hours",
    "hours of others",
)


class Watched:
    """A market that is lived on, with what is counted on the way; its logs begin empty, as those of a fork do."""

    def __init__(self, world: World, ties_then: NDArray[np.int64]) -> None:
        self.world, self.ties_then, self.start = world, ties_then, world.week
        self.employed, self.own_industry = np.zeros((2, world.ties.people))

    def live(self, weeks: int) -> None:
        """So many weeks, in all since it was begun to watch."""
        world = self.world
        while world.week < self.start + weeks:
            world.step()
            position = world.people.position
            works = position >= 0
            industry = world.jobs.firm_industry[world.jobs.firm[position]]
            self.employed += works
            self.own_industry += works & (industry == world.people.industry)

    def outcomes(self) -> dict[str, NDArray[np.float64]]:
        """OUTCOMES as of now."""
        world, advice, relations = self.world, self.world.advice, self.world.relations
        assert advice is not None and relations is not None
        now = ties_kept_up(world)
        support, trust = standing(world)
        known = np.isin(now, self.ties_then, assume_unique=True)
        columns = (
            self.employed.copy(),
            self.own_industry.copy(),
            self._weeks_to_job(),
            *(advice.leads[:, n].astype(np.float64) for n in range(3)),
            _by_person(now[~known], world.ties.people),
            _by_person(now[known], world.ties.people),
            support,
            trust,
            advice.own.copy(),
            advice.others.copy(),
        )
        return dict(zip(OUTCOMES, columns, strict=True))

    def _weeks_to_job(self) -> NDArray[np.float64]:
        hires = self.world.hires.tables(self.world.ties, self.world.jobs)[0]
        weeks = np.full(self.world.ties.people, float(self.world.week - self.start))
        np.minimum.at(weeks, hires["worker"].to_numpy(), hires["week"].to_numpy(float) - self.start)
        return weeks


def ties_kept_up(world: World) -> NDArray[np.int64]:
    """Ties of an hour or more over which the two have talked within TALKED weeks, as far as the last season tells: both
    directions, person * 2**32 + other, in order.
    """
    relations = world.relations
    assert relations is not None
    found: NDArray[np.int64] = _kept_up(relations.live, relations.past, world.week - TALKED)
    return np.sort(found)


@kernel
def _kept_up(live: Live, past: Past, since: Int) -> Int64s:
    found = np.empty(live.size.sum() + past.size.sum(), np.int64)
    count = 0
    for i in range(len(live.size)):
        for e in range(live.start[i], live.start[i] + live.size[i]):
            if live.tie[e].hours >= AN_HOUR and live.tie[e].last >= since:
                found[count] = (np.int64(i) << 32) | np.int64(live.other[e])
                count += 1
        for e in range(past.start[i], past.start[i] + past.size[i]):
            if past.other[e] != NOBODY and past.tie[e].hours >= AN_HOUR and past.tie[e].last >= since:
                found[count] = (np.int64(i) << 32) | np.int64(past.other[e])
                count += 1
    return found[:count]


def _by_person(ties: NDArray[np.int64], people: int) -> NDArray[np.float64]:
    return np.bincount(ties >> 32, minlength=people).astype(np.float64)


def standing(world: World) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(support hours, trust) of each person now; trust is 0 where nobody trusts in this world, or there is no occasion."""
    relations, trust = world.relations, world.trust
    assert relations is not None
    support, others = np.zeros((2, world.ties.people))
    close_hours(relations.live, relations.numbers, world.week, support)
    if trust is not None:
        p = numbers_of_trust(relations.parameters)
        trusted(relations.live, trust.opinions, p, world.week, others)
    return support, others


@kernel
def close_hours(live: Live, p: Any, week: Int, hours: Float64s) -> None:
    """Write support hours into `hours`, float64 (people,)."""
    ties = live.tie
    for i in range(len(live.size)):
        for e in range(live.start[i], live.start[i] + live.on[i]):
            tie = ties[e]
            if closeness(p, tie.hours, week - tie.last, tie.kind == KIN) >= CLOSE:
                hours[i] += tie.rate * p.talk_hours


@kernel
def trusted(live: Live, opinions: Opinions, p: Any, week: Int, mean: Float64s) -> None:
    """Write how far others trust each person into `mean`, float64 (people,). Their tie is in his own row, too."""
    ties, manners, count = live.tie, opinions.manners, 0
    person, where = np.empty(live.on.sum(), np.int32), np.empty(live.on.sum(), np.int64)
    for i in range(len(live.size)):
        for e in range(live.start[i], live.start[i] + live.on[i]):
            if ties[e].hours >= AN_HOUR:
                person[count], where[count] = i, e
                count += 1
    person, where = person[:count], where[:count]
    other = live.other[where]
    theirs, ours = views_of(opinions, other, person), views_of(opinions, person, other)
    number = np.zeros(len(mean))
    for n in range(count):
        pair = (other[n], person[n])
        c, r, near, s, _ = inputs_seen(p, week, ties, manners, pair, where[n], theirs[n], ours[n])
        mean[person[n]] += put_together(p.form, c, r, near, s)
        number[person[n]] += 1
    for i in range(len(mean)):
        if number[i] > 0:
            mean[i] /= number[i]
