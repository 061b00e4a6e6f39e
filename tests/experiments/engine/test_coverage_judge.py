"""The judge of coverage passes exact coverage in 95 % of all cases at least, and says how surely it finds out other coverage."""

from __future__ import annotations

from math import comb

import pytest

from weakties.analysis.uncertainty import Estimate, wilson
from weakties.experiments.engine.coverage import as_promised
from weakties.experiments.engine.declare import Published
from weakties.experiments.engine.verdicts import judged, margin
from weakties.experiments.findings import get

PROMISE = Published(
    quantity="held",
    value=95,
    unit="%",
    source="what an interval promises",
    verified="computed",
    coverage=True,
    role="self-test",
    margin=margin(8, "as the finding has it"),
)


def passes(n, true):
    """The chance of "reproduced" where every interval holds the truth with chance `true`: summed over all counts."""
    words = [as_promised(PROMISE, wilson(k, n).scaled(100)).word for k in range(n + 1)]
    return sum(
        comb(n, k) * true**k * (1 - true) ** (n - k) for k, word in enumerate(words) if word == "reproduced"
    )


@pytest.mark.parametrize("n", [10, 20, 40, 73, 100, 200, 500])
def test_exact_coverage_passes_however_many_experiments_there_are(n):
    assert passes(n, 0.95) >= 0.95


def test_useless_coverage_fails():
    """80 %: found out by 40 experiments in 84 %, by 100 in 99 %; half: for certain. What always holds: by 72 and more."""
    assert passes(40, 0.80) == pytest.approx(0.161, abs=1e-3)
    assert passes(100, 0.80) < 0.01 and passes(40, 0.5) < 1e-6
    assert passes(40, 1.0) == 1 and passes(72, 1.0) == passes(200, 1.0) == 0


def test_it_says_the_count_the_range_and_the_power():
    found = as_promised(PROMISE, wilson(37, 40).scaled(100))
    assert found.word == "reproduced"
    assert (
        "37 held it, within 35 to 40 of 40" in found.because
        and "80 % coverage is found out in 84 %" in found.because
    )
    assert "too wide could not be seen with 40" in found.because
    low = as_promised(PROMISE, wilson(20, 40).scaled(100))
    assert low.word == "not reproduced" and "below" in low.because
    assert "above" in as_promised(PROMISE, wilson(200, 200).scaled(100)).because


def test_where_nothing_could_be_estimated_nothing_is_decided():
    assert as_promised(PROMISE, Estimate(float("nan"), 0, 100, 0)).word == "undecided"


def test_the_finding_is_judged_by_it():
    finding = get("estimators")
    assert all(p.coverage and p.value == 95 for p in finding.published)
    some = wilson(37, 40).scaled(100)
    assert judged(finding.published[0], some) == as_promised(finding.published[0], some)
