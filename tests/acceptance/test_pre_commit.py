"""The hooks of this checkout, run by the real pre-commit in a user's repository."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from cortex_cli.dispatch.workspace import write_scope_file
from cortex_cli.model.scope import Scope
from tests.kit.repositories import ENVIRONMENT, commit_files, git, make_repository
from tests.kit.sandbox import objective, plan

pytestmark = pytest.mark.acceptance

CHECKOUT = Path(__file__).resolve().parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())
GOOD = plan(objective("A", "src/a/**"), objective("B", "src/b/**"))
IN_CONFLICT = plan(objective("A", "src/**/api.py"), objective("B", "src/b/**"))
WITNESS = "src/b/api.py"


class User:
    """A repository whose user has pre-commit, and what its commands see."""

    def __init__(self, place: Path, config: Mapping[str, Any]) -> None:
        self.root = make_repository(place / "repository", {"README.md": "a project\n"})
        commit_files(self.root, {".pre-commit-config.yaml": yaml.safe_dump(dict(config))}, "hooks")
        self.environment = {
            **ENVIRONMENT,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(place),
            "PRE_COMMIT_HOME": str(place / "pre-commit"),
            "XDG_STATE_HOME": str(place / "state"),
        }

    def stage(self, name: str, content: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        git(self.root, "add", "--", name)

    def works_on(self, place: Path, identifier: str, *touch: str) -> None:
        """From now on commands see what a worker sees: the scope of its objective."""
        write_scope_file(place / "scope.json", identifier, Scope(touch=touch), root=self.root, fold_case=False)
        self.environment["CORTEX_SCOPE_FILE"] = str(place / "scope.json")

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run([sys.executable, "-m", "pre_commit", *arguments])

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False)
        assert "An unexpected error has occurred" not in done.stdout, done.stdout
        return done


def entries_of_this_checkout() -> dict[str, Any]:
    """A configuration of local hooks with the published ones' own entries, which needs no installation."""
    return {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"} for hook in HOOKS]}]}


@pytest.fixture
def user(tmp_path: Path) -> User:
    return User(tmp_path, entries_of_this_checkout())


def test_the_published_hooks_are_the_documented_ones_and_valid(user: User) -> None:
    assert [hook["id"] for hook in HOOKS] == ["cortex-check", "cortex-plan-check", "cortex-analyze"]
    assert {shlex.split(hook["entry"])[0] for hook in HOOKS} == {"cortex"}
    done = user.pre_commit("validate-manifest", str(CHECKOUT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


def test_a_good_plan_passes(user: User) -> None:
    user.stage("docs/plans/PLAN_good.yaml", GOOD)
    done = user.pre_commit("run", "cortex-plan-check")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_a_plan_with_a_conflict_fails_and_shows_the_witness(user: User) -> None:
    user.stage("docs/plans/PLAN_good.yaml", GOOD)
    user.stage("docs/plans/PLAN_bad.yml", IN_CONFLICT)
    done = user.pre_commit("run", "cortex-plan-check", "--verbose")
    assert done.returncode == 1
    assert "PLAN_bad.yml" in done.stdout
    assert WITNESS in done.stdout
    assert "exit code: 1" in done.stdout


def test_other_yaml_files_are_no_plans(user: User) -> None:
    user.stage("config/plan.yaml", IN_CONFLICT)
    done = user.pre_commit("run", "cortex-plan-check")
    assert done.returncode == 0, done.stdout
    assert "Skipped" in done.stdout


def test_without_an_objective_every_file_passes(user: User) -> None:
    user.stage("src/a/x.py", "x = 1\n")
    done = user.pre_commit("run", "cortex-check", "--verbose")
    assert done.returncode == 0, done.stdout
    assert "no objective is being worked on" in done.stdout


def test_a_file_inside_the_scope_being_worked_on_passes(user: User, tmp_path: Path) -> None:
    user.works_on(tmp_path, "A", "src/a/**")
    user.stage("src/a/x.py", "x = 1\n")
    done = user.pre_commit("run", "cortex-check", "--verbose")
    assert done.returncode == 0, done.stdout
    assert "1 file inside the scope of A" in done.stdout


def test_a_file_outside_of_it_keeps_the_commit_from_being_made(user: User, tmp_path: Path) -> None:
    installed = user.pre_commit("install")
    assert installed.returncode == 0, installed.stdout
    user.works_on(tmp_path, "A", "src/a/**")
    before = git(user.root, "rev-parse", "HEAD")
    user.stage("src/a/x.py", "x = 1\n")
    user.stage("src/b/y.py", "y = 1\n")
    refused = user.run(["git", "commit", "-m", "both"])
    assert refused.returncode == 1
    assert "src/b/y.py: outside the scope of A" in refused.stderr
    assert "src/a/x.py:" not in refused.stderr
    assert git(user.root, "rev-parse", "HEAD") == before
    git(user.root, "reset", "-q", "--", "src/b/y.py")
    assert user.run(["git", "commit", "-m", "its own"]).returncode == 0
    assert git(user.root, "diff", "--name-only", before, "HEAD") == "src/a/x.py"


def test_the_files_that_usually_go_along_are_told_and_can_be_made_an_error(user: User) -> None:
    for number in range(4):
        commit_files(user.root, {"a.py": f"x = {number}\n", "b.py": f"y = {number}\n"}, "both")
    user.stage("a.py", "x = 9\n")
    told = user.pre_commit("run", "cortex-analyze")
    assert told.returncode == 0, told.stdout
    assert "changed together with `a.py` in 4 of 4 commits, and not changed here" in told.stdout
    strict = [
        {**hook, "args": ["--fail-on", "missing-companion"]} for hook in entries_of_this_checkout()["repos"][0]["hooks"]
    ]
    user.stage(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": strict[2:]}]}))
    refused = user.pre_commit("run", "cortex-analyze")
    assert refused.returncode == 1, refused.stdout
    user.stage("b.py", "y = 9\n")
    assert user.pre_commit("run", "cortex-analyze").returncode == 0


@pytest.mark.registry
def test_pre_commit_installs_the_hooks_from_a_repository(tmp_path: Path) -> None:
    require_registry(tmp_path)
    published = publish(tmp_path / "cortex")
    hooks = [{"id": hook["id"]} for hook in HOOKS]
    rev = git(published, "rev-parse", "HEAD")
    user = User(tmp_path, {"repos": [{"repo": str(published), "rev": rev, "hooks": hooks}]})
    user.environment["PATH"] = os.environ["PATH"]
    user.environment.update({name: value for name, value in os.environ.items() if name.startswith("PIP_")})
    user.stage("docs/plans/PLAN_good.yaml", GOOD)
    good = user.pre_commit("run")
    assert good.returncode == 0, good.stdout + good.stderr
    assert good.stdout.count("Passed") == 3
    user.stage("docs/plans/PLAN_bad.yaml", IN_CONFLICT)
    bad = user.pre_commit("run")
    assert bad.returncode == 1
    assert WITNESS in bad.stdout
    assert list((tmp_path / "pre-commit").glob("repo*/py_env-*/bin/cortex"))


def publish(place: Path) -> Path:
    """A repository with what this checkout has now, committed or not."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in ("cortex_cli", "templates"):
        shutil.copytree(CHECKOUT / name, place / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", ".gitignore"):
        shutil.copyfile(CHECKOUT / name, place / name)
    return make_repository(place, {})


def require_registry(place: Path) -> None:
    """Skips, with the reason, where no package registry answers."""
    options = ["--quiet", "--no-deps", "--timeout=20", "--retries=1", "--dest", str(place / "probe")]
    command = [sys.executable, "-m", "pip", "download", *options, "hatchling"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no package registry answers: {done.stderr.strip()[-300:]}")
