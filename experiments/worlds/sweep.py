"""A sweep: a grid over any parameters of networks, markets and mechanisms, run and summed up like the design of a finding."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.analysis import measures
from weakties.experiments.engine import room, store
from weakties.experiments.engine.declare import Design
from weakties.experiments.engine.progress import say
from weakties.experiments.engine.runner import Plan, Runs, run_in
from weakties.experiments.options import MOST_PEOPLE, MOST_WEEKS, MOST_WORLDS, own
from weakties.simulation.errors import UserError
from weakties.simulation.parameters import SHAPED_BY

if TYPE_CHECKING:
    import pandas as pd

LENGTH = {"workers": (1, MOST_PEOPLE), "weeks": (1, MOST_WEEKS), "burn_in": (0, MOST_WEEKS)}
"""Settings of a run that are no parameters of the model: the lowest and the highest value."""


def design(vary: Mapping[str, Sequence[Any]], fixed: Mapping[str, Any], replicates: int, seed: int) -> Design:
    """The design of a sweep, its axes in the order in which they are cheap: networks first, then what acts on them.

    Raises UserError for a name that is no parameter, a value out of range, or a name both fixed and varied.
    """
    from weakties.simulation.chance import check_seed
    from weakties.simulation.parameters import NetworkParameters

    for name in vary:
        if name in fixed:
            raise UserError(f"{name} is both varied and set; drop one")
    for name, values in [*vary.items(), *((name, [value]) for name, value in fixed.items())]:
        for value in values:
            check(name, value)
    worlds = math.prod(map(len, vary.values())) * replicates
    if worlds > MOST_WORLDS:
        raise UserError(
            f"{worlds} worlds: at most {MOST_WORLDS} in one sweep; take fewer values or replicates, or several sweeps"
        )
    shaping = ("network", "workers", *NetworkParameters.model_fields)
    ordered = dict(sorted(vary.items(), key=lambda item: item[0] not in shaping))
    made = Design(replicates=replicates, seed=check_seed(seed), vary=ordered, fixed=fixed)
    if short := [point for point in made.grid() if point["weeks"] <= point["burn_in"]]:
        raise UserError(
            f"weeks = {short[0]['weeks']}: must be more than burn_in = {short[0]['burn_in']}, or nothing is left to count"
        )
    _check_points(made)
    return made


def _check_points(made: Design) -> None:
    """Raises UserError when something is varied that none of the networks reads, so that its rows would be the same, and for
    too few people for a network."""
    from weakties.simulation.mechanisms.given import mechanisms_in
    from weakties.simulation.networks.contact_layers import check_workers
    from weakties.simulation.parameters import NetworkParameters, read_by
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.scenario import relations_of

    grid = made.grid()
    for point in grid:
        mechanisms_in(point)
    names = dict.fromkeys(str(point["network"]) for point in grid)
    for name in made.vary:
        if not any(read_by(name, network) for network in names):
            raise UserError(
                f"{name} does nothing in {' and '.join(names)}: all its rows would be the same; "
                f"vary something else, or choose --network {SHAPED_BY[name][0]}"
            )
    if all(relations_of(point, strict=False) is None for point in grid):
        for name in (*made.vary, *made.fixed):
            if name in RelationParameters.model_fields:
                raise UserError(f"{name} acts on ties that live; it has no effect without --set relations=on")
    for point in grid:
        check_workers(point["workers"], own(NetworkParameters, point))


def unread(made: Design) -> list[str]:
    """What is set or varied and does nothing in some of the networks, in a line each."""
    from weakties.simulation.parameters import read_by
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.scenario import relations_of

    grid, names = made.grid(), (*made.vary, *made.fixed)
    networks = dict.fromkeys(str(point["network"]) for point in grid)
    lines = [
        f"{name} does nothing in the network {network}"
        for name in names
        for network in networks
        if not read_by(name, network)
    ]
    if any(relations_of(point, strict=False) is None for point in grid):
        idle = (name for name in names if name in RelationParameters.model_fields)
        lines += [f"{name} does nothing where relations are off" for name in idle]
    return lines


def check_room(made: Design, jobs: int) -> None:
    """Raises UserError when so many worlds at once as there are processes do not fit into memory."""
    import joblib

    from weakties.simulation import memory
    from weakties.simulation.parameters import MarketParameters, NetworkParameters
    from weakties.simulation.scenario import relations_of

    def need(point: Mapping[str, Any]) -> float:
        crowd = memory.crowd_of(point["workers"], own(NetworkParameters, point))
        lived = memory.market(crowd, own(MarketParameters, point), point["weeks"])
        if (lives := relations_of(point, strict=False)) is not None:
            lived += memory.living(crowd, lives, point["weeks"], 0)
        return max(memory.making(point["network"], crowd), lived)

    grid = made.grid()
    largest = max(grid, key=need)
    at_once = min(jobs or joblib.cpu_count(), len(grid) * made.replicates)
    room.check(
        need(largest),
        f"{largest['workers']} people in {largest['network']}, {largest['weeks']} weeks",
        at_once,
    )


def check(name: str, value: Any) -> None:
    """Raises UserError unless a setting has that name, and may have that value."""
    from weakties.simulation import networks
    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.parameters import MarketParameters, NetworkParameters
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.scenario import RELATIONS, relations_of, sorted_by

    if name == "mechanisms" or "." in name:  # of one's own: looked at point by point (`_check_points`)
        return
    sets = (NetworkParameters, MarketParameters, Mechanisms, RelationParameters)
    sorted_by({name: value}, *sets, also=("network", RELATIONS, *LENGTH))
    if name == "network":
        if value not in networks.GENERATORS:
            networks.create(str(value), workers=1, seed=0)  # says which there are
    elif name == RELATIONS:
        relations_of({name: value})
    elif name in LENGTH:
        low, high = LENGTH[name]
        if not isinstance(value, int) or not low <= value <= high:
            raise UserError(f"{name} = {value}: must be a whole number from {low} to {high}")
    else:
        for known in sets:
            if name in known.model_fields:
                known.create({name: value})


def run(plan: Design, measure: str, out: Path, *, jobs: int) -> tuple[Runs, pd.DataFrame]:
    """Run a sweep into a folder: runs.parquet, one row a world, and summary.csv and .parquet. Returns both tables.

    Raises UserError where the folder holds another sweep.
    """
    from weakties.experiments.worlds.market import world

    asked = measures.get(measure)
    check_room(plan, jobs)
    for line in unread(plan):
        say(line)
    runs = run_in(store.Folder(Path(out)), Plan("sweep", world, plan), jobs=jobs, keep=True)
    table = summary(runs, asked, plan.axes)
    note = store.provenance(measure=measure, runs=runs.fingerprint)
    store.write_table(Path(out) / "summary.parquet", table, note)
    store.write_bytes(Path(out) / "summary.csv", table.to_csv(index=False).encode())
    return runs, table


def summary(runs: Runs, measure: measures.Measure, axes: Sequence[str]) -> pd.DataFrame:
    """One row for each point and quantity: the axes, quantity, value, low, high (per cent), n (replicates)."""
    import pandas as pd

    rows = []
    for point, worlds in runs.good.groupby("point", sort=True):
        place = {"point": point, **{axis: worlds[axis].iloc[0] for axis in axes}}
        for quantity, e in measure.estimates(worlds).items():
            rows.append({**place, "quantity": quantity, **e._asdict()})
    return pd.DataFrame(rows, columns=["point", *axes, "quantity", "value", "low", "high", "n"])
