from __future__ import annotations

from collections.abc import Sequence

import pytest

from cortex_cli.analysis.creating.fragments import fragment_habit, new_fragment
from cortex_cli.model.task_type import TaskType

TOWNCRIER = [
    ("src/a.py", "changelog/101.bugfix.rst"),
    ("src/b.py", "changelog/102.feature.rst"),
    ("src/a.py",),
    ("docs/x.md",),
    ("src/c.py", "changelog/103.bugfix.rst"),
]
CHANGESETS = [("src/a.ts", f".changeset/{name}.md") for name in ("brave-lions-dance", "odd-cats-run", "shy-owls-sing")]


def path(past: Sequence[tuple[str, ...]], request: str, task_type: TaskType) -> str | None:
    creation = new_fragment(fragment_habit(past), request, task_type)
    return creation.pattern if creation else None


def test_the_habit_is_measured_over_commits_that_change_sources() -> None:
    habit = fragment_habit(TOWNCRIER)
    assert habit is not None
    assert (habit.directory, habit.share, habit.commits) == ("changelog", 0.75, 4)


@pytest.mark.parametrize(
    "past",
    [
        [],
        TOWNCRIER[:2],
        [*TOWNCRIER, *[("src/a.py",)] * 20],
        [("src/a.py", "changelog/README.rst")] * 5,
        [("src/a.py", "CHANGELOG.md")] * 5,
    ],
)
def test_a_few_fragments_are_no_habit(past: Sequence[tuple[str, ...]]) -> None:
    assert fragment_habit(past) is None


@pytest.mark.parametrize(
    ("request_text", "task_type", "expected"),
    [
        ("Fix the reader, see #812", TaskType.BUG, "changelog/812.bugfix.rst"),
        ("Add a reader (issue 812)", TaskType.FEATURE, "changelog/812.feature.rst"),
        ("Fix the reader", TaskType.BUG, "changelog/+fix-the-reader.bugfix.rst"),
        ("Harden the reader", TaskType.SECURITY, "changelog/+harden-the-reader.bugfix.rst"),
        ("Refactor the reader", TaskType.REFACTOR, None),
        ("Fix typo in README", TaskType.DOCS, None),
    ],
)
def test_a_fragment_is_named_as_the_others_are(request_text: str, task_type: TaskType, expected: str | None) -> None:
    assert path(TOWNCRIER, request_text, task_type) == expected


def test_fragments_without_a_kind_are_named_after_the_request() -> None:
    assert path(CHANGESETS, "Fix the reader #12", TaskType.BUG) == ".changeset/fix-the-reader-12.md"
    bare = [("a.py", f"newsfragments/{number}.feature") for number in range(4)]
    assert path(bare, "Add a reader #9", TaskType.FEATURE) == "newsfragments/9.feature"


def test_without_a_habit_there_is_no_fragment() -> None:
    assert new_fragment(None, "Fix the reader", TaskType.BUG) is None


def test_the_reason_says_how_often() -> None:
    creation = new_fragment(fragment_habit(TOWNCRIER), "Fix the reader", TaskType.BUG)
    assert creation is not None
    assert creation.evidence == ("75% of 4 commits that change sources bring a file in `changelog/`",)
