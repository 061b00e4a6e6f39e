"""The present setting as an experiment to take home: a command, and a Design or a few lines of Python to paste."""

from __future__ import annotations

import shlex
from typing import Any

from weakties.experiments.browser.own import path_of
from weakties.experiments.browser.setting import BURN_IN, WEEKS, Setting, default_of
from weakties.experiments.browser.sliders import stops
from weakties.simulation.errors import UserError
from weakties.simulation.parameters import NetworkParameters

REPLICATES = 10


def texts(setting: Setting, vary: str) -> list[dict[str, str]]:
    """What can be taken home: its CSS class, a word, the text.

    Sweeps and designs are of markets on generated networks; a market on a network from a file is one simulation, news one spread.
    What digital intensity does is counted by no measure of a sweep: that is a few lines of Python.
    """
    if setting.model == "news":
        script = {"name": "wt-script", "word": "For Python:", "text": as_script(setting)}
        if setting.acting.keys() & NetworkParameters.model_fields.keys():
            return [script]  # the command spreads news over networks of the usual shape only
        return [{"name": "wt-command", "word": "For a terminal:", "text": as_spread(setting)}, script]
    if setting.digital:
        return [{"name": "wt-script", "word": "For Python:", "text": as_halves(setting, vary)}]
    if not sweeps(setting, vary):
        return [{"name": "wt-command", "word": "For a terminal:", "text": as_simulation(setting)}]
    return [
        {"name": "wt-command", "word": "For a terminal:", "text": as_sweep(setting, vary)},
        {"name": "wt-design", "word": "For a finding:", "text": as_design(setting, vary)},
    ]


def varies(setting: Setting) -> bool:
    """Whether what is taken home varies a parameter."""
    return setting.model == "job-market" and (setting.generated or setting.digital)


def sweeps(setting: Setting, vary: str) -> bool:
    """Whether `weakties sweep` knows all of this."""
    from weakties.experiments.worlds import sweep

    if not setting.generated:
        return False
    try:
        sweep.design({vary: varied(setting, vary)}, fixed(setting, vary), 1, setting.seed)
    except UserError:
        return False
    return True


def varied(setting: Setting, name: str) -> list[float]:
    """Values for a parameter to be varied over: the present one, the default, and about half and double of the present."""
    now = setting.has(name)
    known = stops(setting.declared[name])
    nearest = {min(known, key=lambda stop: abs(stop - goal)) for goal in (now / 2, now * 2)}
    return sorted({now, default_of(name, setting), *nearest})


def fixed(setting: Setting, vary: str = "") -> dict[str, Any]:
    """What all worlds share, but for the parameter that varies."""
    acting = {name: value for name, value in setting.acting.items() if name != vary}
    return {
        "network": setting.network,
        "workers": setting.workers,
        "weeks": WEEKS,
        "burn_in": BURN_IN,
        **setting.of_ties,
        **_own(setting),
        **acting,
    }


def _own(setting: Setting) -> dict[str, str]:
    """The mechanisms of one's own that are at work, as a design and the models take them; where none is, nothing."""
    paths = ",".join(path_of(kind) for kind in setting.switched_on)
    return {"mechanisms": paths} if paths else {}


def _switches(setting: Setting) -> list[str]:
    """The same as options of a command, and those that let ties live."""
    live = [f"--set {name}={value}" for name, value in setting.of_ties.items()]
    return [*live, *(f"--mechanism {path_of(kind)}" for kind in setting.switched_on)]


def as_sweep(setting: Setting, vary: str) -> str:
    """A sweep, to paste into a terminal; one option a line."""
    values = ",".join(repr(v) for v in varied(setting, vary))
    options = [f"--network {setting.network} --workers {setting.workers}", f"--vary {vary}={values}"]
    options += _switches(setting)
    options += [f"--set {k}={v!r}" for k, v in setting.acting.items() if k != vary]
    options += [f"--weeks {WEEKS} --burn-in {BURN_IN} --replicates {REPLICATES} --seed {setting.seed}"]
    return _command("weakties sweep", [*options, "--measure contact_shares --out results/sweep"])


def as_simulation(setting: Setting) -> str:
    """One market with all its records, to paste into a terminal."""
    return _command("weakties simulate", [*_world(setting), f"--burn-in {BURN_IN} --out results/run"])


def as_spread(setting: Setting) -> str:
    """One spread of news with all its records, to paste into a terminal."""
    contagion = f"--contagion {setting.contagion}"
    return _command("weakties spread", [contagion, *_world(setting), "--out results/news"])


def _world(setting: Setting) -> list[str]:
    """The options of a single run."""
    size = f" --workers {setting.workers}" if setting.generated else ""
    options = [f"--network {shlex.quote(setting.network)}{size}", *setting.reading.options()]
    options += _switches(setting)
    options += [f"--set {k}={v!r}" for k, v in setting.acting.items()]
    return [*options, f"--weeks {WEEKS} --seed {setting.seed}"]


def _command(name: str, options: list[str]) -> str:
    return " \\\n    ".join([name, *options])


def as_design(setting: Setting, vary: str) -> str:
    """The same as a Design, to paste into a finding (experiments/findings)."""
    shared = "\n".join(f"        {name!r}: {value!r}," for name, value in fixed(setting, vary).items())
    return (
        "from weakties.experiments.engine.declare import Design\n\n"
        "design = Design(\n"
        f"    vary={{{vary!r}: {varied(setting, vary)!r}}},\n"
        f"    fixed={{\n{shared}\n    }},\n"
        f"    replicates={REPLICATES},\n"
        f"    seed={setting.seed},\n"
        ")"
    )


def as_halves(setting: Setting, vary: str) -> str:
    """Markets whose industries differ in digital intensity: the share of weak ties in either half of them, as the page has."""
    network = f"{setting.network!r}, workers={setting.workers}"
    if not setting.generated:
        network = _read(setting)
    acting = {name: value for name, value in setting.acting.items() if name != vary}
    own = {**setting.of_ties, **_own(setting), **acting}
    varied_as = vary.replace(".", "_")
    vary_it = f", **{{{vary!r}: {varied_as}}}" if "." in vary else f", {vary}={vary}"
    seeds = f"range({setting.seed}, {setting.seed + REPLICATES})"
    return (
        "from weakties.analysis.uncertainty import pooled_share\n"
        "from weakties.experiments.browser.tally import Tally\n"
        f"from weakties import JobMarket{'' if setting.generated else ', networks'}\n\n"
        f"for {varied_as} in {varied(setting, vary)!r}:\n"
        "    tallies = []\n"
        f"    for seed in {seeds}:\n"
        f"        market = JobMarket({network}, seed=seed{vary_it}{_arguments(own)})\n"
        f"        market.run(weeks={WEEKS})\n"
        f"        settled = market.hires[market.hires.week > {BURN_IN}]\n"
        "        tallies.append(Tally())\n"
        "        tallies[-1].add(settled, industries=int(settled.industry.max()) + 1)\n"
        "    for half in tallies[0].halves:\n"
        "        weak, through_ties = zip(*(tally.halves[half] for tally in tallies))\n"
        "        share = pooled_share(weak, through_ties).scaled(100)\n"
        f"        print(f'{vary} = {{{varied_as}}}, {{half}} industries: {{share.value:.1f}} % of hires through contacts are '\n"
        "              f'over weak ties ({share.low:.1f} to {share.high:.1f})')"
    )


def as_script(setting: Setting) -> str:
    """The spread of news as a few lines of Python."""
    shape = setting.shape
    own = {**_own(setting), **{k: v for k, v in setting.acting.items() if k not in shape}}
    made = _read(setting)
    if setting.generated:
        made = f"networks.create({setting.network!r}{_arguments({'workers': setting.workers, 'seed': setting.seed, **shape})})"
    return (
        "from weakties import InformationSpread, networks\n\n"
        f"ties = {made}\n"
        f"news = InformationSpread(ties, seed={setting.seed}, contagion={setting.contagion!r}{_arguments(own)})\n"
        f"news.run(weeks={WEEKS})\n"
        "print(news.weekly)"
    )


def _read(setting: Setting) -> str:
    """The network of a file, read as it was for the page."""
    return f"networks.read({setting.network!r}{_arguments(setting.reading.said())})"


def _arguments(values: dict[str, Any]) -> str:
    """Named arguments after others; those whose names are no words of Python together, at the end."""
    plain = "".join(f", {name}={value!r}" for name, value in values.items() if name.isidentifier())
    dotted = {name: value for name, value in values.items() if not name.isidentifier()}
    return plain + (f", **{dotted!r}" if dotted else "")
