"""Docstrings as Markdown: what is code, what are names and meanings, and what is text."""

from __future__ import annotations

import importlib.util
import inspect

import pytest

import weakties
from weakties.experiments.prose import escaped, markdown
from weakties.experiments.reference import broken

DOCSTRING = """What it is, in words
that go on.

    call(2)
    again

name    a thing, of (2,)
        and more of it
other   "this"   one
        "that"   two
long_name(of, arguments)
        below it

A last word."""


def test_blocks_become_what_they_are():
    assert markdown(DOCSTRING).split("\n\n") == [
        "What it is, in words that go on.",
        "```python\ncall(2)\nagain\n```",
        "`name`\n:   a thing, of (2,) and more of it",
        '`other`\n:   `"this"` one  \n    `"that"` two',
        "`long_name(of, arguments)`\n:   below it",
        "A last word.",
    ]


def test_text_reads_as_it_stands():
    assert escaped("a_b `a_b` 2**3 x < y [1] *so*") == r"a\_b `a_b` 2\*\*3 x &lt; y \[1] *so*"


def test_a_long_call_is_broken_between_its_arguments():
    assert broken("f(a: int) -> None") == "f(a: int) -> None"
    kinds = "a: dict[str, int], b: Callable[[int, str], None] | None = None, *, seed: int"
    assert broken(f"function_of_a_name({kinds}, more: str) -> tuple[int, str]").split("\n") == [
        "function_of_a_name(",
        "    a: dict[str, int],",
        "    b: Callable[[int, str], None] | None = None,",
        "    *,",
        "    seed: int,",
        "    more: str,",
        ") -> tuple[int, str]",
    ]


@pytest.mark.skipif(importlib.util.find_spec("markdown") is None, reason="needs pip install '.[docs]'")
@pytest.mark.parametrize("name", sorted(set(weakties.__all__) - {"networks"}))
def test_no_word_of_a_docstring_is_lost(name):
    import re

    import markdown as library

    said = inspect.getdoc(getattr(weakties, name)) or ""
    html = library.markdown(markdown(said), extensions=["def_list", "fenced_code"])
    shown = (
        re.sub(r"<[^>]+>", " ", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&quot;", '"')
    )
    words = [re.findall(r"\w+", text) for text in (said, shown)]
    assert [w for w in words[1] if w != "python"] == [w for w in words[0] if w != "python"]
