"""How the page starts: with a network from a file, with a bad one, for others to reach; and its parts inside Mesa's SolaraViz."""

from __future__ import annotations

import signal

import pytest

from tests.browser.attacking import until
from tests.browser.serving import ask, free_port, served, wait_for, weakties


@pytest.mark.browser
def test_a_network_from_a_file_is_shown_with_its_names(visit, tmp_path):
    file = tmp_path / "village.csv"
    file.write_text("source,target,contact_rate\nAda,Ben,3\nBen,<b>Cleo</b>,0.02\nCleo & Co,Ada,0.5\n")
    with served("--network", str(file), "--model", "job-market") as url:
        page = visit(url)
        assert "of 4 people" in page.summary
        names = page.locator(".wt-network .name").all_text_contents()
        assert {"Ada", "Ben", "<b>Cleo</b>", "Cleo & Co"} == set(names)  # shown as text, never as markup
        page.fill(".wt-person", "ben")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('.wt-person').value === 'Ben'")
        page.steps(2)
        page.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--network", "missing.csv"], "missing.csv"),
        (["--network", "layerz"], "layerz"),
        (["--model", "job-markt"], "did you mean 'job-market'?"),
        (["--set", "vacancy_lfie=3"], "did you mean 'vacancy_life'?"),
        (["--set", "vacancy_life=-2"], "must be at least 1"),
        (["--network", "karate", "--set", "acquaintances=3"], "acquaintances"),
        (["--network", "karate", "--workers", "50"], "has its own people"),
        (["--model", "news", "--set", "threshold=3"], "threshold does nothing in this world"),
        (["--model", "news", "--contagion", "thresold"], "did you mean 'threshold'?"),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_in_the_terminal(arguments, says, capfd):
    from weakties.experiments.cli import main

    with pytest.raises(SystemExit) as stop:
        main(["view", "--no-open", "--port", str(free_port()), *arguments])
    error = capfd.readouterr().err
    assert stop.value.code == 2
    assert says in error and error.count("\n") == 1 and "Traceback" not in error


def test_it_listens_on_loopback_unless_told_otherwise_and_says_what_that_means():
    from weakties.experiments.browser.server import LOOPBACK, OPEN_TO_OTHERS
    from weakties.experiments.commands.view import command

    assert command.__defaults__ is not None and "127.0.0.1" in command.__defaults__
    assert "127.0.0.1" in LOOPBACK and "0.0.0.0" not in LOOPBACK
    assert "without a password" in OPEN_TO_OTHERS.format(host="0.0.0.0")


def test_it_begins_in_a_world_by_name_where_what_is_set_wins(monkeypatch):
    from weakties.experiments.browser import server
    from weakties.experiments.cli import main

    begun = []
    monkeypatch.setattr(server, "serve", lambda start, *_: begun.append(start))
    with pytest.raises(SystemExit) as stop:
        main(["view", "--workers", "300", "--world", "popular", "--set", "direct_search=4"])
    assert stop.value.code == 0 and begun[0].values == {"formal_search": 3.1, "direct_search": 4}


FRESH = """
import os, tempfile
os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp()
from weakties.experiments.cli import main
main()
"""
"""As after an installation: nothing is compiled yet."""
SLOW = """
import numba, time
from weakties.experiments.browser import server
real = server.build
def build(setting):
    numba.njit(lambda x: x + 1)(1)
    time.sleep(8)
    return real(setting)
server.build = build
from weakties.experiments.cli import main
main()
"""
"""The same in little: one rule is compiled, and it takes a while."""


@pytest.mark.browser
def test_the_first_start_says_that_it_compiles_on_the_terminal_and_on_the_page(browser):
    port = free_port()
    process = weakties("view", "--no-open", "--workers", "100", "--port", str(port), code=SLOW)
    try:
        said = process.stdout.readline()
        assert (
            "Compiling the rules, once after an installation" in said and f"http://127.0.0.1:{port}" in said
        )
        until(lambda: ask(port)[0] == 503)  # not yet
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}")
        assert "Getting ready: compiling the rules, once after an installation" in page.inner_text("p")
        page.wait_for_selector(".wt-network circle", timeout=60_000)  # by itself
        assert "The page is at" in process.stdout.readline()
        page.close()
    finally:
        process.terminate()
        process.wait(20)


def test_nothing_is_said_of_compiling_when_all_is_compiled(tmp_path):
    port = free_port()
    for _ in range(2):
        process = weakties("view", "--no-open", "--workers", "100", "--port", str(port))
        wait_for(process, port, seconds=400)
        process.terminate()
        said = process.communicate(timeout=20)[0]
    assert said.startswith("The page is at") and "ompiling" not in said


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_while_it_still_compiles(sign):
    process = weakties("view", "--no-open", "--workers", "100", "--port", str(free_port()), code=FRESH)
    assert "ompiling" in process.stdout.readline()
    process.send_signal(sign)
    said = process.communicate(timeout=60)[0]
    assert "Traceback" not in said and "rror" not in said and process.returncode in (130, 143, -sign)


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:1"), ("0.0.0.0", "http://127.0.0.1:1"), ("::1", "http://[::1]:1")],
)
def test_where_a_browser_finds_it(host, url):
    from weakties.experiments.browser.server import address

    assert address(host, 1) == url


MESAS_OWN = """
import os, sys
port = int(sys.argv[sys.argv.index("--port") + 1])
from weakties.experiments.browser import server
server.APP = "tests.browser.solara_viz:page"
server._configure("127.0.0.1", port)
import uvicorn
uvicorn.run("solara.server.starlette:app", host="127.0.0.1", port=port, log_level="warning")
"""


@pytest.mark.browser
def test_the_components_work_in_mesas_own_solara_viz(browser):
    with served(code=MESAS_OWN) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        errors, elsewhere = [], []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((url, "data:", "blob:")) else elsewhere.append(r.url),
        )
        page.goto(url)
        page.wait_for_selector(".wt-network circle")
        before = page.locator(".chart .c-title").first.text_content()
        for _ in range(6):
            page.get_by_role("button", name="Step").click()
            page.wait_for_timeout(150)
        page.wait_for_function("t => document.querySelector('.chart .c-title').textContent !== t", arg=before)
        page.close()
        assert not errors and not elsewhere
