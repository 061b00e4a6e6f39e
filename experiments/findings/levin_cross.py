"""Strong ties are useful because they are trusted, and then weak ties win (Levin and Cross 2004): with which form of trust?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.trust import FORMS, TRUSTING, at

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

LEVIN = "Levin and Cross 2004, Management Science 50:1477–1490, three firms; no coefficient was seen"
POINT = margin(0.25, "over the five log units between yearly and weekly talk that is one lead in a hundred")
KINDS = ("alone", "with trust")


def quantity(form: str, kind: str) -> str:
    """The name of a slope."""
    return f"{form}: {kind}"


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Slopes of usefulness on the log of the contact rate, in points, mean over worlds."""
    return {
        quantity(form, kind): between_replicates(at(runs, trust=form)[f"slope {kind}"])
        for form in FORMS
        for kind in KINDS
    }


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: both slopes of each form."""
    import pandas as pd

    found = measure(runs)
    rows = [(form, kind, *found[quantity(form, kind)][:3]) for form in FORMS for kind in KINDS]
    return pd.DataFrame(rows, columns=["form", "kind", "value", "low", "high"]).assign(
        axis="slope on strength, points"
    )


def published() -> tuple[Published, ...]:
    """Both signs for the ratio, the best known trust equation, as predictions; for the other forms as our own question."""
    rows = []
    for form in FORMS:
        known = form == "ratio"
        for kind, direction in zip(KINDS, (above(), below()), strict=True):
            rows.append(
                Published(
                    quantity=quantity(form, kind), value=0, unit="points", direction=direction, margin=POINT,
                    source=LEVIN if known else OWN, verified="yes" if known else "not published",
                    role="predicted" if known else "own question",
                    definition="slope of the share of leads that were useful on the log of the contact rate, "
                    + ("alone: strong ties help more" if kind == "alone" else "beside trust and competence: weak ties win"),
                )
            )  # fmt: skip
    return tuple(rows)


FINDING = Finding(
    key="levin-cross",
    title="Trust, and then weak ties",
    claim="That strong ties bring more useful knowledge is explained by trust in competence and goodwill; then weak ties win.",
    published=published(),
    experiment=TRUSTING,
    measure=measure,
    headline=quantity("ratio", "with trust"),
    figures=(Drawing(figure="trust_and_strength", prepare=drawn),),
    notes="A lead counts as useful if it was passed on, acted on, right, and the first that the listener heard of that "
    "vacancy; all that came up in talk count, kept ones too. Strength is the contact rate; beside it stand the "
    "listener's trust in the teller (in the form that acts in that world) and the teller's credibility to him. That "
    "trust explains usefulness is built in, since trust decides what is passed; what is left to strength beside it is "
    "not. Least squares within each world. Not reproduced, because trust takes away about four fifths of the slope, or "
    "more, under every form, and turns it under none. Why weak ties do not win then was not looked into.",
)
