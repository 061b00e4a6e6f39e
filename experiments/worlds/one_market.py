"""One market from the command line: which network, the run, and a short summary with intervals."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.analysis.shares import GRANOVETTER, POPULAR, by_channel, by_strength
from weakties.analysis.uncertainty import Estimate, batch_means, wilson
from weakties.experiments.engine import compiling, room
from weakties.experiments.worlds.one_network import AUTO, Reading, find, frame_of
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.market.records import Records
    from weakties.simulation.memory import Crowd
    from weakties.simulation.networks.saved import NetworkRecords
    from weakties.simulation.relations.records import LifeRecords
    from weakties.simulation.relations.seen import LivingTies
    from weakties.simulation.scenario import Scenario

WATCHED = 200  # people whose conversations are logged where ties live, unless another number is asked for


class Line(NamedTuple):
    """One line of the summary: a group of lines, a name, and the estimate in per cent."""

    group: str
    name: str
    ours: Estimate


def watched_of(scenario: Scenario, asked: int | None) -> int | None:
    """How many people are to be watched: as asked for, or else WATCHED, or all where there are fewer (0). None: ties do not live.

    Raises UserError where somebody is to be watched and ties do not live.
    """
    if scenario.relations is not None:
        return 0 if asked is None else asked
    if asked is not None:
        raise UserError("--watch logs talk on ties that live; add --set relations=on")
    return None


def described(
    network: str, workers: int | None, seed: int, settings: Mapping[str, Any], length: tuple[int, int]
) -> Scenario:
    """The scenario of a command line; length: weeks and burn-in. A network that is read is yet to be (GIVEN).

    Raises UserError for a name or a value that is none: before anything is made.
    """
    from weakties.simulation.chance import check_seed
    from weakties.simulation.scenario import LENGTH, Scenario

    check_seed(seed)
    frame = {**frame_of(network, workers), **dict(zip(LENGTH, length, strict=True))}
    return Scenario.of(settings, knows=(), **frame)


def need_of(crowd: Crowd, scenario: Scenario, weeks: int, watched: int | None) -> float:
    """Bytes of the market of a scenario; watched: as of `watched_of`."""
    from weakties.simulation import memory

    need = memory.market(crowd, scenario.market, weeks)
    if scenario.relations is None:
        return need
    return need + memory.living(crowd, scenario.relations, weeks, watched or 0)


def market(
    network: str,
    workers: int | None,
    seed: int,
    scenario: Scenario,
    reading: Reading = AUTO,
    asked: int | None = None,
) -> tuple[JobMarket, tuple[str, ...]]:
    """A market on a generated network (a name) or a real one (a file, or an example), and what is to be said about it.

    scenario: as `described`; asked: how many people are to be watched (None: the usual). Raises UserError for what is no network,
    and when the market does not fit into memory.
    """
    from weakties.simulation import memory
    from weakties.simulation.market import ahead

    weeks, watched, said = scenario.length[0], watched_of(scenario, asked), scenario.unread
    if scenario.workers is not None:
        crowd = memory.crowd_of(scenario.workers, scenario.shape)
        if (watched or 0) > crowd.people:
            raise UserError(f"--watch {watched}: there are {crowd.people} people")
        need = need_of(crowd, scenario, weeks, watched or min(WATCHED, crowd.people))
        need = max(memory.making(network, crowd), need)
        room.check(need, f"{crowd.people} people, about {crowd.ties:.2g} ties, {weeks} weeks")
    compiling.tell()
    ahead.begin(ahead.kind_of(scenario.relations))
    from weakties.simulation import networks
    from weakties.simulation.market.job_market import JobMarket

    if scenario.workers is None or reading != AUTO:
        ties, notes = find(network, workers, seed, reading)
        need = need_of(memory.crowd_in(ties), scenario, weeks, watched or min(WATCHED, ties.people))
        room.check(need, f"{ties.people} people, {len(ties)} ties, {weeks} weeks")
        scenario, said = scenario.on(ties), (*notes, *networks.idle(ties))
    made = JobMarket(scenario, seed=seed)
    if watched is not None:
        made.watch(watched or min(WATCHED, made.people))
    return made, said


def life(model: LivingTies, origin: Mapping[str, Any]) -> LifeRecords:
    """The tables of ties that live, after a run; origin: the provenance of the other records."""
    from weakties.simulation.relations.records import LifeRecords

    watched = model.living.watched if model.living is not None else None
    many = 0 if watched is None else int(watched.sum())
    return LifeRecords(model.ties_now, model.talks, {**origin, "watched": many})


def network(market: JobMarket, origin: Mapping[str, Any]) -> NetworkRecords:
    """Who was there, and tied to whom: the network that was given, with the firms and industries that the market begins with."""
    from weakties.simulation.networks.saved import NetworkRecords
    from weakties.simulation.networks.workplaces import workplaces_of

    with warnings.catch_warnings(action="ignore"):  # they were said when the market began
        work = workplaces_of(market.ties, market.seed, market.parameters)
    return NetworkRecords.of(market.ties, origin, firm=work.firm, industry=work.industry)


def no_longer(out: Path, lives: bool = False) -> None:
    """Remove what an earlier run, in which ties lived and people trusted, has left in the folder of one in which nobody does;
    and say so. lives: only what it has left of trust.
    """
    from weakties.experiments.engine import store
    from weakties.experiments.engine.progress import say

    drawn = (f"one_person.{kind}" for kind in ("pdf", "svg", "png", "csv"))
    names = ("trust.parquet", *(() if lives else ("relations.parquet", "talks.parquet", *drawn)))
    if gone := store.remove(out, names):
        left = ", ".join(path.name for path in gone)
        say(
            f"removed from {out}, left by an earlier run in which {'people trusted' if lives else 'ties lived'}: {left}"
        )


def person(market: JobMarket) -> Any:
    """Whose ties are drawn: the one in the middle of those watched; None where none of them talked."""
    import numpy as np

    from weakties.analysis.ties_of_person import typical
    from weakties.simulation.ties.names import column_of

    watched = market.living.watched if market.living is not None else None
    if watched is None:
        return None
    rows = np.flatnonzero(watched)
    return typical(market.talks, column_of(rows, market.ties.labels) if market.ties.labels else rows)


def ties_now(market: LivingTies) -> dict[str, int]:
    """How many ties there are, as of the beginning of the last season, by the occasion to meet, and how many are new."""
    ties = market.ties_now
    counts = ties.by_occasion()
    found = {name: counts[occasion] for name, occasion in OCCASION_WORDS.items()}
    return found | {NEW: ties.born_after(market.week - A_YEAR)}


def summary(records: Records, people: int, burn_in: int) -> list[Line]:
    """Hires after the burn-in by channel and by both cuts (Wilson intervals: hires taken as independent), and unemployment
    (batch means over weeks)."""
    hires = records.hires[records.hires.week > burn_in]
    weekly = records.weekly[records.weekly.week > burn_in]
    contact = int((hires.channel == "contact").sum())
    lines = [Line("hires", name, wilson(k, len(hires))) for name, k in by_channel(hires).items()]
    for cut, whole in ((GRANOVETTER, contact), (POPULAR, len(hires))):
        lines += [Line(cut.name, name, wilson(k, whole)) for name, k in by_strength(hires, cut).items()]
    other = len(hires) - contact
    lines.append(Line(POPULAR.name, "other", wilson(other, len(hires))))
    lines.append(Line("people", "out of work", batch_means(weekly.out_of_work / people)))
    return [line._replace(ours=line.ours.scaled(100)) for line in lines]


A_YEAR = 52
NEW = "met within a year"
OCCASION_WORDS = {"with an occasion to meet": "on", "resting": "resting", "ended, remembered": "ended"}

HEADINGS = {
    "hires": "hires, by channel",
    GRANOVETTER.name: "hires through contacts, by Granovetter's cut",
    POPULAR.name: "all hires, by the popular cut",
    "people": "people, mean over weeks",
}
