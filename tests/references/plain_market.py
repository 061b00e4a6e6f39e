"""The labour market in plain Python, from the words of simulation/ODD.md: the judge of the kernels, person by person.

Another algorithm: week by week and tie by tie, in dictionaries, where the kernels look at all conversations of a teller at once
and keep lists in pools. Both share luck: random numbers at the documented addresses, and whether two people talk in a week
(`next_talk`, whose law tests/simulation/talk/test_conversation.py judges). So both must agree in every hire.

Where the words leave a choice, this reading is taken:

- A teller's team, and who looks when he lets in an audience, are those of the week in which he begins to tell.
- The one who hires is not told of his own vacancy, but takes a place in an audience; he may still come across its posting, and
  apply when he has left the firm by then.
- Announced in the firm means that one tells of it. To apply, one must have been told, or have come across it.
- Under `close_relay` one relays if one would over any of the ties over which one hears; of such in one week, chance decides.
"""

from __future__ import annotations

import math

from tests.references.plain_records import note_hire, note_week
from tests.references.plain_talk import talk
from tests.references.plain_world import News, PlainWorld, Telling, Vacancy
from weakties.simulation.chance import Purpose, normal

HALF_YEAR = 26
LONGEST = 1023  # weeks that a vacancy lives at most


class PlainMarket(PlainWorld):
    """The week, in the order of the ODD."""

    def live(self) -> None:
        """One week."""
        self.week += 1
        looking = sum([self.look(i) for i in range(len(self.people))])
        vacant = [p for p in range(len(self.firm_of)) if p not in self.holder and p not in self.vacancies]
        self.vacancies.update({p: self.open(p) for p in vacant})
        for vacancy in self.vacancies.values():
            talk(self, vacancy)
        for vacancy in self.vacancies.values():
            reach = self.tilted("formal_search", self.numbers["digital_posting"], vacancy.industry)
            self.search(vacancy, Purpose.FORMAL, "formal", min(200.0, reach))
            self.search(vacancy, Purpose.DIRECT, "direct", self.numbers["direct_search"])
        due = [vacancy for vacancy in self.vacancies.values() if vacancy.deadline == self.week]
        due.sort(key=lambda vacancy: self.luck(Purpose.VACANCY, self.week, vacancy.position, 2))
        hired = sum([self.decide(vacancy) for vacancy in due])
        ended = sum([self.separate(i) for i in range(len(self.people))])
        note_week(
            self, looking=looking, opened=len(vacant), hires=hired, separations=ended, lapsed=len(due) - hired
        )

    def look(self, i: int) -> bool:
        """Out of work: yes. At work: throughout a half-year of his or not in it, and no more in that in which he was hired."""
        person = self.people[i]
        spell = (self.week + person.offset) // HALF_YEAR
        just_hired = person.hired is not None and (person.hired + person.offset) // HALF_YEAR == spell
        would = self.luck(Purpose.SEARCH, spell, i) < self.numbers["on_the_job"]
        self.seen["looks no more, being hired"] += person.job is not None and would and just_hired
        person.looks = person.job is None or (would and not just_hired)
        return person.looks

    def open(self, p: int) -> Vacancy:
        """It lives longer than w weeks with probability (1 - 1 / mean) ** w. Anybody of the firm may be the one who hires."""
        firm, industry = self.firm_of[p], self.industry_of[self.firm_of[p]]
        mean = self.tilted("vacancy_life", -self.numbers["digital_stale"], industry)
        lasting, u, weeks = 1 - 1 / min(500.0, max(1.0, mean)), self.luck(Purpose.VACANCY, self.week, p, 0), 1
        while u < lasting**weeks and weeks < LONGEST:
            weeks += 1
        vacancy = Vacancy(p, industry, self.week, self.week + weeks - 1, None)
        there = [
            self.holder[q] for q in range(len(self.firm_of)) if self.firm_of[q] == firm and q in self.holder
        ]
        if there:
            hirer = there[int(self.luck(Purpose.VACANCY, self.week, p, 1) * len(there))]
            vacancy.hirer, vacancy.tellers[hirer] = hirer, News(self.week, -1, 0)
        self.seen["nobody left to hire"] += not there
        for i in there:
            if (
                i != vacancy.hirer
                and self.luck(Purpose.ANNOUNCE, self.week, i, p) < self.numbers["announced"]
            ):
                vacancy.tellers[i] = News(self.week, int(hirer), 1)
        return vacancy

    def search(self, vacancy: Vacancy, purpose: Purpose, channel: str, mean: float) -> None:
        """Poisson(mean) people, anybody at all, come across the vacancy; those whom it suits take note."""
        u, number = self.luck(purpose, self.week, vacancy.position, 0), 0
        at_most = math.exp(-mean)
        while mean > 0 and u > at_most:
            number += 1
            at_most += math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))
        for nth in range(1, number + 1):
            j = int(self.luck(purpose, self.week, vacancy.position, nth) * len(self.people))
            if self.suits(j, vacancy):
                vacancy.tellings.append(Telling(j, self.week, channel))

    def decide(self, vacancy: Vacancy) -> bool:
        """The end of a vacancy: of those who have heard, look and work elsewhere, the one ranked highest begins the job."""
        del self.vacancies[vacancy.position]
        firm = self.firm_of[vacancy.position]
        heard = {telling.listener for telling in vacancy.tellings}
        applicants = [j for j in heard if self.people[j].looks and self.firm(j) != firm]
        if not applicants:
            return False
        worker = max(applicants, key=lambda j: self.rank(j, vacancy))
        note_hire(self, worker, vacancy)
        person = self.people[worker]
        if person.job is not None:
            del self.holder[person.job]
        person.job, person.since, person.hired, person.looks = vacancy.position, self.week, self.week, False
        self.holder[vacancy.position] = worker
        return True

    def rank(self, j: int, vacancy: Vacancy) -> float:
        """How an employer sees an applicant: ability, the impression of the day, and the closest of those who vouch for him,
        who must have told him and work in the firm."""
        firm, told = (
            self.firm_of[vacancy.position],
            [t for t in vacancy.tellings if t.listener == j and t.tie],
        )
        close = [1 - math.exp(-t.tie[0]) for t in told if t.tie and self.firm(t.teller) == firm]
        self.seen["told by one of another firm"] += len(told) > len(close)
        weight = self.tilted("vouching", -self.numbers["digital_vouching"], vacancy.industry)
        impression = float(normal(self.seed, int(Purpose.APPLICANT), vacancy.opened, j, vacancy.position))
        ability = self.numbers["ability_weight"] * self.people[j].ability
        return ability + impression + weight * self.people[j].lean * max(close, default=0.0)

    def separate(self, i: int) -> bool:
        """A job ends."""
        person = self.people[i]
        if person.job is None or self.luck(Purpose.SEPARATION, self.week, i) >= self.numbers["separation"]:
            return False
        del self.holder[person.job]
        person.job, person.since = None, self.week
        return True
