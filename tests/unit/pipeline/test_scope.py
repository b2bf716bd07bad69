"""Questions about scopes outside of any repository; those inside one are in the acceptance tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model.errors import RepositoryError, UsageError
from cortex_cli.model.scope import Scope
from cortex_cli.pipeline.scope import Location, Question, ScopeAnswer, answer_document, includes, matches, overlap

TOO_LONG = tuple("*" + f"{letter}*" * 2000 for letter in "ab")
"""Two patterns that share paths, the shortest of which is too far to be found within the steps of a proof."""


@pytest.fixture
def location(tmp_path: Path) -> Location:
    return Location(tmp_path, None)


def touching(*patterns: str, forbid: tuple[str, ...] = ()) -> Scope:
    return Scope(touch=patterns, forbid=forbid)


def test_scopes_that_meet_are_answered_with_a_path(location: Location) -> None:
    found = overlap(location, touching("src/**/models.py"), touching("src/user/*"))
    assert found[:4] == (Question.OVERLAP, True, ("src/user/models.py",), "both could write this path")
    assert not found.fold_case


def test_a_file_in_the_place_of_a_directory_is_told_apart(location: Location) -> None:
    found = overlap(location, touching("src/a", forbid=("src/a/b",)), touching("src/a/b"))
    assert (found.answer, found.paths) == (True, ("src/a/b",))
    assert found.reason == "one could make a file where the other needs a directory for this path"


def test_what_stays_undecided_is_no_guess(location: Location) -> None:
    found = overlap(location, touching(TOO_LONG[0]), touching(TOO_LONG[1]))
    assert (found.answer, found.paths) == (None, ())
    assert found.reason is not None
    assert found.reason.startswith("comparing these patterns takes more steps than a proof may; use fewer wildcards")


def test_inclusion_is_disproved_by_a_path(location: Location) -> None:
    assert includes(location, touching("src/**"), touching("src/*.py")).answer is True
    found = includes(location, touching("src/*.py"), touching("src/**"))
    assert (found.answer, found.paths) == (False, ("src/a",))
    assert found.reason == "B could write this path, and A could not"


def test_case_counts_only_where_it_does_not_fold(tmp_path: Path) -> None:
    a, b = touching("SRC/a"), touching("src/*")
    assert overlap(Location(tmp_path, None), a, b).answer is False
    found = overlap(Location(tmp_path, True), a, b)
    assert (found.answer, found.fold_case) == (True, True)


def test_paths_are_judged_as_they_are_named_and_given_back_so(location: Location) -> None:
    paths = ("src/a.py", "./src//b.py", "docs/a.md", "../src/c.py", "/src/d.py", "src/e.py\n", "")
    scope = touching("src/*.py")
    assert matches(location, scope, paths).paths == ("src/a.py", "./src//b.py")
    others = matches(location, scope, paths, inverted=True)
    assert others.paths == paths[2:]
    assert others.reason == "5 of 7 paths do not match"


def test_no_match_is_an_answer_and_no_paths_at_all_are_a_mistake(location: Location) -> None:
    assert matches(location, touching("a"), ("b",))[1:4] == (False, (), "0 of 1 paths match")
    assert matches(location, touching("a"), ()).answer is False
    with pytest.raises(UsageError, match="no paths"):
        matches(location, touching("a"), None)


def test_patterns_that_cannot_be_meant_are_pointed_out(location: Location) -> None:
    warnings = overlap(location, touching("src/*/"), touching("docs/", forbid=("[.]",))).warnings
    assert warnings == ("src/*/ matches no path at all", "[.] matches no path at all")
    found = matches(location, touching("app/[id]/page.tsx"), ("app/[id]/page.tsx",))
    assert found.answer is False
    assert found.warnings == (
        r"app/[id]/page.tsx is a file, but as a pattern it means other paths: write app/\[id\]/page.tsx for that file",
    )


def test_a_place_that_is_no_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="is not a directory"):
        Location(tmp_path / "none", None)


def test_the_document_has_every_key() -> None:
    answer = ScopeAnswer(Question.MATCHES, True, ("a",), None, (), False)
    assert answer_document(answer) == {
        "schema": "cortex/scope-answer/v1",
        "question": "matches",
        "answer": True,
        "paths": ("a",),
        "reason": None,
        "warnings": (),
        "fold_case": False,
    }
