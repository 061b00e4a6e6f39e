"""What becomes of leads against plain Python (tests/references/plain_passing.py), in every form of trust."""

from __future__ import annotations

import numpy as np
import pytest

from tests.references.plain_passing import PlainPassing
from weakties import JobMarket, networks
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.trust.opinions import rows_of, usual_manners
from weakties.simulation.trust.parameters import FORMS, numbers_of_trust
from weakties.simulation.trust.passing import FATE, KEPT, OUTCOMES, fates, in_full

PEOPLE, LEADS, WEEKS = 300, 4_000, 30
TIES = networks.layers(workers=PEOPLE, seed=5, acquaintances=100)


def lived(form, manners, **numbers):
    """(world, plain) of a market in which people trust and owe each other; manners: of some people, drawn by chance."""
    market = JobMarket(TIES, seed=2, relations=True, relay=0.1, trust=form, asks=3, courage=1, **numbers)
    market.run(WEEKS)
    world, rng = market.world, np.random.default_rng(1)
    opinions = world.trust.opinions
    if manners:
        own = usual_manners(PEOPLE)
        some = rng.random(PEOPLE) < 0.5
        own["open"][some], own["generous"][some] = 3, rng.random(some.sum())
        own["keeps"][~some] = rng.random((~some).sum())
        opinions = world.trust.opinions = opinions._replace(manners=own)
    live, hours = world.relations.live, {}
    for i in range(PEOPLE):
        for e in range(live.start[i], live.start[i] + live.size[i]):
            tie = live.tie[e]
            hours[i, int(live.other[e])] = float(tie["hours"]), int(tie["last"]), int(tie["kind"])
    person, other, about = rows_of(opinions)
    views = {
        (int(i), int(j)): {name: float(view[name]) for name in about.dtype.names}
        for i, j, view in zip(person, other, about, strict=True)
    }
    own = {i: tuple(map(float, row))[:3] for i, row in enumerate(opinions.manners)}
    competence = world.trust.competence.astype(float).tolist()
    return world, PlainPassing(2, world.relations.parameters, hours, views, own, competence)


def drawn(hours):
    """Leads between people who have a tie, and between any; half of them from those who hire."""
    rng = np.random.default_rng(7)
    pairs = np.array(list(hours))
    tied = pairs[rng.integers(0, len(pairs), LEADS // 2)]
    any_two = rng.integers(0, PEOPLE, (LEADS // 2, 2))
    any_two[:, 1] += any_two[:, 0] == any_two[:, 1]
    teller, listener = (np.concatenate([tied, any_two % PEOPLE]).T).astype(np.int32)
    position, steps = rng.integers(0, PEOPLE, LEADS, np.int32), rng.integers(0, 3, LEADS, np.int32)
    opened = rng.integers(WEEKS - 5, WEEKS + 1, LEADS, np.int32)
    return teller, listener, position, opened, np.full(LEADS, WEEKS, np.int16), steps


@pytest.mark.parametrize("manners", [False, True], ids=["usual", "manners"])
@pytest.mark.parametrize("form", FORMS[1:])
def test_every_lead_has_the_fate_of_the_rules(form, manners):
    world, plain = lived(form, manners, score_keeping=0.5, unasked=0.6)
    leads, found = drawn(plain.hours), np.zeros(LEADS, FATE)
    p, (live, opinions) = (
        numbers_of_trust(world.relations.parameters),
        (world.relations.live, world.trust.opinions),
    )
    fates(world.seed, p, live, opinions, world.trust.competence, leads, found)
    rows = list(zip(*(column.tolist() for column in leads), strict=True))
    told = [OUTCOMES.index(plain.fate(*row)) for row in rows]
    np.testing.assert_array_equal(found["outcome"], told)
    assert np.bincount(told, minlength=len(OUTCOMES)).min() > 20  # every fate is there to be compared
    acted = found["outcome"] != KEPT
    had = [plain.hours.get((i, j), (0.0, 0, 0))[0] >= AN_HOUR for j, i, *_ in rows]
    np.testing.assert_array_equal(found["history"][acted], np.array(had)[acted])
    in_full(p, live, opinions, leads, found)
    trust = [[plain.trust(j, i, week), plain.trust(i, j, week)] for j, i, _, _, week, _ in rows]
    np.testing.assert_allclose(np.column_stack([found["trust"], found["believed"]]), trust, atol=1e-6)
    assert (found["trust"] != found["believed"]).any() == (form != "closeness")
    owed = [plain.view(j, i)["gave"] != plain.view(i, j)["gave"] for j, i, *_ in rows]
    assert sum(owed) > 20
