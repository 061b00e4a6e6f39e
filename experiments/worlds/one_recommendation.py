"""One recommendation experiment from the command line: whether what is asked for can be run."""

from __future__ import annotations

import math
from typing import Any

from weakties.experiments.engine import room
from weakties.simulation.errors import UserError


def check(point: dict[str, Any], seed: int, replay: float) -> None:
    """Raises UserError for a name or a value that is none, for an experiment from which nothing could be learned, and for one
    that does not fit into memory. point: as of `recommendation_world.setup_of`."""
    from weakties.experiments.worlds.recommendation import PLATFORM, SWITCHES
    from weakties.simulation import memory
    from weakties.simulation.chance import check_seed
    from weakties.simulation.recommendation import experiment
    from weakties.simulation.scenario import Scenario

    check_seed(seed)
    if not math.isfinite(replay):
        raise UserError(f"--replay {replay}: must be a share from 0 to 1")
    scenario = Scenario.of(
        {**PLATFORM, **point}, "recommendation", knows=("workers",), also=("weeks", *SWITCHES)
    )
    for name in SWITCHES:
        if point.get(name, 0) not in (0, 1):
            raise UserError(f"{name} = {point[name]}: must be 0 or 1")
    design, workers, weeks = scenario.recommendation, scenario.workers or 0, int(point["weeks"])
    experiment.check(workers, design, scenario.relations is not None)
    experiment.check_weeks(weeks, design.later)
    crowd = memory.crowd_of(workers, scenario.shape)
    lived = memory.experiment(crowd, scenario.market, design, (weeks, replay))
    if scenario.relations is not None:
        lived += memory.living(crowd, scenario.relations, weeks + design.settling, 0)
    need = max(memory.making("layers", crowd), lived)
    room.check(need, f"{workers} people, about {crowd.ties:.2g} ties, {weeks} weeks")
