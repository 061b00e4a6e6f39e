"""The size of the world: how many of the joins ties brought about, with more and more people and firms, and the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.analysis.credit import CLASSES, STRONG, WEAK, rate_of, ratio, ratio_of_all
from weakties.analysis.limit import apart, fitted, over
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import Direction, above, margin
from weakties.experiments.worlds.recommendation import replays

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.limit import Curve
    from weakties.analysis.uncertainty import Estimate

FIRM, TRADES = 20, 8


def _at(workers: int, worlds: int, pairs: int, firm_size: int = FIRM) -> dict[str, int]:
    return {
        "workers": workers,
        "firm_size": firm_size,
        "worlds": worlds,
        "pairs": pairs,
        "touched": max(1, pairs // 2),
        "others": 15 * pairs,
    }


FIXED = {"weeks": 104, "settling": 26, "industries": TRADES}
SIZES = Experiment(
    key="size-of-the-world",
    world=replays,
    design=Design(
        fixed=FIXED,
        points=(
            *(_at(5_000, 3, 40), _at(10_000, 2, 30), _at(20_000, 2, 20), _at(40_000, 1, 20), _at(80_000, 1, 12)),
            *(_at(20_000, 1, 15, size) for size in (5, 10, 40, 80)),
            _at(320_000, 1, 6),
        ),
        replicates=1,
        seed=19730501,
    ),
    quick=Design(
        fixed=FIXED,
        points=(
            *(_at(1_000, 1, 10), _at(2_000, 1, 10), _at(4_000, 1, 10), _at(8_000, 1, 8)),
            *(_at(2_000, 1, 10, size) for size in (5, 10)),
        ),
        replicates=1,
        seed=19730501,
    ),
)  # fmt: skip
"""Ever larger worlds with firms of 20 in 8 trades, and one number of people in firms of other sizes. Few worlds each: what is
counted is counted over all ties, and the ties taken out are drawn where it matters (`weakties.analysis.tie_sample`)."""


def _asked(
    quantity: str,
    value: float,
    unit: str,
    definition: str,
    limit: tuple[float, str],
    direction: Direction | None = None,
) -> Published:
    """A question of our own. limit: the margin, and why."""
    return Published(
        quantity=quantity, value=value, unit=unit, definition=definition, source=OWN, verified="not published",
        role="own question", margin=margin(*limit), direction=direction,
    )  # fmt: skip


A_TWENTIETH, A_TENTH = (
    (5, "a twentieth of all joins"),
    (10, "a tenth of joins taken for a tie's would not matter"),
)
PUBLISHED = (
    _asked(
        "share, largest world less smallest", 0, "points", "joins that the tie brought about: above 0",
        (5, "the share grows with the world, by a twentieth of all joins"), above(),
    ),
    _asked(
        "share, foretold less measured, largest world", 0, "points", "by the curve through the smaller worlds",
        A_TWENTIETH,
    ),
    _asked(
        "share, as many firms, more people", 0, "points", "larger world less smaller one in smaller firms", A_TWENTIETH
    ),
    _asked("share, with firms without end", 100, "%", "a join would then be the tie's doing", A_TENTH),
    _asked(
        "share, with firms without end, all ties", 100, "%", "the same with as many ties of each class as there are",
        A_TENTH,
    ),
    _asked(
        "brought, largest world over smallest", 1, "times", "what a tie brings about, whatever is joined",
        (0.2, "a fifth more or less, where joins change severalfold"),
    ),
)  # fmt: skip
PARTS = ("run", "world", "block")
SHARES = {"classes alike": ratio, "all ties": ratio_of_all}


def _two(key: Any) -> tuple[int, int]:
    """People and size of firms, out of the key of a group."""
    return int(key[0]), int(key[1])


def shares(runs: pd.DataFrame) -> pd.DataFrame:
    """One row a point and weighting: people, firm_size, firms (per trade), what (of SHARES), estimate (of the share, 0 to 1)."""
    import pandas as pd

    rows = [
        (people, size, people / size / TRADES, what, of(here, "added", "joined", CLASSES, PARTS))
        for (people, size), here in (
            (_two(key), rows) for key, rows in runs.groupby(["workers", "firm_size"])
        )
        for what, of in SHARES.items()
    ]
    return pd.DataFrame(rows, columns=["people", "firm_size", "firms", "what", "estimate"])


def curve(table: pd.DataFrame, what: str) -> Curve:
    """Through the worlds with firms of 20, but the largest. table: of `shares`."""
    rows = table[(table.what == what) & (table.firm_size == FIRM) & (table.people < table.people.max())]
    return fitted(rows.firms, list(rows.estimate))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """The shares weigh classes of contact rate alike, where nothing else is said; so does what a tie brings."""
    table = shares(runs)
    alike = table[table.what == "classes alike"].set_index(["people", "firm_size"])
    people = sorted({n for n, size in alike.index if size == FIRM})
    small, large = (alike.estimate[people[k], FIRM] for k in (0, -1))
    fit = {what: curve(table, what) for what in SHARES}
    foretold = fit["classes alike"].at(alike.firms[people[-1], FIRM])
    other, more = _as_many_firms(alike)
    first, last = (
        rate_of(runs[(runs.workers == n) & (runs.firm_size == FIRM)], "added", CLASSES, PARTS)
        for n in (people[0], people[-1])
    )
    return {
        "share, largest world less smallest": apart(large, small).scaled(100),
        "share, foretold less measured, largest world": apart(foretold, large).scaled(100),
        "share, as many firms, more people": apart(more, other).scaled(100),
        "share, with firms without end": fit["classes alike"].at(float("inf")).scaled(100),
        "share, with firms without end, all ties": fit["all ties"].at(float("inf")).scaled(100),
        "brought, largest world over smallest": over(last, first),
    }


def _as_many_firms(alike: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """The shares of two worlds with as many firms, the most that there are: in smaller firms, and with more people."""
    smaller = alike[alike.index.get_level_values("firm_size") < FIRM].sort_values("firms").iloc[-1]
    same = alike[(alike.firms == smaller.firms) & (alike.index.get_level_values("firm_size") == FIRM)]
    return smaller.estimate, same.estimate.iloc[0]


def drawn(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: what figures/size_of_world.py asks for."""
    import numpy as np
    import pandas as pd

    table = shares(runs)
    ends = [(e.value, e.low, e.high) for e in table.estimate]
    points = table.drop(columns="estimate").assign(
        fitted=(table.firm_size == FIRM) & (table.people < table.people.max()),
        resized=table.firm_size != FIRM,
    )
    points[["value", "low", "high"]] = 100 * np.array(ends)
    places = np.geomspace(table.firms.min(), 4 * table.firms.max(), 60)
    curves, rates = [], []
    for what in SHARES:
        fit = curve(table, what)
        curves += [(what, f, *fit.at(f).scaled(100)[:3]) for f in (*places, np.inf)]
    for key, here in runs[runs.firm_size == FIRM].groupby("workers"):
        people = int(str(key))
        for kind, classes in (("weak", WEAK), ("strong", STRONG)):
            for event in ("joined", "added"):
                e = rate_of(here, event, classes, PARTS).scaled(1000)
                rates.append((people, people / FIRM / TRADES, kind, event, *e[:3]))
    names = ["value", "low", "high"]
    return {
        "shares": points,
        "curves": pd.DataFrame(curves, columns=["what", "firms", *names]),
        "rates": pd.DataFrame(rates, columns=["people", "firms", "kind", "event", *names]),
    }


FINDING = Finding(
    key="size-of-the-world",
    title="Causal numbers and the size of the world",
    claim="What a tie brings about does not depend on the size of the world; how much of what is joined that is, does.",
    published=PUBLISHED,
    experiment=SIZES,
    measure=measure,
    figures=(Drawing(figure="size_of_world", prepare=drawn, name="size_of_the_world"),),
    notes="Alter's firm is met by chance the more seldom the more firms there are. The curve 1/S = α + β/F + γ/F² of "
    "analysis/limit.py is fitted to all worlds with firms of 20 but the largest, which checks it. Its last term was added after "
    "single worlds of 5,000, 20,000 and 80,000 people had been seen, the largest not. Eight trades throughout, unlike elsewhere, "
    "where large worlds have more of them. A world is cut into ten parts of neighbours for its intervals: worlds of one size are "
    "few. A million people are not in the design; the curve goes there.",
)
