"""The luck of mechanisms: many random numbers at their addresses at once, and whether somebody drew without an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import _helperlib, njit
from numpy.typing import NDArray

from weakties.simulation.chance import normal, uniform


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


@njit(cache=True)
def _fill_uniform(seed, purpose, week, who, nth, out):  # type: ignore[no-untyped-def]
    for n in range(len(out)):
        out[n] = uniform(seed, purpose, week[n], who[n], nth[n])


@njit(cache=True)
def _fill_normal(seed, purpose, week, who, nth, out):  # type: ignore[no-untyped-def]
    for n in range(len(out)):
        out[n] = normal(seed, purpose, week[n], who[n], nth[n])


def without_address() -> tuple[object, ...]:
    """The states of the generators that have no address: NumPy's own, that of kernels, and Python's. Whoever draws from one
    changes its state, and is found out.
    """
    import random

    kernels: Any = _helperlib
    numpys: tuple[Any, ...] = np.random.get_state()  # type: ignore[assignment]  # noqa: NPY002
    place, words = kernels.rnd_get_state(kernels.rnd_get_np_state_ptr())
    return (*numpys[:1], numpys[1].tobytes(), *numpys[2:], place, hash(tuple(words)), hash(random.getstate()))
