"""The numbers of trust, asking and gossip, and the switch that says which form of trust acts."""

from __future__ import annotations

import difflib
from typing import Any, NamedTuple

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter

TRUST = "trust"  # the name of the switch
FORMS = ("none", "closeness", "ratio", "sum", "product", "two-factor")


class TrustParameters(Parameters):
    """Trust, asking and gossip, over ties that live: who passes what to whom, and who finds out."""

    gossip: float = parameter(
        0.1, ge=0, le=1, unit="", label="gossip",
        meaning="chance that a talk turns to a third person whom both know, for each talk", source=ASSUMPTION,
    )  # fmt: skip
    echo: float = parameter(
        0.0, ge=0, le=1, unit="", label="echo",
        meaning="share of gossip that is only what the listener agrees with (echo); the rest is all that the teller thinks (bandwidth)",
        source="both hypotheses of Burt 2001: swept",
    )  # fmt: skip
    gossip_weight: float = parameter(
        0.3, ge=0, le=1, unit="", label="weight of gossip",
        meaning="how far a view moves towards that of a teller who is trusted fully; in proportion to trust", source=ASSUMPTION,
    )  # fmt: skip
    usual: float = parameter(
        0.2, ge=0.01, le=1, unit="", label="usual",
        meaning="chance that a lead comes through where people trust as is usual: announced and relay are divided by it (at the most 1)",
        source="fitted, with the form ratio, to the share of hires through contacts where nobody trusts: 0.54 against 0.55 (0.3: 0.49)",
    )  # fmt: skip
    trust_needed: float = parameter(
        0.3, ge=0, le=1, unit="", label="trust needed",
        meaning="trust, from 0 to 1, at which half of what could be passed on is passed", source=ASSUMPTION,
    )  # fmt: skip
    trust_slope: float = parameter(
        8.0, ge=0, le=100, unit="", label="slope of trust",
        meaning="how steeply passing on rises with trust: the chance is logistic(slope (trust - needed)); 0: one half always",
        source=ASSUMPTION,
    )  # fmt: skip
    unasked: float = parameter(
        0.5, ge=0, le=1, unit="", label="unasked",
        meaning="share of leads that are passed to somebody of whom one does not know that he looks, of those one would pass if one did",
        source=ASSUMPTION,
    )  # fmt: skip
    doubt: float = parameter(
        0.25, ge=0, le=10, unit="", label="doubt",
        meaning="a listener acts on a lead with chance credibility to this power; 0: on all", source=ASSUMPTION,
    )  # fmt: skip
    competence: float = parameter(
        0.8, ge=0, le=1, unit="", label="competence",
        meaning="chance that a lead proves right, of a median person; of a wrong one nothing comes", source=ASSUMPTION,
    )  # fmt: skip
    reliability: float = parameter(
        0.7, ge=0, le=1, unit="", label="reliability",
        meaning="chance that a median person keeps a promise", source=ASSUMPTION,
    )  # fmt: skip
    traits_spread: float = parameter(
        1.0, ge=0, le=5, unit="logits", label="spread of traits",
        meaning="standard deviation over people of the logits of competence and of reliability, which are independent",
        source=ASSUMPTION,
    )  # fmt: skip
    broken_weight: float = parameter(
        5.0, ge=1, le=10, unit="", label="broken promises",
        meaning="how many kept promises a broken one outweighs", source="trust breaks faster than it builds (Slovic 1993, from memory): swept",
    )  # fmt: skip
    score_keeping: float = parameter(
        1.0, ge=0, le=10, unit="", label="score-keeping",
        meaning="weight of leads taken and not returned: self-orientation is 1 + this * max(0, taken - given) / (1 + talks)",
        source="trust equation of Maister, Green and Galford 2000; the weight is an " + ASSUMPTION,
    )  # fmt: skip
    asks: float = parameter(
        0.5, ge=0, le=20, unit="per week", label="asks planned",
        meaning="how many people a week somebody who looks plans to ask for help", source=ASSUMPTION,
    )  # fmt: skip
    courage: float = parameter(
        0.3, ge=0, le=1, unit="", label="courage",
        meaning="share of planned asks that are made by one who knows how likely a yes is",
        source="fewer than a third sent a message they wanted to send (Aknin and Sandstrom 2024)",
    )  # fmt: skip
    yes_face: float = parameter(
        0.6, ge=0, le=1, unit="", label="yes, face to face",
        meaning="chance of a yes to one who asks in a talk, at trust one half", source=ASSUMPTION,
    )  # fmt: skip
    yes_message: float = parameter(
        0.1, ge=0, le=1, unit="", label="yes, by message",
        meaning="chance of a yes to one who asks by message, at trust one half", source=ASSUMPTION,
    )  # fmt: skip
    believed_face: float = parameter(
        0.3, ge=0, le=1, unit="", label="believed, face",
        meaning="chance of a yes that those who ask face to face believe in",
        source="underestimated by as much as one half (Flynn and Lake 2008)",
    )  # fmt: skip
    believed_message: float = parameter(
        0.25, ge=0, le=1, unit="", label="believed, message",
        meaning="chance of a yes that those who ask by message believe in",
        source="overestimated by e-mail (Roghanizad and Bohns 2017: direction)",
    )  # fmt: skip
    asked_lasts: float = parameter(
        26.0, ge=0, le=520, unit="weeks", label="asked lasts",
        meaning="for how long one remembers that somebody looks; and a no keeps him from asking again", source=ASSUMPTION,
    )  # fmt: skip
    pay: float = parameter(
        0.0, ge=0, le=1, unit="", label="pay",
        meaning="share of asks in which pay is offered; it is paid where the promise is kept, and what was paid for is not owed",
        source="off: swept",
    )  # fmt: skip
    paid_yes: float = parameter(
        1.3, ge=0, le=10, unit="", label="yes, for pay",
        meaning="an offer of pay multiplies the chance of a yes by it (acts only with pay above 0)",
        source="more pay, more help (Heyman and Ariely 2004, under an expression of concern; again in 2022, N = 3,302): sign; swept",
    )  # fmt: skip
    crowding: float = parameter(
        0.0, ge=-1, le=1, unit="", label="crowding out",
        meaning="by how much of itself the chance of a yes without pay falls while pay is remembered (acts only with pay above 0)",
        source="sources disagree (Gneezy and Rustichini 2000; Zhu et al. 2016): swept",
    )  # fmt: skip
    thanks: float = parameter(
        0.0, ge=0, le=1, unit="", label="thanks",
        meaning="share of kept promises for which one thanks", source="off: swept",
    )  # fmt: skip
    thanked_yes: float = parameter(
        1.3, ge=0, le=10, unit="", label="yes, once thanked",
        meaning="thanks that are remembered multiply the chance of a yes by it (acts only with thanks above 0)",
        source="the next help 32 to 66 % (Grant and Gino 2010, contested): swept",
    )  # fmt: skip


def form_of(value: Any) -> str:
    """The form of trust that is asked for. Raises UserError for one that does not exist, with the nearest right name."""
    if value in FORMS:
        return str(value)
    near = difflib.get_close_matches(str(value), FORMS, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"must be one of {', '.join(FORMS)}"
    raise UserError(f"trust = {shown(value)}: there is no such form; {hint}")


_CLOSENESS = ("closeness_hours", "closeness_lasts", "talk_hours")  # of RelationParameters
_NAMES = (*TrustParameters.model_fields, *_CLOSENESS, "form")
_Numbers = NamedTuple("_Numbers", [(name, float) for name in _NAMES])  # type: ignore[misc]


def numbers_of_trust(p: Any) -> Any:
    """The numbers of a `Trusting` as a named tuple, for kernels; form: its place in FORMS."""
    values = {name: float(getattr(p, name)) for name in _NAMES if name != "form"}
    return _Numbers(**(values | {"form": FORMS.index(p.trust)}))
