"""Firms and industries: who works where when the world begins."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose, generator
from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.networks.columns import PLAIN
from weakties.simulation.parameters import Workplaces
from weakties.simulation.streams import FirmStream, NetworkStream
from weakties.simulation.ties import Ties

NONE = -1  # the firm, or the industry, of people without


class Workplace(NamedTuple):
    """The firm and the industry of each person, int32 (people,); NONE: no firm when the world begins."""

    firm: NDArray[np.int32]
    industry: NDArray[np.int32]


def workplaces(people: int, seed: int, p: Workplaces) -> Workplace:
    """Everybody is put into a firm, independently of everything else; each firm belongs to one industry.

    Firm sizes are log-normal around `firm_size` (mean; unit log standard deviation) and at least 1; industries are equally
    likely. Firms are numbered from 0.
    """
    rng = generator(seed, Purpose.FIRM, FirmStream.WORKPLACES)
    firm = _firms(people, rng, p)
    of_firm = rng.permutation(np.arange(int(firm.max(initial=0)) + 1) % p.industries)
    return Workplace(firm, of_firm[firm].astype(np.int32))


def leaning(work: Workplace, community: NDArray[np.int32], share: float, seed: int) -> Workplace:
    """The same places, of which a share, those of people drawn at random, is dealt so that communities lean to a trade each.

    Of these people, those of one community get places of one industry, as far as industries and communities are of a size; which
    industry is drawn. Firms and industries keep their sizes. An industry's index of dissimilarity over communities (half of the
    sum over these of |its people there / all of its people - others there / all others|) is then about `share`. community: of
    each person, in order.
    """
    if share <= 0:
        return work
    rng = generator(seed, Purpose.NETWORK, NetworkStream.LEANING)
    who = np.flatnonzero(rng.random(len(community)) < share)
    at = rng.permutation(int(community.max(initial=0)) + 1)[community[who]]
    places = who[rng.permutation(len(who))]
    places = places[np.argsort(work.industry[places], kind="stable")]
    firm, industry = work.firm.copy(), work.industry.copy()
    by_community = who[np.argsort(at, kind="stable")]
    firm[by_community], industry[by_community] = work.firm[places], work.industry[places]
    return Workplace(firm, industry)


def _firms(people: int, rng: Any, p: Workplaces) -> NDArray[np.int32]:
    expected = max(1, round(people / p.firm_size))
    sizes = np.maximum(1, np.rint(np.exp(rng.standard_normal(4 * expected + 20)) * p.firm_size / np.exp(0.5)))
    ends = np.cumsum(sizes.astype(np.int64))
    order = rng.permutation(people)
    firm = np.empty(people, np.int32)
    firm[order] = np.searchsorted(ends, np.arange(people), side="right")
    return firm


def workplaces_of(ties: Ties, seed: int, p: Workplaces) -> Workplace:
    """The firms and industries that the groups "firm" and "industry" of a network say, completed by chance where they say less.

    Neither: as `workplaces` draws them. Industries without firms: firms are drawn within each industry, of the same sizes. Firms
    without industries: all are of one industry. Somebody without a firm (below 0) among others with one begins out of work; his
    industry, like that of anybody else without, is that of his firm, or else of somebody drawn from those who have one.

    A firm whose people are of several industries is of the one that most of them are of, which a WeakTiesWarning says; people
    keep their own. Raises UserError for numbers of firms or industries so large that arrays would have to be as long.
    """
    firm, industry = (_plain(ties, name) for name in ("firm", "industry"))
    if firm is None and industry is None:
        return workplaces(ties.people, seed, p)
    if industry is None:
        industry = np.zeros(ties.people, np.int32)
    if firm is None:
        industry = _known(industry, np.full(ties.people, NONE), seed)
        return Workplace(_firms_within(industry, seed, p), industry)
    mixed = _mixed(Workplace(firm, industry))
    if len(mixed):
        warnings.warn(
            f"firm {mixed[0]} has people of several industries ({len(mixed)} such firms): it is of the one that most are of",
            WeakTiesWarning,
            stacklevel=2,
        )
    return Workplace(firm, _known(industry, firm, seed))


def industries_of_firms(work: Workplace) -> NDArray[np.int32]:
    """The industry that most people of each firm are of, int32 (firms,); of equally common ones the lowest, 0 without people."""
    firms = int(work.firm.max(initial=0)) + 1
    industry = np.zeros(firms, np.int32)
    firm, kind, count = _counted(work)
    order = np.lexsort((kind, -count, firm))
    first = np.ones(len(order), bool)
    first[1:] = np.diff(firm[order]) != 0
    industry[firm[order][first]] = kind[order][first]
    return industry


def _counted(work: Workplace) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How many people each firm has of each industry: (firm, industry, count), where there are any."""
    known = (work.firm >= 0) & (work.industry >= 0)
    wide = int(work.industry.max(initial=0)) + 1
    both, count = np.unique(
        work.firm[known].astype(np.int64) * wide + work.industry[known], return_counts=True
    )
    return both // wide, both % wide, count


def _mixed(work: Workplace) -> NDArray[np.int64]:
    """The firms with people of more than one industry."""
    firm = _counted(work)[0]
    return np.unique(firm[1:][firm[1:] == firm[:-1]])


def _plain(ties: Ties, name: str) -> NDArray[np.int32] | None:
    """A group of the network; None where it has no such group, or nobody is in it."""
    if name not in ties.groups or (len(ties.groups[name]) and ties.groups[name].max() < 0):
        return None
    group = ties.groups[name]
    if int(group.max(initial=0)) >= max(PLAIN, 10 * ties.people):
        raise UserError(
            f"{name} {group.max()}: number them from 0 without large gaps, as np.unique({name}, return_inverse=True)[1] does"
        )
    return np.maximum(group, NONE)


def _known(industry: NDArray[np.int32], firm: NDArray[np.int32], seed: int) -> NDArray[np.int32]:
    """The industries, completed where they are NONE: that of the firm's people, or else of somebody drawn by chance."""
    if industry.min(initial=0) >= 0:
        return industry
    found = industry.copy()
    firms, _, _ = _counted(Workplace(firm, industry))
    told = (industry < 0) & np.isin(firm, firms)
    found[told] = industries_of_firms(Workplace(firm, industry))[firm[told]]
    left = np.flatnonzero(found < 0)
    found[left] = generator(seed, Purpose.FIRM, FirmStream.UNKNOWN).choice(industry[industry >= 0], len(left))
    return found


def _firms_within(industry: NDArray[np.int32], seed: int, p: Workplaces) -> NDArray[np.int32]:
    """Firms of people of one industry each, numbered through from 0, industry after industry."""
    firm = np.empty(len(industry), np.int32)
    order = np.argsort(industry, kind="stable")
    numbers, size = np.unique(industry, return_counts=True)
    first = 0
    for number, here in zip(numbers.tolist(), np.split(order, np.cumsum(size)[:-1]), strict=True):
        firm[here] = first + _firms(len(here), generator(seed, Purpose.FIRM, FirmStream.WITHIN + number), p)
        first = int(firm[here].max()) + 1
    return firm
