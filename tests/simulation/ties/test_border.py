"""What a caller hands to `Ties` is checked before a compiled loop sees it: one clear line, no foreign words, no crash."""

from __future__ import annotations

import copy
import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.errors import UserError
from weakties.simulation.ties import Kind, Ties
from weakties.simulation.ties.rows import flaw

TIES = Ties.from_pairs([0, 1], [1, 2], 4, [0.5, 2.0], [0, 3]).grouped(firm=[0, 0, 1, -1])
ROWS = {name: getattr(TIES, name) for name in ("start", "other", "contact_rate", "kind")}


def by_hand(**changed):
    return Ties(**{**ROWS, **changed})


BAD = {
    "mutual: unknown": (
        lambda: TIES.mutual_contacts([0], [10**9]),
        "person 1000000000 is not in the network",
    ),
    "mutual: below 0": (lambda: TIES.mutual_contacts([-1], [0]), "person -1 is not"),
    "mutual: uneven": (lambda: TIES.mutual_contacts([0, 1, 2], [0]), "3 sources and 1 targets"),
    "mutual: fractions": (lambda: TIES.mutual_contacts([0.5], [1]), "whole numbers"),
    "mutual: nan": (lambda: TIES.mutual_contacts([np.nan], [1]), "whole numbers"),
    "mutual: names": (lambda: TIES.mutual_contacts(["a"], ["b"]), "whole numbers"),
    "contacts: below 0": (lambda: TIES.contacts(-1), "person -1 is not in the network of 4 people"),
    "contacts: beyond": (lambda: TIES.contacts(4), "person 4 is not"),
    "contacts: fraction": (lambda: TIES.contacts(1.0), "whole numbers"),
    "contacts: name": (lambda: TIES.contacts("anna"), "whole numbers"),
    "where: numbers": (lambda: TIES.where([0, 1]), "one true or false for each of 2 ties"),
    "where: short": (lambda: TIES.where([True]), "one true or false"),
    "where: ragged": (lambda: TIES.where("all"), "one true or false"),
    "grouped: nan": (lambda: TIES.grouped(firm=[0, 1, 2, np.nan]), "'firm': must be whole numbers"),
    "grouped: inf": (lambda: TIES.grouped(firm=[0, 1, 2, np.inf]), "must be whole numbers"),
    "grouped: half": (lambda: TIES.grouped(firm=[0, 1, 2, 0.5]), "must be whole numbers"),
    "grouped: large": (lambda: TIES.grouped(firm=[0, 1, 2, 2**31]), "2147483648 is beyond"),
    "grouped: larger": (lambda: TIES.grouped(firm=[0, 1, 2, 2**70]), "is beyond all numbers"),
    "grouped: unsigned": (lambda: TIES.grouped(firm=np.array([0, 1, 2, 2**63], np.uint64)), "is beyond"),
    "grouped: text": (lambda: TIES.grouped(firm=["a", "b", "c", "d"]), "np.unique"),
    "grouped: none": (lambda: TIES.grouped(firm=[0, 1, None, 2]), "must be whole numbers"),
    "grouped: ragged": (lambda: TIES.grouped(firm=[[0], [1, 2], 3, 4]), "one plain list"),
    "grouped: table": (lambda: TIES.grouped(firm=np.zeros((4, 1), int)), "one plain list"),
    "grouped: short": (lambda: TIES.grouped(firm=[0]), "1 entries for 4 people"),
    "pairs: kind": (lambda: Ties.from_pairs([0], [1], 2, kind=200), "kind 200: there is no such kind"),
    "pairs: kind below 0": (lambda: Ties.from_pairs([0], [1], 2, kind=-1), "kind -1"),
    "pairs: kind 256": (lambda: Ties.from_pairs([0], [1], 2, kind=[256]), "kind 256"),
    "pairs: kind by name": (
        lambda: Ties.from_pairs([0], [1], 2, kind="friend"),
        r"whole numbers, 0 \(close\)",
    ),
    "pairs: kinds": (lambda: Ties.from_pairs([0, 1], [1, 2], 3, kind=[1, 1, 1]), "3 for 2 ties"),
    "pairs: people": (lambda: Ties.from_pairs([0], [1], -2), "people = -2"),
    "pairs: people, half": (lambda: Ties.from_pairs([0], [1], 2.5), "people = 2.5"),
    "pairs: people, text": (lambda: Ties.from_pairs([0], [1], "two"), "people = 'two'"),
    "pairs: too many people": (lambda: Ties.from_pairs([0], [1], 2**31), "people = 2147483648"),
    "pairs: table": (lambda: Ties.from_pairs([[0, 1]], [[1, 2]], 3), "one plain list"),
    "pairs: ragged": (lambda: Ties.from_pairs([[0], [1, 2]], [1, 2], 3), "one plain list"),
    "pairs: text": (lambda: Ties.from_pairs(["a"], ["b"], 3), "whole numbers"),
    "pairs: truth": (lambda: Ties.from_pairs([True], [False], 3), "whole numbers"),
    "pairs: rates": (lambda: Ties.from_pairs([0, 1], [1, 2], 3, [1, 2, 3]), "one for each of 2 ties"),
    "pairs: rate text": (lambda: Ties.from_pairs([0], [1], 3, "often"), "one number of conversations"),
    "pairs: rate none": (lambda: Ties.from_pairs([0], [1], 3, [None]), "one number of conversations"),
    "pairs: rate inf": (lambda: Ties.from_pairs([0], [1], 3, 1e300), "contact rate 1e\\+300"),
    "pairs: repeated": (
        lambda: Ties.from_pairs([0], [1], 3, repeated="add"),
        "choose one of error, strongest, sum",
    ),
    "hand: ends": (lambda: by_hand(other=[1, 0, 9, 1]), "person 9 is not in the network"),
    "hand: below 0": (lambda: by_hand(other=[1, 0, -7, 1]), "is not in the network"),
    "hand: beyond int32": (lambda: by_hand(other=[1, 0, 2**33, 1]), "is not in the network"),
    "hand: self-tie": (lambda: by_hand(other=[0, 0, 2, 1]), "is tied to itself"),
    "hand: unsorted": (lambda: by_hand(other=[1, 2, 0, 1]), "not in ascending order"),
    "hand: one way": (lambda: by_hand(other=[1, 0, 3, 1]), "a tie that the other has not"),
    "hand: two rates": (
        lambda: by_hand(contact_rate=[1, 2, 3, 3]),
        "a tie that the other has not, or not at",
    ),
    "hand: nan": (lambda: by_hand(contact_rate=[np.nan] * 4), "not a number from 0 on"),
    "hand: negative": (lambda: by_hand(contact_rate=[-1.0] * 4), "not a number from 0 on"),
    "hand: kind": (lambda: by_hand(kind=[9] * 4), "of a kind that does not exist"),
    "hand: kind below 0": (lambda: by_hand(kind=np.full(4, -1, np.int8)), "of a kind that does not exist"),
    "hand: start falls": (lambda: by_hand(start=[0, 3, 1, 4, 4]), "start: must rise from 0 to 4"),
    "hand: start short": (lambda: by_hand(start=[0, 1, 3]), "start: must rise from 0 to 4"),
    "hand: start empty": (lambda: by_hand(start=[]), "start: must rise from 0 to 4"),
    "hand: lengths": (lambda: by_hand(kind=[0]), "must be one each"),
    "hand: text": (lambda: by_hand(other=list("abcd")), "other: must be whole numbers"),
    "hand: labels": (lambda: by_hand(labels=("a", "b")), "2 labels for 4 people"),
    "hand: same labels": (lambda: by_hand(labels=("a", "b", "a", "c")), "the same name"),
    "hand: labels are lists": (lambda: by_hand(labels=([], [], [], [])), "labels: must be"),
    "hand: no labels": (lambda: by_hand(labels=5), "labels: must be"),
    "hand: groups": (lambda: by_hand(groups=[1, 2]), "groups: must be a dictionary"),
    "hand: group": (lambda: by_hand(groups={"firm": [1]}), "1 entries for 4 people"),
    "hand: nothing": (lambda: Ties(None, None, None, None), "must be whole numbers"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_call_gets_one_clear_line(case):
    call, message = BAD[case]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserError, match=message) as caught:
            call()
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


rows_of_tests = st.fixed_dictionaries(
    {
        "start": st.lists(st.integers(-2, 6), min_size=0, max_size=5),
        "other": st.lists(st.integers(-(2**40), 2**40) | st.integers(-1, 4), max_size=6),
        "contact_rate": st.lists(st.floats(width=32), max_size=6),
        "kind": st.lists(st.integers(-1, 5), max_size=6),
    }
)


@given(rows_of_tests)
def test_whatever_rows_are_made_by_hand_are_lawful_or_refused(rows):
    """Those that are taken are those that `from_pairs` would have made of their pairs."""
    try:
        ties = Ties(**rows)
    except UserError as error:
        assert "\n" not in str(error)
        return
    table = ties.pairs()
    assert ties == Ties.from_pairs(table.source, table.target, ties.people, table.contact_rate, table.kind)


@given(st.data())
def test_one_changed_entry_is_seen(data):
    """Of lawful rows any one entry changed breaks a law."""
    people = data.draw(st.integers(3, 9))
    i, j = np.triu_indices(people, 1)
    keep = np.array(data.draw(st.lists(st.booleans(), min_size=len(i), max_size=len(i))), bool)
    keep[0] = True
    ties = Ties.from_pairs(i[keep], j[keep], people, 1.0 + np.arange(keep.sum()), np.arange(keep.sum()) % 4)
    rows = [array.copy() for array in (ties.start, ties.other, ties.contact_rate, ties.kind)]
    at = data.draw(st.integers(0, len(ties.other) - 1))
    which = data.draw(st.integers(1, 3))
    rows[which][at] = (rows[which][at] + data.draw(st.integers(1, people - 1 if which == 1 else 3))) % (
        people if which == 1 else 4 if which == 3 else 10**6
    )
    assert flaw(*rows, len(Kind))[0] > 0 and flaw.py_func(*rows, len(Kind))[0] > 0
    with pytest.raises(UserError, match="these ties cannot be"):
        Ties(*rows)


def test_lists_by_hand_become_the_arrays_that_kernels_expect():
    ties = Ties([0, 1, 2], [1, 0], [2, 2], [1, 1], {"firm": [3.0, -1.0]})
    assert ties == Ties.from_pairs([0], [1], 2, 2.0).grouped(firm=[3, -1])
    types = [a.dtype for a in (ties.start, ties.other, ties.contact_rate, ties.kind, ties.groups["firm"])]
    assert types == [np.int64, np.int32, np.float32, np.uint8, np.int32]


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda ties: pickle.loads(pickle.dumps(ties))])
def test_ties_are_copied_and_pickled_and_stay_as_they_are(way):
    ties = TIES.labelled(("a", "b", "c", "d"))
    other = way(ties)
    assert other is not ties and other == ties and other.labels == ties.labels
    with pytest.raises(TypeError, match="does not support item assignment"):
        other.groups["firm"] = np.zeros(4, np.int32)
    with pytest.raises(AttributeError):
        other.people = 5
    assert other.contacts(1).tolist() == [0, 2]


def test_equal_is_equal_in_everything():
    assert TIES.grouped(firm=TIES.groups["firm"]) == TIES
    assert TIES.grouped(firm=[0, 0, 1, 1]) != TIES
    assert TIES.labelled((5, 6, 7, 8)) != TIES
    assert Ties.from_pairs([0, 1], [1, 2], 4) != TIES and TIES != "ties"


def test_repeated_pairs_add_up_where_asked_for():
    ties = Ties.from_pairs([0, 1, 0, 2], [1, 0, 2, 1], 3, [0.5, 0.25, 1.0, 3.0], [3, 1, 2, 0], "sum")
    assert ties.pairs().values.tolist() == [[0, 1, 0.75, 1], [0, 2, 1.0, 2], [1, 2, 3.0, 0]]
    assert Ties.from_pairs([], [], 2, repeated="sum") == Ties.from_pairs([], [], 2)
