"""The real server in a process of its own, and the real browser: what a person would use."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WEAKTIES = "from weakties.experiments.cli import main; main()"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WEEK = "+document.querySelector('.wt-week b').textContent"


def weakties(*arguments: str, code: str = WEAKTIES) -> subprocess.Popen[str]:
    """The command, started as at a terminal, where Ctrl-C counts, even when the tests themselves run in the background; what it
    says on stdout and stderr together.
    """
    heeds = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    command = [sys.executable, "-u", "-c", heeds + code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(*arguments: str, code: str = WEAKTIES) -> Iterator[str]:
    """The address of a page that runs while the block does."""
    port = free_port()
    process = weakties("view", "--no-open", "--port", str(port), *arguments, code=code)
    try:
        wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(process: subprocess.Popen[str], port: int, seconds: float = 300) -> None:
    """Until the page itself is served, and not only what it waits for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.communicate()[0]}")
        if ask(port)[0] == 200:
            return
        time.sleep(0.1)
    raise TimeoutError(f"no page on port {port} within {seconds} s")


def ask(port: int, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    """(status, headers, text) of an answer to a request with these headers, whoever they say it is from; status 0: none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, named, answer.read().decode("utf-8", "replace")
    except OSError:
        return 0, {}, ""
    finally:
        connection.close()
