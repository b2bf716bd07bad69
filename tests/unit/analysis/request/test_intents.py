from __future__ import annotations

import pytest

from cortex_cli.analysis.request.intents import MOST_PARTS, main_part, read_parts
from cortex_cli.model.task_type import TaskType

ONE = (
    "Add search and replace to the editor",
    "Add drag and drop to the board",
    "Read and write settings as TOML",
    "Fix login and logout",
    "Add login and logout buttons",
    "Add tests for a, b and c",
    "Add tests for parse, format and export",
    "Rename and move the helper",
    "Add and document the --json flag",
    "Allow users to create boards and delete tasks",
    "Add rename and delete commands",
    "Remove the parser, the lexer and the old grammar",
    "Fix crash when the list is empty and the cache is cold",
    "Add a command to build and publish packages",
    "Support import and export of CSV",
    "Rename `foo` to `bar` and update all callers",
    "Extract the helper and update its callers",
    "Add a cache, a queue and a scheduler",
    "Fix the date bug. It happens when the month has 31 days. The cursor is lost.",
    "Validate the input and raise ValueError",
    "When a user logs in, create a session and update the last-seen date",
    "Add a button that lets users copy and delete rows",
    "Make sure that tests and docs are updated",
    "Add a dashboard:\n- revenue chart\n- list of orders\n- map",
    'Use argparse instead of "remove and add" options',
    "Refactor and test the parser",
    "Add JWT authentication with secure token handling",
    'Fix the "add and remove" dialog',
    "Add read and write permissions to shared folders",
    "fix(auth): reject expired tokens and update session state",
    "Support start and stop times in the schedule",
    "Improve error messages, e.g. add the line.",
    "Move the date and time helpers to utils",
    "Build and test on Windows",
    "Write the report as HTML, PDF and CSV",
    "Rename A to B and keep A",
)
"""Requests for one thing, however many words they join."""

SEVERAL = {
    "Add JSON export, fix the date bug in the importer and update the docs": 3,
    "Rename `User` to `Account` and add tests for it": 2,
    "Add a --json option and document it": 2,
    "Fix the crash in export.py; add a test": 2,
    "1. Add dark mode\n2. Fix the flicker on resize\n3. Update the changelog": 3,
    "- add dark mode\n- fix the flicker\n- update the changelog": 3,
    "Please do the following:\n\n* Add dark mode\n* Remove the old theme\n": 2,
    "Add dark mode and then remove the old theme": 2,
    "Add dark mode. Also fix the flicker on resize.": 2,
    "Fix login and add logout": 2,
    "Remove the cache and make the cache faster": 2,
    "1) add a parser 2) write tests 3) update docs/guide.md": 3,
    "Fix the importer. Then write tests for it. Finally, update the README.": 3,
    "Add export and update the docs": 2,
    "Refactor the storage layer, add caching to it, and improve the docs": 3,
    "Upgrade flask to 3.1 and fix the deprecation warnings": 2,
    "The login page crashes on Safari. Add a regression test.": 2,
    "Allow users to archive boards, and update the docs": 2,
    "Change export to use UTF-8 and update the docs": 2,
    "Speed up the solver, plus remove the dead code": 2,
    "Drop Python 3.8, bump black and run the formatter": 2,
    "Introduce a plugin registry; migrate the exporters to it; delete the old switch": 3,
    "Fix the flaky search test as well as update the contributor guide": 2,
    "feat: add JSON export, update the docs": 2,
    "Add search and replace to the editor, and fix the undo history": 2,
    "First add the model, then create the migration, then expose the endpoint": 3,
    "Tasks:\n- [ ] Add retry to the client\n- [x] Fix timeout handling\n": 2,
}


def texts(request: str) -> list[str]:
    return [part.text for part in read_parts(request)]


@pytest.mark.parametrize("request_text", ONE)
def test_one_thing_is_one_part(request_text: str) -> None:
    assert texts(request_text) == [" ".join(request_text.split()).rstrip(".")]


@pytest.mark.parametrize(("request_text", "count"), SEVERAL.items())
def test_several_things_are_several_parts(request_text: str, count: int) -> None:
    assert len(texts(request_text)) == count


def test_each_part_has_its_own_words_kind_and_confidence() -> None:
    parts = read_parts("Add JSON export, fix the date bug in the importer and update the docs")
    assert [(part.text, part.task_type) for part in parts] == [
        ("Add JSON export", TaskType.FEATURE),
        ("fix the date bug in the importer", TaskType.BUG),
        ("update the docs", TaskType.DOCS),
    ]
    assert all(part.confidence > 0.5 for part in parts)


def test_words_that_only_join_are_left_out() -> None:
    assert texts("Fix the importer. Then please write tests for it, and also update the README.") == [
        "Fix the importer",
        "write tests for it",
        "update the README",
    ]


def test_what_announces_a_list_is_no_part() -> None:
    assert texts("For the release:\n- add dark mode\n- fix the flicker") == ["add dark mode", "fix the flicker"]


def test_an_explanation_belongs_to_what_it_explains() -> None:
    assert texts("Fix the date bug. It happens in leap years. Add a test.") == [
        "Fix the date bug. It happens in leap years",
        "Add a test",
    ]


def test_code_is_never_cut() -> None:
    assert texts("Run `a; fix b and add c` before the tests") == ["Run `a; fix b and add c` before the tests"]
    assert len(texts("Fix the reader\n```\nadd a\nadd b\n```")) == 1


def test_the_main_part_is_the_one_that_others_come_along_with() -> None:
    assert main_part(read_parts("Update the docs and fix the crash in the reader")).task_type is TaskType.BUG
    assert main_part(read_parts("Update the docs and add tests for the reader")).task_type is TaskType.DOCS
    assert main_part(read_parts("docs: update the guide, fix the example")).task_type is TaskType.DOCS


def test_a_very_long_list_keeps_everything_in_its_last_part() -> None:
    parts = read_parts("\n".join(f"- add option{number} to the tool" for number in range(50)))
    assert len(parts) == MOST_PARTS
    assert "option49" in parts[-1].text


@pytest.mark.parametrize(
    "request_text", ["x " * 9000, "add a, and fix " * 2000, "(" * 9000, "- add x\n" * 2000, "\n", "`"]
)
def test_odd_texts_have_parts_too(request_text: str) -> None:
    assert 1 <= len(read_parts(request_text)) <= MOST_PARTS
