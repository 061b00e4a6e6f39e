"""Talk with the one who tells of a job rises before the move and falls after it (Barwick, Liu, Patacchini and Wu 2023)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.talk_around_moves import QUARTER, QUARTERS, world

if TYPE_CHECKING:
    import pandas as pd

BARWICK = "Barwick, Liu, Patacchini and Wu 2023, AER 113:1170 (abstract of NBER 25873: inverted U, its peak before the move)"
BEFORE, AFTER = "rise before the move", "fall after the move"
SPANS = {BEFORE: (QUARTERS[0], -1), AFTER: (-1, QUARTERS[-1])}
TENTH = margin(10, "a tenth of the talk")
OTHERS = ", all others"
SERIES = {"": "told", ", less the week of telling": "rest", OTHERS: "others"}


def change(runs: pd.DataFrame, name: str, then: int, now: int) -> Estimate:
    """How much more is talked in a quarter than in another, in per cent, over all worlds."""
    a, b = (runs[f"{name} {quarter}"].to_numpy(float) for quarter in (now, then))
    return jackknife(lambda kept: 100 * (a[kept].sum() / b[kept].sum() - 1), len(runs))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Rise and fall of each series with trust; with the one who told, without it, too."""
    found = {}
    for what, span in SPANS.items():
        trusting, plain = (runs[runs["trust"] == trust] for trust in ("ratio", "none"))
        for words, name in SERIES.items():
            found[what + words] = change(trusting, name, *span)
        found[f"{what}, without trust"] = change(plain, "told", *span)
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: talk by quarter, with trust, of that in the first."""
    import pandas as pd

    trusting = runs[runs["trust"] == "ratio"]
    rows = []
    for name in SERIES.values():
        for quarter in QUARTERS:
            e = change(trusting, name, QUARTERS[0], quarter)
            rows.append((name, QUARTER * (quarter + 0.5), *(100 + x for x in e[:3])))
    return pd.DataFrame(rows, columns=["series", "weeks", "value", "low", "high"])


def published() -> tuple[Published, ...]:
    """The inverted U with the one who told is predicted; what stands beside it is our own question."""
    rows = []
    for what, direction in ((BEFORE, above()), (AFTER, below())):
        ends = (
            "the quarter up to the move over that a year before"
            if what == BEFORE
            else "the last quarter of the year after over it"
        )
        for words in (*SERIES, ", without trust"):
            known = not words
            rows.append(
                Published(
                    quantity=what + words, value=0, unit="%", margin=TENTH,
                    direction=None if words == OTHERS else direction,
                    role="predicted" if known else "own question", source=BARWICK if known else OWN,
                    verified="yes" if known else "not published",
                    definition=f"talk with the one who told and works there{words}: {ends}",
                )
            )  # fmt: skip
    return tuple(rows)


FINDING = Finding(
    key="displaced-talk",
    title="Talk around a move",
    claim="Talk with the one who refers rises before the move and falls after it.",
    published=published(),
    experiment=Experiment(
        key="displaced-talk",
        world=world,
        design=Design(
            vary={"trust": ("none", "ratio")},
            fixed={"relations": "on", "workers": 3_000, "weeks": 260, "burn_in": 52}, replicates=6, seed=20230501,
        ),
        quick=Design(
            vary={"trust": ("none", "ratio")},
            fixed={"relations": "on", "workers": 600, "weeks": 150, "burn_in": 20}, replicates=2, seed=20230501,
        ),
    ),
    measure=measure,
    headline=BEFORE,
    figures=(Drawing(figure="around_move", prepare=drawn),),
    notes="Nobody in this world talks more for the sake of a job: whom one happens to talk to much is who tells one. So the rise "
    "is selection, and so is the fall, since habits that are high for now fade. One world was looked at before the quarters that "
    "are compared were written down. Talk in a team of the firm that both then work in is not counted. "
    "The row without the week of telling takes too much off: that week had other talk, too.",
)  # fmt: skip
