"""What the columns of saved tables mean: unit and meaning of each, declared once. They stand in the files, as metadata of the
Arrow fields (`unit`, `meaning`), and on the page that `weakties parameters --columns` shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Column(NamedTuple):
    """The unit of a column ("" where it has none), and what it means."""

    unit: str
    meaning: str


class Table(NamedTuple):
    """A table that is saved: of which model, the name of its file, one row a what, and its columns."""

    model: str
    name: str
    row: str
    columns: Mapping[str, Column]


WEEK = Column("week", "the week in which it happened; the first is 1")
KIND = Column(
    "", "what the two are to each other: close, friend, colleague, acquaintance; missing without a tie"
)
RATE = Column("conversations a week", "how often the two talked, at the time; missing without a tie")
PERSON = "by name where the network has names, else by number"

HIRES = {
    "hire": Column("", "number of the hire, from 0 in the order of weeks"),
    "week": Column("week", "the week of the hire; the first is 1"),
    "worker": Column("person", f"who was hired, {PERSON}"),
    "vacancy": Column("", "number of the vacancy; the same vacancy never stands twice"),
    "firm": Column("firm", f"who hired, {PERSON}"),
    "industry": Column("industry", f"the industry of that firm, {PERSON}"),
    "previous_firm": Column(
        "firm", "the firm that was left for it; -1 (by name: missing) for those out of work"
    ),
    "channel": Column(
        "", "how the job was first heard of: contact, formal (a posting) or direct (at the door)"
    ),
    "teller": Column(
        "person", "who told of it first and has the credit; -1 (by name: missing) without contact"
    ),
    "kind": KIND,
    "contact_rate": RATE,
    "mutual_contacts": Column(
        "people", "how many people both the worker and the teller know; -1 without a teller"
    ),
    "steps": Column("steps", "between the one who hires and the worker: 0 if told by the former himself"),
    "opened_week": Column("week", "when the vacancy opened"),
    "heard_week": Column("week", "when the worker first heard of it"),
    "weeks_out_of_work": Column(
        "weeks", "for how long the worker had been out of work; 0 for those who moved"
    ),
    "others_told": Column("people", "how many others had told the worker of the same vacancy"),
}
TOLD = {
    "hire": Column("", "of which hire, as numbered in hires.parquet"),
    "channel": Column("", "how it was heard of: contact, formal or direct"),
    "teller": Column("person", "who told; -1 (by name: missing) for postings and doors"),
    "kind": KIND,
    "contact_rate": RATE,
    "steps": Column("steps", "from the one who hires to this telling"),
    "week": Column("week", "when it was told"),
    "credited": Column("", "whether this telling has the credit for the hire"),
}
WEEKLY = {
    "week": Column("week", "the week; totals are those at its end"),
    "employed": Column("people", "with a job"),
    "out_of_work": Column("people", "without a job"),
    "looking": Column("people", "who looked for a job, out of work or on the job"),
    "vacancies": Column("vacancies", "open"),
    "opened": Column("vacancies", "opened in the week"),
    "hires": Column("hires", "made in the week"),
    "separations": Column("people", "who lost their jobs in the week"),
    "lapsed": Column("vacancies", "closed without a hire in the week"),
}
RELATIONS = {
    "source": Column("person", f"one of the two, the lower number, {PERSON}"),
    "target": Column("person", "the other"),
    "kind": KIND,
    "occasion": Column("", "whether the two have an occasion to meet: on, resting, or ended"),
    "contact_rate": Column("conversations a week", "how often the two talk in the present season"),
    "habit": Column("conversations", "talks, the older the less they count"),
    "hours": Column("hours", "ever spent together"),
    "closeness": Column("", "from 0 to 1: risen with hours together, fallen with silence"),
    "last_talk": Column("week", "when the two last talked"),
    "born": Column("week", "when they met; below 0: before the world began"),
    "ended": Column("week", "when the tie ended; -1 where it has not"),
}
TRUST = {
    "person": Column("person", f"who thinks so, {PERSON}"),
    "other": Column("person", "of whom"),
    "credibility": Column("", "from 0 to 1: whether what the other says is right, as far as is known"),
    "reliability": Column("", "from 0 to 1: whether the other keeps promises, as far as is known"),
    "intimacy": Column("", "from 0 to 1: the closeness of the two"),
    "self_orientation": Column("", "1 or more: how much more the other took than gave"),
    "trust": Column("", "from 0 to 1, in the form that acts"),
    "leads": Column("leads", "own experience of the other's leads"),
    "promises": Column("promises", "own experience of the other's promises"),
    "gave": Column("leads", "that the person gave the other"),
    "aware_until": Column("week", "until which the person knows that the other looks; -1: does not know"),
}
TALKS = {
    "source": Column("person", f"one of the two who talked, {PERSON}"),
    "target": Column("person", "the other; a conversation has no direction"),
    "week": Column("week", "the week of the conversation"),
}
PEOPLE = {
    "id": Column("person", f"the person, {PERSON}"),
    "community": Column("community", "where the person lives, in a generated network"),
    "firm": Column("firm", "where the person works when the world begins; missing, or -1, without a job"),
    "industry": Column("industry", "of the person"),
}
NETWORK = {
    "source": Column("person", f"one of the two, {PERSON}"),
    "target": Column("person", "the other; a tie has no direction"),
    "contact_rate": Column("conversations a week", "how often the two talk; where ties live, at the start"),
    "kind": KIND,
}
ADOPTIONS = {
    "piece": Column("", "number of the piece of news"),
    "topic": Column("", "number of its topic"),
    "week": Column("week", "when the person came to know; the first week is 0"),
    "person": Column("person", f"who came to know, {PERSON}"),
    "teller": Column("person", "from whom; -1 (by name: missing) for the first informed"),
    "contact_rate": RATE,
    "kind": KIND,
    "mutual_contacts": Column("people", "how many people both know; -1 for the first informed"),
    "steps": Column("steps", "tellings between one of the first informed and this person"),
}
HEARD = {
    "piece": ADOPTIONS["piece"],
    "topic": ADOPTIONS["topic"],
    "week": Column("week", "when it was told"),
    "teller": Column("person", f"who told, {PERSON}"),
    "person": Column("person", "who was told"),
    "contact_rate": RATE,
    "kind": KIND,
    "credited": Column("", "whether the person came to know by this telling"),
}
NEWS_WEEKLY = {
    "piece": ADOPTIONS["piece"],
    "week": Column("week", "the week; the first is 0"),
    "new": Column("people", "who came to know in the week"),
    "informed": Column("people", "who know at its end"),
    "telling": Column("people", "who still tell at its end"),
}
MARKET, NEWS, BOTH = "JobMarket", "InformationSpread", "both"
TABLES = (
    Table(MARKET, "hires", "a hire", HIRES),
    Table(MARKET, "tellings", "a time that somebody who was hired had heard of that job", TOLD),
    Table(MARKET, "weekly", "a week", WEEKLY),
    Table(NEWS, "adoptions", "a time that somebody came to know a piece of news", ADOPTIONS),
    Table(NEWS, "tellings", "a telling", HEARD),
    Table(NEWS, "weekly", "a week and piece of news", NEWS_WEEKLY),
    Table(BOTH, "people", "a person", PEOPLE),
    Table(BOTH, "network", "a tie", NETWORK),
    Table(BOTH, "relations", "a tie that lives or has ended (with relations=on)", RELATIONS),
    Table(
        MARKET,
        "trust",
        "a direction in which something was learnt (with trust=ratio, or another form)",
        TRUST,
    ),
    Table(BOTH, "talks", "a conversation of somebody watched (with relations=on)", TALKS),
)


def columns_of(name: str, model: str = "") -> dict[str, Column]:
    """The columns that tables of that name may have: of this model, or of any."""
    found: dict[str, Column] = {}
    for table in TABLES:
        if table.name == name and (not model or table.model in (model, BOTH)):
            found |= table.columns
    return found
