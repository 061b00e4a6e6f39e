"""How this package compiles its kernels, said once; a type checker sees their arguments and what they return.

    @kernel     compiled, and kept on disk
    @inlined    the same, and written into each kernel that calls it: for what is small and called often
    @parallel   the same, with loops over `prange` shared out over cores
    @dividing   the same, with NumPy's rules for division: 1 / 0 is infinite, and nothing is raised

To the type checker each leaves a function as it is, and so it sees the model. A kernel's annotations say what it is for: numba
compiles it anew for every combination of types that it is called with, whatever they say. So the index of a loop over `prange`,
which is a uint64 where the loop runs on several cores, is handed on as an int64. An element of an array is `Any`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Int = int | np.integer[Any]
Real = float | np.floating[Any] | Int
Bool = bool | np.bool_
Bools = NDArray[np.bool_]
UInt8s = NDArray[np.uint8]
UInt16s = NDArray[np.uint16]
Int16s = NDArray[np.int16]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
UInt32s = NDArray[np.uint32]
UInt64s = NDArray[np.uint64]
Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Records = NDArray[Any]  # of a structured dtype, which says what is in it
Record = Any  # one of them
# C calls none of them, and what it would call takes time to compile
KEPT: dict[str, Any] = {"cache": True, "no_cfunc_wrapper": True}
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def kernel(function: Kernel) -> Kernel:
    """Compiled, and kept on disk."""
    return cast(Kernel, njit(**KEPT)(function))


def inlined(function: Kernel) -> Kernel:
    """Compiled into each kernel that calls it."""
    return cast(Kernel, njit(**KEPT, inline="always")(function))


def parallel(function: Kernel) -> Kernel:
    """Compiled; loops over `prange` run on all cores."""
    return cast(Kernel, njit(**KEPT, parallel=True)(function))


def dividing(function: Kernel) -> Kernel:
    """Compiled; a number divided by 0 is infinite or not a number, as in NumPy."""
    return cast(Kernel, njit(**KEPT, error_model="numpy")(function))
