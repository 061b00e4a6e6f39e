"""One market from the command line: which network, the run, and a short summary with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.shares import GRANOVETTER, POPULAR, by_channel, by_strength
from analysis.uncertainty import Estimate, batch_means, wilson
from simulation.errors import UserError

if TYPE_CHECKING:
    from simulation import JobMarket
    from simulation.records import Records


class Reading(NamedTuple):
    """How the weights of a network that is read become contact rates: see `simulation.networks.load`."""

    rule: str = "auto"
    weeks: float | None = None


AUTO = Reading()


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
    import difflib
    from pathlib import Path

    from simulation import JobMarket, networks

    if network in networks.GENERATORS:
        if reading != AUTO:
            raise UserError(
                "--rate and --observed go with networks that are read; generated ones have contact rates"
            )
        return JobMarket(network, seed=seed, workers=workers, **settings), ()
    if network not in networks.EXAMPLES and not Path(network).suffix and not Path(network).exists():
        known = (*networks.GENERATORS, *networks.EXAMPLES)
        near = difflib.get_close_matches(network, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}, or name a file"
        raise UserError(f"no network {network!r}; {hint}")
    if workers is not None:
        raise UserError("--workers goes with generated networks; a network that is read has its own people")
    loaded = networks.load(network, reading.rule, reading.weeks)
    return JobMarket(loaded.ties, seed=seed, **settings), loaded.notes


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
