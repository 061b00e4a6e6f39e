"""Random numbers with an address.

Every random number of the toolkit is a pure function of where it is used,

    uniform(seed, purpose, week, who, nth)  in (0, 1)

and not the next item of a stream. So the order of workers, threads or processes changes nothing, and two worlds that
differ in one thing share all their other luck, person by person: the ground on which a single tie can be removed
and everything else replayed.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC11,
doi 10.1145/2063384.2063405): a keyed bijection of 128-bit counters. The key is the 64-bit seed; the counter holds the
address, so two different addresses never share a number under one seed, and streams cannot overlap. It is checked
against the known-answer vectors that its authors publish (tests/simulation/test_chance.py).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.errors import UserError
from weakties.simulation.given import shown, whole
from weakties.simulation.kernels import Int, Int32s, inlined, kernel

if TYPE_CHECKING:
    from collections.abc import Callable


class Purpose(IntEnum):
    """What a random number is for. A new purpose gets a new number; numbers are never reused or changed."""

    REPLICATE = 1  # seeds of the replicates of one experiment
    NETWORK = 2  # construction of networks, through `generator`
    CONVERSATION = 3  # when two people talk
    WILLINGNESS = 4  # whether one tells the other
    RELAY = 5  # whether one who does not look passes a lead on
    SEPARATION = 6  # end of a job
    VACANCY = 7  # life, hirer, posting and order of a vacancy
    FORMAL = 8  # who reads a posting, and when
    DIRECT = 9  # who asks at the door, and when
    APPLICANT = 10  # what an employer sees in one applicant for one vacancy
    CREDIT = 11  # choice among simultaneous tellers
    WORKER = 12  # lasting traits of a person
    SEARCH = 13  # spells of looking around on the job
    FIRM = 14  # sizes and industries of firms
    BENCHMARK = 15  # the model of Calvo-Armengol and Jackson
    SPREAD = 16  # transmission of news over a tie
    NEWS = 17  # origins, topics and recovery in the spread of news
    EXPERIMENT = 18  # random assignment in experiments
    RESAMPLE = 19  # the bootstrap, and permutations
    MATCH = 20  # whether a vacancy suits somebody from another industry
    ANNOUNCE = 21  # who in the firm hears of an opening at once
    FITNESS = 22  # how well two people suit each other
    OCCASION = 23  # endings and returns of occasions to meet
    SEASON_TALK = 24  # when two people talk whose tie lives
    MEETING = 25  # whom one meets for the first time, and where
    INTRODUCTION = 26  # who introduces whom
    TIME = 27  # hours that people have for others
    PAST = 28  # how long two people have known each other at the start
    LIVE_NEWS = 29  # transmission of news over a tie that lives
    CALIBRATION = 30  # which worlds a calibration looks at, and draws from what it found
    TRAIT = 41  # how competent and how reliable people are
    TRUSTED_LEAD = 42  # whether a lead is passed to somebody, and whether he acts on it
    RIGHT = 43  # whether what somebody tells of a vacancy is right
    ASKING = 44  # whom one asks for help, how, and whether one dares
    PROMISE = 45  # a yes or a no, and whether a promise is kept
    GOSSIP = 46  # of whom two people speak
    GIVING = 47  # who meets whom, and who is known, in the game of giving
    ADVICE_WHOM = 51  # whom somebody turns to who follows advice
    ADVICE_MEETING = 52  # whom he meets by it, and where
    ADVICE_ANSWER = 53  # what those answer whom he asks by it
    ADVICE_POST = 54  # who sees his posts
    ADVICE_READING = 55  # which postings he comes across by it
    ADVICE_DEALT = 56  # who is given advice
    ADVICE_FAVOUR = 57  # whether his answers are right


_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_TO_UNIT_32 = 2.0**-32
_TO_UNIT_53 = 2.0**-53


@inlined
def philox(c0: Int, c1: Int, c2: Int, c3: Int, k0: Int, k1: Int) -> tuple[Any, Any, Any, Any]:
    """Philox4x32-10: four 32-bit words (held in uint64) out of a counter of four words and a key of two.

    c0..c3, k0, k1: uint64 below 2**32. Returns a tuple of four uint64 below 2**32.
    """
    for _ in range(10):
        p0 = _MULTIPLIER_0 * c0
        p1 = _MULTIPLIER_1 * c2
        c0 = (p1 >> _SHIFT) ^ c1 ^ k0
        c1 = p1 & LOW
        c2 = (p0 >> _SHIFT) ^ c3 ^ k1
        c3 = p0 & LOW
        k0 = (k0 + _WEYL_0) & LOW
        k1 = (k1 + _WEYL_1) & LOW
    return c0, c1, c2, c3


@inlined
def words(seed: Int, purpose: Any, week: Int, who: Int, nth: Int) -> tuple[int, int, int, int]:
    """The four 32-bit words at one address.

    seed: uint64 or non-negative int64; purpose, week, who, nth: integers in [0, 2**32).
    """
    key = np.uint64(seed)
    return philox(
        np.uint64(who) & LOW,
        np.uint64(nth) & LOW,
        np.uint64(week) & LOW,
        np.uint64(purpose) & LOW,
        key & LOW,
        key >> _SHIFT,
    )


@inlined
def scattered(word: Int, number: Int | Int32s) -> Any:
    """64 bits, held in uint64, for each `number` in [0, 2**32), out of one random 64-bit word: where one address gives a lot to
    each of many, and each must keep its own whoever the others are. It is output `number` of SplitMix64 that begins in the state
    `word` (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA,
    doi 10.1145/2660193.2660195).
    """
    z = word + (np.uint64(number) + np.uint64(1)) * _GOLDEN
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@inlined
def unit(high: Int, low: Int) -> float:
    """A double in (0, 1) from two 32-bit words: (53 leading bits + 1/2) / 2**53; never 0 or 1."""
    bits = ((np.uint64(high) << _SHIFT) | np.uint64(low)) >> np.uint64(11)
    return min((np.float64(bits) + 0.5) * _TO_UNIT_53, 1.0 - _TO_UNIT_53)


@inlined
def unit32(word: Int) -> float:
    """A double in (0, 1) from one 32-bit word: (word + 1/2) / 2**32."""
    return (np.float64(word) + 0.5) * _TO_UNIT_32


@inlined
def uniform(seed: Int, purpose: Int, week: Int, who: Int, nth: Int = 0) -> float:
    """A uniform number in (0, 1) at an address; 53 bits.

    seed: uint64; purpose: a `Purpose`; week, who, nth: integers in [0, 2**32), with the meaning the purpose gives them.
    """
    return _uniform(np.uint64(seed), np.uint64(purpose), np.uint64(week), np.uint64(who), np.uint64(nth))


@inlined
def normal(seed: Int, purpose: Int, week: Int, who: Int, nth: Int = 0) -> float:
    """A standard normal number at an address (Box and Muller 1958, on the four words of one address)."""
    return _normal(np.uint64(seed), np.uint64(purpose), np.uint64(week), np.uint64(who), np.uint64(nth))


@kernel
def _uniform(seed: Int, purpose: Int, week: Int, who: Int, nth: Int) -> float:
    """`uniform`, compiled once, and not for every combination of integer types that an address may have; so `_normal`."""
    w0, w1, _, _ = words(seed, purpose, week, who, nth)
    return unit(w0, w1)


@kernel
def _normal(seed: Int, purpose: Int, week: Int, who: Int, nth: Int) -> float:
    w0, w1, w2, w3 = words(seed, purpose, week, who, nth)
    return np.sqrt(-2.0 * np.log(unit(w0, w1))) * np.cos(2.0 * np.pi * unit(w2, w3))


def check_seed(seed: int) -> int:
    """`seed` as a plain int in [0, 2**63); 0 is a seed like any other.

    Raises UserError for anything else, None and booleans included: a run without a seed cannot be repeated.
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)):
        more = ", or with mesa.batch_run of Mesa 3.5 rng=[0, 1, 2]" if seed is None else ""
        wrong = f"seed = {shown(seed)}: must be a whole number, so that the run can be repeated"
        raise UserError(f"{wrong}; for example seed=0{more}")
    if not 0 <= int(seed) < 2**63:
        raise UserError(f"seed = {shown(seed)}: must lie in 0 to 2**63 - 1")
    return int(seed)


def replicate_seed(seed: int, replicate: int) -> int:
    """The seed of one replicate: 63 bits at the address (seed, REPLICATE, replicate), never seed + 1."""
    nth = whole("replicate", replicate, high=2**64 - 1)
    key = np.uint64(check_seed(seed))
    w0, w1, _, _ = words.py_func(  # type: ignore[attr-defined]  # as plain Python
        key, Purpose.REPLICATE, 0, nth & 0xFFFFFFFF, nth >> 32
    )
    return int(((int(w0) << 32) | int(w1)) >> 1)


def generator(seed: int, purpose: Purpose, nth: int = 0) -> np.random.Generator:
    """A NumPy generator for bulk draws at an address: Philox4x64-10 keyed with (seed, purpose and nth).

    For construction work only (networks, the bootstrap), where numbers are drawn by the million and no single one needs
    an address of its own. Each (seed, purpose, nth) is a stream of its own; streams never overlap, since the key differs.
    """
    key = np.array([check_seed(seed), (int(purpose) << 32) | nth], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))


Bulk = np.random.Generator
"""What `generator` returns."""


def plain(kernel: Callable[..., object]) -> Callable[..., object]:
    """The Python source of a compiled kernel: the reference that tests compare it with."""
    return getattr(kernel, "py_func", kernel)
