"""Asking face to face: it carries jobs (Patacchini and Wu 2025), and askers do not know it (Roghanizad and Bohns 2017)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.face_to_face import WAYS, world

if TYPE_CHECKING:
    import pandas as pd

PATACCHINI = "Patacchini and Wu 2025, CEPR DP 20447 (abstract): 36 to 43 % more than by remote talk, same worker and destination"
BOHNS = "Roghanizad and Bohns 2017, J. Exp. Soc. Psychol., pp. 223–226"
FACE, MESSAGE, NOBODY = WAYS
DEFAULT, OTHERS = 0.5, (0.0, 0.25)  # of `unasked`
MORE, ANY = "joins, face to face over message", "joins, face to face over nobody asks"
TIMES = "yes, face to face over message"
BELIEVED = {way: f"believed less true, {way}" for way in (FACE, MESSAGE)}
HALF = margin(20, "half of what was published")
FEW = margin(5, "nobody would tell the story otherwise for one in twenty")


def more(runs: pd.DataFrame, second: str) -> Estimate:
    """How many more join who are asked face to face, in per cent."""
    a, b = (runs[f"{way}, joined"].to_numpy(float) for way in (FACE, second))
    return jackknife(lambda kept: 100 * (a[kept].sum() / max(b[kept].sum(), 1e-9) - 1), len(runs))


def name_of(what: str, unasked: float) -> str:
    """The name of a quantity in a world in which so much is told unasked."""
    return what if unasked == DEFAULT else f"{what}: unasked {unasked:g}"


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Joins in per cent more; and, as usual, the answers."""
    found = {}
    for unasked in (DEFAULT, *OTHERS):
        some = runs[runs["unasked"] == unasked]
        found[name_of(MORE, unasked)], found[name_of(ANY, unasked)] = more(some, MESSAGE), more(some, NOBODY)
    some = runs[runs["unasked"] == DEFAULT]
    found[TIMES] = pooled_share(some[f"{FACE}, yes"], some[f"{MESSAGE}, yes"])
    for way, name in BELIEVED.items():
        true, believed = (
            pooled_share(some[f"{way}, yes"], some["asks"]).scaled(100),
            some[f"{way}, believed"].iloc[0],
        )
        found[name] = Estimate(believed - true.value, believed - true.high, believed - true.low, true.n)
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: who joins by what is told unasked; and the answers, true and believed."""
    import pandas as pd

    rows, none = [], float("nan")
    panel = ("Join the firm of the asked", "more face to face (%)", "told unasked")
    for unasked in sorted((DEFAULT, *OTHERS), reverse=True):
        for second in (MESSAGE, NOBODY):
            published = 40.0 if (unasked, second) == (DEFAULT, MESSAGE) else none
            e = more(runs[runs["unasked"] == unasked], second)
            rows.append((*panel, f"{100 * unasked:g} %", f"over {second}", *e[:3], published, 0.0))
    some, panel = runs[runs["unasked"] == DEFAULT], ("Say yes", "of those asked (%)", "medium")
    for way in (FACE, MESSAGE):
        true = pooled_share(some[f"{way}, yes"], some["asks"]).scaled(100)
        for kind, ends in (("true", true[:3]), ("believed", [some[f"{way}, believed"].iloc[0]] * 3)):
            rows.append((*panel, way.replace(" to ", "\nto "), kind, *ends, none, none))
    columns = ["panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing"]
    return pd.DataFrame(rows, columns=columns)


def published() -> tuple[Published, ...]:
    """That more join is predicted; what the answers are was put in."""
    known: dict[str, Any] = {"source": PATACCHINI, "role": "predicted", "verified": "yes"}
    own: dict[str, Any] = {"source": OWN, "role": "own question", "verified": "not published"}
    rows = []
    for unasked in (DEFAULT, *OTHERS):
        for what in (MORE, ANY):
            size = 40 if (what, unasked) == (MORE, DEFAULT) else 0
            rows.append(
                Published(
                    quantity=name_of(what, unasked), value=size, unit="%", direction=above(), margin=HALF,
                    definition="pairs in which who asked takes a job in the firm of who was asked, within half a year",
                    **(known if size else own),
                )
            )  # fmt: skip
    return (*rows, *ANSWERS)


ANSWERS = (
    Published(
        quantity=TIMES, value=34, unit="times", direction=above(1), margin=margin(17, "half of that"), role="built in",
        source=BOHNS, verified="memory", definition="share who say yes in person, over that by e-mail (factor from memory)",
    ),
    Published(
        quantity=BELIEVED[FACE], value=0, unit="points", direction=below(), margin=FEW, role="built in", source=BOHNS,
        verified="yes", definition="askers underestimate the yes in person",
    ),
    Published(
        quantity=BELIEVED[MESSAGE], value=0, unit="points", direction=above(), margin=FEW, role="built in", source=BOHNS,
        verified="yes", definition="and overestimate it by e-mail",
    ),
)  # fmt: skip
FIXED = {"relations": "on", "trust": "ratio", "asked": 8}
FINDING = Finding(
    key="face-to-face",
    title="Face to face",
    claim="Asking face to face brings more into the firm of the asked than asking by message, and askers do not expect it.",
    published=published(),
    experiment=Experiment(
        key="face-to-face",
        world=world,
        design=Design(
            vary={"unasked": (DEFAULT, *OTHERS)},
            fixed={**FIXED, "workers": 2_000, "weeks": 134, "burn_in": 104}, replicates=10, seed=20250701,
        ),
        quick=Design(
            vary={"unasked": (DEFAULT, *OTHERS)},
            fixed={**FIXED, "workers": 700, "weeks": 80, "burn_in": 52}, replicates=3, seed=20250701,
        ),
    ),
    measure=measure,
    headline=MORE,
    figures=(Drawing(figure="beside_published", prepare=drawn),),
    notes="The study has meetings and calls, read here as asks by either. How often people say yes, and what askers believe, "
    "are inputs, so that their rows are built in; what a yes is worth is not. Two worlds were looked at before the rows "
    "were written. `unasked` is the share of leads told to somebody of whom one does not know that he looks: an "
    "assumption, so two others stand beside it. At the default a yes is worth next to nothing, since half of what one "
    "would be told one is told anyway; the less is told unasked, the more face to face counts: 15 % where nothing is, "
    "still less than was published. That third parties amplify trust in strong ties (Burt and Knez) is the finding echo.",
)  # fmt: skip
