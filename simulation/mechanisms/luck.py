"""The luck of mechanisms: many random numbers at their addresses at once, and whether somebody drew without an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import _helperlib
from numpy.typing import NDArray

from weakties.simulation.chance import normal, uniform
from weakties.simulation.kernels import Float64s, Int, Int32s, Int64s, kernel


def uniforms(seed: np.uint64, purpose: int, *address: NDArray[np.int64]) -> NDArray[np.float64]:
    """`uniform` at many addresses at once: three arrays of one shape, week, who, nth."""
    return _filled(_fill_uniform, seed, purpose, address)


def normals(seed: np.uint64, purpose: int, *address: NDArray[np.int64]) -> NDArray[np.float64]:
    """`normal` at many addresses at once: three arrays of one shape, week, who, nth."""
    return _filled(_fill_normal, seed, purpose, address)


def _filled(
    fill: Callable[..., object], seed: np.uint64, purpose: int, address: tuple[NDArray[np.int64], ...]
) -> NDArray[np.float64]:
    drawn = np.empty(address[0].shape)
    fill(seed, purpose, *(np.ascontiguousarray(part).ravel() for part in address), drawn.ravel())
    return drawn


@kernel
def _fill_uniform(seed: Int, purpose: Int, week: Int64s, who: Int64s, nth: Int64s, out: Float64s) -> None:
    for n in range(len(out)):
        out[n] = uniform(seed, purpose, week[n], who[n], nth[n])


@kernel
def _fill_normal(seed: Int, purpose: Int, week: Int64s, who: Int32s, nth: Int64s, out: Float64s) -> None:
    for n in range(len(out)):
        out[n] = normal(seed, purpose, week[n], who[n], nth[n])


def without_address() -> tuple[object, ...]:
    """The states of the generators that have no address: NumPy's own, that of kernels, and Python's. Whoever draws from one
    changes its state, and is found out.
    """
    import random

    kernels: Any = _helperlib
    numpys: Any = np.random.get_state()  # noqa: NPY002
    place, words = kernels.rnd_get_state(kernels.rnd_get_np_state_ptr())
    return (*numpys[:1], numpys[1].tobytes(), *numpys[2:], place, hash(tuple(words)), hash(random.getstate()))
