"""What an action is, in words for people: "talk 1.5 hours a week with 4 former colleagues, drawn at random"."""

from __future__ import annotations

from typing import Any

from weakties.simulation.advice.actions import ANSWER_HOURS, PAY_HOURS

WHO = {
    "all": "people they know",
    "on": "people they are in touch with",
    "dormant": "people they are out of touch with",
    "former": "former colleagues",
    "helped": "people who helped them",
    "distant": "people they are in touch with who live elsewhere",
}
ORDER = {
    "strongest": "the closest first",
    "weakest": "the least close first",
    "random": "drawn at random",
    "silent": "those longest silent first",
    "able": "the ablest first",
    "connected": "those who know most people first",
    "fitting": "those in fitting industries first",
    "new firm": "those in firms where they know nobody else first",
    "unlike": "those least like them first",
    "needy": "those who look for work first",
}
WHERE = {
    "anywhere": "from anywhere",
    "industry": "from their industry",
    "other industries": "from other industries",
    "community": "from their neighbourhood",
    "friends of friends": "known to their friends",
}


def said(action: Any) -> str:
    """The action in words. Raises KeyError for a kind of action that has none here."""
    return SAID[type(action).__name__](action)


def _hours(n: float) -> str:
    return f"{n:.2g} hour{'s' * (n != 1)} a week"


def _whom(a: Any, number: int) -> str:
    whom = f"one of the {WHO[a.among]}" if number == 1 else f"{number} {WHO[a.among]}"
    return f"{whom} every four weeks, {ORDER[a.first]}"


def _talk(a: Any) -> str:
    each = (
        f"; each takes {a.each:.2g} hour{'s' * (a.each != 1)} with all that goes before it" if a.each else ""
    )
    return f"talk {_hours(a.hours)} with {_whom(a, a.people)}{each}"


def _meet(a: Any) -> str:
    whom = f"the same {a.people} people" if a.fixed else f"{a.people} people every four weeks"
    seeks = ", and ask them how they work" if a.seeks else ""
    return f"meet {whom} {WHERE[a.where]}{seeks}, {_hours(a.hours)}"


def _answer(a: Any) -> str:
    fits = "; of who looks for work they learn that he does, and answer the others" if a.fits else ""
    return f"answer {_whom(a, a.number)}, {ANSWER_HOURS:.2g} hours each{fits}"


def _ask(a: Any) -> str:
    again = "; also those who said no before" if a.again else ""
    by = "face to face" if a.medium == "face to face" else "by message"
    pays = f", and pay each favour with {PAY_HOURS:.2g} hours of work" if a.pays else ""
    return f"ask {_whom(a, a.number)}, for help, {by}, {a.each:.2g} hours each{again}{pays}"


def _trait(a: Any) -> str:
    odds = (("keep promises", a.reliability), ("be right", a.competence))
    parts = [f"{what} more often (log-odds {value:+.2g})" for what, value in odds if value]
    parts += [f"open up, so that an hour counts for {a.open:.2g}"] if a.open != 1 else []
    parts += [f"pass at least {100 * a.generous:.0f} in 100 leads on"] if a.generous else []
    parts += [f"pass at most {100 * a.keeps:.0f} in 100 leads on"] if a.keeps < 1 else []
    parts += [f"say thanks for {100 * a.thanks:.0f} in 100 promises that were kept"] if a.thanks else []
    parts += [f"are {'more' if a.habit > 0 else 'less'} bound by habit ({a.habit:+.2g})"] if a.habit else []
    parts += [f"gain {a.ability:.2g} standard deviations of ability in 13 weeks"] if a.ability else []
    return f"{' and '.join(parts) or 'learn'}, {_hours(a.hours)}"


SAID = {
    "Talk": _talk,
    "Usual": lambda a: f"talk {_hours(a.hours)} more to those they talk to anyway",
    "Meet": _meet,
    "Ask": _ask,
    "Answer": _answer,
    "Post": lambda a: f"post to all they know, {_hours(a.hours)}",
    "Search": lambda a: f"search postings and firms' doors {_hours(a.hours)} more",
    "Introduce": lambda a: (
        f"introduce {a.pairs} pairs of people they talk to every four weeks, {a.each:.2g} hours each"
    ),
    "Trait": _trait,
    "Budget": lambda a: (
        f"spend {a.tending:.3g} times the hours on people they know, {a.exploring:.3g} times those on new ones"
    ),
}
