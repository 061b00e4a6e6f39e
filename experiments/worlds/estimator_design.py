"""The designs of the estimator laboratory: what an econometrician can assume, each declared once, read from TOML and checked."""

from __future__ import annotations

import difflib
import json
import tomllib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weakties.simulation.errors import UserError, WeakTiesWarning
from weakties.simulation.given import shown
from weakties.simulation.parameters import Parameters, check_name, parameter

EXAMPLE = Path(__file__).with_name("estimators.toml")
OWN = "what one wants to know"
TRUTHS = ("none", "linear", "inverted U", "sign flip")
REGRESSORS = ("x", "x and above", "x and w")
NOISES = ("normal", "skewed")
CHOICES = {"regressors": REGRESSORS, "noise": NOISES}
LISTS = ("arms", "arm_shares", "direct", "arms_on_w")
MOST_ROWS = 10_000_000
SUM = 1e-9  # how far shares may miss 1


class Numbers(Parameters):
    """The numbers of a design. Units: x and the outcome have the user's own."""

    clusters: int = parameter(500, ge=2, le=1_000_000, unit="", label="clusters",
        meaning="senders: arms are dealt to them, and errors clustered by them", source=OWN)  # fmt: skip
    per_cluster: int = parameter(4, ge=1, le=10_000, unit="", label="units each",
        meaning="rows of each cluster: ties of a sender", source=OWN)  # fmt: skip
    first_stage: float = parameter(0.05, ge=0, le=0.99, unit="", label="first stage",
        meaning="share of the variance of x that the arms explain; weak: the expected F is 1 + rows * share / (arms - 1)",
        source="released moments: 0.0046 for mutual contacts, 0.0003 for intensity")  # fmt: skip
    mean: float = parameter(0, ge=-1e9, le=1e9, unit="", label="mean of x", meaning="mean of x", source=OWN)
    sd: float = parameter(
        1, ge=1e-9, le=1e9, unit="", label="SD of x", meaning="standard deviation of x", source=OWN
    )
    slope: float = parameter(0.2, ge=-1e9, le=1e9, unit="", label="slope",
        meaning="what one unit of x more adds to the outcome; under an inverted U, at x = 0", source=OWN)  # fmt: skip
    peak: float = parameter(
        1, ge=-1e9, le=1e9, unit="", label="peak", meaning="x at which an inverted U peaks", source=OWN
    )
    threshold: float = parameter(0, ge=-1e9, le=1e9, unit="", label="threshold",
        meaning="the second regressor of 'x and above' is whether x is above this", source=OWN)  # fmt: skip
    compliers: float = parameter(1, ge=0.01, le=1, unit="", label="compliers",
        meaning="share of units whose x reacts to the arms at all", source=OWN)  # fmt: skip
    effect_gap: float = parameter(0, ge=-1e9, le=1e9, unit="", label="effect gap",
        meaning="slope of those who react less slope of the others; the average stays", source=OWN)  # fmt: skip
    confounder_on_x: float = parameter(0, ge=-0.99, le=0.99, unit="", label="confounder on x",
        meaning="correlation of x with a confounder that nobody observes", source=OWN)  # fmt: skip
    confounder_on_y: float = parameter(0, ge=-1e9, le=1e9, unit="", label="confounder on y",
        meaning="what one SD of that confounder adds to the outcome", source=OWN)  # fmt: skip
    control_on_x: float = parameter(0, ge=-0.99, le=0.99, unit="", label="control on x",
        meaning="correlation of x with a control that is observed", source=OWN)  # fmt: skip
    control_on_y: float = parameter(0, ge=-1e9, le=1e9, unit="", label="control on y",
        meaning="what one SD of the control adds to the outcome", source=OWN)  # fmt: skip
    imbalance: float = parameter(0, ge=-0.99, le=0.99, unit="", label="imbalance",
        meaning="correlation of the control with the arms' shifts: arms are not dealt at random", source=OWN)  # fmt: skip
    first_stage_w: float = parameter(0, ge=0, le=0.99, unit="", label="first stage of w",
        meaning="share of the variance of a second variable w (SD 1) that arms_on_w explain", source=OWN)  # fmt: skip
    w_with_x: float = parameter(0, ge=-0.99, le=0.99, unit="", label="w with x",
        meaning="correlation of w with what is x's own, beside arms, confounder and control", source=OWN)  # fmt: skip
    slope_w: float = parameter(0, ge=-1e9, le=1e9, unit="", label="slope of w",
        meaning="what one SD of w adds to the outcome; if w is no regressor, a way past x", source=OWN)  # fmt: skip
    interference: float = parameter(0, ge=-1e9, le=1e9, unit="", label="interference",
        meaning="what one more in the mean x of others in the market adds; rivals: negative", source=OWN)  # fmt: skip
    clusters_per_market: int = parameter(1, ge=1, le=1_000_000, unit="", label="market",
        meaning="clusters whose units meet", source=OWN)  # fmt: skip
    x_shared: float = parameter(0, ge=0, le=1, unit="", label="x shared",
        meaning="share of the variance of x's own that the units of a cluster share", source=OWN)  # fmt: skip
    error: float = parameter(1, ge=0, le=1e9, unit="", label="error",
        meaning="SD of the outcome's own error; of a binary outcome chance is the error", source=OWN)  # fmt: skip
    cluster_error: float = parameter(0, ge=0, le=1e9, unit="", label="cluster error",
        meaning="SD of what moves the outcome of all units of a cluster", source=OWN)  # fmt: skip
    base_rate: float = parameter(0, ge=0, le=1, unit="", label="base rate",
        meaning="of a binary outcome: its chance where all is average; 0: it is continuous", source=OWN)  # fmt: skip


@dataclass(frozen=True)
class EstimatorDesign:
    """One design under one truth.

    arms: the shift of x by arm, up to a factor, which `first_stage` fixes; shares: of clusters, by arm; direct: what each arm
    adds to the outcome past x (exclusion violated); arms_on_w: shifts of w by arm, up to a factor.
    """

    name: str
    truth: str
    numbers: Numbers
    arms: tuple[float, ...]
    shares: tuple[float, ...]
    direct: tuple[float, ...]
    arms_on_w: tuple[float, ...]
    regressors: str = "x"
    noise: str = "normal"

    @property
    def names(self) -> tuple[str, ...]:
        """The regressors by name."""
        second = {"x": (), "x and above": ("above",), "x and w": ("w",)}[self.regressors]
        return ("x", *second)

    @property
    def has_control(self) -> bool:
        """Whether there is a control to take in."""
        n = self.numbers
        return any((n.control_on_x, n.control_on_y, n.imbalance))

    @property
    def exact(self) -> bool:
        """Whether the truth is worked out without error: the outcome is linear in x for every unit."""
        return not self.numbers.base_rate and self.truth != "inverted U" and self.regressors != "x and above"

    def as_text(self) -> str:
        """All of it as JSON, from which `design_from` makes it again."""
        own = {k: v for k, v in vars(self).items() if k != "numbers"}
        return json.dumps({**own, "numbers": self.numbers.model_dump()}, ensure_ascii=False)


def design_from(text: str) -> EstimatorDesign:
    """The design that `as_text` wrote."""
    own = json.loads(text)
    lists = {k: tuple(v) for k, v in own.items() if isinstance(v, list)}
    return EstimatorDesign(**{**own, **lists, "numbers": Numbers(**own["numbers"])})


def read(path: Path | None = None) -> list[EstimatorDesign]:
    """The designs of a file, or the built-in ones: every [designs.NAME], with the keys above them as defaults, under every truth.

    Raises UserError, in one line, for a file that is not TOML, a name or a value that is none, and a design that cannot be.
    """
    source = EXAMPLE if path is None else path
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"--design {source}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(
            f"{source} is not TOML: {error}; see: weakties experiment estimators --example"
        ) from None
    from weakties.experiments.worlds.estimator_design_checks import idle

    tables = content.pop("designs", None)
    if not isinstance(tables, dict) or not tables or not all(isinstance(t, dict) for t in tables.values()):
        raise UserError(f"{source}: no [designs.NAME] in it; see: weakties experiment estimators --example")
    found: list[EstimatorDesign] = []
    for name, own in tables.items():
        try:
            made = _under_every_truth(name, {**content, **own})
        except UserError as error:
            raise UserError(f"{source.name}, {name}: {error}") from None
        for line in idle(made, own):
            warnings.warn(line, WeakTiesWarning, stacklevel=2)
        found += made
    return found


def _under_every_truth(name: str, given: Mapping[str, Any]) -> list[EstimatorDesign]:
    given = dict(given)
    truths = given.pop("truth", ["linear"])
    truths = [truths] if isinstance(truths, str) else truths
    if not isinstance(truths, list) or not truths:
        raise UserError(f"truth = {shown(truths)}: list some of {', '.join(TRUTHS)}")
    if len({str(truth) for truth in truths}) < len(truths):
        raise UserError(f"truth = {shown(truths)}: list every one once")
    return [design(name, _choice("truth", truth, TRUTHS), given) for truth in truths]


def design(name: str, truth: str, given: Mapping[str, Any]) -> EstimatorDesign:
    """One design out of its keys. Raises UserError for what cannot be."""
    from weakties.experiments.worlds.estimator_design_checks import check

    for key in given:
        check_name(
            key, {**Numbers.model_fields, **dict.fromkeys((*LISTS, *CHOICES, "truth"))}, "see: --example"
        )
    arms = _numbers("arms", given.get("arms", [-1, 0, 1]))
    if len(arms) < 2:
        raise UserError(
            f"arms = {list(arms)}: {len(arms)} arms compare nothing; list the shift of x in at least 2"
        )
    shares = _numbers("arm_shares", given.get("arm_shares", [1 / len(arms)] * len(arms)))
    if min(shares, default=0) < 0 or abs(sum(shares) - 1) > SUM:
        raise UserError(
            f"arm_shares = {list(shares)}: must be shares from 0 to 1 that sum to 1, not to {sum(shares):g}"
        )
    by_arm = {k: _numbers(k, given.get(k, [0] * len(arms))) for k in ("direct", "arms_on_w")}
    for key, values in {"arm_shares": shares, **by_arm}.items():
        if len(values) != len(arms):
            raise UserError(f"{key} has {len(values)} entries for {len(arms)} arms; list one for each")
    choices = {key: _choice(key, given.get(key, known[0]), known) for key, known in CHOICES.items()}
    numbers = Numbers.create({k: _plain(k, v) for k, v in given.items() if k in Numbers.model_fields})
    made = EstimatorDesign(
        name,
        truth,
        numbers,
        arms,
        shares,
        by_arm["direct"],
        by_arm["arms_on_w"],
        choices["regressors"],
        choices["noise"],
    )
    check(made)
    return made


def _plain(name: str, value: Any) -> Any:
    """Numbers only: TOML's true and "3" are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UserError(f"{name} = {shown(value)}: must be a number")
    return value


def _numbers(name: str, values: Any) -> tuple[float, ...]:
    if not isinstance(values, list):
        raise UserError(f"{name} = {shown(values)}: must be a list of numbers, one for each arm")
    found = tuple(float(_plain(name, value)) for value in values)
    if not all(abs(value) <= 1e9 for value in found):
        raise UserError(f"{name} = {shown(values)}: every number must lie between -1e9 and 1e9")
    return found


def _choice(name: str, value: Any, known: Sequence[str]) -> str:
    if value not in known:
        near = difflib.get_close_matches(str(value), known, n=1, cutoff=0.5)
        raise UserError(
            f"{name} = {shown(value)}: "
            + (f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}")
        )
    return str(value)
