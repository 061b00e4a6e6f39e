"""The numbers of the recommendation experiment."""

from __future__ import annotations

from weakties.simulation.parameters import ASSUMPTION, Parameters, parameter

CALIBRATED = "calibrated, with the platform's network, to the released moments of new ties (experiments/calibration/platform.py)"


class RecommendationParameters(Parameters):
    """The recommendation experiment: arms of a people-you-may-know algorithm, and what becomes of the ties it makes."""

    arms: int = parameter(
        7, ge=3, le=50, unit="", label="arms",
        meaning="variants of the algorithm, to which people are assigned at random; fewer than 3 cannot tell two effects apart", source="at least six instruments for two regressors: swept",
    )  # fmt: skip
    settling: int = parameter(
        26, ge=0, le=1000, unit="weeks", label="settling",
        meaning="weeks the market is lived before anything is recommended", source=ASSUMPTION,
    )  # fmt: skip
    later: int = parameter(
        52, ge=0, le=1000, unit="weeks", label="a year later",
        meaning="weeks after a tie formed from which on ego joining alter's firm counts", source="a year (Rajkumar et al. 2022)",
    )  # fmt: skip
    candidates: int = parameter(
        40, ge=1, le=1000, unit="people", label="candidates",
        meaning="people the algorithm ranks for each member", source=ASSUMPTION,
    )  # fmt: skip
    walked: float = parameter(
        0.3, ge=0, le=1, unit="", label="friends of friends",
        meaning="share of candidates found by a walk of two steps over ties; the others are anybody", source=CALIBRATED,
    )  # fmt: skip
    shown: int = parameter(
        13, ge=1, le=1000, unit="people", label="shown",
        meaning="how many of the candidates a member is shown", source=ASSUMPTION,
    )  # fmt: skip
    shown_spread: float = parameter(
        0.4, ge=0, le=0.9, unit="", label="spread of shown",
        meaning="how far arms differ in how many they show: so much more, less, or neither", source=ASSUMPTION,
    )  # fmt: skip
    weight_high: float = parameter(
        1.0, ge=0, le=20, unit="", label="weight of mutual",
        meaning="weight of log(1 + mutual contacts) in the ranking in the last arm; 0 in the first, evenly spaced between",
        source=CALIBRATED,
    )  # fmt: skip
    accept: float = parameter(
        0.4, ge=0, le=1, unit="", label="accepting, strangers",
        meaning="chance that a recommendation without mutual contacts becomes a tie", source=CALIBRATED,
    )  # fmt: skip
    accept_close: float = parameter(
        0.6, ge=0, le=1, unit="", label="accepting, close",
        meaning="the chance with very many mutual contacts; half-way at closeness_half", source=CALIBRATED,
    )  # fmt: skip
    closeness_half: float = parameter(
        5.0, ge=0.1, le=100, unit="people", label="half of closeness",
        meaning="mutual contacts with which accepting is half-way between its two ends", source=CALIBRATED,
    )  # fmt: skip
    talk_by_closeness: int = parameter(
        0, ge=0, le=1, unit="", label="talk by closeness",
        meaning="1: a new tie talks like one of the old ties with as many mutual contacts; 0: like any old tie (never close friends)",
        source="off: simpler, and the released moments say nothing (half the posterior has it on, as in old ties: Onnela et al. 2007)",
    )  # fmt: skip
    attention: float = parameter(
        0.5, ge=0, le=2, unit="", label="finite attention",
        meaning="how much less a new tie is talked over the more people ego knows: (mean number of contacts / his) to this power",
        source="time to communicate is finite and shared out (Miritello et al. 2013); size calibrated to the released moments",
    )  # fmt: skip
    attention_of_alter: float = parameter(
        0.1, ge=0, le=2, unit="", label="attention of alter",
        meaning="the same of alter, the one who was shown: (mean number of contacts / alter's) to this power",
        source="as attention; apart from it, since ego asked for the tie and alter did not; size calibrated",
    )  # fmt: skip
    shared_door: int = parameter(
        1, ge=0, le=1, unit="", label="shared door",
        meaning="1: people know many of one firm, as the network has it; 0: firms dealt out anew within industries, so that they do not",
        source="foci (Feld 1981)",
    )  # fmt: skip
