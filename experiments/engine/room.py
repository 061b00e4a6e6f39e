"""Whether what is about to be run fits into the memory there is: said in one line before, not found out by a killed process."""

from __future__ import annotations

import os
from pathlib import Path

from weakties.simulation.errors import UserError

GROUPS = (
    "/sys/fs/cgroup",
    "/sys/fs/cgroup/memory",
)  # where a container's limit stands, in version 2 and in version 1
LIMITS = (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes"))


def check(need: float, what: str, jobs: int = 1) -> None:
    """Raises UserError when `jobs` processes of `need` bytes each (simulation/memory.py) do not fit.

    what: what needs it, for people. Where the system does not say how much is free, all of its memory counts as free.
    """
    free = available()
    if need * jobs <= free:
        return
    fit = int(free // need)
    said = f"{what}: about {in_words(need)} of memory are needed"
    if fit >= 1:
        raise UserError(
            f"{said} by each of {jobs} processes, and {in_words(free)} are free; take --jobs {fit}"
        )
    raise UserError(f"{said}, and {in_words(free)} are free; take fewer people, ties or weeks")


def available() -> float:
    """Bytes of memory that could be had now."""
    found = (
        [float(os.sysconf("SC_PHYS_PAGES")) * os.sysconf("SC_PAGE_SIZE")] if hasattr(os, "sysconf") else []
    )
    meminfo = _read("/proc/meminfo")
    found += [
        1024.0 * int(line.split()[1]) for line in meminfo.splitlines() if line.startswith("MemAvailable")
    ]
    for group in GROUPS:
        for limit, used in LIMITS:
            most, now = _read(f"{group}/{limit}").strip(), _read(f"{group}/{used}").strip()
            if most.isdigit() and now.isdigit():
                files = [
                    x for x in _read(f"{group}/memory.stat").splitlines() if x.startswith("inactive_file ")
                ]
                found.append(float(most) - int(now) + sum(int(x.split()[1]) for x in files))
    return max(0.0, min(found, default=float("inf")))


def in_words(size: float) -> str:
    """Bytes for people: "300 MB", "24 GB", "7,400 TB"."""
    for unit, name in ((1e12, "TB"), (1e9, "GB")):
        if size >= unit:
            return f"{size / unit:,.{0 if size >= 10 * unit else 1}f} {name}"
    return f"{size / 1e6:,.0f} MB"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
