"""The judge of coverage: whether a count of intervals that hold the truth is one that exact coverage gives.

Coverage is a count out of n experiments, not a number with a margin that a reader "would not mind". So the acceptance range is
the central 95 % of Binomial(n, promised): intervals that hold the truth as often as they promise pass with a chance of 95 % at
least, however many experiments there are, and more experiments find out others more surely (`weakties.analysis.coverage.power`).
Of 40 intervals of 95 %, 35 to 40 must hold the truth: exact coverage passes with 98.6 %, and coverage of 80 % fails with 84 %.
Intervals that hold everything cannot be told from exact ones by 40 (0.95^40 = 13 %), only from 72 experiments on: the judge says
so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.experiments.engine.verdicts import Verdict

if TYPE_CHECKING:
    from weakties.analysis.uncertainty import Estimate
    from weakties.experiments.engine.declare import Published

POOR = 80.0  # per cent: the coverage against which the power is said


def as_promised(published: Published, ours: Estimate) -> Verdict:
    """The verdict on a coverage. published: the promise, in per cent; ours: the share of `ours.n` intervals that held the truth.

    A test, so never undecided but where nothing was run.
    """
    from weakties.analysis.coverage import band, power

    n, promised = ours.n, published.value / 100
    if n < 1 or ours.value != ours.value:
        return Verdict("undecided", "no experiment could say")
    exact, held = band(n, promised), round(ours.value / 100 * n)
    found_out = f"{POOR:g} % coverage is found out in {100 * power(n, POOR / 100, promised):.0f} %"
    span = f"{exact.low} to {exact.high} of {n}, as exact coverage has it in 95 %; {found_out}"
    if exact.holds(held):
        blind = "" if exact.sees_too_wide else f"; that intervals are too wide could not be seen with {n}"
        return Verdict("reproduced", f"{held} held it, within {span}{blind}")
    side = "below" if held < exact.low else "above"
    return Verdict("not reproduced", f"{held} held it, {side} {span}")
