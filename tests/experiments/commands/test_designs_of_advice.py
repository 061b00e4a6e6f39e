"""How many worlds advice is lived in, and what its worth hangs on."""

from __future__ import annotations

import json

import pytest

from tests.experiments.commands.advice_made_up import advised
from weakties.analysis.league import Question
from weakties.experiments import advice
from weakties.experiments.engine.tasks import tasks_of
from weakties.experiments.league import asked, companies

__all__ = ["advised"]  # a fixture


def test_where_few_follow_there_are_more_worlds_with_fewer_deals_each():
    pieces, size = asked.pieces_of(["reconnect"], None), asked.FULL
    question = Question("weeks employed", 52, "all", 0.01)
    one = asked.Asked(pieces=pieces, shares=size.shares, question=question, per="person", size=size)
    lived = {share: set() for share in size.shares}
    for task in tasks_of(one.design()):
        after = task.settings["after"]
        lived[task.settings["share"]] |= {
            (task.replicate, turn) for turn in range(after, after + task.settings["deals"])
        }
    pairs = {share: (len({r for r, _ in turns}), len(turns)) for share, turns in lived.items()}
    assert pairs == {0.01: (10, 10 * 6), 0.1: (5, 5), 1.0: (5, 5)}


def test_where_few_follow_pieces_that_take_little_live_by_themselves():
    pieces, size = asked.pieces_of([], None), asked.FULL
    question = Question("weeks employed", 52, "all", 0.01)
    one = asked.Asked(pieces=pieces, shares=size.shares, question=question, per="person", size=size)
    little, much, everybody = one.together(0.01)
    assert sorted((*little, *much, *everybody), key=lambda piece: piece.name) == sorted(
        pieces, key=lambda piece: piece.name
    )
    assert {piece.name for piece in little} >= {"dare", "ask-thirty", "mentor", "nothing"}
    assert all(piece.eligible == "looking" and piece.hours * piece.weeks <= 6 for piece in little)
    assert all(piece.eligible == "looking" and piece.hours * piece.weeks > 6 for piece in much)
    assert all(piece.eligible == "all" for piece in everybody)
    # whose followers are many, and need fewer deals; what takes little changes little, and is dealt most often
    deals = {
        point["together"]: sum(p["deals"] for p in one.design().points if p["together"] == point["together"])
        for point in one.design().points
        if point["share"] == 0.01
    }
    assert deals == {
        "+".join(piece.name for piece in some): n
        for some, n in zip(one.together(0.01), (10, 6, 2), strict=True)
    }
    # at two hours a week nothing takes little any more, but what takes none
    dearer = companies.companies(pieces, 2.0)
    assert [piece.name for piece in dearer[0]] == ["nothing"]


def test_where_many_follow_all_pieces_are_dealt_alike():
    pieces, size = asked.pieces_of([], None), asked.FULL
    one = asked.Asked(pieces=pieces, shares=(0.1, 1.0), question=Question(share=0.1), per="person", size=size)
    assert {len(some) for some in one.together(0.1)} == {4, 5} and len(one.together(0.1)) == 10
    assert all(len(some) == 1 for some in one.together(1.0)) and len(one.together(1.0)) == len(pieces)


def test_of_worlds_in_which_luck_alone_counts_only_luck_is_told(advised, weakties, tmp_path):
    """Whatever the numbers are, these worlds are the same under the same luck; under other luck they are not."""
    how = ("--rows", 8, "--jobs", 1, "--out", tmp_path)
    said = weakties("sensitivity", "advice", "--pieces", "post", *how, "--json")
    assert said.code == 0, said.err
    total = {(row["quantity"], row["input"]): row["total"] for row in json.loads(said.out)}
    assert {name for name, _ in total} == {"post", *asked.ARMS}
    assert all(value == 0 for (_, name), value in total.items() if name != "chance")
    assert all(total[name, "chance"] > 0.3 for name in ("post", *asked.ARMS))
    folder = tmp_path / "sensitivity-advice" / "+".join(("post", *asked.ARMS))
    assert (folder / "indices.csv").is_file() and len(list(folder.glob("*.png"))) == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("advice", "--finding", "inverted-u"), "--finding: advice has pieces"),
        (("market", "--pieces", "post"), "--pieces are of advice"),
        (("advice", "--pieces", "pst"), "did you mean 'post'?"),
        (("advice",), "no league was run here yet; name pieces"),
    ],
)
def test_what_a_sensitivity_cannot_be_of_is_one_line(weakties, tmp_path, words, line):
    said = weakties("sensitivity", *words, "--out", tmp_path)
    assert said.code == 2 and line in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize("pieces", [1, 3, 5, 6, 13, 39, 47, 100])
def test_where_no_share_is_named_all_pieces_live_in_one_world(pieces):
    from weakties.experiments.league.under import few

    share = few(pieces)
    assert (
        0 < share <= 0.1 and share * pieces <= asked.TOGETHER and share * (pieces + 1) > 0.45
    ) or pieces < 5
    some = tuple(advice.chosen([])[0] for _ in range(pieces))
    question = Question("weeks employed", 52, "all", share)
    one = asked.Asked(pieces=some, shares=(share,), question=question, per="person", size=asked.FULL)
    assert len(one.together(share)) == 1
