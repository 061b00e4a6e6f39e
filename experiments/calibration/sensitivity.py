"""Sensitivity: how much of what varies in an outcome, over the prior, is due to each input (Sobol indices).

First order S_i: the share of the variance that would go if input i were known; total T_i: what would be left if all others were
(Saltelli et al. 2010, Comput. Phys. Commun. 181:259; indices by SALib). The sample is Saltelli's, N (inputs + 2) worlds out of a
Sobol sequence. Worlds of one row of it share their luck, so that luck, which all worlds have, is not taken for interactions.
Intervals are those of SALib's bootstrap over rows, 95 %; with a small N they are wide, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.calibration.known import Known
from weakties.experiments.engine.declare import Design, Experiment
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.calibration.registry import Uncertain
    from weakties.experiments.engine.declare import Finding

RESAMPLES = 500
LEAST = 8  # rows: fewer say nothing


@dataclass(frozen=True)
class Sample:
    """Saltelli's sample: z as particles (rows × (inputs + 2), inputs), in blocks A, AB_1 ... AB_d, B; luck: the block of each."""

    inputs: tuple[Uncertain, ...]
    z: NDArray[np.float64]
    luck: list[int]

    def points(self) -> list[dict[str, Any]]:
        """As parameters."""
        from weakties.experiments.calibration.prior import values_of

        return values_of(self.inputs, self.z)


def saltelli(inputs: Sequence[Uncertain], rows: int, seed: int) -> Sample:
    """The sample; a longer one begins like a shorter one. Raises UserError for fewer than LEAST rows."""
    from scipy.special import ndtri

    from weakties.experiments.calibration.amis import sobol
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.streams import CalibrationStream

    if rows < LEAST:
        raise UserError(f"{rows} rows: at least {LEAST}, or the indices say nothing")
    d = len(inputs)
    rng = generator(seed, Purpose.CALIBRATION, CalibrationStream.SENSITIVITY)
    both = ndtri(sobol(2 * d, rows, rng))
    first, second = both[:, :d], both[:, d:]
    blocks = np.repeat(first[:, None, :], d + 2, axis=1)
    for k in range(d):
        blocks[:, k + 1, k] = second[:, k]
    blocks[:, d + 1] = second
    luck = [row for row in range(rows) for _ in range(d + 2)]
    return Sample(tuple(inputs), blocks.reshape(-1, d), luck)


def indices(inputs: Sequence[Uncertain], outcomes: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row an outcome and input: first, first_low, first_high, total, total_low, total_high; outcomes: (sample, quantities).

    A block in which a world measured nothing is left out, whole; an outcome that does not vary has no indices.
    """
    import pandas as pd
    from SALib.analyze import sobol

    d = len(inputs)
    problem = {"num_vars": d, "names": [one.name for one in inputs], "bounds": [[0.0, 1.0]] * d}
    rows = []
    for name, column in outcomes.items():
        blocks = column.to_numpy(float).reshape(-1, d + 2)
        blocks = blocks[np.isfinite(blocks).all(axis=1)]
        if len(blocks) < LEAST or np.ptp(blocks) == 0:
            continue
        found = sobol.analyze(
            problem, blocks.ravel(), calc_second_order=False, num_resamples=RESAMPLES, seed=seed % 2**32
        )
        for k, one in enumerate(inputs):
            s, t, ds, dt = (float(found[key][k]) for key in ("S1", "ST", "S1_conf", "ST_conf"))
            rows.append((name, one.name, s, s - ds, s + ds, t, t - dt, t + dt, len(blocks)))
    ends = [f"{kind}{end}" for kind in ("first", "total") for end in ("", "_low", "_high")]
    return pd.DataFrame(rows, columns=["quantity", "input", *ends, "rows"])


def without_indices(outcomes: pd.DataFrame, table: pd.DataFrame) -> dict[str, int]:
    """The outcomes, as given to `indices`, that have none in its table, and in how many worlds each has a value."""
    there = set(table["quantity"])
    return {str(name): int(outcomes[name].notna().sum()) for name in outcomes if name not in there}


def checked(inputs: Sequence[Uncertain], worlds: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """From any sample of the prior, generation 0 of a calibration for example: quantity, input, RBD-FAST's first-order index
    (Tarantola, Gatelli and Mara 2006) and PAWN's median (Pianosi and Wagener 2018), which looks at the whole distribution."""
    import pandas as pd
    from SALib.analyze import pawn, rbd_fast

    from weakties.experiments.calibration.prior import scaled

    names = [one.name for one in inputs]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    u = scaled(inputs, worlds[names].to_numpy(float))
    rows = []
    for name, column in outcomes.items():
        y = column.to_numpy(float)
        good = np.isfinite(y)
        fast = rbd_fast.analyze(problem, u[good], y[good], num_resamples=2, seed=1)
        whole = pawn.analyze(problem, u[good], y[good], S=8, seed=1)
        rows += [(name, n, float(fast["S1"][k]), float(whole["median"][k])) for k, n in enumerate(names)]
    return pd.DataFrame(rows, columns=["quantity", "input", "rbd_fast", "pawn"])


def headline(chosen: Known, worlds: pd.DataFrame) -> pd.DataFrame:
    """The shares of a calibration's tables, its moments, and what it predicts, one row a world."""
    import pandas as pd

    from weakties.experiments.calibration.known import Share
    from weakties.experiments.calibration.report import share_of

    found: dict[str, NDArray[np.float64]] = {}
    for table in chosen.calibration.tables:
        whole = worlds[list(table.classes)].sum(axis=1)
        found |= {name: (worlds[name] / whole).to_numpy(float) for name in table.classes}
    found |= {m.name: worlds[m.name].to_numpy(float) for m in chosen.calibration.moments}
    found |= {name: share_of(worlds, Share(*share)) for name, share in chosen.predicted.items()}
    return pd.DataFrame(found)


def of_headline(chosen: Known, sample: Sample, out: Path, *, jobs: int, seed: int) -> pd.DataFrame:
    """Run the worlds of a calibration at a sample, and their outcomes, one row each, in order."""
    from weakties.experiments.calibration import over

    design = Design(replicates=1, seed=seed, fixed=chosen.calibration.world)
    experiment = Experiment(
        key=f"sensitivity-{chosen.calibration.key}", world=chosen.function(), design=design, quick=design
    )
    runs = over.run(experiment, sample.points(), out, quick=False, jobs=jobs, luck=sample.luck)
    good = runs.good.set_index(over.DRAW)
    return headline(chosen, good).set_axis(good.index).reindex(range(len(sample.z)))


def of_finding(finding: Finding, sample: Sample, out: Path, *, quick: bool, jobs: int) -> pd.DataFrame:
    """The same of a finding's rows: what it measures in one world at each of its points."""
    from weakties.experiments.calibration import over

    runs = over.run(finding.experiment, sample.points(), out, quick=quick, jobs=jobs, luck=sample.luck)
    return over.values(finding, runs).reindex(range(len(sample.z)))


def plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """For programs: numbers or null."""
    import json

    return list(json.loads(table.to_json(orient="records")))
