from __future__ import annotations

import pytest

from cortex_cli.analysis.request.task_type import has_intent, judge
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("Add JWT authentication with secure token handling", TaskType.FEATURE),
        ("Support webhooks for finished jobs", TaskType.FEATURE),
        ("Fix crash in paginate() when page is 0", TaskType.BUG),
        ("Login does not work with unicode names", TaskType.BUG),
        ("The report is wrong in leap years", TaskType.BUG),
        ("Rename `User` to `Account`", TaskType.REFACTOR),
        ("Refactor the storage layer", TaskType.REFACTOR),
        ("Clean up the parser", TaskType.REFACTOR),
        ("modernise annotations", TaskType.REFACTOR),
        ("Add tests for the parser", TaskType.TEST),
        ("Increase test coverage of storage", TaskType.TEST),
        ("Update the README", TaskType.DOCS),
        ("Add documentation for the API", TaskType.DOCS),
        ("Fix typos in the tutorial", TaskType.DOCS),
        ("Speed up report generation", TaskType.PERFORMANCE),
        ("Start-up is too slow", TaskType.PERFORMANCE),
        ("Prevent SQL injection in search", TaskType.SECURITY),
        ("Harden cookie parsing against traversal", TaskType.SECURITY),
        ("Bump flask to 3.1", TaskType.CHORE),
        ("Upgrade dependencies", TaskType.CHORE),
        ("Revert the last change to users", TaskType.RESET),
        ("Roll back the storage rewrite", TaskType.RESET),
    ],
)
def test_the_words_of_a_request_tell_its_kind(request_text: str, expected: TaskType) -> None:
    verdict = judge(request_text)
    assert verdict.task_type is expected
    assert verdict.confidence >= 0.4


def test_a_request_without_telling_words_is_an_uncertain_feature() -> None:
    verdict = judge("users and exports")
    assert verdict.task_type is TaskType.FEATURE
    assert verdict.confidence < 0.3


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.DOCS, TaskType.DOCS),
        (Role.TEST, TaskType.TEST),
        (Role.CONFIG, TaskType.CHORE),
        (Role.SOURCE, TaskType.FEATURE),
    ],
)
def test_the_best_files_settle_what_words_leave_open(role: Role, expected: TaskType) -> None:
    assert judge("users and exports", [role, role, role]).task_type is expected


def test_files_do_not_overrule_clear_words() -> None:
    assert judge("Fix the crash in export", [Role.DOCS] * 3).task_type is TaskType.BUG


def test_a_draw_is_less_certain_than_a_clear_case() -> None:
    assert judge("Fix and add and refactor users").confidence < judge("Fix the crash in users").confidence


def test_confidence_stays_between_zero_and_one() -> None:
    for text in ("fix", "fix bug crash error broken wrong", "x" * 1000, "add remove fix test document"):
        assert 0.0 <= judge(text).confidence <= 1.0


def test_intent_needs_a_word_that_says_what_to_do() -> None:
    assert has_intent("Fix users")
    assert has_intent("users are not loading")
    assert not has_intent("users exports")


def test_a_verb_without_a_kind_is_still_an_intent() -> None:
    assert has_intent("Change the value of x in a module")
    assert not has_intent("asdf qwerty")
