"""What a design of the estimator laboratory cannot be: each said in one line, before anything runs."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from operator import mul

from weakties.experiments.worlds.estimator_design import MOST_ROWS, EstimatorDesign
from weakties.simulation.errors import UserError


def check(design: EstimatorDesign) -> None:
    """Raises UserError for a design that cannot be."""
    _check_arms(design)
    _check_sizes(design)
    _check_variance(design)


def _check_arms(design: EstimatorDesign) -> None:
    n, arms, names = design.numbers, design.arms, design.names
    if len(arms) - 1 < len(names):
        raise UserError(
            f"{len(arms)} arms cannot identify {len(names)} effects ({', '.join(names)}); list at least {len(names) + 1}"
        )
    if len(set(arms)) < 2:
        raise UserError(f"arms = {list(arms)}: all alike, so they move nothing; list shifts that differ")
    if n.first_stage_w and len(set(design.arms_on_w)) < 2:
        raise UserError("first_stage_w without arms_on_w: list how each arm shifts w")
    if design.regressors == "x and w" and not n.first_stage_w:
        raise UserError(
            "regressors = 'x and w': set first_stage_w and arms_on_w, so that arms move w as well"
        )
    if n.first_stage_w and design.regressors == "x and w" and abs(_alike(design)) > 1 - 1e-9:
        raise UserError(
            "arms and arms_on_w shift x and w in the same proportions: the two effects cannot be told apart"
        )
    for arm, count in enumerate(counts(design)):
        if count < 2:
            raise UserError(
                f"arm {arm + 1} gets {count} of {n.clusters} clusters; take more clusters, or larger arm_shares"
            )


def _alike(design: EstimatorDesign) -> float:
    """The correlation, over clusters, of the arms' shifts of x and of w."""
    share = [count / design.numbers.clusters for count in counts(design)]
    x, w = ([v - sum(map(mul, share, shifts)) for v in shifts] for shifts in (design.arms, design.arms_on_w))
    xx, ww, xw = (
        sum(p * a * b for p, a, b in zip(share, *pair, strict=True)) for pair in ((x, x), (w, w), (x, w))
    )
    return xw / math.sqrt(xx * ww)


def counts(design: EstimatorDesign) -> list[int]:
    """Clusters by arm: whole numbers nearest to the shares that sum to all (largest remainders)."""
    exact = [share * design.numbers.clusters for share in design.shares]
    found = [int(value + 1e-9) for value in exact]
    left = sorted(range(len(exact)), key=lambda arm: found[arm] - exact[arm])
    for arm in left[: design.numbers.clusters - sum(found)]:
        found[arm] += 1
    return found


def _check_sizes(design: EstimatorDesign) -> None:
    n = design.numbers
    rows = n.clusters * n.per_cluster
    if rows > MOST_ROWS:
        raise UserError(
            f"{n.clusters} clusters of {n.per_cluster}: at most {MOST_ROWS} rows in one experiment"
        )
    if n.clusters % n.clusters_per_market:
        raise UserError(
            f"clusters = {n.clusters} cannot be dealt into markets of {n.clusters_per_market}; take a multiple"
        )
    if n.interference and n.clusters_per_market * n.per_cluster < 2:
        raise UserError("interference in markets of one unit: raise per_cluster or clusters_per_market")


def _check_variance(design: EstimatorDesign) -> None:
    """What moves x, and w, cannot explain more than all of it."""
    n = design.numbers
    moved = n.first_stage / n.compliers + n.confounder_on_x**2 + n.control_on_x**2
    if moved >= 1:
        raise UserError(
            f"first_stage / compliers + confounder_on_x² + control_on_x² = {moved:.3g}: must stay below 1, all x varies"
        )
    if (second := n.first_stage_w + n.w_with_x**2) >= 1:
        raise UserError(f"first_stage_w + w_with_x² = {second:.3g}: must stay below 1, all w varies")
    if design.truth == "sign flip" and not n.confounder_on_x:
        raise UserError(
            "truth = 'sign flip': set confounder_on_x, which makes the association point the other way"
        )


def idle(designs: Sequence[EstimatorDesign], keys: Collection[str]) -> list[str]:
    """Of the keys that somebody set for one design, those that do nothing under any of its truths, in a line each."""
    first, truths = designs[0], {design.truth for design in designs}
    n = first.numbers
    useless = {
        "error": (bool(n.base_rate), "of a binary outcome chance is the error"),
        "peak": ("inverted U" not in truths, "no truth is an inverted U"),
        "slope": (truths == {"none"}, "the truth is none"),
        "threshold": (first.regressors != "x and above", "regressors = 'x and above' is not asked for"),
        "w_with_x": (not n.slope_w and first.regressors != "x and w", "w does not act on the outcome"),
        "clusters_per_market": (not n.interference, "there is no interference"),
        "confounder_on_y": (truths == {"sign flip"}, "a sign flip needs one that is as strong as it must be"),
    }
    return [
        f"{first.name}: {key} does nothing, since {why}"
        for key, (so, why) in useless.items()
        if so and key in keys
    ]
