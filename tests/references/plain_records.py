"""What the plain labour market notes: the rows of the tables that the ODD describes under Records."""

from __future__ import annotations

from tests.references.plain_world import PlainWorld, Vacancy

KINDS = ("close", "friend", "colleague", "acquaintance")
CHANNELS = ("contact", "formal", "direct")


def note_hire(world: PlainWorld, worker: int, vacancy: Vacancy) -> None:
    """The hire of somebody who has not yet moved, and all that he had heard of the job. The first telling has the credit; of
    several in one week, one by lot: each person who told has a number, and so has each way to come across a vacancy."""
    heard = [telling for telling in vacancy.tellings if telling.listener == worker]
    numbers = [t.teller if t.tie else len(world.people) + CHANNELS.index(t.channel) for t in heard]
    first = min(range(len(heard)), key=lambda n: (heard[n].week, world.lot(vacancy, numbers[n])))
    world.seen["credit by lot"] += (
        len({n for n, t in zip(numbers, heard, strict=True) if t.week == heard[first].week}) > 1
    )
    hire = len(world.hires)
    rows = [
        {
            "hire": hire,
            "channel": t.channel,
            "teller": t.teller,
            "kind": KINDS[t.tie[1]] if t.tie else None,
            "contact_rate": t.tie[0] if t.tie else None,
            "steps": t.steps,
            "week": t.week,
            "credited": n == first,
        }
        for n, t in enumerate(heard)
    ]
    world.story += rows
    person, firm, credit = world.people[worker], world.firm(worker), rows[first]
    friends, teller = world.contacts[worker].keys(), heard[first].teller
    world.hires.append(
        {
            "hire": hire,
            "week": world.week,
            "worker": worker,
            "vacancy": vacancy.opened * len(world.firm_of) + vacancy.position,
            "firm": world.firm_of[vacancy.position],
            "industry": vacancy.industry,
            "previous_firm": -1 if firm is None else firm,
            "channel": credit["channel"],
            "teller": teller,
            "kind": credit["kind"],
            "contact_rate": credit["contact_rate"],
            "mutual_contacts": len(friends & world.contacts[teller].keys()) if heard[first].tie else -1,
            "steps": credit["steps"],
            "opened_week": vacancy.opened,
            "heard_week": credit["week"],
            "weeks_out_of_work": world.week - person.since if person.job is None else 0,
            "others_told": len({t.teller for t in heard if t.tie} - {teller}),
        }
    )


def note_week(world: PlainWorld, **totals: int) -> None:
    """The totals of a week, at its end."""
    employed = len(world.holder)
    state = {
        "employed": employed,
        "out_of_work": len(world.people) - employed,
        "vacancies": len(world.vacancies),
    }
    world.weeks.append({"week": world.week, **state, **totals})
