from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.descriptions import raise_documents
from cortex_cli.analysis.choosing.relevance import Ranking
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.project import API, material_of, past_commits, ranked

LOG = {**API, "CHANGELOG.md": "# Changes\n\n" + "- something that users see\n" * 5}
LIMIT = "Add a limit to the password of a user"


def raised(
    request: str,
    task_type: TaskType = TaskType.FEATURE,
    *,
    texts: dict[str, str] = LOG,
    new_part: bool = False,
    past: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Ranking:
    material = material_of(texts, request, task_type=task_type, past=past_commits(*past))
    ranking = ranked(material)
    raise_documents(material, material.snapshot, ranking, new_part)
    return ranking


def documents_for(
    request: str,
    task_type: TaskType = TaskType.FEATURE,
    *,
    texts: dict[str, str] = LOG,
    new_part: bool = False,
    past: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> set[str]:
    ranking = raised(request, task_type, texts=texts, new_part=new_part, past=past)
    return {path for path in ranking.above() if path.endswith(".md")}


def test_a_new_part_is_documented_where_users_read() -> None:
    assert documents_for(LIMIT, new_part=True) == {"CHANGELOG.md", "README.md", "docs/api.md"}


def test_a_request_that_speaks_of_documents_brings_the_page_of_its_subject() -> None:
    assert "docs/api.md" in documents_for(f"{LIMIT}, and update the documentation")


def test_a_repair_is_only_listed() -> None:
    assert documents_for("Fix the password of a user", TaskType.BUG) == {"CHANGELOG.md"}


@pytest.mark.parametrize("task_type", [TaskType.REFACTOR, TaskType.TEST, TaskType.CHORE])
def test_what_users_do_not_see_is_not_documented(task_type: TaskType) -> None:
    assert documents_for("Change the password of a user", task_type) == set()


def test_without_a_source_to_change_there_is_nothing_to_document() -> None:
    assert documents_for("Add blockchain mining") == set()


@pytest.mark.parametrize("request_text", ["Let `check_password` count the tries of a user", "Add --page-size to login"])
def test_a_page_that_names_what_the_request_names_is_lifted(request_text: str) -> None:
    texts = {
        **LOG,
        "docs/checks.md": "Call `check_password` or give --page-size.\n",
        ".github/bug.md": "Does `check_password` or --page-size fail?\n",
        "CONTRIBUTING.md": "Run `check_password` and --page-size.\n",
    }
    ranking = raised(request_text, texts=texts)
    lifted = {path for path, reasons in ranking.reasons.items() if any("documents `" in each for each in reasons)}
    assert lifted == {"docs/checks.md"}


WITH_LOG = ("Change", ("api/users.py", "CHANGELOG.md"))
WITHOUT = ("Change", ("api/users.py",))


def test_a_change_log_that_history_keeps_is_as_likely_as_history_says() -> None:
    ranking = raised(LIMIT, past=(*[WITH_LOG] * 6, *[WITHOUT] * 4, ("Words", ("CHANGELOG.md",))))
    assert ranking.scores["CHANGELOG.md"] == pytest.approx(0.6)
    assert "changed by 6 of the last 10 commits that changed sources" in ranking.reasons["CHANGELOG.md"]


def test_a_change_log_that_is_written_at_releases_is_left_alone() -> None:
    assert "CHANGELOG.md" not in documents_for(LIMIT, past=(*[WITH_LOG] * 3, *[WITHOUT] * 7))


def test_a_pointer_is_no_change_log() -> None:
    assert "CHANGELOG.md" not in documents_for(LIMIT, texts={**LOG, "CHANGELOG.md": "See the page of releases.\n"})


def test_a_change_log_that_only_has_a_heading_is_one() -> None:
    assert "CHANGELOG.md" in documents_for(LIMIT, texts={**LOG, "CHANGELOG.md": "# Change log\n\n## Unreleased\n"})
