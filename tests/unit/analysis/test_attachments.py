from __future__ import annotations

import pytest

from cortex_cli.analysis.attachments import find_tests, names_for_tests, raise_documents, raise_tests
from cortex_cli.analysis.relevance import Ranking, rank
from cortex_cli.analysis.weights import THRESHOLD
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.project import API, material_of


def test_a_test_belongs_to_the_module_it_is_named_after() -> None:
    material = material_of(API, "users")
    found = find_tests(material, ["api/users.py", "api/tasks.py", "api/reports.py"])
    assert found == {"api/users.py": ("tests/test_users.py",), "api/tasks.py": ("tests/test_tasks.py",)}


def test_a_name_with_directories_means_the_module_there() -> None:
    material = material_of(API, "users")
    assert find_tests(material, ["api/routes/users.py"]) == {"api/routes/users.py": ("tests/test_routes_users.py",)}


def test_of_modules_with_one_name_the_imported_one_is_tested() -> None:
    texts = {
        "a/users.py": "",
        "b/users.py": "",
        "tests/test_users.py": "from b.users import x\n",
    }
    assert find_tests(material_of(texts, "users"), ["a/users.py", "b/users.py"]) == {
        "b/users.py": ("tests/test_users.py",)
    }


def test_without_imports_the_place_of_a_test_decides() -> None:
    texts = {"a/users.py": "", "b/users.py": "", "tests/a/test_users.py": "", "tests/b/test_users.py": ""}
    assert find_tests(material_of(texts, "users"), ["a/users.py"]) == {"a/users.py": ("tests/a/test_users.py",)}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("api/routes/users.py", ("api_routes_users", "routes_users", "users")),
        ("api/routes/__init__.py", ("api_routes", "routes")),
        ("users.go", ("users",)),
    ],
)
def test_what_tests_of_a_module_may_be_called(path: str, names: tuple[str, ...]) -> None:
    assert names_for_tests(path) == names


def test_the_tests_of_chosen_sources_pass_the_threshold() -> None:
    material = material_of(API, "users")
    ranking = Ranking({"api/users.py": 0.9, "api/tasks.py": 0.2, "api/config.py": 0.31}, {}, {})
    raise_tests(material, ranking)
    assert ranking.scores["tests/test_users.py"] == pytest.approx(0.85 * 0.9)
    assert ranking.scores["tests/test_config.py"] == THRESHOLD
    assert "tests/test_tasks.py" not in ranking.scores
    assert ranking.reasons["tests/test_users.py"] == ["tests `api/users.py`"]


def documents_for(request: str, task_type: TaskType, *, new_part: bool = False) -> set[str]:
    material = material_of(API, request, task_type=task_type)
    ranking = rank(material)
    raise_documents(material, ranking, new_part)
    return {path for path in ranking.above() if path.endswith(".md")}


def test_a_feature_is_documented_where_users_read() -> None:
    found = documents_for("Add a limit to the password of a user", TaskType.FEATURE, new_part=True)
    assert found == {"CHANGELOG.md", "README.md", "docs/api.md"}


def test_a_repair_is_only_listed() -> None:
    assert documents_for("Fix the password of a user", TaskType.BUG) == {"CHANGELOG.md"}


@pytest.mark.parametrize("task_type", [TaskType.REFACTOR, TaskType.TEST, TaskType.CHORE])
def test_what_users_do_not_see_is_not_documented(task_type: TaskType) -> None:
    assert documents_for("Change the password of a user", task_type) == set()


def test_a_readme_that_does_not_speak_of_the_subject_stays() -> None:
    assert "README.md" not in documents_for("Add a limit to the password of a user", TaskType.FEATURE)


def test_without_a_source_to_change_there_is_nothing_to_document() -> None:
    assert documents_for("Add blockchain mining", TaskType.FEATURE) == set()


def test_a_licence_is_no_page() -> None:
    texts = {**API, "docs/LICENSE.md": "password password password user user user"}
    material = material_of(texts, "Add a limit to the password of a user", task_type=TaskType.FEATURE)
    ranking = rank(material)
    raise_documents(material, ranking, True)
    assert "documents what the request changes" not in ranking.reasons.get("docs/LICENSE.md", [])
