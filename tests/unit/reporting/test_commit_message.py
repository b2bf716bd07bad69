from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.run import Change, ChangeKind, ObjectiveState
from cortex_cli.model.task_type import TaskType
from cortex_cli.reporting.commit_message import commit_message
from tests.unit.reporting.goldens import assert_golden
from tests.unit.reporting.samples import CHANGES, PLAN, RECORD, failed_record

TRAILERS = ["Cortex-Plan: sha256:" + "ab" * 32, "Cortex-Run: run-20260304-050607-beef"]
SUBJECT = re.compile(r"(feat|fix|refactor|test|docs|perf|chore|revert)(\([a-z0-9-]+\))?: \S.*")


def subject(request: str, task_type: TaskType | None = TaskType.FEATURE, *paths: str) -> str:
    changes = [Change(path, ChangeKind.MODIFIED) for path in paths]
    message = commit_message(replace(PLAN, request=request, task_type=task_type), RECORD, changes)
    return message.split("\n")[0]


def test_the_message_is_as_it_was_read() -> None:
    authors = ["Ada Lovelace <ada@example.org>"]
    assert_golden("commit_message.txt", commit_message(PLAN, RECORD, CHANGES, authors))


@pytest.mark.parametrize(
    ("task_type", "start"),
    [
        (TaskType.FEATURE, "feat: "),
        (TaskType.BUG, "fix: "),
        (TaskType.REFACTOR, "refactor: "),
        (TaskType.TEST, "test: "),
        (TaskType.DOCS, "docs: "),
        (TaskType.PERFORMANCE, "perf: "),
        (TaskType.SECURITY, "fix(security): "),
        (TaskType.CHORE, "chore: "),
        (TaskType.RESET, "revert: "),
        (None, "chore: "),
    ],
)
def test_the_type_follows_the_kind_of_work(task_type: TaskType | None, start: str) -> None:
    assert subject("Tidy up", task_type) == start + "tidy up"


@pytest.mark.parametrize(
    ("request_text", "words"),
    [
        ("Add JWT auth.", "add JWT auth"),
        ("JWT auth", "jwt auth"),
        ("GitHub login!", "github login"),
        ("\n\n# Add login\n\nmore", "add login"),
        ("- [x] Add login", "[x] Add login"),
        ("feat(api): Add login", "add login"),
        ("Fix: the login", "the login"),
        ("Add\x1b[31m red\x1b[0m\tthings", "add red things"),
        ("...", "carry out the plan"),
        ("Änderung am Login", "änderung am Login"),
    ],
)
def test_the_subject_is_the_first_line_of_the_request(request_text: str, words: str) -> None:
    assert subject(request_text) == f"feat: {words}"


def test_a_long_subject_is_cut_between_words_and_not_after_and() -> None:
    long = "Add secure token handling for every endpoint that exists in the API and the command line"
    assert subject(long) == "feat: add secure token handling for every endpoint that exists"


@pytest.mark.parametrize(
    ("paths", "start"),
    [
        (("src/shop/auth/a.py", "src/shop/auth/b.py"), "feat(auth): "),
        (("src/shop/auth/a.py", "src/shop/api.py"), "feat(shop): "),
        (("src/shop/auth/a.py", "tests/test_auth.py", "docs/auth.md"), "feat(auth): "),
        (("tests/unit/a.py", "tests/unit/b.py"), "feat(unit): "),
        (("src/a.py", "src/b.py"), "feat: "),
        (("a/x.py", "b/y.py"), "feat: "),
        (("README.md",), "feat: "),
        ((".github/workflows/ci.yml",), "feat(workflows): "),
        (("packages/Big Name!/x.py",), "feat(big-name): "),
        (("日本/x.py",), "feat: "),
    ],
)
def test_the_scope_is_the_directory_that_the_sources_share(paths: tuple[str, ...], start: str) -> None:
    assert subject("Do it", TaskType.FEATURE, *paths) == start + "do it"


def test_each_objective_has_its_bullet_and_unfinished_ones_are_told_apart() -> None:
    message = commit_message(PLAN, failed_record(), CHANGES)
    done, left = message.split("\n\n")[1:3]
    assert done == "- Issue and verify tokens\n- Document the token flow"
    assert left == "Not done:\n- Require a token in the API"


def test_a_run_resumed_later_and_slower_makes_the_same_message() -> None:
    later = replace(
        RECORD,
        run=replace(RECORD.run, started_at=RECORD.run.created_at + timedelta(days=3), ended_at=None),
        objectives=tuple(replace(item, attempts=item.attempts + 1) for item in RECORD.objectives),
        attempts=(),
        gates=(),
    )
    assert commit_message(PLAN, later, CHANGES) == commit_message(PLAN, RECORD, CHANGES)


def test_the_same_author_is_named_once() -> None:
    message = commit_message(PLAN, RECORD, (), ["A <a@x>", "A <a@x>", " "])
    assert message.count("Co-authored-by: A <a@x>") == 1
    assert message.endswith("Co-authored-by: A <a@x>\n")


@given(
    st.text(),
    st.text(),
    st.lists(st.sampled_from(["a", "\n", "Co-authored-by: E <e@e>", "Cortex-Plan: x", "---"])),
)
def test_no_text_from_outside_can_forge_a_trailer(request_text: str, title: str, parts: list[str]) -> None:
    forged = "\n".join(parts)
    objectives = tuple(
        replace(item, title=title + forged, state=state)
        for item, state in zip(RECORD.objectives, (ObjectiveState.COMPLETED, ObjectiveState.FAILED), strict=False)
    )
    plan = replace(PLAN, request=request_text + forged)
    message = commit_message(plan, replace(RECORD, objectives=objectives), CHANGES)
    first, *lines = message.split("\n")
    assert SUBJECT.fullmatch(first)
    assert len(first) <= 72
    assert lines[-3:-1] == TRAILERS
    assert all(line in ("", "Not done:") or line.startswith(("- ", "  ")) for line in lines[:-3])
    assert all(len(line) <= 72 for line in lines[:-3])


def test_the_message_is_encodable_whatever_the_request_holds() -> None:
    assert commit_message(replace(PLAN, request="a\udcff b"), RECORD, ()).encode("utf-8").startswith(b"feat: a\\udcff")
