"""A real package from the registry: a sweep over its sources, with its own tests as the gate."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.repositories import git
from tests.kit.sandbox import Sandbox, gate, team

pytestmark = [pytest.mark.acceptance, pytest.mark.registry]

PACKAGE = "mistune==3.1.3"
HASH = "a7035c21782b2becb6be62f8f25d3df81ccb4d6fa477a6525b15af06539f02a0"
RULES = "UP006,UP007,UP035,UP045,F401"
RUFF = [
    str(Path(sys.executable).with_name("ruff")),
    *("check", "--select", RULES, "--target-version", "py311", "--fix", "--exit-zero", "--no-cache"),
]
# A newer pytest may warn about what the package's tests do, which they make an error.
ITS_TESTS = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "filterwarnings=default"]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the package's source distribution, of which the hash is known."""
    place = tmp_path_factory.mktemp("download")
    (place / "requirements.txt").write_text(f"{PACKAGE} --hash=sha256:{HASH}\n")
    download(place)
    (archive,) = place.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(place, filter="data")
    root = place / archive.name.removesuffix(".tar.gz")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def download(place: Path) -> None:
    """Skips, with the reason, where no registry gives the package; a wrong hash is a failure."""
    options = ["--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes", "--timeout=20", "--retries=1"]
    command = [sys.executable, "-m", "pip", "download", *options, "-r", "requirements.txt", "-d", "."]
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"no package registry gave {PACKAGE} in 120 seconds")
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" not in done.stderr, done.stderr
    if done.returncode != 0:
        pytest.skip(f"no package registry gave {PACKAGE}: {done.stderr.strip()[-300:]}")


def test_a_sweep_of_a_real_package_equals_the_same_command_over_the_whole_tree(
    make_sandbox: MakeSandbox, sources: dict[str, bytes], tmp_path: Path
) -> None:
    ruff = {"id": "ruff", "kind": "shell", "command": [*RUFF, "{files}"], "max_concurrent": 4}
    sandbox = make_sandbox({**sources, "team.yaml": team(ruff, gates=[gate("tests", *ITS_TESTS)])})
    expected = tree_after_one_command(sandbox, tmp_path / "copy")

    planned = sandbox.spawn("plan", "modernise annotations", "--over", "**/*.py", "--worker", "ruff", "--json")
    assert planned.code == 0, planned.err
    objectives = planned.json["objectives"]
    assert len(objectives) >= 3
    assert {objective["wave"] for objective in objectives} == {1}

    before = sandbox.manifest()
    executed = sandbox.spawn("execute", "--json")
    assert executed.code == 0, executed.err
    run = executed.json
    assert run["state"] == "succeeded"
    assert [objective["state"] for objective in run["objectives"]] == ["completed"] * len(objectives)
    assert [(found["gate"], found["passed"]) for found in run["gates"]] == [("tests", True)]
    assert sandbox.git("rev-parse", f"{run['branch']}^{{tree}}") == expected
    assert sandbox.git("rev-list", "--count", f"main..{run['branch']}") == "1"
    assert len({Path(path).parent for path in sandbox.changed_files(run["branch"])}) >= 3
    assert_nothing_else_left(sandbox, run["branch"])
    assert sandbox.manifest() == before


def tree_after_one_command(sandbox: Sandbox, copy: Path) -> str:
    """The git tree of a copy in which the worker's command ran once, over everything."""
    shutil.copytree(sandbox.root, copy)
    untouched = git(copy, "write-tree")
    subprocess.run([*RUFF, "."], cwd=copy, stdout=subprocess.DEVNULL, check=True)
    git(copy, "add", "-A")
    changed = git(copy, "write-tree")
    assert changed != untouched
    return changed


def assert_nothing_else_left(sandbox: Sandbox, branch: str) -> None:
    assert sandbox.branches() == [branch]
    assert sandbox.private_refs() == []
    assert sandbox.leftovers() == []
    assert sandbox.git("worktree", "list").count("\n") == 0
