"""Any design over draws of what is not known: each draw is one world a point, and estimates spread as draws and luck do.

A draw stands for defaults. It replaces a parameter that a point does not mention, or leaves at its default; what a design varies,
or sets to anything else, is its own and stays. Points of one draw share their luck, as those of one replicate do otherwise.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weakties.analysis.uncertainty import CONFIDENCE, Estimate
from weakties.experiments.engine.declare import Design, Experiment, Finding, Point, World
from weakties.experiments.engine.severity import COLUMNS
from weakties.experiments.engine.verdicts import judged
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.runner import Runs

DRAW, LUCK, DRAWN, LEFT_OUT = "draw", "luck", "drawn", "left_out"


def run(
    experiment: Experiment,
    draws: Sequence[Mapping[str, Any]],
    folder: Path,
    *,
    quick: bool,
    jobs: int,
    luck: Sequence[int] | None = None,
) -> Runs:
    """Run what is not saved yet of an experiment over these draws. luck: draws of the same number share it; else each its own."""
    from weakties.experiments.engine.progress import say
    from weakties.experiments.engine.runner import Plan, run_in
    from weakties.experiments.engine.store import Folder

    design = over(experiment.size(quick), draws, luck or range(len(draws)))
    label = f"{experiment.key} over {len(draws)} draws ({'quick' if quick else 'full'})"
    runs = run_in(Folder(folder), Plan(label, drawn(experiment.world), design), jobs=jobs)
    left = {name for names in runs.good.get(LEFT_OUT, ()) for name in str(names).split()}
    if left:
        say(f"{label}: its worlds do not know {', '.join(sorted(left))}; the rest of each draw is used")
    return runs


def over(design: Design, draws: Sequence[Mapping[str, Any]], luck: Sequence[int]) -> Design:
    """The points of a design with each of the draws."""
    usual = defaults()
    points = []
    for k, draw in enumerate(draws):
        for listed in design.points:
            said = {**design.fixed, **listed}
            takes = {
                name: value
                for name, value in draw.items()
                if name not in design.vary and said.get(name, usual.get(name)) == usual.get(name)
            }
            points.append({**listed, DRAW: k, LUCK: luck[k], DRAWN: json.dumps(takes)})
    return Design(replicates=1, seed=design.seed, fixed=design.fixed, vary=design.vary, points=points)


def defaults() -> dict[str, Any]:
    """Every declared parameter with its default."""
    from weakties.experiments.calibration.prior import declared

    return {name: info.default for name, info in declared().items()}


def drawn(world: World) -> World:
    """The same world for points with a draw."""
    return functools.partial(_with_draw, world)


def _with_draw(world: World, point: Point, seed: int) -> pd.DataFrame:
    """One world with what was drawn, less the names that it does not know: those are in the column LEFT_OUT."""
    import pandas as pd

    from weakties.simulation.chance import replicate_seed

    settings = {name: value for name, value in point.items() if name not in (DRAW, LUCK, DRAWN)}
    takes, left = dict(json.loads(point[DRAWN])), list[str]()
    while True:
        try:
            measured = world({**settings, **takes}, replicate_seed(seed, point[LUCK]))
            rows = pd.DataFrame([measured]) if isinstance(measured, Mapping) else measured
            return rows.assign(**{LEFT_OUT: " ".join(left)})
        except UserError as error:  # said before anything is run
            refused = [name for name in takes if re.search(rf"\b{name}\b", str(error))]
            if not refused:
                raise
            left.append(refused[0])
            del takes[refused[0]]


def values(finding: Finding, runs: Runs) -> pd.DataFrame:
    """What the finding measures in each draw: one row a draw, one column a quantity; NaN where it measures none."""
    import pandas as pd

    rows = {}
    for draw, worlds in runs.good.groupby(DRAW):
        try:
            estimates = finding.measure(worlds.reset_index(drop=True))
        except (UserError, ArithmeticError, ValueError, IndexError, KeyError):
            estimates = {}  # one world of some draws is too little for some findings
        rows[draw] = {
            p.quantity: estimates[p.quantity].value for p in finding.published if p.quantity in estimates
        }
    return pd.DataFrame.from_dict(rows, orient="index", columns=[p.quantity for p in finding.published])


def spread(table: pd.DataFrame) -> dict[str, Estimate]:
    """The median of each quantity, and the interval that holds 95 % of the draws; n = draws."""
    tail = (1 - CONFIDENCE) / 2
    found = {}
    for name, column in table.items():
        x = column.dropna()
        if len(x) > 1:
            low, median, high = x.quantile([tail, 0.5, 1 - tail])
            found[str(name)] = Estimate(float(median), float(low), float(high), len(x))
    return found


def passes(finding: Finding, table: pd.DataFrame) -> pd.DataFrame:
    """How many draws give a world that passes each row: its own value, as if it were known exactly, would be reproduced; of a row
    that contradicts another target, as if it did not.

    Columns: finding, quantity, passed, worlds (those that measure it).
    """
    import pandas as pd

    rows = []
    for p in finding.published:
        alone, measured = replace(p, contradicts=""), table[p.quantity].dropna()
        words = [judged(alone, Estimate(x, x, x, 1)).word for x in measured]
        rows.append((finding.key, p.quantity, words.count("reproduced"), len(words)))
    return pd.DataFrame(rows, columns=COLUMNS)
