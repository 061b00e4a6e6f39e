"""The numbers of the labour market."""

from __future__ import annotations

from weakties.simulation.parameters import ASSUMPTION, Workplaces, parameter

TABLES = "one of four numbers fitted together to Granovetter's three tables (G1 to G3)"


class MarketParameters(Workplaces):
    """The labour market."""

    at_start = ("industries", "firm_size", "positions", "out_at_start")
    vacancy_life: float = parameter(
        5.0, ge=1, le=52, unit="weeks", label="life of a vacancy",
        meaning="mean time a vacancy stays open before one of those who applied is hired (geometric)",
        source="between construction (17 working days) and health services (48), US (DHI-DFH); chosen after 4, 6 and 8 were seen: swept",
    )  # fmt: skip
    relay: float = parameter(
        0.015, ge=0, le=1, unit="", label="relaying",
        meaning="chance that one who hears of a vacancy and does not look passes it on to the people he talks to",
        source=TABLES,
    )  # fmt: skip
    announced: float = parameter(
        0.03, ge=0, le=1, unit="", label="announced in firm",
        meaning="chance that somebody who works in the firm hears of its opening at once, and tells of it unless he looks",
        source=f"employees bring in applicants (Rees 1966; Fernandez, Castilla and Moore 2000); {TABLES}",
    )  # fmt: skip
    willingness: float = parameter(
        1.0, ge=0, le=1, unit="", label="willingness",
        meaning="share of conversations in which jobs come up", source=ASSUMPTION,
    )  # fmt: skip
    separation: float = parameter(
        0.0028, ge=0, le=1, unit="per week", label="job loss",
        meaning="chance that a job ends in a week, the person then being out of work", source="layoffs 1.2 % a month (JOLTS, US 2019)",
    )  # fmt: skip
    positions: float = parameter(
        1.0, ge=0.1, le=2, unit="per worker", label="jobs per worker",
        meaning="number of jobs, filled and vacant, for each worker", source=ASSUMPTION,
    )  # fmt: skip
    out_at_start: float = parameter(
        0.05, ge=0, le=1, unit="", label="out at the start",
        meaning="share of people who begin out of work; forgotten after some months", source=ASSUMPTION,
    )  # fmt: skip
    on_the_job: float = parameter(
        0.1, ge=0, le=1, unit="", label="search on the job",
        meaning="share of the employed who would move, in half-year spells that end with a move", source=ASSUMPTION,
    )  # fmt: skip
    team_size: int = parameter(
        5, ge=0, le=50, unit="people", label="colleagues",
        meaning="present colleagues one works with; whoever holds the neighbouring jobs in the firm", source=ASSUMPTION,
    )  # fmt: skip
    colleague_rate: float = parameter(
        4.0, ge=0.001, le=50, unit="per week", label="rate, colleagues",
        meaning="contact rate with present colleagues: seen most days", source="seen most days (Feld 1981)",
    )  # fmt: skip
    formal_search: float = parameter(
        11.0, ge=0, le=200, unit="people/week", label="formal search",
        meaning="mean number of people a week who come across the posting of a vacancy; those who look take note",
        source=TABLES,
    )  # fmt: skip
    direct_search: float = parameter(
        11.0, ge=0, le=200, unit="people/week", label="direct search",
        meaning="mean number of people a week who would ask at the firm's door; those who look do", source=TABLES,
    )  # fmt: skip
    transferability: float = parameter(
        0.2, ge=0, le=1, unit="", label="transferability",
        meaning="chance that a vacancy in another industry suits somebody", source=ASSUMPTION,
    )  # fmt: skip
    ability_weight: float = parameter(
        0.5, ge=0, le=10, unit="", label="weight of ability",
        meaning="weight of lasting ability in an employer's ranking, against 1 for the impression of the day", source=ASSUMPTION,
    )  # fmt: skip
    vouching: float = parameter(
        0.0, ge=0, le=10, unit="", label="vouching",
        meaning="advantage in the ranking for applicants told by somebody they talk to every week; in proportion for other ties",
        source="off in the base model: information alone carries the headline",
    )  # fmt: skip
