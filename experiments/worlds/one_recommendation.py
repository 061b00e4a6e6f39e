"""One recommendation experiment from the command line: whether what is asked for can be run."""

from __future__ import annotations

import math
from typing import Any

from weakties.experiments.engine import room
from weakties.experiments.options import own
from weakties.simulation.errors import UserError


def check(point: dict[str, Any], seed: int, replay: float) -> None:
    """Raises UserError for a name or a value that is none, for an experiment from which nothing could be learned, and for one
    that does not fit into memory. point: as of `recommendation_world.setup_of`."""
    from weakties.experiments.worlds.recommendation import PLATFORM, SWITCHES
    from weakties.simulation import memory
    from weakties.simulation.chance import check_seed
    from weakties.simulation.market.mechanism_parameters import Mechanisms
    from weakties.simulation.networks.contact_layers import check_workers
    from weakties.simulation.parameters import MarketParameters, NetworkParameters, check_name
    from weakties.simulation.recommendation import experiment
    from weakties.simulation.recommendation.parameters import RecommendationParameters
    from weakties.simulation.scenario import refuse_relations

    check_seed(seed)
    refuse_relations(point, "the recommendation experiment")
    if not math.isfinite(replay):
        raise UserError(f"--replay {replay}: must be a share from 0 to 1")
    sets = (RecommendationParameters, MarketParameters, Mechanisms, NetworkParameters)
    given = {name: value for name, value in point.items() if name not in ("workers", "weeks")}
    known = {**SWITCHES, **{name: None for group in sets for name in group.model_fields}}
    for name, value in given.items():
        check_name(name, known)
        if name in SWITCHES and value not in (0, 1):
            raise UserError(f"{name} = {value}: must be 0 or 1")
    design = own(RecommendationParameters, given)
    market = own(MarketParameters, given)
    own(Mechanisms, given)
    network = own(NetworkParameters, {**PLATFORM, **given})
    workers, weeks = int(point["workers"]), int(point["weeks"])
    check_workers(workers, network)
    experiment.check(workers, design)
    experiment.check_weeks(weeks, design.later)
    crowd = memory.crowd_of(workers, network)
    need = max(memory.making("layers", crowd), memory.experiment(crowd, market, design, (weeks, replay)))
    room.check(need, f"{workers} people, about {crowd.ties:.2g} ties, {weeks} weeks")
