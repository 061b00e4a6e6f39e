"""What advice does to people and takes of others, as far as nobody measured it: the numbers that the league can vary."""

from __future__ import annotations

from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter


class AdviceParameters(Parameters):
    """Advice: what an hour of it does, and what it takes of others."""

    search_hours: float = parameter(
        4.0, ge=0.1, le=40, unit="hours a week", label="hours of search",
        meaning="hours a week with postings and at doors that come across vacancies as often as who looks does anyway",
        source=ASSUMPTION,
    )  # fmt: skip
    learnt: float = parameter(
        0.1, ge=0, le=1, unit="", label="learnt in an hour",
        meaning="part of the gap in ability to somebody abler that an hour of asking him how he works closes", source=ASSUMPTION,
    )  # fmt: skip
    seen: float = parameter(
        0.1, ge=0, le=1, unit="", label="posts seen",
        meaning="chance that somebody one knows sees a post", source=ASSUMPTION,
    )  # fmt: skip
    richness: float = parameter(
        0.05, ge=0, le=1, unit="", label="what a post moves",
        meaning="how far what others think of one's leads moves to what they are worth, by a post that is seen", source=ASSUMPTION,
    )  # fmt: skip
    reading_hours: float = parameter(
        0.02, ge=0, le=1, unit="hours", label="hours of reading",
        meaning="what a post takes of who sees it", source=ASSUMPTION,
    )  # fmt: skip
    favour_hours: float = parameter(
        0.5, ge=0, le=10, unit="hours", label="hours of a favour",
        meaning="what a promise to help takes of who keeps it", source=ASSUMPTION,
    )  # fmt: skip
