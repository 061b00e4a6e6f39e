"""Arrays whose references are not counted, for kernels that hand the same named tuples on thousands of times.

numba counts references to every array of a tuple whenever it is handed on or looked into, with instructions that wait for all
cores: of replays they were two fifths of the time. An array that whoever calls a kernel holds anyway, and that the kernel
neither returns nor keeps, needs no count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba.core import types
from numba.extending import intrinsic

Rows = TypeVar("Rows")


@intrinsic
def _borrowed(context: Any, rows: Any) -> Any:
    """The same, of the type of `rows`, for the compiler."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _uncounted(builder, signature.args[0], arguments[0])

    return rows(rows), code


def _uncounted(builder: Any, kind: Any, value: Any) -> Any:
    """The value with no owner in any of its arrays."""
    if isinstance(kind, types.Array):
        for place in (0, 1):  # who counts, and the object in Python
            value = builder.insert_value(value, value.type.elements[place](None), place)
    elif isinstance(kind, types.BaseTuple):
        parts: Any = kind
        for place, each in enumerate(parts):
            part = builder.extract_value(value, place)
            value = builder.insert_value(value, _uncounted(builder, each, part), place)
    return value


borrowed = cast("Callable[[Rows], Rows]", _borrowed)
"""borrowed(rows), in a kernel: the same array, or tuple of arrays, tuples and numbers, not counted. Whoever calls
the kernel must hold what is borrowed until it returns, or the kernel itself by a name that it uses later; and what is
borrowed must not be returned to Python.
"""
