"""A number stands once: the length of a year and words for contact rates, and the last part of addresses of chance."""

from __future__ import annotations

import ast

import pytest

YEAR = "simulation/talk/frequency.py"


def years_in_weeks(tree: ast.AST) -> list[int]:
    """Lines in which something is divided or multiplied by 52 or 520."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.Mult)
        for side in (node.left, node.right)
        if isinstance(side, ast.UnaryOp | ast.Constant)
        and getattr(side.operand if isinstance(side, ast.UnaryOp) else side, "value", None) in (52, 520)
    ]


def streams_without_a_name(tree: ast.AST) -> list[int]:
    """Lines in which `generator` of simulation/chance.py gets a number for its stream."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "generator"
        for argument in node.args[2:]
        if any(isinstance(part, ast.Constant) for part in ast.walk(argument))
    ]


def test_the_length_of_a_year_stands_once(sources):
    found = [f"{s.path}:{n}" for s in sources if s.path != YEAR for n in years_in_weeks(s.tree)]
    assert not found, "\n".join(found)


def test_streams_of_chance_have_names(sources):
    found = [f"{s.path}:{n}" for s in sources for n in streams_without_a_name(s.tree)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["a = 12 / 52", "a = -52 * years", "a = rate * 52.0 * b", "a = 1 / 520"])
def test_a_year_in_weeks_is_seen(code):
    assert years_in_weeks(ast.parse(code)) == [1]


def test_a_stream_without_a_name_is_seen():
    assert streams_without_a_name(ast.parse("generator(seed, Purpose.NETWORK, 1000 + nth)")) == [1]
    assert not streams_without_a_name(ast.parse("generator(seed, Purpose.NETWORK, Stream.RATE + nth)"))
