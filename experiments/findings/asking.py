"""Asking: do most fail for lack of courage to ask? What courage brings where helpers rarely know that help is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.uncertainty import difference, pooled_share
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.trust import TRUSTING, at

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

FACE, MESSAGE = "yes, face to face", "yes, by message"
CONTACT, OUT = "hires through contacts", "people out of work"
FEW = margin(5, "nobody would tell the story otherwise for one in twenty")


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Answers by medium at the default; and what it changes that all, and not nobody, dare to ask."""
    usual, all_dare, none_dares = (
        at(runs, trust="ratio", **more) for more in ({}, {"courage": 1.0}, {"courage": 0.0})
    )
    found = {}
    for name, medium in ((FACE, "face to face"), (MESSAGE, "message")):
        found[name] = pooled_share(usual[f"{medium}, yes"], usual[f"{medium}, made"]).scaled(100)
    for name, part, whole in ((CONTACT, "contact", "hires"), (OUT, "out of work", "lived")):
        daring, timid = ((rows[part] / rows[whole]).to_numpy() for rows in (all_dare, none_dares))
        found[name] = difference(daring, timid).scaled(100)
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: of the asks planned by each medium, the shares made, answered yes, and kept."""
    import pandas as pd

    usual, rows = at(runs, trust="ratio"), []
    for medium in ("face to face", "message"):
        for stage in ("made", "yes", "kept"):
            share = pooled_share(usual[f"{medium}, {stage}"], usual[f"{medium}, planned"]).scaled(100)
            rows.append((stage, medium, *share[:3]))
    return pd.DataFrame(rows, columns=["form", "kind", "value", "low", "high"]).assign(
        axis="of asks planned, %"
    )


FINDING = Finding(
    key="asking",
    title="Asking",
    claim="People say yes more often than askers think; most of what is not got was not asked for.",
    published=(
        Published(
            quantity=FACE, value=30, unit="%", direction=above(30), margin=FEW, role="built in", verified="yes",
            source="Flynn and Lake 2008, JPSP 95:128–143: underestimated by as much as half",
            definition="answers to those who ask in a talk: above the 30 % that they believe in",
        ),
        Published(
            quantity=MESSAGE, value=25, unit="%", direction=below(25), margin=FEW, role="built in", verified="yes",
            source="Roghanizad and Bohns 2017, J. Exp. Soc. Psychol., pp. 223–226: overestimated by e-mail",
            definition="answers to those who ask by message: below the 25 % that they believe in",
        ),
        Published(
            quantity=CONTACT, value=0, unit="points", direction=above(), margin=FEW, role="own question",
            source=OWN, verified="not published",
            definition="share of hires through contacts at full courage, less where no ask is made",
        ),
        Published(
            quantity=OUT, value=0, unit="points", direction=below(), margin=margin(0.5, "a tenth of unemployment"),
            role="own question", source=OWN, verified="not published",
            definition="people out of work, the same difference",
        ),
    ),
    experiment=TRUSTING,
    measure=measure,
    headline=CONTACT,
    figures=(Drawing(figure="trust_and_strength", prepare=drawn, name="asking"),),
    notes="Chances of a yes, and what is believed of them, are inputs, moved by trust: both rows on answers are built in. "
    "Whether courage matters for jobs is not: one who is asked and keeps his word tells what he hears for half a year "
    "without being asked again.",
)  # fmt: skip
