"""Help that is paid for: does it cost closeness (Zhu et al. 2016)? From which crowding out on does it bring less? And thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.analysis.uncertainty import between_replicates, difference, pooled_share
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.bought_ties import BOUGHT, CROWDING, THANKED, at

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

HEYMAN = "Heyman and Ariely 2004 (expression of concern), repeated in Collabra 8 (2022), N = 3,302: more help for more pay"
ZHU = "Zhu et al. 2016, CHI (sign): paid help from friends does not lower closeness"
YES, CLOSE, TRUST, JOBS = (
    "yes, paid less unpaid",
    "closeness, paid less unpaid",
    "trust, paid less unpaid",
    "through contacts, paid less unpaid",
)
FEW = margin(5, "nobody would tell the story otherwise for one in twenty")
LITTLE = margin(2, "two hundredths of the scale, a tenth of what a year of talk makes")


def half_paid(crowding: float) -> str:
    """The name of what half paid asks bring."""
    return f"help, half paid, crowding {crowding:g}"


def thanked(times: float) -> str:
    """The name of what thanks bring."""
    return f"help, thanked, times {times:g}"


def more_help(runs: pd.DataFrame, **point: float) -> Estimate:
    """How much more help is got than where nobody pays or thanks, in per cent of it, world by world."""
    a, b = (at(runs, **some)["kept"].to_numpy(float) for some in (point, {}))
    return between_replicates(100 * (a / b - 1))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Differences between worlds of the same seeds."""
    paid, plain = at(runs, pay=1.0), at(runs)
    found = {}
    for name, part, whole, factor in (
        (YES, "yes", "made", 100.0),
        (CLOSE, "closeness", "helpers", 1.0),
        (TRUST, "trusts", "helpers", 1.0),
        (JOBS, "contact", "hires", 100.0),
    ):
        first, second = ((rows[part] / rows[whole]).to_numpy(float) for rows in (paid, plain))
        found[name] = difference(first, second).scaled(factor)
    found |= {half_paid(c): more_help(runs, pay=0.5, crowding=c) for c in CROWDING}
    return found | {thanked(t): more_help(runs, thanks=1.0, thanked_yes=t) for t in THANKED}


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: help got by crowding out, and with thanks; and what helpers think of who asked."""
    import pandas as pd

    rows, none, found = [], float("nan"), measure(runs)
    panel = ("Help got", "more than without (%)", "what is done")
    for crowding in CROWDING:
        rows.append(
            (
                *panel,
                f"half paid, crowding {crowding:g}",
                "more help",
                *found[half_paid(crowding)][:3],
                none,
                0.0,
            )
        )
    for times in THANKED:
        rows.append((*panel, f"thanked, × {times:g}", "more help", *found[thanked(times)][:3], none, 0.0))
    panel = ("What helpers think", "of the scale (%)", "of who asked")
    for kind, some in (("paid", at(runs, pay=1.0)), ("unpaid", at(runs))):
        for name, part in (("closeness", "closeness"), ("trust", "trusts")):
            rows.append((*panel, name, kind, *pooled_share(some[part], some["helpers"])[:3], none, none))
    columns = ["panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing"]
    return pd.DataFrame(rows, columns=columns)


def published() -> tuple[Published, ...]:
    """What was published was put in; what follows from it is our own question."""
    put_in: dict[str, Any] = {"role": "built in", "verified": "yes", "value": 0}
    own: dict[str, Any] = {"role": "own question", "verified": "not published", "source": OWN, "value": 0}
    said = "where pay is offered in every ask, less where it is in none"
    table = (
        (YES, above(), FEW, "asks answered yes", {"source": HEYMAN, **put_in}),
        (CLOSE, None, LITTLE, "closeness of helpers to who asked", {"source": ZHU, **put_in}),
        (TRUST, None, LITTLE, "trust of helpers in who asked", own),
        (JOBS, None, FEW, "share of hires through contacts", own),
    )
    rows = [
        Published(
            quantity=name, unit="points", direction=sign, margin=matters, definition=f"{what}, {said}", **more
        )
        for name, sign, matters, what, more in table
    ]
    for name in (*map(half_paid, CROWDING), *map(thanked, THANKED)):
        rows.append(
            Published(
                quantity=name, unit="%", direction=above(), margin=FEW,
                definition="promises kept, more than where nobody pays or thanks", **own,
            )
        )  # fmt: skip
    return tuple(rows)


FINDING = Finding(
    key="bought-ties",
    title="Bought ties",
    claim="Paying for help brings more of it, and does not cost closeness.",
    published=published(),
    experiment=BOUGHT,
    measure=measure,
    headline=half_paid(0.5),  # what is put in is no headline
    figures=(Drawing(figure="beside_published", prepare=drawn),),
    notes="That pay brings more yes is put in, and so is that it does not touch closeness: nothing in this world but talk does. "
    "What is not put in is whether crowding out outweighs pay, and what thanks bring: both act only where somebody is "
    "asked again. With the usual half an ask a week, of which three in ten are made, that is so rare that crowding out "
    "moved nothing in the quick design; so here those who look ask four people a week, and dare. Even then an unpaid yes "
    "that is half as likely takes away about a tenth of what pay brings, and help that is bought brings no more jobs "
    "through contacts, as far as can be told.",
)
