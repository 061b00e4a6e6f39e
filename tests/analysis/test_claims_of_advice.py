"""The rule by which a claim is held, failed, or cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.analysis.claims_of_advice import judge

ENDS = st.tuples(st.floats(-9, 9), st.floats(-9, 9)).map(lambda pair: tuple(sorted(pair)))


@pytest.mark.parametrize(
    ("effect", "lead", "word"),
    [
        ((1.0, 2.0), (0.1, 1.0), "held"),
        ((1.0, 2.0), None, "held"),
        ((1.0, 2.0), (-0.5, 1.0), "cannot be told"),
        ((1.0, 2.0), (-2.0, -0.1), "failed"),
        ((-1.0, 2.0), (0.1, 1.0), "cannot be told"),
        ((0.1, 0.4), None, "failed"),  # told from none, and too small to matter
        ((-2.0, -1.0), (0.1, 1.0), "failed"),
        ((-float("inf"), float("inf")), None, "cannot be told"),
    ],
)
def test_words(effect, lead, word):
    assert judge(effect, lead, 0.5, "formal").word == word


@given(ENDS, ENDS)
def test_what_is_held_is_above_both_and_wider_intervals_never_tell_more(effect, lead):
    told = judge(effect, lead, 0.5, "formal")
    if told.word == "held":
        assert effect[0] > 0 and lead[0] > 0
    wide = judge((effect[0] - 5, effect[1] + 5), (lead[0] - 20, lead[1] + 20), 0.5, "formal")
    assert wide.word in (told.word, "cannot be told")
