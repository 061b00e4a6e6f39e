"""A calibration, run: generations of worlds (amis.py), each of them a design like any other, which resumes where it was stopped.

Which worlds a generation has follows from those before it; each particle's luck is that of (seed, generation, number). So the
same command gives the same bits, however many processes there are and however often it was stopped. No backend is named to
joblib: `joblib.parallel_config(backend="dask")` around `calibrate` puts a cluster to work, within a generation.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.engine.declare import Design, Point, World
from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.calibration.amis import Cloud
    from weakties.experiments.calibration.registry import Calibration

SEED = 20261125
PARTICLE = "particle"


@dataclass(frozen=True)
class Calibrated:
    """What a calibration found.

    worlds  one row a particle, in order: generation, particle, the inputs, what was measured, error, loglik, weight (sum 1)
    cloud   the same as particles (amis.py)
    """

    calibration: Calibration
    worlds: pd.DataFrame
    cloud: Cloud
    seed: int

    @property
    def names(self) -> list[str]:
        """Of the inputs."""
        return [one.name for one in self.calibration.inputs]

    @property
    def weights(self) -> NDArray[np.float64]:
        """Of the particles."""
        return self.worlds.weight.to_numpy()

    def draws(self, count: int) -> pd.DataFrame:
        """So many rows of `worlds`, of equal weight; a particle may stand there more than once."""
        from weakties.experiments.calibration.amis import systematic
        from weakties.simulation.chance import Purpose, generator
        from weakties.simulation.streams import CalibrationStream

        rng = generator(self.seed, Purpose.CALIBRATION, CalibrationStream.DRAWS)
        which = systematic(self.weights, count, rng)
        return self.worlds.iloc[rng.permutation(which)].reset_index(drop=True)


def calibrate(
    calibration: Calibration,
    world: World,
    out: Path,
    particles: tuple[int, ...] = (512, 256, 256, 256, 256),
    *,
    jobs: int = 0,
    seed: int = SEED,
) -> Calibrated:
    """Run what is not saved yet of a calibration, in the folder `out`, one folder a generation.

    world      (point, seed) -> a mapping with the counts of every class and the value of every moment that is fitted, by name;
               its point has what the calibration's worlds have in common, and the inputs
    particles  how many in each generation

    Raises UserError where nothing can be saved, or worlds do not measure what is fitted, or all of a generation fail.
    """
    import pandas as pd

    from weakties.experiments.calibration import amis, likelihood
    from weakties.experiments.calibration.together import Together

    generations: list[pd.DataFrame] = []

    def evaluate(g: int, z: NDArray[np.float64]) -> amis.Evaluated:
        rows = _generation(calibration, world, Path(out), (g, z), jobs, seed)
        generations.append(rows)
        return amis.Evaluated(rows.loglik.to_numpy(), likelihood.summaries(calibration, rows))

    sets = Together(
        np.array([one.name in calibration.costly for one in calibration.inputs]), calibration.together
    )
    if any(count % sets.size for count in particles):
        raise UserError(
            f"particles: each generation must be sets of {sets.size}, which share {', '.join(calibration.costly)}"
        )
    d = len(calibration.inputs)
    cloud = amis.sample(evaluate, likelihood.target(calibration), d, particles, seed, sets)
    worlds = pd.concat(generations, ignore_index=True).assign(weight=cloud.weights())
    return Calibrated(calibration, worlds, cloud, seed)


def _generation(
    calibration: Calibration,
    world: World,
    out: Path,
    particles: tuple[int, NDArray[np.float64]],
    jobs: int,
    seed: int,
) -> pd.DataFrame:
    """The worlds of one generation, in the order of its particles, with their log likelihoods."""
    from weakties.experiments.calibration.likelihood import log_likelihood
    from weakties.experiments.calibration.prior import values_of
    from weakties.experiments.engine.progress import say
    from weakties.experiments.engine.runner import Plan, run_in
    from weakties.experiments.engine.store import Folder

    g, z = particles
    points = [{**values, PARTICLE: k} for k, values in enumerate(values_of(calibration.inputs, z))]
    design = listed(calibration.world, points, seed, g)
    plan = Plan(f"{calibration.key}, generation {g}", lucky(world, calibration.together), design)
    rows = run_in(Folder(out / f"generation-{g}"), plan, jobs=jobs).rows
    if len(failed := rows[rows.error != ""]):
        say(
            f"{plan.label}: {len(failed)} of {len(rows)} worlds failed, the first with {failed.error.iloc[0]}"
        )
    if len(failed) == len(rows):
        raise UserError(f"{plan.label}: no world could be run ({failed.error.iloc[0]})")
    return rows.assign(generation=g, loglik=log_likelihood(calibration, rows))


def listed(common: Point, points: list[dict[str, Any]], seed: int, generation: int) -> Design:
    """The design of particles, whose luck is addressed by the generation, and by the number that stands in each point."""
    from weakties.simulation.chance import replicate_seed

    return Design(replicates=1, seed=replicate_seed(seed, generation), fixed=common, points=points)


def lucky(world: World, together: int = 1) -> World:
    """The same world for points that have a number: it is not a parameter, but whose luck it is, shared by so many `together`."""
    return functools.partial(_with_luck, world, together)


def _with_luck(world: World, together: int, point: Point, seed: int) -> Mapping[str, float] | pd.DataFrame:
    from weakties.simulation.chance import replicate_seed

    settings = dict(point)
    number = settings.pop(PARTICLE)
    return world(settings, replicate_seed(seed, number // together))
