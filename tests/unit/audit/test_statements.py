"""Claims about one segment, judged by the second checker's own reading."""

from __future__ import annotations

import pytest

from cortex_cli.audit.evidence import Statement
from cortex_cli.audit.languages import Languages
from cortex_cli.audit.patterns import read
from cortex_cli.audit.statements import names_differ


def holds(one: str, other: str, segment: int | None, *names: str, fold_case: bool = False) -> bool:
    languages = Languages(fold_case)
    languages.terms.steps = 100_000
    said = (names[0], names[1]) if names else None
    statement = Statement(("A", "B"), "names", (one, other), segment, said, ())
    return names_differ(languages, read(one, fold_case), read(other, fold_case), statement)


@pytest.mark.parametrize(
    ("one", "other", "segment", "left", "right"),
    [
        ("src/a.py", "src/b.py", 2, "a.py", "b.py"),
        ("src/a", "lib", 1, "src", "lib"),
        ("src/a*/x", "src/b*/y", 2, "a*", "b*"),
        ("src/**/models.py", "src/**/views.py", -1, "models.py", "views.py"),
        ("**/a/x.py", "**/b/*.py", -2, "a", "b"),
        ("src/*", "src/a/b", 3, "", "b"),
        ("src/*", "src/a/", 3, "", "*"),
        ("src/?", "src/a/**", 3, "", "*"),
        ("*/x", "**/b/c/x", -3, "", "b"),
        ("[.]git/a", "[.]g*/a", 1, "[.]git", "[.]g*"),
        ("a\\/b", "a/c", 2, "b", "c"),
    ],
)
def test_a_true_claim_holds(one: str, other: str, segment: int, left: str, right: str) -> None:
    assert holds(one, other, segment, left, right)
    assert holds(other, one, segment, right, left)


@pytest.mark.parametrize(
    ("one", "other", "segment", "names"),
    [
        ("src/a*", "src/*b", 2, ("a*", "*b")),
        ("src/a", "src/b", 2, ("a", "c")),
        ("src/a", "src/b", 1, ("src", "src")),
        ("src/**/a/x", "src/b/**/x", 2, ("a", "b")),
        ("src/a", "src/b", -1, ("a", "b")),
        ("src/a", "src/b", 0, ("src", "src")),
        ("src/a", "src/b", 9, ("", "")),
        ("src/*", "lib/*", 3, ("", "")),
        ("src/a", "src/b", None, ()),
        ("src/a", "src/b", 2, ()),
        ("src", "src/b", 2, ("", "b")),
    ],
)
def test_a_false_one_or_one_about_a_place_that_is_not_sure_does_not(
    one: str, other: str, segment: int | None, names: tuple[str, ...]
) -> None:
    assert not holds(one, other, segment, *names)


def test_case_is_folded_on_request() -> None:
    assert holds("src/A", "src/a", 2, "A", "a")
    assert not holds("src/A", "src/a", 2, "A", "a", fold_case=True)
