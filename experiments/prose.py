"""Docstrings as Markdown: paragraphs, blocks of code, and columns of names and meanings, as this project writes them."""

from __future__ import annotations

import re
import textwrap

ENTRY = re.compile(r"^(\S(?:.*?\S)?) {2,}(\S.*)$")
"""A name, two spaces or more, and what it means; what follows, indented, goes on with it."""


def markdown(docstring: str) -> str:
    """A docstring, cleaned as by `inspect.getdoc`, as Markdown."""
    blocks = re.split(r"\n(?:[ \t]*\n)+", docstring.strip("\n"))
    return "\n\n".join(_block(block.split("\n")) for block in blocks)


def term(name: str, meaning: str) -> str:
    """A name in code, and what it means, Markdown of any length, below it."""
    below = "\n\n" if "\n\n" in meaning else "\n"  # of one paragraph, close to the name
    return f"`{name}`{below}:{textwrap.indent(meaning, '    ')[1:]}"


def _block(lines: list[str]) -> str:
    if all(line.startswith("    ") for line in lines):
        return "```python\n" + textwrap.dedent("\n".join(lines)) + "\n```"
    entries = _entries(lines)
    if entries:
        return "\n\n".join(term(name, _meaning(said)) for name, said in entries)
    return escaped(" ".join(line.strip() for line in lines))


def _entries(lines: list[str]) -> list[tuple[str, list[str]]]:
    """(name, lines of its meaning) each, where the block is such columns; none where it is not."""
    found: list[tuple[str, list[str]]] = []
    for n, line in enumerate(lines):
        goes_on = n + 1 < len(lines) and lines[n + 1].startswith("  ")
        if line.startswith(" "):
            if not found:
                return []
            found[-1][1].append(line.strip())
        elif match := ENTRY.match(line):
            found.append((match[1], [match[2]]))
        elif found and goes_on:  # a name so long that its meaning begins below it
            found.append((line, []))
        else:
            return []
    return found


def _meaning(said: list[str]) -> str:
    """The meaning; where it has names and meanings of its own, each on a line of its own."""
    if not any(ENTRY.match(line) for line in said):
        return escaped(" ".join(said))
    lines = [
        f"`{match[1]}` {escaped(match[2])}" if (match := ENTRY.match(line)) else escaped(line)
        for line in said
    ]
    return "  \n".join(lines)


def escaped(text: str) -> str:
    """Text that reads in Markdown as it stands, but for code and emphasis."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if n % 2 else _plain(part) for n, part in enumerate(parts))


def _plain(text: str) -> str:
    return text.replace("_", r"\_").replace("**", r"\*\*").replace("<", "&lt;").replace("[", r"\[")
