"""The command `weakties`. Every module in experiments/commands is one of its commands, and is found because it exists; a folder
there is a command whose modules are its commands: `weakties experiment recommendation`.

A command is a function `command` with typer's annotations; its docstring is its help. Nothing heavy is imported until one runs.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import re
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from weakties.experiments import commands
from weakties.experiments.engine.errors import StoppedError
from weakties.simulation.errors import UserError, WeakTiesWarning

STOPPED = 130  # what a shell expects of a program that was interrupted


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"weakties {version('weak-ties')}")
        except PackageNotFoundError:
            typer.echo("weakties, from a folder in which it is not installed")
        raise typer.Exit()


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Through whom do jobs and news reach people? Runs worlds of strong and weak ties, and judges them by what was published.

    Begin with:  weakties reproduce --quick

    Exit codes: 0 all went well, 1 something failed, 2 you can put it right (one line says how), 130 interrupted (what is
    done is kept). --json prints for programs whatever a command prints as a table. --install-completion lets your shell
    complete commands and options.
    """


def app() -> typer.Typer:
    """The command line with all its commands, in the order of the alphabet."""
    program = _of(commands, completion=True)
    program.callback()(_root)
    return program


def _of(folder: ModuleType, completion: bool = False) -> typer.Typer:
    """The commands of a folder of modules. completion: whether the shell can be taught to complete them."""
    program = typer.Typer(
        add_completion=completion,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for found in pkgutil.iter_modules(folder.__path__):
        module, name = (
            importlib.import_module(f"{folder.__name__}.{found.name}"),
            found.name.replace("_", "-"),
        )
        if found.ispkg:
            program.add_typer(_of(module), name=name, help=module.__doc__)
        else:
            program.command(name, epilog=_examples(module.EXAMPLES))(module.command)
    return program


def _examples(lines: Sequence[str]) -> str:
    """What stands at the end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 all went well, 1 something failed, 2 the user can put it right, 130 interrupted."""
    for library in (
        "OPENBLAS",
        "MKL",
    ):  # the last bits of sums depend on the number of threads, and so on --jobs
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    with _stoppable():
        sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM, with which schedulers and service managers end a program, stops it as Ctrl-C does: what is done is saved."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of signals
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(arguments: list[str]) -> int:
    with _plain_warnings():
        return _answered(arguments)


@contextlib.contextmanager
def _plain_warnings() -> Iterator[None]:
    """The toolkit's own warnings as plain lines on stderr; those of others as Python shows them."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", WeakTiesWarning)
        others = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if issubclass(category, WeakTiesWarning):
                typer.echo(str(message), err=True)
            else:
                others(message, category, *where, **more)

        warnings.showwarning = show
        yield


def _answered(arguments: list[str]) -> int:
    try:
        code = app()(args=arguments or ["--help"], prog_name="weakties", standalone_mode=False)
    except TyperException as error:
        return _tell(_said(error), error.exit_code)
    except UserError as error:
        return _tell(str(error), 2)
    except (StoppedError, KeyboardInterrupt) as stop:
        return _tell(str(stop) or "stopped", STOPPED)
    except BrokenPipeError:
        return 0  # the reader of a pipe had enough: `weakties findings | head`
    if code == STOPPED:
        return _tell("stopped", STOPPED)
    return int(code or 0)


def _said(error: TyperException) -> str:
    """What the parser of the command line complains of; where a command is missing, which there are."""
    message, within = error.format_message(), getattr(error, "ctx", None)
    if message != "Missing command." or within is None:
        return message
    return f"which? Choose from {', '.join(within.command.list_commands(within))}"


def _tell(message: str, code: int) -> int:
    """One line on stderr."""
    line = re.sub(r"\. Did you mean (.*)\?$", r"; did you mean \1?", " ".join(message.split()))
    line = re.sub(r" \(Possible options?: (.*)\)", r"; did you mean \1?", line)
    typer.echo(line if code == STOPPED else f"error: {line}", err=True)
    return code
