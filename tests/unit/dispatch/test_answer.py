"""The one parser of worker answers, sentence by sentence of the protocol."""

from __future__ import annotations

import pytest

from cortex_cli.dispatch.answer import AnswerStatus, obstacle_of, parse_answer, parse_progress

GOOD = """Some free text first.
PROGRESS: 40% - writing tests
### Diff Summary
one file
### Commit
feat: x
### Change Summary
Added a token store.
"""


def test_free_text_and_sections_are_told_apart() -> None:
    answer = parse_answer(GOOD)
    assert answer.status is AnswerStatus.DONE
    assert [title for title, _ in answer.sections] == ["Diff Summary", "Commit", "Change Summary"]
    assert answer.section("Change Summary") == "Added a token store."
    assert answer.section("Rollback") is None
    assert answer.summaries == 1
    assert obstacle_of(answer) is None


def test_text_without_any_mark_is_a_plain_claim_of_being_done() -> None:
    answer = parse_answer("All fixed!\n")
    assert (answer.status, answer.summaries) == (AnswerStatus.DONE, 0)


def test_a_doubled_change_summary_is_counted() -> None:
    assert parse_answer("### Change Summary\na\n### Change Summary\nb\n").summaries == 2


def test_blocked_carries_reason_scope_wish_and_justification() -> None:
    answer = parse_answer(
        "STATUS: BLOCKED\nREASON: needs the registry\nREQUESTED_SCOPE_ADDITION: app/registry.py, app/x/**\n"
        "JUSTIFICATION: new routes are listed there\n"
    )
    assert answer.status is AnswerStatus.BLOCKED
    assert answer.requested_scope == ("app/registry.py", "app/x/**")
    assert answer.justification == "new routes are listed there"
    assert obstacle_of(answer) == "the worker is blocked: needs the registry; it asks for app/registry.py, app/x/**"


def test_a_question_is_not_done() -> None:
    answer = parse_answer("STATUS: CLARIFY\nQUESTION: which algorithm?\n")
    assert obstacle_of(answer) == "the worker asks: which algorithm?"


def test_a_failure_report_is_a_valid_answer_that_is_not_done() -> None:
    answer = parse_answer("### Failure Report\nThe library is missing.\nTried pip.\n")
    assert answer.status is AnswerStatus.FAILED
    assert obstacle_of(answer) == "the worker reports failure: The library is missing."


@pytest.mark.parametrize("status", ["STATUS: DONE", "STATUS: whatever", "the STATUS: BLOCKED of old"])
def test_only_the_two_words_of_the_protocol_at_a_line_start_stop_an_answer(status: str) -> None:
    assert parse_answer(f"{status}\n").status is AnswerStatus.DONE


def test_progress_lines_give_percent_and_words() -> None:
    assert parse_progress("PROGRESS: 40% - writing tests") == (40, "writing tests")
    assert parse_progress("PROGRESS: 400%") == (100, "")
    assert parse_progress("making PROGRESS: 40%") is None
