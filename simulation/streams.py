"""What the last part of an address of chance, `nth`, is for, where one purpose has several: a name and a number each.

Numbers are never reused or changed. One marked "+ ..." is the first of a row of streams.
"""

from __future__ import annotations

from enum import IntEnum, unique


@unique
class NetworkStream(IntEnum):
    """Of `generator` under Purpose.NETWORK."""

    FORMER_FIRMS = 2  # layers: where people used to work
    SOCIABILITY = 3  # layers: how many people somebody knows
    LEANING = 4  # layers: who works in the trade that his community leans to
    EQUAL_WEIGHTS = 20  # weighted growth: the order of ties of one weight
    MOVED = 31  # rings: which ties lead elsewhere
    TICKETS = 41  # planted partition: how many people somebody knows
    CONTACT_RATE = 1_000  # + layer: rates within it
    OBSERVED = 4_000  # records: how often a tie is seen to talk
    REWIRED = 5_000  # which ties exchange their ends
    NEIGHBOURS = 100_000  # + distance on a ring: which of two neighbours belongs to a layer


@unique
class FirmStream(IntEnum):
    """Of `generator` under Purpose.FIRM."""

    WORKPLACES = 0  # firms and industries of a generated network
    POSITIONS = 1  # where there are more, or fewer, jobs than people
    UNKNOWN = 2  # industries that a file does not say
    CLOSED = 3  # of the address (FIRM, week, firm): which firms close, in interventions of one's own
    WITHIN = 100  # + industry: firms within it


@unique
class WorkerStream(IntEnum):
    """Of `generator` under Purpose.WORKER."""

    TRAITS = 0  # ability, and when one looks around
    START = 1  # who works when the world begins, and where
    SCHOOLING = 2  # who has less of it


@unique
class VacancyStream(IntEnum):
    """Of the address of a vacancy, (VACANCY, week, position)."""

    LIFE = 0  # how long it stays open
    HIRER = 1  # who hires for it
    LOT = 2  # when it is decided, among those of one week


@unique
class ExperimentStream(IntEnum):
    """The stages of the recommendation experiment, under Purpose.EXPERIMENT: of `generator`; CANDIDATE: the week of `words`."""

    ARM = 0  # who is in which
    CANDIDATE = 1  # whom the algorithm ranks
    ACCEPT = 2  # which recommendations become ties
    RATE = 3  # how often the two will talk
    REPLAY = 4  # which ties are taken out
    STRANGERS = 5  # who is to get to know whom, in interventions of one's own
    CONSULTED = 6  # whom people talk with who are told to
    ASKED = 7  # whom people ask who are told to
    OLD_TIES = 103  # the sample from which the rates of new ties are drawn
    FIRMS = 203  # firms dealt out anew
    PARTED = 303  # + which twin: which pairs are parted, many at once


class ResampleStream(IntEnum):
    """Of `generator` under Purpose.RESAMPLE. Some share a number: they answer different questions, and are never compared."""

    ANY = 0  # the bootstrap of estimates; samples of ties and pairs; orders of removal
    SHUFFLED_RATES = 1
    SAMPLE_OF_TIES = 1  # whose credit is counted
    LOG = 1  # + which log: weights of its people
    REPEATED_REMOVAL = 2
    LISTENERS = 2  # those who are silent


@unique
class LaboratoryStream(IntEnum):
    """The estimator laboratory, under Purpose.EXPERIMENT: of `generator`."""

    ARMS = 1_001  # which arm a cluster is dealt
    CLUSTERS = 1_002  # what its units share
    UNITS = 1_003  # what is a unit's own
    OUTCOME = 1_004  # luck of the outcome
    TRUTH = 1_005  # + which part: the population in which truths are worked out


@unique
class TrustStream(IntEnum):
    """Of `generator` under Purpose.TRAIT."""

    TRAITS = 0  # competence and reliability


@unique
class CalibrationStream(IntEnum):
    """Of `generator` under Purpose.CALIBRATION."""

    PRIOR = 0  # how the points of a Sobol sequence are scrambled
    DRAWS = 1  # draws of equal weight out of the posterior
    PREDICTED = 2  # samples as large as the published ones
    SENSITIVITY = 3  # the points of a sensitivity analysis, and its intervals
    GENERATION = 100  # + generation: where its particles lie


@unique
class AdviceStream(IntEnum):
    """Of `generator` under Purpose.ADVICE_DEALT."""

    MARKETS = 0  # which labour markets are treated
    PEOPLE = 1  # who is given advice in them
