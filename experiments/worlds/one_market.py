"""One market from the command line: which network, the run, and a short summary with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.analysis.shares import GRANOVETTER, POPULAR, by_channel, by_strength
from weakties.analysis.uncertainty import Estimate, batch_means, wilson
from weakties.experiments.engine import compiling, room
from weakties.experiments.options import own
from weakties.experiments.worlds.one_network import AUTO, Reading, find

if TYPE_CHECKING:
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.market.records import Records


class Line(NamedTuple):
    """One line of the summary: a group of lines, a name, and the estimate in per cent."""

    group: str
    name: str
    ours: Estimate


def _check(
    network: str, workers: int | None, seed: int, settings: Mapping[str, Any], weeks: int
) -> tuple[str, ...]:
    """What of the settings does nothing on a generated network, a line each.

    Raises UserError for a value out of range, and when the market does not fit into memory: before anything is made.
    """
    from weakties.simulation import memory, networks
    from weakties.simulation.chance import check_seed
    from weakties.simulation.defaults import WORKERS
    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.parameters import MarketParameters, NetworkParameters, check_name, read_by

    check_seed(seed)
    sets = (MarketParameters, Mechanisms, NetworkParameters)
    for name in settings:
        check_name(name, {known: None for group in sets for known in group.model_fields})
    parameters, shape = own(MarketParameters, settings), own(NetworkParameters, settings)
    own(Mechanisms, settings)
    if network not in networks.GENERATORS:
        return ()
    crowd = memory.crowd_of(WORKERS if workers is None else workers, shape)
    need = max(memory.making(network, crowd), memory.market(crowd, parameters, weeks))
    room.check(need, f"{crowd.people} people, about {crowd.ties:.2g} ties, {weeks} weeks")
    return tuple(
        f"{name} does nothing in the network {network}" for name in settings if not read_by(name, network)
    )


def market(
    network: str,
    workers: int | None,
    seed: int,
    settings: Mapping[str, Any],
    reading: Reading = AUTO,
    weeks: int = 0,
) -> tuple[JobMarket, tuple[str, ...]]:
    """A market on a generated network (a name) or a real one (a file, or an example), and what is to be said about it.

    weeks: how long it will be lived. Raises UserError for what is neither, for bad settings, and for those that have no effect on
    a network that is read; and when the market does not fit into memory.
    """
    from weakties.simulation import memory, networks
    from weakties.simulation.market.job_market import JobMarket
    from weakties.simulation.parameters import MarketParameters

    said = _check(network, workers, seed, settings, weeks)
    compiling.tell()
    if network in networks.GENERATORS and reading == AUTO:
        return JobMarket(network, seed=seed, workers=workers, **settings), said
    ties, notes = find(network, workers, seed, reading)
    need = memory.market(memory.crowd_in(ties), own(MarketParameters, settings), weeks)
    room.check(need, f"{ties.people} people, {len(ties)} ties, {weeks} weeks")
    return JobMarket(ties, seed=seed, **settings), (*notes, *networks.idle(ties))


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


HEADINGS = {
    "hires": "hires, by channel",
    GRANOVETTER.name: "hires through contacts, by Granovetter's cut",
    POPULAR.name: "all hires, by the popular cut",
    "people": "people, mean over weeks",
}
