from __future__ import annotations

import pytest

from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.titles import place, summary, title


@pytest.mark.parametrize(
    ("request_", "kind", "role", "expected"),
    [
        ("Add JWT authentication", TaskType.FEATURE, Role.SOURCE, "taskapi/auth: add JWT authentication"),
        ("add JWT authentication", TaskType.FEATURE, Role.TEST, "taskapi/auth: test JWT authentication"),
        (
            "Add JWT authentication",
            TaskType.FEATURE,
            Role.DOCS,
            "taskapi/auth: document JWT authentication",
        ),
        ("JWT authentication", TaskType.SECURITY, Role.SOURCE, "taskapi/auth: secure JWT authentication"),
        (
            "login crashes on empty name",
            TaskType.BUG,
            Role.SOURCE,
            "taskapi/auth: fix login crashes on empty name",
        ),
    ],
)
def test_a_title_says_what_and_where(request_: str, kind: TaskType, role: Role, expected: str) -> None:
    assert title(request_, kind, role, "taskapi/auth") == expected


@pytest.mark.parametrize(
    ("request_", "kind", "role", "expected"),
    [
        ("Fix", TaskType.BUG, Role.SOURCE, "a.py: fix"),
        ("fix.", TaskType.BUG, Role.SOURCE, "a.py: fix"),
        ("Fix", TaskType.BUG, Role.TEST, "a.py: test"),
        ("Add", TaskType.BUG, Role.SOURCE, "a.py: add"),
        ("Test the test", TaskType.TEST, Role.TEST, "a.py: test the test"),
        ("Tests", TaskType.TEST, Role.SOURCE, "a.py: test Tests"),
        ("Test", TaskType.TEST, Role.SOURCE, "a.py: test"),
    ],
)
def test_a_verb_is_said_once(request_: str, kind: TaskType, role: Role, expected: str) -> None:
    assert title(request_, kind, role, "a.py") == expected


def test_a_particle_stays_with_its_verb() -> None:
    assert title("Speed up the import", TaskType.PERFORMANCE, Role.SOURCE, "") == "Speed up the import"
    assert title("Speed up the import", TaskType.PERFORMANCE, Role.TEST, "") == "Test the import"
    assert title("clean up", TaskType.CHORE, Role.DOCS, "a.md") == "a.md: document"


def test_a_verb_can_be_given() -> None:
    found = title("Add login", TaskType.FEATURE, Role.TEST, "app.py", verb="Integrate")
    assert found == "app.py: integrate login"


def test_without_a_place_the_title_is_the_request() -> None:
    assert title("Tidy up", TaskType.CHORE, Role.SOURCE, "") == "Tidy up"


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("Add x. Then y.", "Add x"),
        ("\n\n  Add\tx  \nmore", "Add x"),
        ("Support Python 3.12 syntax", "Support Python 3.12 syntax"),
        ("\x1b[31mAdd x\x1b[0m", "Add x"),
        ("word " * 100, "word word word word word word word word word word word word"),
        ("x" * 500, "x" * 59 + "…"),
    ],
)
def test_a_summary_is_one_short_line(request_: str, expected: str) -> None:
    assert summary(request_) == expected


def test_places_are_listed_while_there_is_room() -> None:
    assert place(["a", "b"]) == "a, b"
    assert place(["x" * 50, "y" * 20, "z"]) == "x" * 50 + " and 2 more places"
