"""What is said at the end of a recommendation experiment: the published regressions, and how far to believe them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.estimators import Fit
    from weakties.simulation.recommendation.experiment import Setup


def lines(ties: pd.DataFrame, people: pd.DataFrame) -> list[Fit]:
    """The published regressions on one experiment. ties, people: the tables of `weakties.simulation.recommendation.tables`."""
    from weakties.analysis.estimators import fits, models

    return [fit for model in models(ties, people) for fit in fits(model)]


def text(ties: pd.DataFrame, found: list[Fit]) -> Iterator[str]:
    """The summary for people."""
    from weakties.analysis.uncertainty import between_replicates

    share = 1000 * ties.transmitted.mean()
    m = ties.mutual_contacts
    yield (
        f"{len(ties)} new ties, mutual contacts {m.mean():.1f} (SD {m.std():.1f}, {100 * (m > 10).mean():.0f} % above 10); "
        f"{int(ties.transmitted.sum())} transmissions, {share:.2f} per 1,000; {int(ties.sole.sum())} of them by the tie alone"
    )
    if "brought_late" in ties:
        late, ever = (between_replicates(ties[name]).scaled(1000) for name in ("brought_late", "brought"))
        yield (
            f"taken out one by one, ties turn out to have brought about {late.value:.2f} ({late.low:.2f} to {late.high:.2f}) "
            f"transmissions per 1,000; {ever.value:.2f} ({ever.low:.2f} to {ever.high:.2f}) with those of the first year"
        )
    for fit in found:
        label = f"  {fit.model}, {fit.estimator}, {fit.regressor}"
        if fit.value is None:
            yield f"{label}: undecided, too little happened or varied to estimate anything"
            continue
        said = f"{label}: {fit.value:.3g} ({fit.low:.3g} to {fit.high:.3g})"
        if fit.first_f is not None:
            said += f"; {_strength(fit)}"
        yield said if fit.cause is None else f"{said}; of what ties brought about {fit.cause:.3g}"


def _strength(fit: Fit) -> str:
    """The first stage, how strong the instruments are, the set that holds when they are weak, and whether they agree."""
    which, f = (
        ("effective", fit.effective_f) if fit.effective_f is not None else ("Cragg–Donald", fit.cragg_donald)
    )
    robust = "" if fit.ar_set is None else f", Anderson–Rubin {fit.ar_set.in_words()}"
    over = "" if fit.overid_p is None else f", over-identification p {fit.overid_p:.2f}"
    return f"first stage F {fit.first_f:.1f}, {which} F {f:.1f}{robust}{over}"


def for_programs(fit: Fit) -> dict[str, Any]:
    """A fit as JSON takes it. The Anderson-Rubin set: its pieces, [low, high] each, null where one has no end; [] if empty."""
    pieces = None
    if fit.ar_set is not None:
        pieces = [[end if math.isfinite(end) else None for end in piece] for piece in fit.ar_set.pieces]
    return {**fit._asdict(), "ar_set": pieces}


def described(setup: Setup, weeks: int) -> dict[str, Any]:
    """Everything the experiment depends on, for provenance."""
    from weakties.simulation.relations.parameters import RELATIONS

    market = setup.market
    parameters = {
        **market.parameters.model_dump(),
        **market.mechanisms.model_dump(),
        **setup.design.model_dump(),
        **({} if market.relations is None else {RELATIONS: "on", **market.relations.model_dump()}),
    }
    return {
        "world": type(setup.settled).__name__,
        "people": market.ties.people,
        "old_ties": len(market.ties),
        "weeks": weeks,
        "parameters": parameters,
    }
