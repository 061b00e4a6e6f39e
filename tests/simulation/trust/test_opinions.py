"""Views are found again, whatever was put beside them; what is learnt is a Beta mean; forms of trust stay between 0 and 1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.trust.forms import put_together
from weakties.simulation.trust.learning import EVENT, HEARD, LEAD, PROMISE, take_in
from weakties.simulation.trust.opinions import at_of, made, no_opinions, rows_of, with_room_for
from weakties.simulation.trust.parameters import FORMS, numbers_of_trust
from weakties.simulation.trust.trusting import Trusting

P = numbers_of_trust(Trusting(trust="ratio", broken_weight=5))
PEOPLE = st.integers(0, 2**31 - 1)


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=60))
def test_views_are_where_they_were_put(pairs):
    opinions = no_opinions(0, 2)
    for n, (i, j) in enumerate(pairs):
        opinions = with_room_for(opinions, 1)
        opinions.about["gave"][made(opinions, i, j)] = n + 1
    last = {pair: n + 1 for n, pair in enumerate(pairs)}
    assert opinions.number[0] == len(last)
    assert all(opinions.about["gave"][at_of(opinions, *pair)] == n for pair, n in last.items())
    assert at_of(opinions, 2**31 - 1, 2**31 - 2) == -1 or (2**31 - 1, 2**31 - 2) in last
    person, other, _ = rows_of(opinions)
    assert list(zip(person.tolist(), other.tolist(), strict=True)) == sorted(last)


def told(what, values):
    opinions, events = no_opinions(3), np.zeros(len(values), EVENT)
    events["person"], events["other"], events["what"], events["first"] = 1, 2, what, values
    take_in(P, opinions, events)
    return opinions.about[at_of(opinions, 1, 2)]


@given(st.lists(st.booleans(), min_size=1, max_size=50))
def test_what_is_learnt_is_a_beta_mean(right):
    """(1 + right) / (2 + all), promises alike, a broken one counting five times; single precision."""
    good, bad = sum(right), len(right) - sum(right)
    assert told(LEAD, right)["credibility"] == pytest.approx((1 + good) / (2 + len(right)), abs=1e-5)
    assert told(PROMISE, right)["reliability"] == pytest.approx((1 + good) / (2 + good + 5 * bad), abs=1e-5)


def test_gossip_moves_a_view_and_is_no_experience():
    view = told(HEARD, [0.2, -0.9, 0.25])
    assert view["credibility"] == pytest.approx(0.25) and view["leads"] == 0  # never below 0 or above 1


UNIT = st.floats(0, 1)


@given(UNIT, UNIT, UNIT, st.floats(1, 20))
def test_forms_lie_between_0_and_1_and_never_fall_with_what_makes_trust(c, r, i, s):
    plain = put_together.py_func
    for form in range(1, len(FORMS)):
        trust = plain(form, c, r, i, s)
        assert 0 <= trust <= 1 + 1e-12
        more = [plain(form, *up) for up in ((1, r, i, s), (c, 1, i, s), (c, r, 1, s), (c, r, i, 1))]
        assert min(more) >= trust - 1e-12


def test_forms_by_hand():
    c, r, i, s = 0.5, 0.64, 0.25, 2.0
    by_hand = [0.25, 1.39 / 6, 1.89 / 4, 0.08 ** (1 / 3) / 2, (0.5 + 0.4 / 2) / 2]
    assert [put_together.py_func(form, c, r, i, s) for form in range(1, 6)] == pytest.approx(by_hand)
