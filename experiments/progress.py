"""How far a run is: a bar with the time left on a terminal, a plain line now and then otherwise. All on stderr."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console

Advance = Callable[[int], None]
EVERY = 10.0  # seconds between plain lines


def say(line: str) -> None:
    """One plain line on stderr, never wrapped."""
    Console(stderr=True).print(line, soft_wrap=True, highlight=False, markup=False)


@contextlib.contextmanager
def progress(label: str, total: int, unit: str = "worlds") -> Iterator[Advance]:
    """Shows a count up to `total` while the block runs; the block calls `advance(n)` after n more."""
    console = Console(stderr=True)
    show = _bar if console.is_terminal else _lines
    shown = show(label, total, unit, console)
    with shown as advance:
        yield advance


@contextlib.contextmanager
def _bar(label: str, total: int, unit: str, console: Console) -> Iterator[Advance]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(label, total=total)
        yield lambda n: shown.advance(task, n)
    console.print(f"{label}: {total} {unit} done", highlight=False, markup=False)


@contextlib.contextmanager
def _lines(label: str, total: int, unit: str, console: Console) -> Iterator[Advance]:
    start = last = time.monotonic()
    done = 0

    def advance(n: int) -> None:
        nonlocal done, last
        done += n
        now = time.monotonic()
        if done < total and now - last >= EVERY:
            last = now
            left = (now - start) / done * (total - done)
            _print(console, f"{label}: {done} of {total} {unit}, about {in_words(left)} left")

    _print(console, f"{label}: {total} {unit} to run")
    yield advance
    _print(console, f"{label}: {done} {unit} done in {in_words(time.monotonic() - start)}")


def _print(console: Console, line: str) -> None:
    console.print(line, soft_wrap=True, highlight=False, markup=False)


def in_words(seconds: float) -> str:
    """A duration for people: "8 s", "3 min 20 s", "1 h 5 min"."""
    s = round(seconds)
    if s < 60:
        return f"{s} s"
    return f"{s // 60} min {s % 60} s" if s < 3600 else f"{s // 3600} h {s % 3600 // 60} min"
