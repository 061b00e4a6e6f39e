"""Words for contact rates, in conversations per week, and the length of a year: the only place where they are numbers."""

from __future__ import annotations

WEEKS_A_YEAR = 52
EVERY_TEN_YEARS = 1 / (10 * WEEKS_A_YEAR)
YEARLY = 1 / WEEKS_A_YEAR
HALF_YEARLY = 2 / WEEKS_A_YEAR
MONTHLY = 12 / WEEKS_A_YEAR  # from here on a tie is strong, below it is distant
WEEKLY = 1.0
TWICE_A_WEEK = 2.0
