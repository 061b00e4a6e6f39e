"""A sweep: a grid over networks and any parameters of markets and mechanisms, run and summed up like the design of a finding."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.analysis import measures
from weakties.experiments.engine import room, store
from weakties.experiments.engine.declare import Design, Point
from weakties.experiments.engine.progress import say
from weakties.experiments.engine.runner import Plan, Runs, run_in
from weakties.experiments.options import MOST_PEOPLE, MOST_WEEKS, MOST_WORLDS
from weakties.experiments.worlds import sweep_columns, swept
from weakties.simulation.errors import UserError
from weakties.simulation.shaped_by import SHAPED_BY

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.scenario import Scenario

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
    _check_points(made)
    return made


def _check_points(made: Design) -> None:
    """Raises UserError for a point that is no world, and when something is varied that none of the networks reads: its rows would
    be the same."""
    from weakties.simulation.shaped_by import read_by

    grid = made.grid()
    scenarios_of(grid)
    if "workers" in made.vary and not any(map(swept.generated, grid)):
        raise UserError("workers does nothing in networks that are given: they have their own people")
    names = dict.fromkeys(str(point["network"]) for point in grid)
    for name in made.vary:
        if not any(read_by(name, network) for network in names):
            raise UserError(
                f"{name} does nothing in {' and '.join(names)}: all its rows would be the same; "
                f"vary something else, or choose --network {SHAPED_BY[name][0]}"
            )


def scenarios_of(grid: Sequence[Point]) -> list[Scenario]:
    """The worlds of the points. Numbers of ties that live are an error only where ties live at none of them."""
    from weakties.simulation.relations.parameters import RELATIONS

    alive = any(point.get(RELATIONS) in ("on", True) for point in grid)
    return [swept.scenario_in(point, strict=not alive) for point in grid]


def unread(made: Design) -> list[str]:
    """What is set or varied and does nothing in some of the networks, in a line each."""
    from weakties.simulation.relations.parameters import RelationParameters
    from weakties.simulation.shaped_by import read_by
    from weakties.simulation.trust.parameters import TrustParameters
    from weakties.simulation.trust.trusting import Trusting

    grid, names = made.grid(), (*made.vary, *made.fixed)
    networks = dict.fromkeys(str(point["network"]) for point in grid)
    lines = [
        f"{name} does nothing in the network {network}"
        for name in names
        for network in networks
        if not read_by(name, network)
    ]
    if any(scenario.relations is None for scenario in scenarios_of(grid)):
        idle = (name for name in names if name in RelationParameters.model_fields)
        lines += [f"{name} does nothing where relations are off" for name in idle]
    if not all(isinstance(scenario.relations, Trusting) for scenario in scenarios_of(grid)):
        idle = (name for name in names if name in TrustParameters.model_fields)
        lines += [f"{name} does nothing where nobody trusts" for name in idle]
    return lines


def check_room(made: Design, jobs: int) -> None:
    """Raises UserError when so many worlds at once as there are processes do not fit into memory."""
    import joblib

    from weakties.experiments.worlds.one_market import need_of
    from weakties.simulation import memory

    def need(point: Point) -> tuple[float, str]:
        scenario, network = swept.scenario_in(point), str(point["network"])
        if swept.generated(point):
            crowd = memory.crowd_of(scenario.workers or 0, scenario.shape)
            making = memory.making(network, crowd)
        else:
            crowd, making = memory.crowd_in(swept.ties_in(network)), 0.0
        about = f"{crowd.people} people in {network}, {scenario.weeks} weeks"
        return max(making, need_of(crowd, scenario, scenario.length[0], 0)), about

    grid = made.grid()
    room.check(*max(map(need, grid)), min(jobs or joblib.cpu_count(), len(grid) * made.replicates))


def check(name: str, value: Any) -> None:
    """Raises UserError unless a setting has that name, and may have that value."""
    from weakties.simulation import networks
    from weakties.simulation.scenario import Scenario

    if name in LENGTH:
        low, high = LENGTH[name]
        if not isinstance(value, int) or not low <= value <= high:
            raise UserError(f"{name} = {value}: must be a whole number from {low} to {high}")
    elif name == "network" and networks.readable(str(value)):
        return
    elif name != "mechanisms" and "." not in name:  # what is of one's own is looked at point by point
        Scenario.of({name: value}, knows=("network", *LENGTH), strict=False, workers=MOST_PEOPLE)


def run(plan: Design, measure: str, out: Path, *, jobs: int) -> tuple[Runs, pd.DataFrame]:
    """Run a sweep into a folder: runs.parquet, one row a world, and summary.csv and .parquet. Returns both tables.

    measure: the name of one, or several with commas. Raises UserError where the folder holds another sweep.
    """
    import pandas as pd

    asked = {name.strip(): measures.get(name.strip()) for name in measure.split(",")}
    check_room(plan, jobs)
    for line in unread(plan):
        say(line)
    meant = sweep_columns.columns(plan.axes)
    folder = store.Folder(Path(out), meant)
    runs = run_in(folder, Plan("sweep", swept.world, plan), jobs=jobs, keep=True)
    table = pd.concat([summary(runs, one, plan.axes) for one in asked.values()], ignore_index=True)
    note = store.provenance(measure=measure, runs=runs.fingerprint)
    store.write_table(Path(out) / "summary.parquet", table, note, meant)
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
