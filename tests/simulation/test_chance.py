"""Chance with addresses: the published vectors, plain against compiled, and statistics with their arithmetic.

Seeds are fixed and were the first ones tried. What is normal under a good generator fails beyond 4 standard errors, what is
chi-squared beyond the same probability, 6e-5.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from weakties.simulation import chance
from weakties.simulation.chance import Purpose, check_seed, generator, normal, plain, replicate_seed, uniform
from weakties.simulation.errors import UserError

RARE = 6e-5
N = 100_000

below_32 = st.integers(0, 2**32 - 1)
seeds = st.integers(0, 2**63 - 1)
addresses = st.tuples(st.sampled_from(list(Purpose)), below_32, below_32, below_32)


@njit
def uniforms(seed, purpose, week, who, nth):
    """`uniform` at many addresses: arrays (n,) each."""
    return np.array([uniform(seed, purpose, week[i], who[i], nth[i]) for i in range(len(week))])


@njit
def normals(seed, purpose, n):
    """`normal` for people 0 .. n-1."""
    return np.array([normal(seed, purpose, 0, who) for who in range(n)])


@njit
def four_words(seed, purpose, week, who, nth):
    """`words`, compiled; tests cannot see inside an inlined function otherwise."""
    return chance.words(seed, purpose, week, who, nth)


def along(coordinate: str, n: int = N, seed: int = 1973):
    """n uniform numbers whose addresses differ in one coordinate only: 'week', 'who' or 'nth', each from 0 on."""
    where = {name: np.zeros(n, np.int64) for name in ("week", "who", "nth")}
    where[coordinate] = np.arange(n)
    return uniforms(np.uint64(seed), Purpose.CONVERSATION, **where)


# --- the generator ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ],
)
@pytest.mark.parametrize("philox", [chance.philox, plain(chance.philox)], ids=["compiled", "plain"])
def test_published_vectors_of_philox4x32_10(philox, counter, key, expected):
    """Random123's known answers (tests/kat_vectors), by the authors of the generator."""
    words = [np.uint64(int(word, 16)) for word in f"{counter} {key}".split()]
    assert " ".join(f"{int(word):08x}" for word in philox(*words)) == expected


@given(seeds, addresses)
def test_plain_python_and_compiled_agree(seed, address):
    """Also where plain code calls compiled code, whose unsigned words reach Python as plain numbers."""
    key = np.uint64(seed)
    assert tuple(map(int, plain(chance.words)(key, *address))) == tuple(map(int, four_words(key, *address)))
    assert plain(uniform)(key, *address) == uniform(key, *address)
    assert abs(plain(normal)(key, *address) - normal(key, *address)) < 1e-12  # log and cos of two libraries


@given(seeds, addresses, addresses)
def test_addresses_never_collide(seed, one, other):
    """The generator is a bijection of counters: two addresses share their 128 bits only if they are the same."""
    assert (four_words(np.uint64(seed), *one) == four_words(np.uint64(seed), *other)) == (one == other)


@given(seeds, addresses, st.integers(0, 3), st.integers(0, 31))
def test_every_coordinate_and_bit_of_an_address_counts(seed, address, coordinate, bit):
    changed = list(address)
    changed[coordinate] ^= 1 << bit
    assert four_words(np.uint64(seed), *address) != four_words(np.uint64(seed), *changed)


def test_a_bit_of_the_address_or_seed_changes_half_the_bits():
    """Avalanche: of 128 bits, each flips with probability 1/2; 192 input bits x 100 addresses x 128, so SE = 0.5 / sqrt(2.5e6).

    And no single input bit is weak: its own 12,800 output bits flip at 1/2 within 4.5 SE (192 comparisons).
    """
    rng = generator(3, Purpose.RESAMPLE)
    flips = np.zeros(192)
    for _ in range(100):
        words = rng.integers(0, 2**32, 6, dtype=np.uint64)
        before = chance.philox(*words)
        for bit in range(192):
            changed = words.copy()
            changed[bit // 32] ^= np.uint64(1 << bit % 32)
            flips[bit] += sum(
                int(a ^ b).bit_count() for a, b in zip(before, chance.philox(*changed), strict=True)
            )
    share = flips / 12_800
    assert abs(share.mean() - 0.5) < 4 * 0.5 / np.sqrt(192 * 12_800)
    assert (abs(share - 0.5) < 4.5 * 0.5 / np.sqrt(12_800)).all()


# --- uniform numbers ----------------------------------------------------------------------------------------------


def test_the_ends_of_the_unit_interval_are_never_reached():
    most = np.uint64(0xFFFFFFFF)
    for low, high in (
        (chance.unit(np.uint64(0), np.uint64(0)), chance.unit(most, most)),
        (chance.unit32(np.uint64(0)), chance.unit32(most)),
    ):
        assert 0.0 < low < 1e-9 and 1 - 1e-9 < high < 1.0


@pytest.mark.parametrize("coordinate", ["week", "who", "nth"])
def test_uniform_along_each_coordinate(coordinate):
    """Kolmogorov-Smirnov, and chi-squared of 1,000 bins with 100 expected in each."""
    u = along(coordinate)
    assert stats.kstest(u, "uniform").pvalue > RARE
    assert stats.chisquare(np.bincount((u * 1000).astype(int), minlength=1000)).pvalue > RARE


@pytest.mark.parametrize("coordinate", ["week", "who", "nth"])
@pytest.mark.parametrize("lag", [1, 2, 7, 16, 52, 1024])
def test_neighbouring_addresses_are_uncorrelated(coordinate, lag):
    """The correlation of n independent uniform pairs has standard error 1 / sqrt(n)."""
    z = (along(coordinate) - 0.5) * np.sqrt(12)
    assert abs((z[:-lag] * z[lag:]).mean()) < 4 / np.sqrt(N - lag)


@pytest.mark.parametrize("coordinate", ["week", "who", "nth"])
def test_neighbouring_addresses_are_independent(coordinate):
    """Chi-squared of consecutive pairs in 20 x 20 cells, 125 expected in each; pairs do not overlap."""
    u = (along(coordinate) * 20).astype(int)
    assert stats.chisquare(np.bincount(u[::2] * 20 + u[1::2], minlength=400)).pvalue > RARE


def test_coordinates_seeds_and_purposes_are_uncorrelated():
    """The same addresses under 20 purposes and 20 seeds in a row: 40 x 39 / 2 correlations, each with SE 1 / sqrt(n).

    The largest of 780 stays below 5 SE with probability 0.9996.
    """
    who, zero = np.arange(20_000), np.zeros(20_000, np.int64)
    rows = [uniforms(np.uint64(1973), purpose, zero, who, zero) for purpose in list(Purpose)[:20]]
    rows += [uniforms(np.uint64(seed), Purpose.CONVERSATION, zero, who, zero) for seed in range(20)]
    off_diagonal = np.corrcoef(rows)[np.triu_indices(len(rows), 1)]
    assert abs(off_diagonal).max() < 5 / np.sqrt(len(who))


# --- other distributions ------------------------------------------------------------------------------------------


def test_normal_numbers():
    """Moments of n standard normals: mean 0 ± 1/√n, variance 1 ± √(2/n), skewness 0 ± √(6/n), kurtosis 3 ± √(24/n)."""
    z = normals(np.uint64(5), Purpose.APPLICANT, N)
    assert abs(z.mean()) < 4 / np.sqrt(N)
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / N)
    assert abs(stats.skew(z)) < 4 * np.sqrt(6 / N)
    assert abs(stats.kurtosis(z)) < 4 * np.sqrt(24 / N)
    assert stats.kstest(z, "norm").pvalue > RARE


# --- seeds and streams --------------------------------------------------------------------------------------------


@given(seeds, st.integers(0, 2**40))
def test_replicate_seeds_are_seeds_and_not_neighbours(seed, replicate):
    new = replicate_seed(seed, replicate)
    assert check_seed(new) == new
    assert abs(new - seed) > 1 and abs(new - replicate_seed(seed, replicate + 1)) > 1


def test_replicate_seeds_differ():
    """50,000 of 2^63: two agree with probability 1.4e-10 (birthdays)."""
    drawn = {replicate_seed(seed, replicate) for seed in range(50) for replicate in range(1_000)}
    assert len(drawn) == 50_000


def test_streams_of_generators_differ_and_repeat():
    def draw(*address):
        return tuple(generator(*address).random(4))

    streams = [draw(seed, purpose, nth) for seed in (0, 1, 2**62) for purpose in Purpose for nth in (0, 1, 2)]
    assert len(set(streams)) == len(streams)
    assert draw(0, Purpose.NETWORK, 1) == draw(0, Purpose.NETWORK, 1)
    rows = np.array([generator(9, purpose).random(20_000) for purpose in Purpose])
    assert abs(np.corrcoef(rows)[np.triu_indices(len(rows), 1)]).max() < 5 / np.sqrt(20_000)


def test_purposes_keep_their_numbers():
    """Saved results rest on them: a number is never given to another purpose."""
    assert len(set(Purpose)) == len(Purpose.__members__)
    assert (Purpose.REPLICATE, Purpose.NETWORK, Purpose.CONVERSATION, Purpose.BENCHMARK) == (1, 2, 3, 15)


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1, np.int64(7), np.uint32(7)])
def test_seeds(seed):
    assert check_seed(seed) == seed and type(check_seed(seed)) is int


@pytest.mark.parametrize("seed", [None, True, False, -1, 1.5, 1.0, "1", 2**63])
def test_what_is_not_a_seed(seed):
    with pytest.raises(UserError, match="seed = ") as error:
        check_seed(seed)
    assert "\n" not in str(error.value)
    for use in (lambda: generator(seed, Purpose.NETWORK), lambda: replicate_seed(seed, 0)):
        with pytest.raises(UserError):
            use()
