"""The fit of the two numbers of ties that live that are fitted: `python -m weakties.experiments.worlds.fit_ties_in_time`.

`exploring` and `occasion_life` are set so that a log of everybody's talks agrees in two numbers with what was published: the
share of ties that are there again after one window of 28 days (a firm's e-mail, finding tie-survival), and the exponent of
social signatures (calls of students, finding social-signature). Worlds are those of these findings, but for their seeds, 0 to 3,
which no finding uses. Nothing else is fitted, and nothing else is looked at here.

Newton's method in the logarithms of both, its slopes from one step in each and then kept up by Broyden's rule; it ends when both
numbers, rounded to two significant digits, are those that were tried last. Minutes of two cores.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.worlds.ties_in_time import logs
from weakties.experiments.worlds.ties_in_time_experiment import LENGTH

SEEDS = (0, 1, 2, 3)
WORKERS = 2_000
AIMS = (0.609, 1.20)  # there again after a window; exponent
STEP = 0.2  # of a logarithm
TRIES = 8
Numbers = NDArray[np.float64]


def statistics(exploring: float, occasion_life: float, seed: int) -> tuple[float, float]:
    """(share of ties there again after one window, exponent) in one world: means of its logs, each by what it counts."""
    from weakties.analysis.contact_log.report import STANDARD
    from weakties.analysis.contact_log.resample import Resample
    from weakties.analysis.contact_log.signature import signature
    from weakties.analysis.contact_log.survival import survival
    from weakties.analysis.contact_log.tie_log import TieLog

    point = {"workers": WORKERS, **LENGTH, "exploring": exploring, "occasion_life": occasion_life}
    found = []
    for log in logs(point, seed):
        ties = TieLog(log)
        presence, sample = ties.presence(STANDARD.window), Resample(ties, seed, 0)
        again = survival(presence, ties.shared(presence), STANDARD.window, sample)
        rows = [*again, *signature(ties, STANDARD.period, sample)]
        named = {(row.statistic, row.of): row.measured.estimate for row in rows}
        found.append([named["survival", "1"], named["signature", "exponent"]])
    return tuple(  # type: ignore[return-value]
        float(np.average([one.value for one in each], weights=[one.n for one in each]))
        for each in zip(*found, strict=True)
    )


def say(line: str) -> None:
    """At once, also into a file."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measured(numbers: Numbers) -> Numbers:
    """Both statistics, means over worlds; said on the way."""
    import joblib

    tasks = (joblib.delayed(statistics)(*numbers, seed) for seed in SEEDS)
    worlds = np.array(joblib.Parallel(n_jobs=-1)(tasks))
    mean, spread = worlds.mean(axis=0), worlds.std(axis=0, ddof=1)
    said = "there again {:.4f} ({:.4f} between worlds), exponent {:.3f} ({:.3f})"
    say(
        "exploring {:g}, occasion_life {:g}: ".format(*numbers)
        + said.format(mean[0], spread[0], mean[1], spread[1])
    )
    return np.asarray(mean)


def rounded(numbers: Numbers) -> Numbers:
    """To two significant digits."""
    return np.array([float(f"{number:.2g}") for number in numbers])


def fitted(start: Numbers, aims: Numbers, at: Callable[[Numbers], Numbers]) -> Numbers:
    """The numbers, of two significant digits, at which `at` comes nearest to the aims, by its slopes.

    Raises RuntimeError where it does not settle.
    """
    now = rounded(start)
    found = at(now)
    slopes = np.column_stack(
        [(at(now * np.exp(STEP * np.eye(len(now))[n])) - found) / STEP for n in range(len(now))]
    )
    for _ in range(TRIES):
        following = rounded(np.exp(np.log(now) + np.linalg.solve(slopes, aims - found)))
        if (following == now).all():
            return now
        step, there = np.log(following / now), at(following)
        slopes += np.outer(there - found - slopes @ step, step) / (step @ step)
        now, found = following, there
    raise RuntimeError(f"not settled after {TRIES} steps: last {now}")


if __name__ == "__main__":
    begin = np.array([float(word) for word in sys.argv[1:]] or [0.032, 14.0])
    say("fitted: exploring {:g}, occasion_life {:g}".format(*fitted(begin, np.array(AIMS), measured)))
