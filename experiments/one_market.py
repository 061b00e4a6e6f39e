"""One market from the command line: which network, the run, and a short summary with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.shares import GRANOVETTER, POPULAR, by_channel, by_strength
from analysis.uncertainty import Estimate, batch_means, wilson
from experiments.one_network import AUTO, Reading, find

if TYPE_CHECKING:
    from simulation import JobMarket
    from simulation.market.records import Records


class Line(NamedTuple):
    """One line of the summary: a group of lines, a name, and the estimate in per cent."""

    group: str
    name: str
    ours: Estimate


def market(
    network: str, workers: int | None, seed: int, settings: Mapping[str, Any], reading: Reading = AUTO
) -> tuple[JobMarket, tuple[str, ...]]:
    """A market on a generated network (a name) or a real one (a file, or an example), and what is to be said about the latter.

    Raises UserError for what is neither, and for settings that have no effect on it.
    """
    from simulation import JobMarket, networks

    if network in networks.GENERATORS and reading == AUTO:
        return JobMarket(network, seed=seed, workers=workers, **settings), ()
    ties, notes = find(network, workers, seed, reading)
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
