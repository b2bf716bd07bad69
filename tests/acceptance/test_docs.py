"""The documentation is true: every command in it runs here, and shows what the page says it shows.

A `console` block runs in its page's sandbox, or in the one that `in=NAME` names; the lines shown below a command
have to be in its real output, whatever their times, ids and column widths. A block with `file=NAME` is a file
that the reader writes. Blocks marked `registry` run only with the tests that need one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from cortex_cli.cli.app import COMMANDS
from cortex_cli.config.team import load_team
from cortex_cli.planning.cases.file import read_case
from cortex_cli.planning.plan_files.reader import parse_plan, read_declared
from tests.acceptance import test_real_package
from tests.acceptance.command_line import LEAVES, found, whole
from tests.acceptance.documents import (
    HEADING,
    ROOT,
    Block,
    anchor,
    blocks,
    links,
    pages,
    prose,
    spans,
    steps,
)
from tests.acceptance.reader import Reader
from tests.kit.repositories import commit_files, git, make_repository
from tests.kit.sandbox import gate, objective, plan, sandbox_at, shell, team

LANGUAGES = {"console", "text", "yaml", "json", "python", "mermaid"}
AGENT = """\
#!{python}
import pathlib, sys
prompt = dict(line.partition("=")[::2] for line in sys.stdin.read().splitlines())
for pattern in prompt["SCOPE_TOUCH"].split(", "):
    file = pathlib.Path(pattern + "part.py" if pattern.endswith("/") else pattern.replace("*", "x"))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as stream:
        stream.write("\\n# seen by the agent\\n")
print("### Change Summary\\na line in each file that may be changed")
"""
TESTS = gate("tests", "python3", "-m", "unittest", "discover", "-q")
SPELLING = "Spell colour as color"
SHOP: dict[str, str | bytes] = {
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n",
    "shop/__init__.py": "",
    "shop/login.py": 'def login(name: str) -> str:\n    """The login route."""\n    return f"welcome, {name}"\n',
    "shop/rates.py": "LIMIT = 10  # requests in a minute, the rate of every route\n",
    "shop/cart/__init__.py": "",
    "shop/cart/lines.py": "COLOURS = ('red', 'blue')  # every colour a line can have\n",
    "shop/stock/__init__.py": "",
    "shop/stock/items.py": "COLOUR = 'colour'  # the key of an item's colour\n",
    "docs/guide.md": "# Guide\n\nChoose a colour, then log in.\n",
    "tests/__init__.py": "",
    "tests/test_login.py": (
        "import unittest\n\nfrom shop.login import login\n\n\nclass LoginTest(unittest.TestCase):\n"
        "    def test_greets(self):\n        self.assertIn('Ada', login('Ada'))\n"
    ),
}


# Sandboxes: where the reader of a page stands


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A directory in which the demo was run, and what it said: two pages begin with that."""
    place = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place / "state"))
        status, said = Reader(place).cortex(["demo", "--keep", "tour"])
    assert status == 0, said
    return place / "tour", said


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a git identity, an empty directory for programs on PATH, and nothing else."""
    (tmp_path / "bin").mkdir()
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("REQUEST", "Add rate limiting to the login route")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}")
    for name in ("CORTEX_SCOPE_FILE", "NO_COLOR", "COLUMNS", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def after_the_demo(home: Path, demo: tuple[Path, str]) -> Reader:
    shutil.copytree(demo[0], home / "tour", symlinks=True)
    return Reader(home, {"cortex demo --keep tour": demo[1]})


def own_project(home: Path, _demo: tuple[Path, str]) -> Reader:
    """A repository of the reader's, with a stand-in for a coding agent on PATH: it adds a line to each file."""
    agent = home / "bin" / "claude"
    agent.write_text(AGENT.format(python=sys.executable))
    agent.chmod(0o755)
    return Reader(make_repository(home / "shop", SHOP))


def ci_checkout(home: Path, demo: tuple[Path, str]) -> Reader:
    """The same as a CI job sees it: on a detached HEAD, with its team file committed."""
    reader = own_project(home, demo)
    assert reader.cortex(["init"])[0] == 0
    commit_files(reader.root, {}, "the team")
    git(reader.root, "checkout", "-q", "--detach")
    return reader


def shop(home: Path, _demo: tuple[Path, str]) -> Reader:
    return Reader(make_repository(home / "shop", SHOP))


def interrupted(home: Path, _demo: tuple[Path, str]) -> Reader:
    """A repository whose run was killed when the last of its three objectives was at work."""
    waiting = f"[ $CORTEX_OBJECTIVE_ID != guide ] || [ -e {home}/go ] || {{ touch {home}/at-work; sleep 60; }}"
    worker = shell("spelling", f'{waiting}; perl -pi -e s/colour/color/g "$@"', max_concurrent=2)
    waves = (
        objective("cart", "shop/cart/"),
        objective("stock", "shop/stock/"),
        objective("guide", "docs/*.md", wave=2),
    )
    titled = [{**each, "title": f"Spell colour as color in the {each['id']}"} for each in waves]
    sandbox = sandbox_at(
        home / "shop", {**SHOP, "team.yaml": team(worker, gates=[TESTS]), "plan.yaml": plan(*titled, request=SPELLING)}
    )
    killed = sandbox.start("execute", "plan.yaml")
    wait_for(home / "at-work")
    killed.kill()
    killed.communicate()
    (home / "go").touch()
    return Reader(sandbox.root)


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < deadline, f"{file} never came"
        time.sleep(0.02)


SANDBOXES: dict[str, Callable[[Path, tuple[Path, str]], Reader]] = {
    "README.md": after_the_demo,
    "docs/tutorial.md": after_the_demo,
    "docs/how-to/add-a-worker.md": shop,
    "docs/how-to/change-a-plan.md": shop,
    "docs/how-to/ci.md": ci_checkout,
    "docs/how-to/editor-support.md": shop,
    "docs/how-to/planning-cases.md": shop,
    "docs/how-to/pre-commit.md": shop,
    "docs/how-to/read-an-analysis.md": shop,
    "docs/how-to/recover.md": interrupted,
    "docs/how-to/write-a-plan.md": shop,
    "own": own_project,
}


def home_of(block: Block) -> str:
    """The key of the sandbox in which a block is read."""
    return block.options.get("in", block.page.relative_to(ROOT).as_posix())


def read_in(place: str, *, registry: bool) -> list[Block]:
    found = [block for path in pages() for block in blocks(path)]
    return [block for block in found if home_of(block) == place and ("registry" in block.options) == registry]


# Sessions


@pytest.mark.acceptance
@pytest.mark.parametrize("place", SANDBOXES)
def test_a_session_goes_as_the_page_says(place: str, home: Path, demo: tuple[Path, str]) -> None:
    todo = [block for block in read_in(place, registry=False) if block.language == "console" or "file" in block.options]
    jobs = [block for block in read_in(place, registry=False) if "ci" in block.options]
    assert todo or jobs
    reader = SANDBOXES[place](home, demo)
    for block in todo:
        reader.read(block)
    for block in jobs:
        reader.work_through(block)


@pytest.mark.acceptance
@pytest.mark.registry
def test_the_readme_sets_up_a_clone(home: Path) -> None:
    unwanted = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, home / "cortex", ignore=unwanted)
    make_repository(home / "cortex", {})
    reader = Reader(home / "cortex")
    need_a_registry(reader)
    assert reader.run(f"{sys.executable} -m venv {home}/venv && ln -s {home}/venv/bin/* {home}/bin")[0] == 0
    for block in read_in("README.md", registry=True):
        reader.read(block)


@pytest.mark.acceptance
@pytest.mark.registry
def test_the_tutorial_sweeps_a_real_package(home: Path) -> None:
    reader = Reader(home)
    need_a_registry(reader)
    for block in read_in("docs/tutorial.md", registry=True):
        reader.read(block)


def need_a_registry(reader: Reader) -> None:
    """Skips, with the reason, where no package registry answers."""
    status, said = reader.run("pip download --quiet --no-deps --timeout 20 --retries 1 --dest probe hatchling")
    if status != 0:
        pytest.skip(f"no package registry answers: {said.strip()[-300:]}")


def test_the_tutorial_sweeps_the_package_of_the_acceptance_test() -> None:
    shown = "".join(block.text for block in read_in("docs/tutorial.md", registry=True))
    assert test_real_package.PACKAGE in shown
    (file,) = [block for block in read_in("docs/tutorial.md", registry=True) if "file" in block.options]
    team = yaml.safe_load(file.text)
    assert team["workers"][0]["command"][1:-1] == test_real_package.RUFF[1:]
    assert team["gates"][0]["command"][1:] == test_real_package.ITS_TESTS[1:]


# Nothing in the pages escapes the sessions


def test_every_command_of_the_pages_is_in_a_session() -> None:
    strays = []
    for path in pages():
        for block in blocks(path):
            assert block.language in LANGUAGES, f"{block.where}: a block of {block.language or 'no language'}"
            prompts = any(line.lstrip().startswith("$ ") for line in block.text.splitlines())
            known = home_of(block) in SANDBOXES and bool(steps(block)) if block.language == "console" else not prompts
            if not known:
                strays.append(block.where)
    assert strays == []


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_inline_commands_exist(path: Path) -> None:
    for line, span in spans(path):
        words = re.split(r"[\s|]+", span)
        if words[0] == "cortex" and len(words) > 1 and words[1].isalpha() and words[1].islower():
            assert words[1] in COMMANDS, f"{path.name}:{line}: {span}"
            unknown = {word for word in words if word.startswith("--")} - options_of(words[1:])
            assert not unknown, f"{path.name}:{line}: {span} has no {unknown}"
        elif words[0] == "make" and len(words) == 2:
            assert f"\n{words[1]}:" in (ROOT / "Makefile").read_text(), f"{path.name}:{line}: {span}"


def options_of(words: list[str]) -> set[str]:
    """The options of the command that `words` after `cortex` name, those before it included."""
    named = [leaf for leaf in LEAVES if words[: len(leaf.split())] == leaf.split()]
    commands = [whole(), *(found(name) for name in named)]
    return {name for command in commands for parameter in command.params for name in parameter.opts} | {"--help"}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for line, target in links(path):
        if target.startswith("https://"):
            continue
        name, _, fragment = target.partition("#")
        file = (path.parent / name) if name else path
        assert file.exists(), f"{path.name}:{line}: {target}"
        assert file.resolve().is_relative_to(ROOT), f"{path.name}:{line}: {target}"
        if fragment:
            assert fragment in headings(file), f"{path.name}:{line}: {target}"


def headings(file: Path) -> set[str]:
    found = (HEADING.match(text) for _, text in prose(file))
    return {anchor(match.group(1)) for match in found if match}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_data_examples_load(path: Path, tmp_path: Path) -> None:
    """Team examples load as team files, plan examples as plans, pre-commit examples name hooks that exist."""
    for block in blocks(path):
        if block.language == "json":
            json.loads(block.text)
        if block.language != "yaml":
            continue
        data = yaml.safe_load(block.text)
        if "declared" in block.options:
            (tmp_path / "plan.yaml").write_text(block.text)
            assert read_declared(tmp_path / "plan.yaml").unplaced
        elif data.get("schema") == "cortex/plan/v1":
            assert parse_plan(block.text, block.where).objectives
        elif data.get("schema") == "cortex/planning-case/v1":
            (tmp_path / "case.yaml").write_text(block.text)
            assert read_case(tmp_path / "case.yaml", block.where).case.name
        elif "repos" in data:
            published = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
            assert {hook["id"] for source in data["repos"] for hook in source["hooks"]} <= published, block.where
        elif "ci" not in block.options:
            (tmp_path / "team.yaml").write_text(block.text)
            assert load_team(tmp_path / "team.yaml", {}), block.where


def test_the_team_of_this_repository_loads() -> None:
    team = load_team(ROOT / "team.yaml", {})
    assert [gate.id for gate in team.gates] == ["lint", "types", "tests"]
    assert [worker.id for worker in team.enabled] == ["ruff"]
