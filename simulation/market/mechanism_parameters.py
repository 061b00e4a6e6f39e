"""Mechanisms beyond the base market: switches, all neutral by default, each with its ground in the literature.

With every number at its default the market is that of `MarketParameters` alone, to the bit. Those that act through digital
intensity take the industry's place in a ranking, d in [0, 1], and multiply by exp(strength (2 d - 1)) or its inverse: one in the
middle of the ranking, so that the market as a whole keeps its level.
"""

from __future__ import annotations

from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter


class Mechanisms(Parameters):
    """Mechanisms beyond the base market: who passes news on, rivalry for news, digital industries, schooling."""

    close_relay: float = parameter(
        0.0, ge=0, le=1, unit="", label="relay, close ties",
        meaning="added chance to relay news heard over a tie of high contact rate: times 1 - exp(-contact_rate)",
        source="off in the base model; relaying is likelier among close ties (Granovetter 1983): swept",
    )  # fmt: skip
    audience: int = parameter(
        0, ge=0, le=1000, unit="people", label="audience",
        meaning="how many of those who look, of his team and of his other contacts, a teller lets in on a vacancy; 0: everyone",
        source="1 in Calvó-Armengol and Jackson 2004: contacts of a contact are rivals for news (Calvó-Armengol 2004); off in the base model",
    )  # fmt: skip
    digital_vouching: float = parameter(
        0.0, ge=0, le=5, unit="log units", label="digital: vouching",
        meaning="how fast the weight of vouching falls with digital intensity (acts only with vouching above 0)", source=ASSUMPTION,
    )  # fmt: skip
    digital_talk: float = parameter(
        0.0, ge=0, le=5, unit="log units", label="digital: far talk",
        meaning="how fast the contact rate of ties below monthly rises with the digital intensity of the two", source=ASSUMPTION,
    )  # fmt: skip
    digital_stale: float = parameter(
        0.0, ge=0, le=5, unit="log units", label="digital: stale news",
        meaning="how fast the life of a vacancy falls with digital intensity", source=ASSUMPTION,
    )  # fmt: skip
    digital_posting: float = parameter(
        0.0, ge=0, le=5, unit="log units", label="digital: postings",
        meaning="how fast the reach of postings rises with digital intensity", source=ASSUMPTION,
    )  # fmt: skip
    measured_lives: float = parameter(
        0.0, ge=0, le=1, unit="", label="measured lives",
        meaning="how far the life of a vacancy is that measured in its industry (0: vacancy_life in all; 1: as measured; between them in "
        "proportion of logarithms); 7 industries were (simulation/market/sectors.py)",
        source="off in the base model; durations by industry, US 2013: Davis 2014 from JOLTS, read in a transcript",
    )  # fmt: skip
    less_schooled: float = parameter(
        0.0, ge=0, le=1, unit="", label="less schooled",
        meaning="share of workers with less schooling, whose papers say little to an employer", source=ASSUMPTION,
    )  # fmt: skip
    schooling_vouching: float = parameter(
        0.0, ge=0, le=20, unit="", label="schooling: vouching",
        meaning="how much more vouching weighs for workers with less schooling: weight times 1 + this (acts only with vouching above 0)",
        source="an employer who can read no papers trusts who vouches (Montgomery 1991; Kramarz and Skans 2014): swept",
    )  # fmt: skip
