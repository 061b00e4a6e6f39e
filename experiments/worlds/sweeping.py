"""A sweep from Python: `from weakties import sweep`. The same engine, files and numbers as `weakties sweep`."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from weakties.experiments.worlds.one_network import Reading

NETWORK, LENGTH = "network", ("weeks", "burn_in")


def sweep(
    vary: Mapping[str, Any] | None = None,
    *,
    seed: int,
    network: Any = "layers",
    workers: int | None = None,
    weeks: int = 250,
    burn_in: int = 50,
    replicates: int = 5,
    measure: str = "channel_shares",
    out: str | Path | None = None,
    jobs: int = 0,
    **parameters: Any,
) -> pd.DataFrame:
    """Run worlds over a grid, and return what comes out: one row a point and quantity.

        from weakties import sweep
        table = sweep({"vacancy_life": [2, 8], "network": {"mine": "calls.csv", "layers": "layers"}}, seed=0)

    vary        what is varied: parameters of networks, markets and mechanisms, each a list of values; under "network" names of
                generators or examples, files, Ties, or whatever `networks.read` takes, listed or by names of your own
    network     the network of all worlds, where it is not varied: any of these
    workers     people of generated networks
    weeks       how long each world is lived, burn-in included; burn_in: how many of these, the first, are not counted
    replicates  worlds at each point; one replicate has the same luck at all points, whatever `jobs` is
    measure     channel_shares, contact_shares, chain_lengths, unemployment; several with commas
    out         a folder for runs.parquet (the counts of every world) and the summary; a sweep that is stopped goes on there, and
                one that is widened keeps what it has. None: nothing is kept
    jobs        processes; 0: one for each core
    parameters  what all worlds share: any parameter; relations="on"; mechanisms="module:Class"; world="popular"

    Columns: the axes, quantity, value, low, high (per cent; 95 % interval between replicates), n (replicates). Raises UserError
    for names and values that are none, before anything runs, and when worlds failed, with the first error.
    """
    if not isinstance(vary or {}, Mapping):
        raise UserError(
            'vary: must name what is varied, each with a list of values, as in {"relay": [0, 0.1]}'
        )
    axes = dict(vary or {})
    for name, values in axes.items():
        if name != NETWORK and (isinstance(values, (str, bytes)) or not isinstance(values, Collection)):
            raise UserError(f'{name} is varied over {values!r}: list its values, as in {{"relay": [0, 0.1]}}')
    several = NETWORK in axes
    given = _listed(axes.pop(NETWORK) if several else [network])
    fixed = {"weeks": weeks, "burn_in": burn_in, **parameters}
    with tempfile.TemporaryDirectory(prefix="weak-ties-sweep-") as passing:
        folder = Path(passing if out is None else out)
        layout = laid_out(given, (axes, fixed), workers, folder, several)
        table = _run(layout, (replicates, seed), (measure, folder, jobs))
    return called(table, layout.places).drop(columns="point")


class Layout(NamedTuple):
    """What is varied, what all worlds share, and what points say of networks, by the names that these have."""

    vary: dict[str, Any]
    fixed: dict[str, Any]
    places: dict[str, str]


def laid_out(
    networks: Mapping[str, Any],
    settings: tuple[Mapping[str, Any], Mapping[str, Any]],
    workers: int | None,
    folder: Path,
    several: bool,
) -> Layout:
    """A sweep into this folder. networks: by name; settings: what is varied beside them, and what all worlds share; several:
    whether networks are varied.
    """
    axes, shared = settings
    places = {label: _setting(label, network, folder) for label, network in networks.items()}
    here = {} if several else {NETWORK: next(iter(places.values()))}
    fixed = {**here, **_people(workers, places, axes), **shared}
    varied = {NETWORK: [*places.values()], **axes} if several else dict(axes)
    for name in {*LENGTH} & {
        *varied
    }:  # defaults give way; what was set beside what is varied is an error later
        del fixed[name]
    return Layout(varied, fixed, places)


def called(table: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """A table of a sweep with the names of networks as they were given. places: as in Layout."""
    if NETWORK not in table:
        return table
    return table.assign(network=table[NETWORK].map({setting: label for label, setting in places.items()}))


def _run(layout: Layout, luck: tuple[int, int], how: tuple[str, Path, int]) -> pd.DataFrame:
    """The summary of a sweep. luck: replicates, seed; how: measure, folder, processes."""
    from weakties.experiments.worlds import sweep as engine

    measure, folder, jobs = how
    plan = engine.design(layout.vary, layout.fixed, *luck)
    runs, table = engine.run(plan, measure, folder, jobs=jobs)
    if len(runs.failed):
        failed, of = len(runs.failed), runs.rows.run.nunique()
        raise UserError(f"{failed} of {of} worlds failed, the first with {runs.failed.error.iloc[0]}")
    return table


def found(names: Sequence[str], reading: Reading) -> dict[str, Any]:
    """The networks of a command line by name: a generator's name again, or ties that were read; says what is to be said of these.

    Raises UserError for a name that is none, and for a way to read where nothing is read.
    """
    from weakties.experiments.engine.progress import say
    from weakties.experiments.worlds.one_network import AUTO, find
    from weakties.simulation import networks

    nothing_read = reading != AUTO and all(name in networks.GENERATORS for name in names)
    places: dict[str, Any] = {}
    for name in dict.fromkeys(names):
        if name in networks.GENERATORS and not nothing_read:
            places[name] = name
            continue
        ties, notes = find(name, None, 0, reading)
        lines = (*notes, *networks.idle(ties)) if notes else ()
        for line in lines:
            say(f"{name}: {line}" if len(names) > 1 else line)
        places[name] = ties
    return places


def _listed(networks: Any) -> dict[str, Any]:
    """Networks by name: as they are called, or numbered."""
    if isinstance(networks, Mapping):
        return {str(name): one for name, one in networks.items()}
    if isinstance(networks, (str, Path)) or not isinstance(networks, Sequence):
        raise UserError("network: list what is varied, as in ['layers', ties], or name each, {'mine': ties}")
    named = [str(one) if isinstance(one, (str, Path)) else f"network {n}" for n, one in enumerate(networks)]
    if len(set(named)) < len(named):
        raise UserError("network: list every network once")
    return dict(zip(named, networks, strict=True))


def _setting(label: str, network: Any, folder: Path) -> str:
    """What a point says of a network: the name of a generator; or a file in the folder of the sweep, named by what is in it, so
    that another network is another world.
    """
    from weakties.simulation import networks
    from weakties.simulation.ties import Ties

    if isinstance(network, str) and not Path(network).suffix and not networks.readable(network):
        return networks.known(network)
    ties = network if isinstance(network, Ties) else networks.as_ties(network)
    arrays: list[NDArray[Any]] = [ties.start, ties.other, ties.contact_rate, ties.kind]
    arrays += [ties.groups[name] for name in sorted(ties.groups)]
    digest = hashlib.sha256(
        b"".join(array.tobytes() for array in arrays) + repr(sorted(ties.groups)).encode()
    )
    stem = "".join(c if c.isalnum() else "-" for c in Path(label).stem)[:40]
    path = folder / "networks" / f"{stem}-{digest.hexdigest()[:12]}.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        networks.write(ties, path)
    return str(path)


def _people(workers: int | None, places: Mapping[str, str], axes: Mapping[str, Any]) -> dict[str, int]:
    """How many people generated networks have; nothing where there are none. Raises UserError where it would do nothing."""
    from weakties.simulation import networks
    from weakties.simulation.defaults import WORKERS

    if any(place in networks.GENERATORS for place in places.values()):
        return {} if "workers" in axes else {"workers": WORKERS if workers is None else workers}
    if workers is not None:
        raise UserError(
            "workers: only with the name of a generator; a network that is given has its own people"
        )
    return {}
