from __future__ import annotations

import pytest

from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.capabilities import able_workers, can_do, fitness
from tests.unit.planning.builders import team_of, worker


@pytest.mark.parametrize(
    ("capabilities", "kind", "able"),
    [
        ((), TaskType.DOCS, True),
        (("docs",), TaskType.DOCS, True),
        (("Documentation",), TaskType.DOCS, True),
        (("docs",), TaskType.FEATURE, False),
        (("docs", "tests"), TaskType.TEST, True),
        (("code",), TaskType.BUG, True),
        (("code",), TaskType.DOCS, False),
        (("python", "tests"), TaskType.FEATURE, False),
        (("python", "tests"), TaskType.TEST, True),
        (("Python", "API"), TaskType.FEATURE, True),
        (("lint",), TaskType.CHORE, True),
        (("docs",), None, True),
    ],
)
def test_kinds_of_work_are_the_only_ones_done_whatever_words_stand_beside_them(
    capabilities: tuple[str, ...], kind: TaskType | None, able: bool
) -> None:
    assert can_do(worker("w", *capabilities), kind) is able


def test_disabled_workers_are_not_able() -> None:
    team = team_of(worker("a", enabled=False), worker("b"), worker("c", "docs"))
    assert [each.id for each in able_workers(team, TaskType.BUG)] == ["b"]


def test_kinds_languages_and_directories_speak_for_a_worker() -> None:
    paths = ("src/auth/tokens.py", "src/auth/README.md")
    assert fitness(worker("w", "python", "feature", "auth", "rust"), TaskType.FEATURE, paths) == 3
    assert fitness(worker("w"), TaskType.FEATURE, paths) == 0
