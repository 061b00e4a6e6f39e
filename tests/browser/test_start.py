"""How the page starts: with a network from a file, with a bad one, for others to reach; and its parts inside Mesa's SolaraViz."""

from __future__ import annotations

import pytest

from tests.browser.serving import free_port, served


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
    from experiments.cli import main

    with pytest.raises(SystemExit) as stop:
        main(["view", "--no-open", "--port", str(free_port()), *arguments])
    error = capfd.readouterr().err
    assert stop.value.code == 2
    assert says in error and error.count("\n") == 1 and "Traceback" not in error


def test_it_listens_on_loopback_unless_told_otherwise_and_says_what_that_means():
    from experiments.browser.server import LOOPBACK, OPEN_TO_OTHERS
    from experiments.commands.view import command

    assert command.__defaults__ is not None and "127.0.0.1" in command.__defaults__
    assert "127.0.0.1" in LOOPBACK and "0.0.0.0" not in LOOPBACK
    assert "without a password" in OPEN_TO_OTHERS.format(host="0.0.0.0")


MESAS_OWN = """
import os, sys
port = int(sys.argv[sys.argv.index("--port") + 1])
from experiments.browser import server
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
