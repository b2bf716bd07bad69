from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.attachments import (
    find_tests,
    names_for_tests,
    raise_tests,
    share_of_changes,
    telling_pages,
    text_scores,
)
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.project import API, material_of, past_commits, ranked, ranking_of


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


def test_without_history_the_tests_of_sure_sources_are_chosen() -> None:
    material = material_of(API, "users")
    ranking = ranking_of({"api/users.py": 0.9, "api/tasks.py": 0.2, "api/config.py": 0.31})
    raise_tests(material, ranking)
    assert ranking.scores["tests/test_users.py"] == pytest.approx(0.9 * 0.4)
    assert ranking.scores["tests/test_config.py"] < ranking.cut_off
    assert "tests/test_tasks.py" not in ranking.scores
    assert ranking.reasons["tests/test_users.py"] == ["tests `api/users.py`"]


def test_a_test_that_follows_its_source_is_as_likely_as_the_source() -> None:
    both = ("Salt", ("api/users.py", "tests/test_users.py"))
    alone = ("Other", ("api/users.py",))
    often = material_of(API, "users", past=past_commits(*[both] * 16))
    rarely = material_of(API, "users", past=past_commits(*[alone] * 16))
    assert share_of_changes(often.history, "api/users.py", "tests/test_users.py") == pytest.approx(0.88)
    assert share_of_changes(rarely.history, "api/users.py", "tests/test_users.py") == pytest.approx(0.08)


@pytest.mark.parametrize(("score", "chosen"), [(0.6, True), (0.4, False)])
def test_a_test_that_never_followed_comes_with_a_sure_source_only(score: float, chosen: bool) -> None:
    past = past_commits(*[("Other", ("api/users.py",))] * 16)
    ranking = ranking_of({"api/users.py": score})
    raise_tests(material_of(API, "users", past=past), ranking)
    assert ("tests/test_users.py" in ranking.above()) is chosen


def test_without_history_the_best_source_brings_its_tests_however_likely() -> None:
    ranking = ranking_of({"api/users.py": 0.35, "api/config.py": 0.31})
    raise_tests(material_of(API, "users"), ranking)
    assert {"tests/test_users.py", "tests/test_config.py"} & set(ranking.above()) == {"tests/test_users.py"}


def test_work_on_documents_brings_no_tests() -> None:
    ranking = ranking_of({"api/users.py": 0.9})
    raise_tests(material_of(API, "Document the users", task_type=TaskType.DOCS), ranking)
    assert ranking.above() == ["api/users.py"]


def test_the_tests_of_what_structure_has_lifted_are_chosen() -> None:
    ranking = ranking_of({})
    ranking.raise_to("api/config.py", 0.35, "brought along")
    raise_tests(material_of(API, "users"), ranking)
    assert "tests/test_config.py" in ranking.above()


def test_licences_and_change_logs_are_no_pages() -> None:
    texts = {**API, "docs/LICENSE.md": "password user " * 9}
    material = material_of(texts, "Add a limit to the password of a user", task_type=TaskType.FEATURE)
    assert telling_pages(material, text_scores(ranked(material))) == ["docs/api.md"]
