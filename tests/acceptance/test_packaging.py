"""What a user installs: the wheel holds everything the command needs, and works far from the checkout."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cortex_cli import __version__
from tests.kit.repositories import ENVIRONMENT, git, make_repository

pytestmark = pytest.mark.acceptance

CHECKOUT = Path(__file__).resolve().parents[2]
RENDER = """
import cortex_cli
from cortex_cli.model.plan import Plan
from cortex_cli.rendering.environment import templates_directory
from cortex_cli.reporting.plan_report import plan_markdown
print(cortex_cli.__file__, templates_directory(), plan_markdown(Plan(request="tidy up", objectives=())), sep="\\n")
"""


def data_files(directory: Path) -> set[str]:
    """The files below `directory`, hidden ones too, without what Python leaves behind."""
    found = (path.relative_to(directory) for path in directory.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts and path.suffix != ".pyc"}


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A directory that `make` fills, for all processes that run these tests: the first one does, the others wait."""
    own = factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.with_suffix(".made").exists():
            place.mkdir()
            make(place)
            place.with_suffix(".made").touch()
    return place


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the source distribution, as a registry's users get it."""

    def build(place: Path) -> None:
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place), str(CHECKOUT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    (made,) = once(tmp_path_factory, "dist", build).glob("*.whl")
    return made


class Installed:
    """The wheel in an environment of its own, which borrows only the dependencies of this one."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.python = place / "venv" / "bin" / "python"
        self.packages = Path(sysconfig.get_path("purelib", vars={"base": str(place / "venv")}))

    def install(self, wheel: Path) -> None:
        venv.create(self.place / "venv")
        options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", *options, str(wheel)]
        subprocess.run(pip, cwd=self.place, check=True)
        # Not before the wheel is in: pip would take a checkout's editable install there for this one.
        borrowed = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
        (self.packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n")

    def run(self, *command: str, directory: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {
            **ENVIRONMENT,
            "PATH": f"{self.python.parent}{os.pathsep}{os.environ['PATH']}",
            "XDG_STATE_HOME": str(self.place / "state"),
        }
        where = directory or self.place
        return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Installed:
    return Installed(once(tmp_path_factory, "installed", lambda place: Installed(place).install(wheel)))


def test_the_wheel_holds_every_file_of_the_package_and_the_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {f"cortex_cli/{name}" for name in data_files(CHECKOUT / "cortex_cli")}
    templates = {f"cortex_cli/_templates/{name}" for name in data_files(CHECKOUT / "templates")}
    assert names == package | templates


@pytest.mark.parametrize(
    "name",
    [
        "cortex_cli/py.typed",
        "cortex_cli/journal/schema.sql",
        "cortex_cli/journal/migrations/0001_first.sql",
        "cortex_cli/_templates/plan.md.j2",
        "cortex_cli/_templates/prompt/objective.txt.j2",
        "cortex_cli/demo_project/team.yaml",
        "cortex_cli/demo_project/project/.gitignore",
        "cortex_cli/demo_project/recording/taskapi/auth/tokens.py",
    ],
)
def test_the_wheel_holds_what_is_no_python_module(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert name in archive.namelist()


def test_reports_are_rendered_from_the_installed_templates(installed: Installed) -> None:
    done = installed.run(str(installed.python), "-c", RENDER)
    assert done.returncode == 0, done.stderr
    module, templates, report = done.stdout.split("\n", 2)
    assert Path(module).parent == installed.packages / "cortex_cli"
    assert Path(templates) == installed.packages / "cortex_cli" / "_templates"
    assert "tidy up" in report


def test_the_installed_command_tells_its_version(installed: Installed) -> None:
    done = installed.run("cortex", "--version")
    assert (done.returncode, done.stdout) == (0, f"cortex {__version__}\n")


def test_the_installed_command_plans_in_a_small_repository(installed: Installed, tmp_path: Path) -> None:
    files = {"greet.py": "def greet():\n    return 'hello'\n", "test_greet.py": "import greet\n"}
    root = make_repository(tmp_path / "repository", files)
    assert installed.run("cortex", "init", directory=root).returncode == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "team")
    done = installed.run("cortex", "plan", "let greet take a name", directory=root)
    assert done.returncode == 0, done.stderr
    (report,) = (root / "docs" / "plans").glob("PLAN_*.md")
    assert "let greet take a name" in report.read_text()


def test_the_installed_demo_is_green_and_publishes_all_of_the_recorded_work(
    installed: Installed, tmp_path: Path
) -> None:
    done = installed.run("cortex", "demo", "--keep", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    project = tmp_path / "demo" / "taskapi"
    (branch,) = git(project, "branch", "--format=%(refname)", "--list", "cortex/*").splitlines()
    recording = CHECKOUT / "cortex_cli" / "demo_project" / "recording"
    recorded = data_files(recording)
    assert "taskapi/auth/tokens.py" in recorded
    for name in recorded:
        assert git(project, "show", f"{branch}:{name}") == (recording / name).read_text().rstrip("\n"), name
