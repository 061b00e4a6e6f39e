"""Industries as they were measured: how long vacancies stay open, and whether the industry is a digital one.

Mean vacancy duration, working days (Mondays to Saturdays: six a week), United States, 2013: S. J. Davis, "Job Vacancy Durations
Climb to Another New Peak", slides of 8 July 2014, table "Mean Vacancy Duration (Number of Working Days) By Industry and Time
Period", worked out from JOLTS after Davis, Faberman and Haltiwanger (2013, QJE 128:581). Read in a transcript of the slides
(http://slideplayer.com/slide/7739082/), whose last two columns, 2013 and January to May 2014, say the same within 3 days each.
Left out of that table are education, health, trade, manufacturing, other services and government, which are in neither quartile
below.

Digital: of the highest or of the lowest quartile of the OECD taxonomy (Calvino, Criscuolo, Marcolin and Squicciarini 2018); the
highest is verified by the OECD's Going Digital Toolkit, indicator 41, the lowest is from memory (see analysis/industries.py).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.errors import UserError


class Sector(NamedTuple):
    """An industry: its name in the source, mean working days that a vacancy stays open, whether it is a digital one."""

    name: str
    days: float
    digital: bool


WORKING_DAYS = 6.0  # a week has, in the source
SECTORS = (
    Sector("resources", 18.9, False),
    Sector("construction", 9.8, False),
    Sector("leisure and hospitality", 16.7, False),
    Sector("warehouse, transport, utilities", 22.4, False),
    Sector("professional and business", 19.5, True),
    Sector("financial services", 35.6, True),
    Sector("information", 36.4, True),
)


def lives_between(usual: float, industries: int, how_far: float) -> NDArray[np.float64]:
    """Mean life of a vacancy in each industry, weeks, (industries,): usual^(1 - how_far) x measured^how_far.

    Industry k is SECTORS[k]. Raises UserError where there are not as many industries as these.
    """
    if how_far == 0:
        return np.full(industries, usual)
    if industries != len(SECTORS):
        raise UserError(
            f"measured_lives: {len(SECTORS)} industries were measured, and here are {industries}; set industries = {len(SECTORS)}"
        )
    measured = np.array([sector.days for sector in SECTORS]) / WORKING_DAYS
    return np.asarray(usual ** (1 - how_far) * measured**how_far)
