"""The demo project is an ordinary repository to the analysis; its recording says what the work really changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import cortex_cli
from cortex_cli.analysis.analyzer import analyze
from cortex_cli.model.analysis import Analysis, Approach
from cortex_cli.model.scope import Scope, escape
from cortex_cli.vcs.repository import discover
from tests.kit.repositories import make_repository

DEMO = Path(cortex_cli.__file__).parent / "demo_project"


def files_below(root: Path) -> dict[str, str | bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    root = make_repository(tmp_path_factory.mktemp("demo") / "taskapi", files_below(DEMO / "project"))
    repository = discover(root)
    request = "Add JWT authentication with secure token handling"
    return analyze(repository, request, commit=repository.head())


def test_everything_that_the_work_changed_was_foreseen(analysis: Analysis) -> None:
    foreseen = Scope(
        touch=(
            *(escape(path) for group in analysis.strategy.groups for path in group.files),
            *(pattern for group in analysis.strategy.groups for pattern in group.creations),
        )
    )
    assert [path for path in files_below(DEMO / "recording") if not foreseen.matches(path)] == []


def test_hardly_anything_else_was(analysis: Analysis) -> None:
    recorded = files_below(DEMO / "recording")
    chosen = [candidate.path for candidate in analysis.candidates if candidate.probability >= analysis.threshold]
    assert len([path for path in chosen if path not in recorded]) <= 1


def test_several_workers_have_something_to_do(analysis: Analysis) -> None:
    assert analysis.strategy.approach is Approach.PARALLEL
    assert analysis.strategy.width >= 3
    assert analysis.confidence > 0.8
    assert analysis.questions == ()
