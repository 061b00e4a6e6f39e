"""One market from the command line: which network, the run, and a short summary with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.analysis.shares import GRANOVETTER, POPULAR, by_channel, by_strength
from weakties.analysis.uncertainty import Estimate, batch_means, wilson
from weakties.experiments.engine import compiling, room
from weakties.experiments.options import own
from weakties.experiments.worlds.one_network import AUTO, Reading, find
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.market.records import Records
    from weakties.simulation.memory import Crowd
    from weakties.simulation.relations.records import LifeRecords
    from weakties.simulation.relations.seen import LivingTies

WATCHED = 200  # people whose conversations are logged where ties live, unless another number is asked for


class Line(NamedTuple):
    """One line of the summary: a group of lines, a name, and the estimate in per cent."""

    group: str
    name: str
    ours: Estimate


def watched_of(settings: Mapping[str, Any], asked: int | None) -> int | None:
    """How many people are to be watched: as asked for, or else WATCHED, or all where there are fewer (0). None: ties do not live.

    Raises UserError where somebody is to be watched and ties do not live.
    """
    from weakties.simulation.scenario import relations_of

    if relations_of(settings) is not None:
        return 0 if asked is None else asked
    if asked is not None:
        raise UserError("--watch logs talk on ties that live; add --set relations=on")
    return None


def _check(
    network: str, workers: int | None, seed: int, settings: Mapping[str, Any], life: tuple[int, int | None]
) -> tuple[str, ...]:
    """What of the settings does nothing on a generated network, a line each. life: weeks, and how many are watched.

    Raises UserError for a value out of range, and when the market does not fit into memory: before anything is made.
    """
    from weakties.simulation import memory, networks
    from weakties.simulation.chance import check_seed
    from weakties.simulation.defaults import WORKERS
    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.mechanisms.given import mechanisms_in
    from weakties.simulation.parameters import MarketParameters, NetworkParameters, read_by
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.scenario import RELATIONS, relations_of, sorted_by

    check_seed(seed)
    settings, _ = mechanisms_in(settings)
    sets = (MarketParameters, Mechanisms, NetworkParameters, RelationParameters)
    sorted_by(settings, *sets, also=(RELATIONS,))
    relations_of(settings)
    shape = own(NetworkParameters, settings)
    own(MarketParameters, settings), own(Mechanisms, settings)
    if network not in networks.GENERATORS:
        return ()
    crowd = memory.crowd_of(WORKERS if workers is None else workers, shape)
    if (life[1] or 0) > crowd.people:
        raise UserError(f"--watch {life[1]}: there are {crowd.people} people")
    need = max(memory.making(network, crowd), _need(crowd, settings, life))
    room.check(need, f"{crowd.people} people, about {crowd.ties:.2g} ties, {life[0]} weeks")
    return tuple(
        f"{name} does nothing in the network {network}" for name in settings if not read_by(name, network)
    )


def _need(crowd: Crowd, settings: Mapping[str, Any], life: tuple[int, int | None]) -> float:
    """Bytes of the market; life: weeks, and how many are watched."""
    from weakties.simulation import memory
    from weakties.simulation.parameters import MarketParameters
    from weakties.simulation.scenario import relations_of

    weeks, watched = life
    need, lives = memory.market(crowd, own(MarketParameters, settings), weeks), relations_of(settings)
    if lives is None:
        return need
    return need + memory.living(crowd, lives, weeks, watched or min(WATCHED, crowd.people))


def market(
    network: str,
    workers: int | None,
    seed: int,
    settings: Mapping[str, Any],
    reading: Reading = AUTO,
    weeks: int = 0,
    watched: int | None = None,
) -> tuple[JobMarket, tuple[str, ...]]:
    """A market on a generated network (a name) or a real one (a file, or an example), and what is to be said about it.

    weeks: how long it will be lived; watched: as of `watched_of`. Raises UserError for what is neither, for bad settings, and
    for those that have no effect on a network that is read; and when the market does not fit into memory.
    """
    from weakties.simulation import memory, networks
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.scenario import RELATIONS, relations_of

    said = _check(network, workers, seed, settings, (weeks, watched))
    compiling.tell()
    given = {name: value for name, value in settings.items() if name != RELATIONS}
    lives = relations_of(settings) is not None
    if network in networks.GENERATORS and reading == AUTO:
        made = JobMarket(network, seed=seed, workers=workers, relations=lives, **given)
    else:
        ties, notes = find(network, workers, seed, reading)
        need = _need(memory.crowd_in(ties), settings, (weeks, watched))
        room.check(need, f"{ties.people} people, {len(ties)} ties, {weeks} weeks")
        made, said = JobMarket(ties, seed=seed, relations=lives, **given), (*notes, *networks.idle(ties))
    if watched is not None:
        made.watch(watched or min(WATCHED, made.people))
    return made, said


def life(model: LivingTies, origin: Mapping[str, Any]) -> LifeRecords:
    """The tables of ties that live, after a run; origin: the provenance of the other records."""
    from weakties.simulation.relations.records import LifeRecords

    watched = model.living.watched if model.living is not None else None
    many = 0 if watched is None else int(watched.sum())
    return LifeRecords(model.relations, model.talks, {**origin, "watched": many})


def person(market: JobMarket) -> int | None:
    """Whose ties are drawn: the one in the middle of those watched; None where none of them talked."""
    import numpy as np

    from weakties.analysis.ties_of_person import typical

    watched = market.living.watched if market.living is not None else None
    return None if watched is None else typical(market.talks, np.flatnonzero(watched))


def ties_now(kept: LifeRecords, week: int) -> dict[str, int]:
    """How many ties there are, as of the beginning of the last season, by the occasion to meet, and how many are new."""
    occasion, born = kept.relations.occasion, kept.relations.born
    counts = {name: int((occasion == code).sum()) for name, code in OCCASION_WORDS.items()}
    return counts | {NEW: int((born > week - A_YEAR).sum())}


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
