from __future__ import annotations

import pytest

from cortex_cli.analysis.request.contradictions import contradictions, things
from cortex_cli.analysis.request.intents import read_parts


def asked(request: str) -> tuple[str, ...]:
    return contradictions(request, read_parts(request))


@pytest.mark.parametrize(
    ("clause", "verb", "thing"),
    [
        ("Remove the cache", "remove", "cache"),
        ("make the cache faster", "make", "cache faster"),
        ("fix(api): drop all old routes of users", "drop", "old routes"),
        ("Rename `User` to `Account`", "rename", "User"),
    ],
)
def test_the_thing_that_a_clause_works_on(clause: str, verb: str, thing: str) -> None:
    assert things(clause) == (verb, thing)


def test_the_question_repeats_both_wishes() -> None:
    assert asked("remove the cache and make the cache faster") == (
        "Should cache be removed or kept? The request says “remove the cache” and “make the cache faster”.",
    )


@pytest.mark.parametrize(
    "request_text",
    [
        "Remove the cache and add a cache of another kind",
        "Remove the old cache and document the new cache",
        "Remove the cache and make the start faster",
        "Drop the XML reader, and update the JSON reader",
        "Rename A to B and keep AB",
        "Rename A to B and keep A working for one release",
        "Add a flag without changing other files",
        "Add a flag without changing any existing files",
        "Explain the cache without changing any file",
    ],
)
def test_what_can_be_met_is_not_questioned(request_text: str) -> None:
    assert asked(request_text) == ()
