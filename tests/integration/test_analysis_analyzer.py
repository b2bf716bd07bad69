"""The whole analytic phase over real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.analysis.analyzer import analyze
from cortex_cli.model.analysis import Analysis, Approach, CoordinationKind, Role
from cortex_cli.model.encoding import document, json_text
from cortex_cli.model.errors import UsageError
from cortex_cli.model.events import (
    Activity,
    CoordinationPointsFound,
    EventBody,
    ScopeStrategyChosen,
    TaskTypeDetermined,
)
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.repositories import commit_files, make_repository
from tests.unit.analysis.project import API

JWT = "Add JWT authentication with secure token handling"
SETUP = {
    "pyproject.toml": "[project]\nname = 'api'\ndependencies = ['httpx>=1']\n[project.scripts]\napi = 'api.app:main'\n",
    "uv.lock": "version = 1\n",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return discover(make_repository(tmp_path_factory.mktemp("analysed") / "api", {**API, **SETUP}))


@pytest.fixture(scope="module")
def jwt(repository: Repository) -> Analysis:
    return analyze(repository, JWT, commit=repository.head())


def chosen(analysis: Analysis) -> set[str]:
    return {candidate.path for candidate in analysis.candidates if candidate.probability >= analysis.threshold}


def test_a_feature_finds_what_a_maintainer_would_change(jwt: Analysis) -> None:
    assert jwt.task_type is TaskType.FEATURE
    assert chosen(jwt) >= {
        *("api/users.py", "api/routes/users.py", "api/routes/__init__.py", "api/app.py"),
        *("tests/test_users.py", "tests/test_routes_users.py"),
        *("docs/api.md", "README.md", "CHANGELOG.md"),
    }


def test_a_feature_leaves_the_rest_alone(jwt: Analysis) -> None:
    assert chosen(jwt).isdisjoint({"api/reports.py", "api/routes/reports.py", "api/tasks.py", "docs/reports.md"})


def test_candidates_come_best_first_with_evidence(jwt: Analysis) -> None:
    scores = [candidate.probability for candidate in jwt.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert all(candidate.evidence for candidate in jwt.candidates if candidate.probability >= jwt.threshold)


def test_new_files_have_their_places(jwt: Analysis) -> None:
    scope = Scope(touch=tuple(creation.pattern for creation in jwt.creations))
    for path in ("api/auth/tokens.py", "api/jwt.py", "api/routes/auth.py", "tests/test_auth_tokens.py"):
        assert scope.matches(path)
    assert not any(scope.matches(path) for path in API)


def test_the_new_part_comes_first_and_the_registry_last(jwt: Analysis) -> None:
    groups = jwt.strategy.groups
    assert jwt.strategy.approach is Approach.PARALLEL
    assert groups[0].name == "auth"
    integration = next(group for group in groups if "api/routes/__init__.py" in group.files)
    assert {"auth", "users"} <= set(integration.needs)


def test_every_chosen_file_is_in_one_group(jwt: Analysis) -> None:
    files = [path for group in jwt.strategy.groups for path in group.files]
    assert sorted(files) == sorted(chosen(jwt))


def test_coordination_points_name_real_places(jwt: Analysis) -> None:
    registry = next(point for point in jwt.coordination_points if point.kind is CoordinationKind.REGISTRY)
    assert registry.path == "api/routes/__init__.py"
    assert all(point.reason for point in jwt.coordination_points)
    assert all(point.path in {**API, **SETUP} for point in jwt.coordination_points)


def test_facts_say_what_the_repository_is_made_of(jwt: Analysis) -> None:
    facts = jwt.facts
    assert facts.files == len({**API, **SETUP})
    assert facts.languages[0].name == "Python"
    assert facts.entry_points == ("api/app.py",)
    assert "tests/test_users.py" in facts.tests
    assert facts.config == ("pyproject.toml",)
    assert facts.dependencies == ("httpx",)


def test_the_analysis_knows_its_commit_and_is_named_by_its_content(jwt: Analysis, repository: Repository) -> None:
    assert jwt.base_commit == repository.head()
    assert jwt.request == JWT
    assert jwt.id.startswith("analysis-")
    assert analyze(repository, JWT + " now", commit=repository.head()).id != jwt.id


def test_the_same_request_and_commit_give_the_same_analysis(jwt: Analysis, repository: Repository) -> None:
    assert analyze(repository, JWT, commit=repository.head()) == jwt


def test_it_is_a_json_document(jwt: Analysis) -> None:
    data = document("analysis", jwt)
    assert data["schema"] == "cortex/analysis/v1"
    assert '"candidates"' in json_text(data)
    assert '"coordination_points"' in json_text(data)


def test_events_tell_what_is_done_with_rising_percents(repository: Repository) -> None:
    bodies: list[EventBody] = []
    analysis = analyze(
        repository,
        JWT,
        commit=repository.head(),
        emit=lambda body, objective=None, attempt=None: bodies.append(body),
    )
    percents = [body.percent for body in bodies if isinstance(body, Activity) and body.percent is not None]
    assert percents == sorted(percents)
    assert percents[0] == 0.0
    assert percents[-1] <= 100.0
    assert TaskTypeDetermined(TaskType.FEATURE, 0.85) in bodies
    assert CoordinationPointsFound(analysis.coordination_points) in bodies
    assert ScopeStrategyChosen("parallel", analysis.strategy.reason) in bodies


@pytest.mark.parametrize(
    ("request_text", "first", "kind"),
    [
        ("Fix check_password() for an empty password", "api/users.py", TaskType.BUG),
        ("Rename `monthly` in api/reports.py to by_month", "api/reports.py", TaskType.REFACTOR),
        ("Update the docs about reports", "docs/reports.md", TaskType.DOCS),
        ("Add tests for the title of a task", "tests/test_tasks.py", TaskType.TEST),
    ],
)
def test_other_kinds_of_work_find_their_file(
    repository: Repository, request_text: str, first: str, kind: TaskType
) -> None:
    analysis = analyze(repository, request_text, commit=repository.head())
    assert analysis.task_type is kind
    assert analysis.candidates[0].path == first


def test_a_small_repair_is_for_one_worker(repository: Repository) -> None:
    analysis = analyze(repository, "Fix check_password() for an empty password", commit=repository.head())
    assert analysis.strategy.approach is Approach.SOLO
    assert analysis.creations == ()


def test_a_vague_request_is_answered_with_questions(repository: Repository) -> None:
    analysis = analyze(repository, "fix it", commit=repository.head())
    assert analysis.confidence <= 0.3
    assert analysis.questions
    assert chosen(analysis) == set()


@pytest.mark.parametrize("request_text", ["", "  \n ", "?!", "asdf qwer"])
def test_nonsense_is_refused_with_what_to_do(repository: Repository, request_text: str) -> None:
    with pytest.raises(UsageError) as refused:
        analyze(repository, request_text, commit=repository.head())
    assert refused.value.mend


def test_a_very_long_request_works(repository: Repository) -> None:
    text = "Fix the password of users\n" + "some words about users and more things that matter little\n" * 2000
    analysis = analyze(repository, text, commit=repository.head())
    assert analysis.candidates[0].path == "api/users.py"


def test_the_commit_decides_and_not_the_work_tree(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"old.py": "def login(): ...\n"})
    before = discover(root).head()
    commit_files(root, {"new.py": "def login(): ...\n"}, "Add the new login")
    (root / "dirty.py").write_text("def login(): ...\n")
    paths = {candidate.path for candidate in analyze(discover(root), "Fix the login", commit=before).candidates}
    assert paths == {"old.py"}


def test_only_ancestors_of_the_commit_speak(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "x = 1\n", "b.py": "quota = 1\n"})
    before = discover(root).head()
    alone = analyze(discover(root), "Fix the quota", commit=before)
    commit_files(root, {"a.py": "x = 2\n"}, "Fix the quota of everything")
    assert analyze(discover(root), "Fix the quota", commit=before) == alone


def test_history_is_evidence(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "x = 1\n", "b.py": "quota = 1\n", "c.py": "y = 1\n"})
    for number in range(3):
        commit_files(root, {"a.py": f"x = {number}\n", "b.py": f"quota = {number}\n"}, f"Raise the quota to {number}")
    repository = discover(root)
    found = {each.path: each for each in analyze(repository, "Fix the quota", commit=repository.head()).candidates}
    assert any("Raise the quota" in sentence for sentence in found["a.py"].evidence)
    assert "c.py" not in found


def test_roles_are_known(jwt: Analysis) -> None:
    roles = {candidate.path: candidate.role for candidate in jwt.candidates}
    assert roles["api/users.py"] is Role.SOURCE
    assert roles["tests/test_users.py"] is Role.TEST
    assert roles["docs/api.md"] is Role.DOCS
