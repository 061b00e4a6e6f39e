"""What randomised studies found of advice to those who look for a job; and what is left of it when everybody follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis.jackknife import jackknife
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.randomised_advice import ALL, FEW, READ, TRIED, points, world

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from weakties.analysis.uncertainty import Estimate

WHEELER = "Wheeler et al. 2022, AEJ Applied (working paper): +7 points, South Africa"
ABEL = "Abel, Burger, Carranza and Piraino 2019, AEJ Applied 11:284–301, South Africa"
ALFONSI = "Alfonsi, Namubiru and Spaziani, 1,112 people, Uganda"
WANBERG = "Wanberg, van Hooft, Liu and Csillag 2020, Pers. Psychol. 73:559–585, 491 unemployed: order only"
BEN_DHIA = "Ben Dhia et al. 2022, NBER 29914, 212,277 people, France"
ALTMANN = "Altmann, Glenny, Mahlstedt and Sebald 2022, IZA DP 15830, Denmark (abstract)"
HALF, YEAR = 26, 52
OUT = "out of work"  # when advice begins, as those whom the studies took in
TITLES = {
    "platform": "a platform",
    "plan": "a written plan",
    "mentor": "a mentor",
    "course": "a course",
    READ: "only read",
}
WHEN = {"platform": YEAR, "plan": HALF, "mentor": HALF, "course": HALF, READ: YEAR}
WORDS = {HALF: "half a year", YEAR: "a year"}
HEARD, SHY = "a course: leads over ties", "a course: leads, few hours for others less many"
MORE, LEFT = "few follow less all follow", "all follow"
Sums = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def name_of(piece: str) -> str:
    """The quantity of a piece that few follow."""
    return f"{TITLES[piece]}: in work, {WORDS[WHEN[piece]]}"


def left_of(piece: str) -> str:
    """The quantity of a piece that all follow."""
    return f"{TITLES[piece]}: all follow it"


def sums(
    runs: pd.DataFrame, piece: str, share: float, kind: str = OUT, outcome: str = "weeks employed"
) -> Sums:
    """(gain, without) of those who follow a piece, sums by world. What others' advice did in the same world to those who were
    given none is no gain, and is part of what they would have had without.
    """
    rows = runs[(runs["advice"] == piece) & np.isclose(runs["share"], share) & (runs["weeks"] == WHEN[piece])]
    rows = rows[(rows["kind"] == kind) & (rows["outcome"] == outcome)]
    treated, none = (
        rows[rows["treated"] == group].sort_values("replicate").set_index("replicate")
        for group in ("treated", "given none")
    )
    change = treated["with_sum"] - treated["without_sum"]
    others = ((none["with_sum"] - none["without_sum"]) / none["people"]).reindex(treated.index).fillna(0.0)
    besides = treated["people"] * others
    return (change - besides).to_numpy(float), (treated["without_sum"] + besides).to_numpy(float)


def per_cent(*terms: tuple[float, Sums]) -> Estimate:
    """The sum of 100 factor Σ gain / Σ without, over terms of (factor, sums)."""

    def statistic(kept: NDArray[np.int64]) -> float:
        return float(
            sum(
                100 * factor * gain[kept].sum() / max(without[kept].sum(), 1e-9)
                for factor, (gain, without) in terms
            )
        )

    return jackknife(statistic, len(terms[0][1][0]))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Gains in per cent of what the same people had without."""
    few = {piece: sums(runs, piece, FEW) for piece in (*TRIED, READ)}
    every = {piece: sums(runs, piece, ALL) for piece in TRIED}
    found = {name_of(piece): per_cent((1.0, some)) for piece, some in few.items()}
    found |= {left_of(piece): per_cent((1.0, some)) for piece, some in every.items()}
    mean = 1 / len(TRIED)
    found[LEFT] = per_cent(*((mean, some) for some in every.values()))
    found[MORE] = per_cent(
        *((mean, few[piece]) for piece in TRIED), *((-mean, some) for some in every.values())
    )
    heard = {
        kind: sums(runs, "course", FEW, kind, "leads heard first")
        for kind in ("all", "sociable low", "sociable high")
    }
    found[HEARD] = per_cent((1.0, heard["all"]))
    found[SHY] = per_cent((1.0, heard["sociable low"]), (-1.0, heard["sociable high"]))
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: gains when few follow and when all do."""
    import pandas as pd

    found, sizes = (
        measure(runs),
        {p.quantity: p.value for p in published() if p.value and p.role == "predicted"},
    )
    rows, none = [], float("nan")
    panel = ("Weeks in work", "more than without (%)", "advice")
    for piece in (*TRIED, READ):
        name = f"{TITLES[piece]}, {WORDS[WHEN[piece]]}"
        size = 0.0 if piece == READ else sizes.get(name_of(piece), none)
        rows.append((*panel, name, "1 in 10 follow it", *found[name_of(piece)][:3], size, 0.0))
        if piece in TRIED:
            rows.append((*panel, name, "all follow it", *found[left_of(piece)][:3], none, 0.0))
    columns = ["panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing"]
    return pd.DataFrame(rows, columns=columns)


SMALL = margin(2.5, "a quarter of the least of the gains that were published")
GAIN = "weeks in work of those out of work at first, more than without it, in per cent"
SOME, EVERYBODY = f"{GAIN}; 1 in 10 of who look follow it", f"{GAIN}; all in half of the communities do"


def of_each() -> list[Published]:
    """What was published of each piece."""
    predicted: dict[str, Any] = {"role": "predicted", "verified": "yes"}
    rows = [
        Published(
            quantity=name_of(piece), value=value, unit="%", direction=above(), source=source, definition=SOME, **predicted,
            margin=margin(value / 2, "half of what was published: other countries, other programmes"),
        )
        for piece, value, source in (("platform", 10, WHEELER), ("plan", 26, ABEL), ("mentor", 27, ALFONSI))
    ]  # fmt: skip
    read: dict[str, Any] = {"value": 0, "unit": "%", "margin": SMALL, "source": BEN_DHIA, "definition": SOME}
    rows.append(Published(quantity=name_of(READ), **read, **predicted))
    course: dict[str, Any] = {
        "value": 0,
        "direction": above(),
        "source": WANBERG,
        "margin": margin(5, "one lead in twenty"),
        **predicted,
    }
    heard = "vacancies first heard of over a tie, more than without the course, in per cent; 1 in 10 take it"
    shy = (
        "the same of those with fewer hours for others than half of people, less that of those with more; they stand "
        "for introverts"
    )
    rows.append(Published(quantity=HEARD, unit="%", definition=heard, **course))
    rows.append(Published(quantity=SHY, unit="points", definition=shy, **course))
    return rows


def of_all() -> list[Published]:
    """What was published of many who follow."""
    given: dict[str, Any] = {
        "value": 0,
        "role": "predicted",
        "verified": "yes",
        "source": ALTMANN,
        "margin": SMALL,
    }
    more = (
        f"{GAIN}: mean of the four where 1 in 10 follow each, less that where all who look follow one, in half of the "
        "communities"
    )
    left = "the latter alone; published: the gain is offset completely when approaching a full roll-out"
    return [
        Published(quantity=MORE, unit="points", direction=above(), definition=more, **given),
        Published(quantity=LEFT, unit="%", definition=left, **given),
    ]


def published() -> tuple[Published, ...]:
    """What was published of each, and of all when many follow; what is left of each is our own question."""
    own: dict[str, Any] = {
        "role": "own question",
        "source": OWN,
        "verified": "not published",
        "margin": SMALL,
    }
    asked = ((name_of("course"), SOME), *((left_of(piece), EVERYBODY) for piece in TRIED))
    return (
        *of_each(),
        *of_all(),
        *(Published(quantity=q, value=0, unit="%", direction=above(), definition=d, **own) for q, d in asked),
    )


FINDING = Finding(
    key="advice-randomised",
    title="Advice, as in randomised studies",
    claim="A platform, a plan and a mentor bring work; to read advice brings none; where all follow it, the gain is gone.",
    published=published(),
    experiment=Experiment(
        key="advice-randomised",
        world=world,
        design=Design(
            points=points(10),
            fixed={"workers": 5_000, "weeks": 156, "burn_in": 104}, replicates=12, seed=20221208,
        ),
        quick=Design(
            points=points(2),
            fixed={"workers": 800, "weeks": 104, "burn_in": 52}, replicates=2, seed=20221208,
        ),
    ),
    measure=measure,
    headline=MORE,
    figures=(Drawing(figure="beside_published", prepare=drawn),),
    notes="The advice is that of `weakties advice`, at its own doses; nothing is fitted. What the studies say works is not all "
    "there: a mentor here brings his referrals, and no word on how to search, by which he worked in Uganda; a plan "
    "spreads the hours over channels, and nobody here fails to do what he means to, which plans are against; a course "
    "brings asks and new people, and no confidence. So a gain that is missing here says which of these carried it there. "
    "Advice is for all who look, in work or not; counted are those out of work. A first run counted all, most of whom "
    "have a job, so that no gain could pass some per cent; that was seen, and changed, before this one. What is only read "
    "moves nobody, to the bit: that its interval lies below 0 is luck (in 24 worlds of 1,500 people it is 0.08 weeks "
    "below, with a standard error of 0.13), and a measure of how far single intervals can be believed. Sizes are far "
    "below what was published: people here lack neither information nor resolve, which the studies gave.",
)  # fmt: skip
