"""How far a run is: a bar with the time left on a terminal, a plain line now and then otherwise. All on stderr."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console

Advance = Callable[..., None]  # (n, lost=0.0): n more are done; lost, see `progress`
EVERY = 10.0  # seconds between plain lines


def say(line: str) -> None:
    """One plain line on stderr, never wrapped."""
    Console(stderr=True).print(line, soft_wrap=True, highlight=False, markup=False)


@contextlib.contextmanager
def progress(label: str, total: int, unit: str = "worlds") -> Iterator[Advance]:
    """Shows a count up to `total` while the block runs; the block calls `advance(n)` after n more, or `advance(n, lost)`, lost
    being the seconds so far in which nothing was done that will have to be done again: they are no guide to the time left."""
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
        yield lambda n, lost=0.0: shown.advance(task, n)  # its estimate begins with the first advance
        done = int(shown.tasks[0].completed)
    console.print(f"{label}: {done} {unit} done", highlight=False, markup=False)


@contextlib.contextmanager
def _lines(label: str, total: int, unit: str, console: Console) -> Iterator[Advance]:
    start = last = time.monotonic()
    done = 0

    def advance(n: int, lost: float = 0.0) -> None:
        nonlocal done, last
        done += n
        now = time.monotonic()
        if done < total and now - last >= EVERY:
            last = now
            left = max(0.0, now - start - lost) / done * (total - done)
            # What is lost is never all that a beginning costs: the first ones alone, of thousands perhaps, say nothing yet.
            guess = f", about {in_words(left)} left" if done > n or not lost else ""
            _print(console, f"{label}: {done} of {total} {unit}{guess}")

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
