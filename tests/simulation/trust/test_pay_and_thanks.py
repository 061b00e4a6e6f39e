"""Pay and thanks: by what they move a yes, what is remembered, and that without them nothing changes."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import JobMarket
from weakties.simulation.trust.asking import EACH, note_answer, settled, willing
from weakties.simulation.trust.learning import AWARE, EVENT, GAVE, PAID, PROMISE, THANKED, take_in
from weakties.simulation.trust.opinions import at_of, no_opinions, with_room_for
from weakties.simulation.trust.parameters import numbers_of_trust
from weakties.simulation.trust.trusting import Trusting

ASKER, HELPER = 3, 8


def numbers(**given):
    return numbers_of_trust(Trusting(trust="ratio", **given))


def after(paid, thanked, until=20):
    """What people think after one promise that was kept."""
    events = np.zeros(EACH, EVENT)
    count = note_answer(events, 0, (ASKER, HELPER), 2, np.int16(until))
    count = settled(events, count, (ASKER, HELPER), (paid, thanked), np.int16(until))
    opinions = with_room_for(no_opinions(HELPER + 1), count)
    take_in(numbers(), opinions, events[:count])
    return events["what"][:count].tolist(), opinions


def test_a_kept_promise_that_is_paid_and_thanked_is_remembered_by_the_helper_and_is_not_owed():
    assert after(False, False)[0] == [PROMISE, AWARE]
    what, opinions = after(True, True)
    assert what == [PROMISE, AWARE, PAID, GAVE, THANKED] and len(what) == EACH
    helper = opinions.about[at_of(opinions, HELPER, ASKER)]
    asker = opinions.about[at_of(opinions, ASKER, HELPER)]
    assert (helper["paid"], helper["thanked"], helper["gave"]) == (20, 20, 0)
    assert (asker["paid"], asker["thanked"], asker["gave"]) == (-1, -1, 1)


@pytest.mark.parametrize(
    ("paid", "thanked", "week", "offered", "times"),
    [
        (False, False, 10, False, 1.0),
        (False, False, 10, True, 1.5),
        (True, False, 10, False, 0.6),  # crowded out
        (True, False, 10, True, 1.5),
        (True, False, 21, False, 1.0),  # forgotten
        (False, True, 10, False, 2.0),
        (True, True, 20, False, 1.2),
        (True, True, 20, True, 3.0),
    ],
)
def test_a_yes_is_as_much_likelier_as_the_numbers_say(paid, thanked, week, offered, times):
    p = numbers(paid_yes=1.5, crowding=0.4, thanked_yes=2.0)
    _, opinions = after(paid, thanked)
    assert willing(p, week, opinions, (ASKER, HELPER), offered) == pytest.approx(times)
    assert willing(p, week, opinions, (HELPER, ASKER), False) == 1, "it is between the two, and one way"


def lived(**given):
    market = JobMarket(
        "layers", workers=400, seed=6, relations=True, trust="ratio", asks=4, courage=1, **given
    )
    market.run(60)
    return market


@pytest.fixture(scope="module")
def usual():
    return lived()


def test_without_pay_and_thanks_their_other_numbers_change_nothing(usual):
    same = lived(paid_yes=3, crowding=0.5, thanked_yes=2)
    assert same.trust.equals(usual.trust) and same.hires.equals(usual.hires)
    assert (same.world.trust.asks == usual.world.trust.asks).all()


def test_pay_brings_more_yes_and_every_helper_was_paid(usual):
    """A yes is 1.5 times as likely: of about 1,000 asks some 200 say yes, and then 300; 4 standard errors of 22 are 90."""
    paid, before = lived(pay=1, paid_yes=1.5).world.trust, usual.world.trust
    asks, yes, kept = (paid.asks.sum(axis=0)[n] for n in (1, 2, 3))
    assert yes / asks > 1.15 * before.asks.sum(axis=0)[2] / before.asks.sum(axis=0)[1]
    views = paid.opinions.about[paid.opinions.key >= 0]
    assert 0 < (views["paid"] >= 0).sum() <= paid.asks[:, 3].sum() and kept > 50
    assert not (before.opinions.about["paid"][before.opinions.key >= 0] >= 0).any()


def test_thanks_never_cost_a_yes(usual):
    thanked = lived(thanks=1, thanked_yes=2).world.trust.asks
    assert thanked[:, 2].sum() > usual.world.trust.asks[:, 2].sum()
