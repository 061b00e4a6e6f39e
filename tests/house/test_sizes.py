"""Files, functions and constructors stay small enough to be read in one go.

A function is measured without its docstring: a rule's formula, shapes and units are never shortened to fit.
"""

from __future__ import annotations

import ast

import pytest

FILE, FUNCTION, KERNEL, CONSTRUCTOR = 250, 40, 60, 6
COMPILERS = {"njit", "jit", "vectorize", "guvectorize", "kernel"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_kernel(function: Function) -> bool:
    """Whether numba compiles it: decorated by njit or one of its kin, with or without options."""
    bare = (node.func if isinstance(node, ast.Call) else node for node in function.decorator_list)
    return any(ast.unparse(node).split(".")[-1] in COMPILERS for node in bare)


def lines(function: Function) -> int:
    """Lines from `def` to the end, less those of the docstring."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        length -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return length


def too_long(tree: ast.AST) -> list[str]:
    """The functions that are longer than a function, or a kernel, may be."""
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    return [
        f"line {f.lineno}: {f.name} has {lines(f)} lines, at most {limit}"
        for f in functions
        if lines(f) > (limit := KERNEL if is_kernel(f) else FUNCTION)
    ]


def too_many_arguments(tree: ast.AST) -> list[str]:
    """Constructors of more than 6 arguments (`self`, `*args`, `**kwargs` not counted): an object is missing."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            arguments = node.args
            count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs) - 1
            if count > CONSTRUCTOR:
                found.append(f"line {node.lineno}: a constructor of {count} arguments, at most {CONSTRUCTOR}")
    return found


def test_files_are_short(sources, root):
    """Those of the rooms, and the tests."""
    texts = {s.path: s.text for s in sources}
    texts |= {p.relative_to(root).as_posix(): p.read_text() for p in (root / "tests").rglob("*.py")}
    found = [
        f"{path}: {n} lines, at most {FILE}" for path, t in texts.items() if (n := len(t.splitlines())) > FILE
    ]
    assert len(texts) > len(sources) and not found, "\n".join(found)


def test_functions_are_short(sources):
    found = [f"{s.path}, {where}" for s in sources for where in too_long(s.tree)]
    assert not found, "\n".join(found)


def test_constructors_take_few_arguments(sources):
    found = [f"{s.path}, {where}" for s in sources for where in too_many_arguments(s.tree)]
    assert not found, "\n".join(found)


def function(count: int, decorator: str = "", docstring: str = "") -> ast.Module:
    """A function of `count` lines, the docstring not counted."""
    body = ["    x = 1"] * (count - 1)
    return ast.parse("\n".join([decorator, "def f():", *([docstring] if docstring else []), *body]))


@pytest.mark.parametrize("decorator", ["@njit", "@numba.njit(cache=True)", "@nb.jit(nopython=True)"])
def test_a_kernel_may_be_longer_than_a_function(decorator):
    assert not too_long(function(FUNCTION)) and too_long(function(FUNCTION + 1))
    assert not too_long(function(KERNEL, decorator)) and too_long(function(KERNEL + 1, decorator))


def test_a_docstring_is_not_counted():
    assert not too_long(function(FUNCTION, docstring='    """One.\n\n    Three.\n    """'))


def test_a_wide_constructor_is_seen():
    assert not too_many_arguments(
        ast.parse("class A:\n def __init__(self, a, b, c, d, *, e, f, **more): ...")
    )
    assert too_many_arguments(ast.parse("class A:\n def __init__(self, a, b, c, d, *, e, f, g): ..."))
