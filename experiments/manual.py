"""The manual: pages written by hand in experiments/docs, and those made from code, examples, README, CONTRIBUTING and ODD.

python -m weakties.experiments.manual [FOLDER] writes FOLDER/site (build/docs): a folder to open, or to put on any server. The
examples are run, and what they print is shown. Drawn by MkDocs, with its theme Material (pip install '.[docs]').
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from weakties.experiments import reference
from weakties.experiments.documents import ODD, PAGE, README
from weakties.experiments.engine.fingerprint import ROOT
from weakties.simulation.errors import UserError

DOCS, EXAMPLES = ROOT / "experiments" / "docs", ROOT / "experiments" / "examples"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
TUTORIALS = ("network", "policy", "sweep")
OVERVIEW = "What was published, and what comes out"


def examples() -> dict[str, Path]:
    """The example scripts, by name."""
    return {path.stem: path for path in sorted(EXAMPLES.glob("*.py"))}


def printed(script: Path) -> str:
    """What an example prints. Raises UserError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, script], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise UserError(f"{script.name} failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return done.stdout


def pages(show: Callable[[Path], str] = printed) -> dict[str, str]:
    """Every page, by its path. show: what an example prints."""
    written = {"index.md": _by_hand("index", show), "howto.md": _by_hand("howto", show)}
    written |= {f"tutorials/{name}.md": _by_hand(name, show) for name in TUTORIALS}
    told, readme = CONTRIBUTING.read_text(encoding="utf-8"), README.read_text(encoding="utf-8")
    written["tutorials/mechanism.md"] = "# A mechanism" + section(told, "A mechanism in ten minutes")
    written["tutorials/finding.md"] = "# A finding" + section(told, "Add a finding in ten minutes")
    written["believe.md"] = believe = _by_hand("believe", show)
    table, (head, *rows) = section(readme, OVERVIEW), re.split("(?=<a id=)", PAGE.read_text(encoding="utf-8"))
    written["findings.md"] = head + f"## {OVERVIEW}\n" + table + "\n" + "".join(rows)
    written["model.md"] = under_one_title(ODD.read_text(encoding="utf-8"))
    written |= {f"{name}.md": make() for name, make in reference.PAGES.items()}
    written["gallery.md"] = gallery(readme + believe)
    return {path: _linked(path, text, written) for path, text in written.items()}


def _by_hand(name: str, show: Callable[[Path], str]) -> str:
    """A page of experiments/docs, with the examples that it names and what they print."""

    def example(found: re.Match[str]) -> str:
        script = examples()[found[1]]
        text = script.read_text(encoding="utf-8").strip()
        return f"```python\n{text}\n```\n\nIt prints\n\n```text\n{show(script).rstrip()}\n```"

    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    text = text.replace("](../../figures/gallery/", "](gallery/").replace(
        "](../findings/README.md", "](findings.md"
    )
    return re.sub(r"\{\{ example (\w+) \}\}", example, text)


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level. Raises UserError where there is none."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    if title not in parts:
        raise UserError(f"no heading '## {title}'")
    return parts[parts.index(title) + 1]


def under_one_title(text: str) -> str:
    """The same with the headings after the first a level lower: a page with several titles has no table of contents."""
    title, _, rest = text.partition("\n")
    return f"{title}\n" + re.sub(r"^(#+ )", r"#\1", rest, flags=re.MULTILINE)


def gallery(readme: str) -> str:
    """The images that README and its pages show, with what they say of them."""
    shown = re.findall(r"!\[(.+?)\]\((?:figures/)?(gallery/\S+?\.png)\)", readme)
    return "# Gallery\n\n" + "\n\n".join(f"![{words}]({file})\n\n*{words}*" for words, file in shown)


def _linked(path: str, text: str, written: Mapping[str, str]) -> str:
    """A page with its links to pages of the manual; those to other files of the checkout become their names."""
    up = "../" * path.count("/")
    known = {"experiments/findings/README.md": "findings.md", "simulation/ODD.md": "model.md"}

    def link(found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        file, _, place = target.partition("#")
        if "://" in target or not file or (DOCS / f"{Path(path).stem}.md").exists():
            return found[0]
        if file in known:
            return f"[{words}]({up}{known[file]}{'#' + place if place else ''})"
        return f"[{words}]({up}{file.removeprefix('figures/')})" if file.endswith(".png") else words

    return re.sub(
        r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", link, text.replace("](figures/gallery/", f"]({up}gallery/")
    )


def build(folder: Path) -> Path:
    """Write the manual into a folder; returns its first page. Raises UserError where MkDocs is missing, or finds a fault."""
    written, into = pages(), folder / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in written.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "figures" / "gallery", into / "gallery")
    shutil.copy(DOCS / "mkdocs.yml", folder)
    shutil.copy(DOCS / "manual.css", into)
    asked = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    done = subprocess.run(asked, capture_output=True, text=True)
    if done.returncode:
        fault = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise UserError(f"mkdocs: {fault} (it comes with  pip install 'weak-ties[docs]')")
    return folder / "site" / "index.html"


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / 'build' / 'docs'))}\n")
