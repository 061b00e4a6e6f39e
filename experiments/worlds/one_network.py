"""One network from the command line: finding it, and everything its one-page report shows."""

from __future__ import annotations

import difflib
import math
import shlex
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.simulation.defaults import WORKERS
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate
    from weakties.simulation.ties import Ties

NONE: Mapping[str, Any] = MappingProxyType({})
LARGEST_PICTURE = 1_500  # people
MOST_LINES = 20_000  # ties in a picture
LARGEST_ALL = 3_000_000  # ties of a network all of whose structure is worked out in a minute


class Reading(NamedTuple):
    """How a network that is read is to be understood: the options of `weakties.simulation.networks.load`, in their order."""

    rate: str = "auto"
    weeks: str | None = None
    unit: str | None = None
    conversation: str | None = None
    drop_self_ties: bool = False
    columns: str = ""

    def said(self) -> dict[str, Any]:
        """What is not as it is by itself, by the names of `networks.read`."""
        return {name: value for name, value in self._asdict().items() if value != getattr(AUTO, name)}

    def options(self) -> list[str]:
        """The same on the command line: ["--rate counts", "--observed 2"]."""
        named = dict(zip(self._fields, OPTIONS, strict=True))
        return [
            named[name] if value is True else f"{named[name]} {shlex.quote(str(value))}"
            for name, value in self.said().items()
        ]


AUTO = Reading()
OPTIONS = ("--rate", "--observed", "--unit", "--conversation", "--drop-self-ties", "--columns")


class Report(NamedTuple):
    """What was found out about a network: its numbers (an Estimate: a mean over many draws of luck, and where 95 % of them lie),
    and what figures/network_report.py takes."""

    numbers: dict[str, float | Estimate]
    tables: dict[str, pd.DataFrame]


def frame_of(network: str, workers: int | None) -> dict[str, Any]:
    """What a `Scenario` is told of the network of a command line; that of one that is read is yet to be (GIVEN).

    Raises UserError for a name that is nothing, with the nearest right one, and for people that it cannot have.
    """
    from weakties.simulation import networks
    from weakties.simulation.scenario import GIVEN

    if network in networks.GENERATORS:
        return {"network": network, "workers": workers}
    if network not in networks.EXAMPLES and not Path(network).suffix and not _exists(Path(network)):
        known = (*networks.GENERATORS, *networks.EXAMPLES)
        near = difflib.get_close_matches(network, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}, or name a file"
        raise UserError(f"no network {network[:80]!r}; {hint}")
    if workers is not None:
        raise UserError("--workers goes with generated networks; a network that is read has its own people")
    return {"network": GIVEN}


def shape_of(network: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers that shape a generated network, out of what is set on a command line.

    Raises UserError for a name or value that is none, and for a number that this network does not read.
    """
    from weakties.simulation import networks
    from weakties.simulation.named_worlds import resolved
    from weakties.simulation.parameters import NetworkParameters
    from weakties.simulation.shaped_by import read_by

    shape = resolved(settings, NetworkParameters.model_fields)
    NetworkParameters.create(shape)
    made = network in networks.GENERATORS
    if idle := [name for name in shape if not (made and read_by(name, network))]:
        raise UserError(f"{idle[0]} does nothing in {network[:80]}; leave it out, or choose another network")
    return shape


def find(
    network: str, workers: int | None, seed: int, reading: Reading = AUTO, shape: Mapping[str, Any] = NONE
) -> tuple[Ties, tuple[str, ...]]:
    """The ties of a generator's, an example's or a file's network, and what is to be said about them.

    shape: parameters of a generated network.

    Raises UserError for a name that is nothing of these, with the nearest right one, and for options that do not go with it.
    """
    from weakties.simulation import networks

    if network in networks.GENERATORS:
        if reading != AUTO:
            option = reading.options()[0].split()[0]
            raise UserError(f"{option} goes with networks that are read; generated ones have contact rates")
        people = WORKERS if workers is None else workers
        return networks.create(network, workers=people, seed=seed, **shape), ()
    frame_of(network, workers)
    loaded = networks.load(network, *reading)
    return loaded.ties, loaded.notes


def _exists(path: Path) -> bool:
    """Whether there is such a file or folder; a name too long for any is none."""
    try:
        return path.exists()
    except OSError:
        return False


def report(ties: Ties, seed: int) -> Report:
    """Everything about one network. Raises UserError for one too large to be looked at tie by tie."""
    import numpy as np
    import pandas as pd

    from weakties.analysis import portrait, removal

    if len(ties) > LARGEST_ALL:
        raise UserError(
            f"{len(ties)} ties: the report looks at every one, and takes at most {LARGEST_ALL}; take fewer people"
        )
    numbers: dict[str, float | Estimate] = {**portrait.portrait(ties, seed)}
    tables = {}
    counts = np.bincount(ties.degree) if ties.people else np.zeros(1)
    step = max(1, len(counts) // 40)
    binned = np.add.reduceat(counts, np.arange(0, len(counts), step))
    tables["degrees"] = pd.DataFrame(
        {"ties": np.arange(0, len(counts), step) + (step - 1) / 2, "people": binned}
    )
    if portrait.has_strength(ties):
        tables["overlap"] = portrait.overlap_by_strength(ties)
        curves = removal.repeated_curves(ties, seed, removal.draws_for(ties))
        numbers |= removal.held_together(curves)
        tables["removal"] = removal.envelope(curves)
        tables["range"] = portrait.strength_by_range(ties, seed)
    if 0 < ties.people <= LARGEST_PICTURE and len(ties) <= MOST_LINES:
        tables |= _picture(ties, seed)
    listed = pd.DataFrame([(k, written(v)) for k, v in numbers.items()], columns=["name", "value"])
    return Report(numbers, {"numbers": listed, **tables})


def _picture(ties: Ties, seed: int) -> dict[str, Any]:
    """Places by the springs of Fruchterman and Reingold (igraph), from a start in a circle, so that they repeat."""
    import numpy as np
    import pandas as pd

    from weakties.analysis.portrait import rates_of
    from weakties.analysis.structure import as_igraph, ends_of

    start = np.linspace(0, 2 * np.pi, ties.people, endpoint=False)
    circle = np.column_stack([np.cos(start), np.sin(start)]).tolist()
    layout = as_igraph(ties).layout_fruchterman_reingold(seed=circle, niter=300, grid=False)
    place = np.asarray(layout.coords, dtype=np.float64).reshape(-1, 2)
    ends, rate = ends_of(ties), rates_of(ties)
    table = pd.DataFrame(np.hstack([place[ends[:, 0]], place[ends[:, 1]]]), columns=["x0", "y0", "x1", "y1"])
    strong = rate > np.median(rate) if len(rate) else np.empty(0, np.bool_)
    return {"people": pd.DataFrame(place, columns=["x", "y"]), "lines": table.assign(strong=strong)}


def written(value: float | Estimate) -> str:
    """A number as people read it."""
    if isinstance(value, tuple):
        return f"{value.value:.3f} ({value.low:.3f} to {value.high:.3f})"
    if isinstance(value, float) and math.isnan(value):
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def for_programs(numbers: Mapping[str, float | Estimate]) -> dict[str, Any]:
    """The numbers as JSON takes them: null for what has no meaning, and an estimate by its parts."""
    parts = {k: v._asdict() if isinstance(v, tuple) else v for k, v in numbers.items()}
    return {name: None if value != value else value for name, value in parts.items()}
