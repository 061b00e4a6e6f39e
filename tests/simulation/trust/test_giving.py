"""The game of giving against its closed form, and against a reference of its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.errors import UserError
from weakties.simulation.trust.giving import KEEPER, TAKER, exact, needed, play

PEOPLE, ROUNDS = 400, 200


@pytest.mark.parametrize(("x", "q"), [(0.5, 0.0), (0.5, 0.5), (0.8, 0.25), (0.8, 1.0)])
def test_payoffs_are_those_of_the_closed_form(x, q):
    """400 people, 100 rounds counted. What a keeper gets and pays in a meeting varies by at most b + c = 4, of which he has two
    (asked and asking): standard error below 4 / sqrt(share * 40,000), and the closed form leaves out that nobody meets himself,
    which moves payoffs by less than b / 400.
    """
    played = play((0, 1 - x, x, 0), people=PEOPLE, rounds=ROUNDS, seed=0, known=q)
    for strategy, value, share in zip((KEEPER, TAKER), exact(x, q, 3, 1), (x, 1 - x), strict=True):
        error = 4 / np.sqrt(share * PEOPLE * ROUNDS / 2) + 3 / PEOPLE
        assert abs(played.payoff[strategy] - value) < 4 * error


@pytest.mark.parametrize("q", [0.2, 0.25, 0.42, 0.5])
def test_keepers_once_common_win_if_and_only_if_q_exceeds_c_over_b(q):
    """c / b = 1 / 3, keepers 95 %: needed 0.345. The difference of payoffs is q (k b + t c) - c = 2.9 (q - 0.345) at those q 0.27
    and more; its standard error, of 20 takers in 2,000 rounds, below 4 / sqrt(20,000) = 0.03.
    """
    played = play((0, 0.05, 0.95, 0), people=PEOPLE, rounds=2_000, seed=1, known=q)
    assert (played.payoff[KEEPER] > played.payoff[TAKER]) == (q > 1 / 3)


@given(st.floats(0.05, 0.95), st.floats(0, 1), st.floats(1.1, 10))
def test_the_threshold_is_where_the_two_closed_forms_cross(x, q, benefit):
    keeper, taker = exact(x, q, benefit, 1)
    q_needed = needed(x, 1 - x, benefit, 1)
    assert abs(q - q_needed) < 1e-9 or (keeper > taker) == (q > q_needed)
    assert needed(1, 0, benefit, 1) == pytest.approx(1 / benefit)


def test_gossip_makes_takers_known_and_without_any_own_experience_alone_does():
    """Without gossip a keeper learns of a taker when he asks him, 1 / 99 a round, and forgets 1 / 20 a round: after many rounds
    he knows 1/99 / (1/99 + 1/20 - 1/1980) = 0.169 of them; 5,000 encounters, standard error 0.0053 but for memory, so 8 of them.
    """
    shares = (0, 0.5, 0.5, 0)
    known = [
        play(shares, people=100, rounds=400, seed=2, gossip=g, forgetting=0.05).known for g in (0, 0.3, 1)
    ]
    assert abs(known[0] - 0.169) < 8 * 0.0053 and known[0] < known[1] < known[2]


def test_givers_pay_for_takers_and_those_who_pay_forward_stop():
    played = play((0.25, 0.5, 0, 0.25), people=PEOPLE, rounds=ROUNDS, seed=0, known=0)
    giver, taker, keeper, forwarder = played.payoff
    assert giver < forwarder < taker and np.isnan(keeper)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"shares": (0.5, 0.6, 0, 0)}, "add up to 1.1"),
        ({"shares": (-0.5, 1.5, 0, 0)}, "share of givers"),
        ({"known": 1.5}, "known = 1.5"),
        ({"gossip": 2}, "gossip = 2"),
        ({"cost": 4}, "must cost something"),
        ({"people": 1}, "people = 1"),
    ],
)
def test_what_cannot_be_played_is_an_error(given, line):
    with pytest.raises(UserError, match=line):
        play(**{"shares": (0, 0.5, 0.5, 0), "people": 10, "rounds": 10, "seed": 0, **given})
