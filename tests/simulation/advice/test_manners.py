"""How people deal with others, answers, pay and thanks: each changes what it says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.advice.by_hand import followed
from tests.simulation.advice.test_laws import state
from weakties.simulation.advice.actions import (
    PAY_HOURS,
    THANKS_HOURS,
    Answer,
    Ask,
    Budget,
    Meet,
    Talk,
    Trait,
)
from weakties.simulation.advice.advice import Advice, Followed
from weakties.simulation.advice.parameters import AdviceParameters
from weakties.simulation.errors import UserError
from weakties.simulation.market.advised import careers
from weakties.simulation.talk.live import SEASON
from weakties.simulation.trust.forms import all_inputs
from weakties.simulation.trust.opinions import rows_of
from weakties.simulation.trust.parameters import numbers_of_trust

NUMBERS = AdviceParameters()


def inputs_of(world, i, j):
    found = np.empty((len(j), 5))
    p = numbers_of_trust(world.relations.parameters)
    pairs = (np.full(len(j), i, np.int64), np.asarray(j, np.int64))
    all_inputs(p, world.week, world.relations.live, world.trust.opinions, pairs, found)
    return found


def test_who_opens_up_is_as_close_as_after_more_hours(lived, seeker):
    after, plain = followed(lived, seeker, Trait(hours=0.0, open=2.0), while_looking=False)
    live, p = plain.relations.live, plain.relations.parameters
    row = slice(live.start[seeker], live.start[seeker] + live.on[seeker])
    others, hours = live.other[row], live.tie["hours"][row].astype(float)
    risen = (1 - np.exp(-2 * hours / p.closeness_hours)) / np.maximum(
        1 - np.exp(-hours / p.closeness_hours), 1e-12
    )
    met = hours > 0
    now, before = (inputs_of(world, seeker, others)[:, 2] for world in (after, plain))
    assert now[met] == pytest.approx(before[met] * risen[met], rel=1e-5)
    mirrored = [inputs_of(after, int(j), [seeker])[0, 2] for j in others[met][:5]]
    assert mirrored == pytest.approx(now[met][:5], rel=1e-5)  # others are as close to him as he to them


def test_manners_are_as_usual_again_when_it_is_over(lived, seeker):
    after, _ = followed(
        lived, seeker, Trait(hours=0.0, open=2.0, habit=0.5), weeks=SEASON, while_looking=False
    )
    assert after.trust.opinions.manners["open"][seeker] == 2.0 and after.relations.pull[seeker] == 0.5
    for _ in range(SEASON):
        after.step()
    assert len(after.trust.opinions.manners) == 0 and len(after.relations.pull) == 0


@pytest.mark.parametrize("habit", [-0.3, 0.3])
def test_habit_pulls_a_tie_by_the_mean_of_the_two(lived, seeker, habit):
    """Hours go more evenly over ties where habit pulls less: a smaller share goes to the ties that had most."""
    after, plain = followed(lived, seeker, Trait(hours=0.0, habit=habit), while_looking=False)
    shares = []
    for world in (after, plain):
        live = world.relations.live
        rates = np.sort(live.tie["rate"][live.start[seeker] : live.start[seeker] + live.on[seeker]])[::-1]
        shares.append(rates[:3].sum() / rates.sum())
    assert (shares[0] > shares[1]) == (habit > 0) and shares[0] != shares[1]


def test_a_tie_has_one_rate_whoever_is_more_bound_by_habit(lived, seeker):
    after, _ = followed(lived, seeker, Trait(hours=0.0, habit=0.4), while_looking=False)
    live = after.relations.live
    for e in range(live.start[seeker], live.start[seeker] + live.on[seeker]):
        j = live.other[e]
        back = [b for b in range(live.start[j], live.start[j] + live.on[j]) if live.other[b] == seeker]
        assert live.tie["rate"][back[0]] == live.tie["rate"][e]


def test_answers_are_learnt_from_and_owed(lived, seeker):
    after, plain = followed(lived, seeker, Answer(number=8), while_looking=False)
    rows = []
    for world in (after, plain):
        person, other, view = rows_of(world.trust.opinions)
        rows.append((view["leads"][other == seeker].sum(), view["gave"][person == seeker].sum()))
    asked = rows[0][0] - rows[1][0]
    assert 1 <= asked <= 8 and rows[0][1] - rows[1][1] == asked  # eight answers of half an hour in four weeks
    assert after.advice.own[seeker] == after.advice.others[seeker] == asked * 0.5


def test_answers_that_fit_leave_out_who_looks_and_learn_that_he_does(lived, seeker):
    after, plain = followed(lived, seeker, Answer(number=32, first="needy", fits=True), while_looking=False)
    looks = lived.people.looking
    for world, more in ((after, True), (plain, False)):
        person, other, view = rows_of(world.trust.opinions)
        aware = other[(person == seeker) & (view["aware"] >= world.week)]
        assert looks[aware].any() == more or not more
    got = {}
    for name, world in (("with", after), ("without", plain)):
        person, other, view = rows_of(world.trust.opinions)
        about = other == seeker
        got[name] = dict(zip(person[about].tolist(), view["leads"][about].tolist(), strict=True))
    more = [i for i, n in got["with"].items() if n > got["without"].get(i, 0)]
    assert more and not looks[more].any()


def test_what_is_paid_for_is_likelier_and_costs_hours_and_is_not_owed(lived, seeker):
    paid, plain = (
        followed(lived, seeker, Ask(number=60, each=0.1, medium="face to face", pays=pays))[0]
        for pays in (True, False)
    )
    kept, paid_to = [], []
    for world in (paid, plain):
        person, other, view = rows_of(world.trust.opinions)
        about = other == seeker
        kept.append(set(person[about & (view["aware"] >= world.week)].tolist()))
        paid_to.append(int((view["paid"][about] >= world.week).sum()))
    assert (
        kept[0] >= kept[1] and paid_to[0] > 0 == paid_to[1]
    )  # the same lots: who says yes unpaid, says yes paid
    assert paid.advice.own[seeker] - plain.advice.own[seeker] == pytest.approx(PAY_HOURS * paid_to[0])


def test_who_is_thankful_thanks_for_what_was_kept_and_it_is_remembered(lived, seeker):
    asks = Ask(number=60, each=0.1, medium="face to face")
    thankful, plain = (
        followed(lived, seeker, *actions, weeks=SEASON)[0]
        for actions in ((asks, Trait(0.0, thanks=1.0)), (asks,))
    )
    _, other, view = rows_of(thankful.trust.opinions)
    thanked = int(thankful.trust.thanked[seeker])
    assert (
        thanked == thankful.trust.thanked.sum() == (view["thanked"][other == seeker] >= thankful.week).sum()
    )
    assert thanked > 0 == plain.trust.thanked.sum()
    for world in (thankful, plain):
        for _ in range(SEASON):
            world.step()
    hours = thankful.advice.own[seeker] - plain.advice.own[seeker]
    assert hours == pytest.approx(THANKS_HOURS * thanked)


def test_who_seeks_advice_learns_of_those_who_are_abler_alone(lived, seeker):
    """One meeting of an hour and more: the gap closes by the part that so many hours close."""
    after, plain = followed(
        lived, seeker, Meet(hours=1.0, where="anywhere", people=4, seeks=True), while_looking=False
    )
    gained = after.people.ability - plain.people.ability
    assert gained[seeker] >= 0 and not np.delete(gained, seeker).any()
    most = np.maximum(plain.people.ability.max() - plain.people.ability[seeker], 0)
    assert gained[seeker] <= most * 4 * (1 - (1 - NUMBERS.learnt) ** 1.0) + 1e-6
    numbers = AdviceParameters(learnt=0.0)
    dull, _ = followed(
        lived, seeker, Meet(hours=1.0, people=4, seeks=True), while_looking=False, numbers=numbers
    )
    assert (dull.people.ability == plain.people.ability).all()


def test_generous_and_keeping_people_pass_on_more_and_less(lived):
    told = []
    for trait in (Trait(hours=0.0, generous=1.0), Trait(hours=0.0), Trait(hours=0.0, keeps=0.0)):
        world = lived.fork()
        everybody = np.ones(world.ties.people, np.bool_)
        world.advice = Advice(
            [Followed((trait,), everybody, 3 * SEASON, False)], world.week + 1, careers(lived)
        )
        for _ in range(3 * SEASON):
            world.step()
        told.append(int(world.advice.leads[:, 1].sum()))
    assert told[0] > told[1] > told[2]


def test_of_two_pieces_in_one_world_each_is_what_its_own_people_do(lived, seeker):
    """A second piece that nobody follows changes nothing; two that are followed add up; nobody follows two."""
    people = lived.ties.people
    one, nobody = np.zeros(people, np.bool_), np.zeros(people, np.bool_)
    one[seeker] = True
    talk, budget = Followed((Talk(hours=2.0),), one, 26), Followed((Budget(tending=2.0),), nobody, 26, False)
    worlds = [lived.fork() for _ in range(3)]
    other = np.flatnonzero(lived.people.looking & ~one)[0]
    another = nobody.copy()
    another[other] = True
    asks = Followed((Ask(number=5, each=0.5),), another, 26)
    for world, pieces in zip(worlds, ([talk], [talk, budget], [talk, asks]), strict=True):
        world.advice = Advice(pieces, world.week + 1, careers(lived))
        world.step()
    assert state(worlds[0]) == state(worlds[1])
    assert (
        worlds[2].advice.own[seeker] == worlds[0].advice.own[seeker] > 0 and worlds[2].advice.own[other] > 0
    )
    with pytest.raises(UserError, match="follows two"):
        Advice([talk, Followed((Talk(hours=1.0),), one, 26)], 1)
