"""Third parties amplify trust in strong ties, distrust in weak ones (Burt and Knez 1995). Under bandwidth, or in an echo?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.uncertainty import between_replicates, difference
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.trust import ECHO, TRUSTING, at

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

BURT = "Burt and Knez 1995, Rationality and Society 7:255–292 (sign)"
LITTLE = margin(1, "one part in a hundred of the scale of opinions, for 2.7 times as many shared contacts")
STRENGTHS, VARIANTS = ("strong", "weak"), {"bandwidth": 0.0, "echo": 1.0}
MORE = "strong ties, echo less bandwidth"


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Slopes of opinion on shared contacts, in points a log unit, mean over worlds, by strength and variant of gossip."""
    worlds = {name: at(runs, **ECHO, echo=echo) for name, echo in VARIANTS.items()}
    found = {
        f"{strength} ties, {name}": between_replicates(rows[f"amplified, {strength}"])
        for name, rows in worlds.items()
        for strength in STRENGTHS
    }
    echo, all_is_said = (worlds[name]["amplified, strong"].to_numpy() for name in ("echo", "bandwidth"))
    return {**found, MORE: difference(echo, all_is_said)}


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: the slopes by variant and strength."""
    import pandas as pd

    found = measure(runs)
    rows = [(name, s, *found[f"{s} ties, {name}"][:3]) for name in VARIANTS for s in STRENGTHS]
    return pd.DataFrame(rows, columns=["form", "kind", "value", "low", "high"]).assign(
        axis="slope on shared contacts, points"
    )


def row(name: str, strength: str) -> Published:
    """A slope by strength of tie, in one variant of gossip."""
    up = strength == "strong"
    return Published(
        quantity=f"{strength} ties, {name}", value=0, unit="points", source=BURT, verified="yes", role="predicted",
        direction=above() if up else below(), margin=LITTLE,
        definition=f"slope of opinion on log(1 + shared contacts), {'closest' if up else 'most distant'} third: "
        + ("the more shared contacts, the more trust" if up else "the more shared contacts, the less trust"),
    )  # fmt: skip


FINDING = Finding(
    key="echo",
    title="Third parties amplify",
    claim="Shared contacts raise trust in strong ties and lower it in weak ones, as if people were told what they like to hear.",
    published=(
        *(row(name, strength) for name in VARIANTS for strength in STRENGTHS),
        Published(
            quantity=MORE, value=0, unit="points", source=OWN, verified="not published", role="own question",
            direction=above(), margin=LITTLE, definition="an echo amplifies more than bandwidth does",
        ),
    ),
    experiment=TRUSTING,
    measure=measure,
    headline="weak ties, echo",
    figures=(Drawing(figure="trust_and_strength", prepare=drawn, name="echo"),),
    notes="Opinion is the mean of credibility and reliability, without closeness, of those with whom one has had a lead or a "
    "promise; gossip in three talks of ten. Both variants stand on the board: the published sign is for either.",
)  # fmt: skip
