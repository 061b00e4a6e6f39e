"""Paired worlds: the same market with a piece of advice that some follow, and without, under the same luck.

A point sets the market, as for every world function (`generated_market`), with

    advice    the name of a piece (experiments/advice)      share     of the eligible who follow it, in treated markets
    hours     a week, where not those of the piece: all it does is in proportion
    search_hours, learnt, ...   what an hour of advice does (AdviceParameters); the twin is the same whatever they are
    mine      whom those are like who are given it, and told of (worlds/like.py); everybody where it is not there
    deals     in how many pairs of worlds, each time with others of the eligible: their sums are one world's
    after, of     these deals are those after so many, of so many in all: what is dealt does not depend on how it is parted

and burn_in and weeks as everywhere: what is watched is the weeks after the burn-in, at HORIZONS and at their end.

Two stages, as in Crépon et al. 2013 (QJE 128:531): half of the labour markets are drawn, here the communities of the network; in
these, of the eligible, the share. Who is given advice at a share is given it at every larger one. Jobs are not confined to
communities: the untreated of treated markets and those of other markets both feel what others do, the former more.

Several pieces, "events+mentor+usual", live in one pair of worlds: nobody follows two, and each is followed by its share in all
markets. All pieces at once change the market, also for those who follow none: so each is compared with those of the eligible who
were given none ("given none"), whose own change under the same luck is what the others' advice did to them. What a single piece
does to others is not told.

All pieces of one seed share the market after its burn-in and the twin in which nobody follows any; both are kept in the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Point
from weakties.experiments.worlds.advised_dealt import GROUPS, Dealt, deal, side_by_side
from weakties.experiments.worlds.advised_outcomes import OUTCOMES, Watched, ties_kept_up
from weakties.experiments.worlds.like import alike

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.advice.declare import Piece
    from weakties.simulation.advice.parameters import AdviceParameters
    from weakties.simulation.market.world import World

HORIZONS = (26, 52, 156)  # weeks since advice began
DEFAULTS: Mapping[str, Any] = {
    "network": "layers",
    "workers": 20_000,
    "relations": "on",
    "trust": "ratio",
    "burn_in": 104,
    "weeks": 260,
}
MOST_HOURS = 40.0
MOST_DEALS = 100
MARGIN = 26  # weeks after the last, in which talks are worked out beforehand: few vacancies are open so long
COLUMNS = ("advice", "share", "world", "kind", "treated", "weeks", "outcome", "people", "with_sum")


class Twin(NamedTuple):
    """A market after its burn-in, and what became of everybody in it without advice."""

    world: World
    worked: Any  # for which firms each has worked by then
    ties: NDArray[np.int64]
    without: dict[int, dict[str, NDArray[np.float64]]]  # by weeks, outcome


def advised(point: Point, seed: int) -> pd.DataFrame:
    """One piece of advice at one share in one pair of worlds: one row an outcome, horizon, group and kind of person.

    advice, share, world (the seed), kind, treated (one of GROUPS), weeks, outcome, people, with_sum and without_sum (over these
    people), difference_ss (of the squares of their differences). Raises UserError for advice that the world cannot carry.
    """
    import pandas as pd

    from weakties.experiments.advice import get
    from weakties.simulation.advice.parameters import AdviceParameters
    from weakties.simulation.errors import UserError
    from weakties.simulation.given import number

    given = {**DEFAULTS, **point}
    does = AdviceParameters.create(
        {name: given.pop(name) for name in AdviceParameters.model_fields if name in given}
    )
    pieces = [get(name) for name in str(given.pop("advice")).split("+")]
    share = number("share", given.pop("share"), 0, 1)
    deals = int(number("deals", given.pop("deals", 1), 1, MOST_DEALS))
    after = int(number("after", given.pop("after", 0), 0, MOST_DEALS - deals))
    of = int(number("of", given.pop("of", after + deals), after + deals, MOST_DEALS))
    if share * len(pieces) > 1 and len(pieces) > 1:
        raise UserError(f"{len(pieces)} pieces, each followed by {100 * share:g} %: nobody follows two")
    if (hours := given.pop("hours", None)) is not None:
        each = number("hours", hours, 0, MOST_HOURS)
        pieces = [piece.at(each) if piece.hours > 0 or len(pieces) == 1 else piece for piece in pieces]
    mine = str(given.pop("mine", ""))
    twin = twin_of(tuple(sorted(given.items())), seed)
    like = alike(twin.world, mine) if mine else None
    kinds, frames = kinds_of(twin), []
    for turn in range(after, after + deals):
        dealt = [
            deal(twin.world, piece, share, seed, (n, len(pieces), turn / of), like)
            for n, piece in enumerate(pieces)
        ]
        shown = dealt if len(pieces) == 1 else side_by_side(dealt)
        for weeks, with_advice in lived(twin, list(zip(pieces, dealt, strict=True)), does):
            for piece, groups in zip(pieces, shown, strict=True):
                table = _table(with_advice, twin.without[weeks], groups, kinds)
                frames.append(table.assign(advice=piece.name, weeks=weeks))
    keys = ["advice", "weeks", "kind", "treated", "outcome"]
    table = pd.concat(frames, ignore_index=True).groupby(keys, sort=False, as_index=False).sum()
    return table.assign(share=share, world=seed)[[*COLUMNS, "without_sum", "difference_ss"]]


@lru_cache(maxsize=1)
def twin_of(given: tuple[tuple[str, Any], ...], seed: int) -> Twin:
    """The market of a point (pairs of name and value) after its burn-in, with the twin that nobody advises."""
    from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
    from weakties.simulation.errors import UserError
    from weakties.simulation.market.advised import careers
    from weakties.simulation.talk.live import SEASON

    scenario = scenario_of(dict(given))
    if scenario.relations is None:
        raise UserError("advice acts on ties that live; it has no effect without relations=on")
    weeks, burn_in = scenario.length
    watched = weeks - burn_in
    before = burn_in + (-burn_in - 1) % SEASON  # so that a season begins with advice
    world = live(market_of(scenario, seed), before)
    ties = ties_kept_up(world)
    assert world.relations is not None
    world.relations.know_talks(world.parameters.willingness, before + 1, watched + MARGIN)
    horizons = [horizon for horizon in HORIZONS if horizon < watched] + [watched]
    worked = careers(world)
    nobody = Watched(_fork(world, worked, []), ties)
    without = dict(_watched(nobody, horizons))
    if world.trust is not None and nobody.world.trust is not None:  # as many views as will be held, once
        world.trust.make_room_as(nobody.world.trust)
    return Twin(world, worked, ties, without)


def lived(
    twin: Twin, dealt: list[tuple[Piece, Dealt]], does: AdviceParameters | None = None
) -> Iterable[tuple[int, dict[str, NDArray[np.float64]]]]:
    """(weeks, outcomes of everybody) where the treated of each piece follow it, at the horizons of the twin."""
    fork = _fork(twin.world, twin.worked, dealt, does)
    return _watched(Watched(fork, twin.ties), list(twin.without))


def _watched(market: Watched, horizons: list[int]) -> Iterable[tuple[int, dict[str, NDArray[np.float64]]]]:
    for weeks in horizons:
        market.live(weeks)
        yield weeks, market.outcomes()


def _fork(
    world: World, worked: Any, dealt: list[tuple[Piece, Dealt]], does: AdviceParameters | None = None
) -> World:
    from weakties.simulation.advice.advice import Advice, Followed

    fork = world.fork()
    followed = [
        Followed(piece.actions, who.treated, piece.weeks, piece.while_looking) for piece, who in dealt
    ]
    nobody = Followed((), np.zeros(world.ties.people, np.bool_), 1)
    fork.advice = Advice(followed or [nobody], world.week + 1, worked, does)
    return fork


def kinds_of(twin: Twin) -> dict[str, NDArray[np.bool_]]:
    """Kinds of people when advice begins, bool (people,) each; halves are cut at the median over all people; an industry is as
    small or large as the number of people whose it is.
    """
    world = twin.world
    assert world.relations is not None
    out = world.people.position < 0
    spell = world.week - world.people.since
    ties = np.bincount(twin.ties >> 32, minlength=world.ties.people)
    kinds = {"all": np.ones(world.ties.people, np.bool_), "looking": world.people.looking.copy()}
    kinds |= {"out of work": out, "out of work, 13 weeks or more": out & (spell >= 13)}
    industry = world.people.industry
    halves: dict[tuple[str, str, str], NDArray[Any]] = {
        ("ability", "low", "high"): world.people.ability,
        ("sociable", "low", "high"): world.relations.hours,
        ("ties", "few", "many"): ties,
        ("industry", "small", "large"): np.bincount(industry)[industry],
    }
    for (name, low, high), value in halves.items():
        less = value <= np.median(value)
        kinds |= {f"{name} {low}": less, f"{name} {high}": ~less}
    return kinds


def _table(
    with_advice: dict[str, NDArray[np.float64]],
    without: dict[str, NDArray[np.float64]],
    dealt: Dealt,
    kinds: dict[str, NDArray[np.bool_]],
) -> pd.DataFrame:
    """Sums over the people of each kind and group; none for a group that nobody is in."""
    import pandas as pd

    all_with = np.array([with_advice[outcome] for outcome in OUTCOMES], np.float64)
    all_without = np.array([without[outcome] for outcome in OUTCOMES], np.float64)
    rows = []
    for kind, belongs in kinds.items():
        for place, name in enumerate(GROUPS):
            who = np.flatnonzero(belongs & (dealt.group == place))
            if not len(who):
                continue
            a, b = all_with.take(who, axis=1), all_without.take(who, axis=1)
            sums = zip(a.sum(axis=1), b.sum(axis=1), ((a - b) ** 2).sum(axis=1), strict=True)
            rows += [
                (kind, name, outcome, len(who), *three) for outcome, three in zip(OUTCOMES, sums, strict=True)
            ]
    columns = ["kind", "treated", "outcome", "people", "with_sum", "without_sum", "difference_ss"]
    return pd.DataFrame(rows, columns=columns)
