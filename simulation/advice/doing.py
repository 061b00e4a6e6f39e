"""Each action, done for a season by those who act: whom it is with, what comes of it, and the hours it takes, own and others'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.advice.actions import (
    MEDIA,
    PAY_HOURS,
    POST_HOURS,
    WHERE,
    Answer,
    Ask,
    Introduce,
    Meet,
    Post,
    Talk,
    Usual,
)
from weakties.simulation.advice.saying import answered, asked, owed, posted
from weakties.simulation.advice.together import brought_together, drawn, pairs_of_friends, shares, talk_more
from weakties.simulation.advice.whom import Who, choice_of, chosen, once
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.learning import PAID
from weakties.simulation.trust.opinions import no_opinions
from weakties.simulation.trust.parameters import numbers_of_trust

if TYPE_CHECKING:
    from weakties.simulation.advice.parameters import AdviceParameters
    from weakties.simulation.relations.relations import Relations
    from weakties.simulation.trust.trust import Trust

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


class Season(NamedTuple):
    """What an action works with."""

    number: int  # of the season
    length: int  # weeks of it in which advice is followed
    acting: NDArray[np.bool_]  # (people,)
    own: NDArray[np.float64]  # (people,) hours so far, which grow
    others: NDArray[np.float64]
    relations: Relations
    trust: Trust | None
    who: Who
    industries: Any  # people by industry; see `grouped`
    p: AdviceParameters

    @property
    def talk_hours(self) -> float:
        """Hours of a talk."""
        return float(self.relations.parameters.talk_hours)

    def took(self, person: NDArray[np.integer[Any]], own: Any = 0.0, others: Any = 0.0) -> None:
        """Each of these took so many hours, once for each time that he is there."""
        for spent, hours in ((self.own, own), (self.others, others)):
            spent += np.bincount(person, np.broadcast_to(hours, len(person)), minlength=len(spent))


def ask(now: Season, lane: int, action: Ask) -> None:
    """Asks for help: made by those alone who look."""
    number, trust = part(action.number, now.length), now.trust
    if number == 0 or trust is None:
        return
    person, other = _chosen(now, lane, choice_of(action, number, fresh=True, again=action.again))
    looks = now.who.looking[person]
    person, other = person[looks], other[looks]
    now.took(person, action.each)
    p, rows = numbers_of_trust(now.relations.parameters), (now.relations.live, trust.opinions)
    given = (trust.seed, (now.number, now.number * SEASON), p, rows, trust.reliability, (person, other))
    how = (MEDIA.index(action.medium), float(action.each), action.pays, now.p.favour_hours)
    said = asked(*given, how, now.others)
    now.took(said["other"][said["what"] == PAID], PAY_HOURS)
    trust.learn(p, said)


def answer(now: Season, lane: int, action: Answer) -> None:
    """What others are told who ask one."""
    number, trust = part(action.number, now.length), now.trust
    if trust is None:
        return
    pairs = _chosen(now, lane, choice_of(action, number))
    p, when = numbers_of_trust(now.relations.parameters), (now.number, now.number * SEASON)
    traits, hours = (trust.competence, now.who.looking), (now.own, now.others)
    trust.learn(p, answered(trust.seed, when, p, traits, pairs, action.fits, hours))


def post(now: Season, lane: int, action: Post) -> None:
    """Posts."""
    now.took(np.flatnonzero(now.acting), action.hours * now.length)
    trust = now.trust
    if trust is None:
        return
    posts = np.where(now.acting, action.hours * now.length / POST_HOURS, 0.0)
    p, rows = numbers_of_trust(now.relations.parameters), (now.relations.live, trust.opinions)
    given = (trust.seed, (now.number, now.number * SEASON), p, rows, (trust.competence, now.who.looking))
    reach = (now.p.seen, now.p.richness, now.p.reading_hours)
    room = int(now.relations.live.size[now.acting].sum())
    trust.learn(p, posted(*given, posts, reach, now.others, room))


def talk(now: Season, lane: int, action: Talk) -> None:
    """Hours with people whom a rule chooses."""
    person, other = _chosen(now, lane, choice_of(action, action.people))
    hours = action.hours * now.length / action.people
    now.took(person, hours)
    dear = action.each > now.talk_hours
    _meet_and_talk(now, person, other, hours / max(action.each, now.talk_hours), 0.0 if dear else 1.0)


def usual(now: Season, lane: int, action: Usual) -> None:
    """Hours with those one talks to anyway; who talks to nobody spends none."""
    talks = np.where(now.acting, action.hours * now.length / SEASON / now.talk_hours, 0.0)
    person, other, more = shares(now.relations.live, now.acting, talks)
    talk_more(now.relations.live, person, other, more)
    now.took(person, more * (SEASON * now.talk_hours), more * (SEASON * now.talk_hours))


def meet(now: Season, lane: int, action: Meet, first: int) -> None:
    """Hours with people drawn somewhere; first: the season in which advice began."""
    season = first if action.fixed else now.number
    groups, live = (now.industries, now.relations.nearby), now.relations.live
    where = WHERE.index(action.where)
    given = (now.relations.seed, (season, lane), where, action.people, now.acting, groups)
    person, other = drawn(*given, live)
    hours = action.hours * now.length / action.people
    now.took(person, hours)
    _meet_and_talk(now, person, other, hours / now.talk_hours, 1.0)
    if action.seeks:
        ability = now.who.ability
        lacks = np.maximum(ability[other] - ability[person], 0) * np.float32(1 - (1 - now.p.learnt) ** hours)
        np.add.at(ability, person, lacks)


def introduce(now: Season, lane: int, action: Introduce) -> None:
    """Pairs are made known to each other; both of each owe one for it."""
    given = (now.relations.seed, (now.number, lane), part(action.pairs, now.length), now.acting)
    person, one, another = pairs_of_friends(*given, now.relations.live)
    at = once(one, another)
    person, one, another = person[at], one[at], another[at]
    brought_together(now.relations, one, another)
    now.took(person, action.each, 2 * now.talk_hours)
    if now.trust is not None:
        p = numbers_of_trust(now.relations.parameters)
        now.trust.learn(p, owed(np.concatenate([person, person]), np.concatenate([one, another])))


def part(number: int, weeks: int) -> int:
    """Of so many a season, those of its first weeks."""
    return int(np.ceil(number * weeks / SEASON))


def _chosen(now: Season, lane: int, choice: Any) -> Pairs:
    relations = now.relations
    rows = (relations.live, relations.past)
    opinions = no_opinions(0) if now.trust is None else now.trust.opinions
    given = (relations.seed, (now.number, lane), choice, now.acting, rows, opinions, now.who)
    found: Pairs = chosen(*given, relations.numbers)
    return found


def _meet_and_talk(
    now: Season, person: NDArray[np.int32], other: NDArray[np.int32], talks: float, meeting: float
) -> None:
    """So many talks this season with each; those out of touch are brought together, which takes `meeting` of these talks. (Where
    it takes none, it is part of what makes a talk dear, and comes before the first of them.)
    """
    at = once(person, other)
    apart = brought_together(now.relations, person[at], other[at])
    now.took(person[at[apart]], 0.0, now.talk_hours)
    left = np.full(len(person), talks)
    left[at[apart]] = np.maximum(talks - meeting, 0.0)
    talk_more(now.relations.live, person, other, left / SEASON)
    now.took(person, 0.0, left * now.talk_hours)
