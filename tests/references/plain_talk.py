"""Talk in the plain labour market: who tells whom of a vacancy this week, and who passes it on from the next."""

from __future__ import annotations

import math

from tests.references.plain_world import COLLEAGUE, News, PlainWorld, Telling, Tie, Vacancy
from weakties.simulation.chance import Purpose


def talk(world: PlainWorld, vacancy: Vacancy) -> None:
    """This week's conversations about one vacancy. Those who hear and will relay tell from next week on."""
    heard: dict[int, list[News]] = {}
    for i, news in vacancy.tellers.items():
        if news.week == world.week:
            begin(world, vacancy, i, news)
        for j, tie in list(news.untold.items()):
            if not world.talks(i, j, tie[0], world.week):
                continue
            del news.untold[j]
            if j == vacancy.hirer:
                world.seen["the one who hires is not told"] += 1
                continue
            if world.suits(j, vacancy):
                vacancy.tellings.append(Telling(j, world.week, "contact", i, tie, news.steps))
            if j not in vacancy.tellers and relays(world, vacancy, j, tie[0]):
                heard.setdefault(j, []).append(News(world.week + 1, i, news.steps + 1))
    for j, sources in heard.items():
        world.seen["several sources in a week"] += len({news.steps for news in sources}) > 1
        vacancy.tellers[j] = min(sources, key=lambda news: world.lot(vacancy, news.source))


def begin(world: PlainWorld, vacancy: Vacancy, i: int, news: News) -> None:
    """i begins to tell: whom he knows, at their contact rates. One who looks keeps it to himself, unless he hires for it."""
    if news.steps > 0 and world.people[i].looks:
        world.seen["kept to himself"] += 1
        return
    mates = team(world, i)
    others = {j: tie for j, tie in world.contacts[i].items() if j not in mates}
    news.untold = let_in(world, vacancy, i, mates) | let_in(world, vacancy, i, others)


def relays(world: PlainWorld, vacancy: Vacancy, j: int, rate: float) -> bool:
    """Whether one who heard over a tie of this contact rate would pass it on."""
    chance = world.numbers["relay"] + world.numbers["close_relay"] * (1 - math.exp(-rate))
    return world.luck(Purpose.RELAY, vacancy.opened, j, vacancy.position) < chance


def team(world: PlainWorld, i: int) -> dict[int, Tie]:
    """Who holds a position of the same team: the firm's positions, in their order, by team_size + 1. They talk at
    `colleague_rate`, or at the rate of their tie where that is higher."""
    size, daily = int(world.numbers["team_size"]), world.numbers["colleague_rate"]
    job = world.people[i].job
    if job is None or size == 0:
        return {}
    firm = [p for p, f in enumerate(world.firm_of) if f == world.firm_of[job]]
    own = firm.index(job) // (size + 1)
    mates: dict[int, Tie] = {}
    for place, p in enumerate(firm):
        j = world.holder.get(p, i)
        if j == i or place // (size + 1) != own:
            continue
        tie = world.contacts[i].get(j)
        mates[j] = tie if tie and tie[0] > daily else (daily, COLLEAGUE)
        world.seen["a mate who is a friend, too"] += bool(tie)
    return mates


def let_in(world: PlainWorld, vacancy: Vacancy, i: int, contacts: dict[int, Tie]) -> dict[int, Tie]:
    """With rivalry for news (`audience`), of those who look and whom he will talk to in time only so many, chosen by lot."""
    most = int(world.numbers["audience"])
    if most == 0:
        return contacts
    met = {j: tie for j, tie in contacts.items() if world.talks(i, j, tie[0], vacancy.deadline)}
    rivals = [j for j in met if world.people[j].looks]
    rivals.sort(key=lambda j: world.luck(Purpose.WILLINGNESS, vacancy.opened, j, vacancy.position))
    world.seen["left out for rivals"] += len(rivals[most:])
    return {j: tie for j, tie in met.items() if j not in rivals[most:]}
