"""One spread of news from the command line: the run, a short summary, and its figures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from weakties.experiments.engine import compiling, room
from weakties.experiments.worlds.one_market import WATCHED
from weakties.experiments.worlds.one_network import frame_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.memory import Crowd
    from weakties.simulation.scenario import Scenario
    from weakties.simulation.spread.model import InformationSpread
    from weakties.simulation.ties import Ties

SHARES = (0.1, 0.5, 0.9)


def described(
    network: str, workers: int | None, seed: int, contagion: str, settings: Mapping[str, Any], weeks: int
) -> Scenario:
    """The scenario of a command line; a network that is read is yet to be (GIVEN).

    Raises UserError for bad names and values, and when the news do not fit into memory: before anything is made.
    """
    from weakties.simulation import memory
    from weakties.simulation.chance import check_seed
    from weakties.simulation.scenario import Scenario

    check_seed(seed)
    frame = frame_of(network, workers)
    scenario = Scenario.of(settings, "spread", knows=(), contagion=contagion, **frame)
    compiling.tell()
    if scenario.workers is not None:
        crowd = memory.crowd_of(scenario.workers, scenario.shape)
        need = max(memory.making(network, crowd), _need(scenario, crowd, weeks))
        pieces = scenario.spread.pieces
        room.check(need, f"{crowd.people} people, about {crowd.ties:.2g} ties, {pieces} pieces of news")
    return scenario


def _need(scenario: Scenario, crowd: Crowd, weeks: int) -> float:
    """Bytes of the news, and of the ties where they live."""
    from weakties.simulation import memory

    need = memory.spread(crowd, scenario.spread, scenario.contagion)
    if scenario.relations is None:
        return need
    need += memory.FIXED * crowd.ties
    return need + memory.living(crowd, scenario.relations, weeks, min(WATCHED, crowd.people))


def model(scenario: Scenario, ties: Ties, first: Sequence[str], seed: int, weeks: int) -> InformationSpread:
    """The model at its start, on these ties; first: the names of those who know first (none: drawn by chance).

    Raises UserError for people whom the network does not have, and when the news do not fit into memory.
    """
    from weakties.simulation import memory
    from weakties.simulation.spread.model import InformationSpread

    room.check(
        _need(scenario, memory.crowd_in(ties), weeks),
        f"{ties.people} people, {scenario.spread.pieces} pieces of news",
    )
    informed = people_named(ties, first) if first else None
    made = InformationSpread(scenario.on(ties), seed=seed, first_informed=informed)
    if made.living is not None:
        made.watch(min(WATCHED, ties.people))
    return made


def idle(scenario: Scenario, ties: Ties, notes: Sequence[str]) -> tuple[str, ...]:
    """What a network that was read, which has notes, says and no such spread of news looks at."""
    from weakties.simulation import networks

    return networks.idle(ties, scenario.looks_at) if notes else ()


def people_named(ties: Ties, names: Sequence[str]) -> list[int]:
    """The numbers of people by their names in the file they were read from, or by number where they have none.

    Raises UserError for a name that nobody has.
    """
    return [int(row) for row in ties.numbers(names)]


def summary(news: InformationSpread) -> dict[str, float]:
    """How far and how fast: people who know, on average over pieces of news; and for each of SHARES the share of pieces of which
    that many people come to know, and the median over all pieces of the weeks that it takes (inf: half of them, or more, never
    get there). A mean over pieces would be infinite as soon as one does not."""
    import numpy as np

    from weakties.analysis.diffusion import reach, weeks_to

    weeks = news.informed_week
    found = {"people who know, share": float(reach(weeks).mean())}
    for share in SHARES:
        taken = weeks_to(weeks, share)
        if len(taken) > 1:
            found[f"pieces that {share:.0%} come to know, share"] = float(np.isfinite(taken).mean())
        middle = np.sort(taken)[(len(taken) - 1) // 2 : len(taken) // 2 + 1]
        found[f"weeks until {share:.0%} know" + (", median" if len(taken) > 1 else "")] = float(middle.mean())
    return found


def first_heard(news: InformationSpread, adoptions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What figures/first_heard.py takes."""
    import pandas as pd

    from weakties.analysis.diffusion import curve, first_heard_by
    from weakties.analysis.shares import CLASSES, POPULAR
    from weakties.analysis.uncertainty import wilson

    heard, ties = first_heard_by(adoptions, CLASSES), CLASSES.tally(news.ties.contact_rate)
    total, all_ties = sum(heard.values()), max(1.0, sum(ties.values()))
    rows = []
    for name, low in zip(CLASSES.classes, CLASSES.bounds, strict=True):
        share = wilson(heard[name], total)
        value = 0.0 if math.isnan(share.value) else share.value
        rows.append((name, low >= POPULAR.bounds[0], ties[name] / all_ties, value, share.low, share.high))
    classes = pd.DataFrame(rows, columns=["name", "strong", "ties", "heard", "low", "high"])
    informed = curve(news.informed_week, news.week).mean(axis=0)
    return {"classes": classes, "curve": pd.DataFrame({"week": range(len(informed)), "informed": informed})}


def cascade(adoptions: pd.DataFrame) -> pd.DataFrame:
    """What figures/cascade.py takes: the piece of news that most people came to know."""
    from weakties.analysis.shares import POPULAR

    widest = adoptions.piece.value_counts().idxmax()
    one = adoptions[adoptions.piece == widest]
    return one[["person", "teller", "week"]].assign(strong=one.contact_rate >= POPULAR.bounds[0])
