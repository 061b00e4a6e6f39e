"""One network from the command line: finding it, and everything its one-page report shows."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from simulation.ties import Ties

NONE: Mapping[str, Any] = MappingProxyType({})
LARGEST_PICTURE = 1_500  # people
MOST_LINES = 20_000  # ties in a picture
LARGEST_ALL = 3_000_000  # ties of a network all of whose structure is worked out in a minute


class Reading(NamedTuple):
    """How the weights of a network that is read become contact rates: see `simulation.networks.load`."""

    rule: str = "auto"
    weeks: float | None = None


AUTO = Reading()


def find(
    network: str, workers: int | None, seed: int, reading: Reading = AUTO, shape: Mapping[str, Any] = NONE
) -> tuple[Ties, tuple[str, ...]]:
    """The ties of a generator's, an example's or a file's network, and what is to be said about them.

    shape: parameters of a generated network.

    Raises UserError for a name that is nothing of these, with the nearest right one, and for options that do not go with it.
    """
    from simulation import networks

    if network in networks.GENERATORS:
        if reading != AUTO:
            raise UserError(
                "--rate and --observed go with networks that are read; generated ones have contact rates"
            )
        people = 2_000 if workers is None else workers
        return networks.create(network, workers=people, seed=seed, **shape), ()
    if network not in networks.EXAMPLES and not Path(network).suffix and not _exists(Path(network)):
        known = (*networks.GENERATORS, *networks.EXAMPLES)
        near = difflib.get_close_matches(network, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}, or name a file"
        raise UserError(f"no network {network[:80]!r}; {hint}")
    if shape:
        raise UserError(
            f"{next(iter(shape))} shapes generated networks; it has no effect on a network that is read"
        )
    if workers is not None:
        raise UserError("--workers goes with generated networks; a network that is read has its own people")
    loaded = networks.load(network, reading.rule, reading.weeks)
    return loaded.ties, loaded.notes


def _exists(path: Path) -> bool:
    """Whether there is such a file or folder; a name too long for any is none."""
    try:
        return path.exists()
    except OSError:
        return False


def shapes(name: str) -> bool:
    """Whether a parameter shapes generated networks, and nothing else about news."""
    from simulation.parameters import NetworkParameters

    return name in NetworkParameters.model_fields


def report(ties: Ties, seed: int) -> dict[str, pd.DataFrame]:
    """What figures/network_report.py takes. Raises UserError for a network too large to be looked at tie by tie."""
    import numpy as np
    import pandas as pd

    from analysis import portrait, removal

    if len(ties) > LARGEST_ALL:
        raise UserError(
            f"{len(ties)} ties: the report looks at every one, and takes at most {LARGEST_ALL}; take fewer people"
        )
    numbers = portrait.portrait(ties, seed)
    tables = {
        "numbers": pd.DataFrame([(k, written(v)) for k, v in numbers.items()], columns=["name", "value"])
    }
    counts = np.bincount(ties.degree) if ties.people else np.zeros(1)
    step = max(1, len(counts) // 40)
    binned = np.add.reduceat(counts, np.arange(0, len(counts), step))
    tables["degrees"] = pd.DataFrame(
        {"ties": np.arange(0, len(counts), step) + (step - 1) / 2, "people": binned}
    )
    if portrait.has_strength(ties):
        tables["overlap"] = portrait.overlap_by_strength(ties)
        curves = removal.removal_curves(ties, seed, nulls=1)
        kept = curves[(curves.null < 0) | (curves.order == "weakest first")]
        named = kept.assign(order=np.where(kept.null >= 0, "any order", kept.order))
        shown = ("any order", "weakest first", "strongest first")
        tables["removal"] = pd.concat([named[named.order == order] for order in shown], ignore_index=True)
        tables["range"] = portrait.strength_by_range(ties, seed)
    if 0 < ties.people <= LARGEST_PICTURE and len(ties) <= MOST_LINES:
        tables |= _picture(ties, seed)
    return tables


def _picture(ties: Ties, seed: int) -> dict[str, Any]:
    """Places by the springs of Fruchterman and Reingold (igraph), from a start in a circle, so that they repeat."""
    import numpy as np
    import pandas as pd

    from analysis.portrait import rates_of
    from analysis.structure import as_igraph, ends_of

    start = np.linspace(0, 2 * np.pi, ties.people, endpoint=False)
    circle = np.column_stack([np.cos(start), np.sin(start)]).tolist()
    layout = as_igraph(ties).layout_fruchterman_reingold(seed=circle, niter=300, grid=False)
    place = np.asarray(layout.coords, dtype=np.float64).reshape(-1, 2)
    ends, rate = ends_of(ties), rates_of(ties)
    table = pd.DataFrame(np.hstack([place[ends[:, 0]], place[ends[:, 1]]]), columns=["x0", "y0", "x1", "y1"])
    strong = rate > np.median(rate) if len(rate) else np.empty(0, np.bool_)
    return {"people": pd.DataFrame(place, columns=["x", "y"]), "lines": table.assign(strong=strong)}


def written(value: float) -> str:
    """A number as people read it."""
    if isinstance(value, float) and math.isnan(value):
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"
