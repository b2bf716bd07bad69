"""What a scope pattern may say, and what is refused with its name and a mend."""

from __future__ import annotations

import pytest

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.pattern import MOST_CHARACTERS, MOST_PATTERNS, parse, require_valid
from cortex_cli.model.scope import Scope, covers, escape, is_literal, matches_nothing


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "is empty"),
        ("/etc/passwd", "is absolute"),
        ("src/../etc", "'..' segment"),
        ("../x", "'..' segment"),
        ("./src", "'.' segment"),
        ("src/.", "'.' segment"),
        (r"src/\.\./x", "'..' segment"),
        ("src//a", "empty segment"),
        ("src//", "empty segment"),
        (r"src/\/a", "empty segment"),
        ("src\\", "ends in a backslash"),
        ("src/*.py\\", "ends in a backslash"),
        ("src\0", "NUL"),
        ("src/[ab", "not closed"),
        ("src/[]", "not closed"),
        ("src/[!]", "not closed"),
        ("src/[a\\", "not closed"),
        ("src/[[:alpha:]", "not closed"),
        ("src/[[:letter:]]", "unknown class [:letter:]"),
        ("src/**.py", "** inside a segment"),
        ("src/a**", "** inside a segment"),
        ("***", "** inside a segment"),
        ("?**", "** inside a segment"),
        (".git", "inside .git"),
        (".git/config", "inside .git"),
        ("vendor/.GIT/hooks/*", "inside .git"),
        (r"\.git/x", "inside .git"),
        ("a" * (MOST_CHARACTERS + 1), "more than 4096 characters"),
    ],
)
def test_a_text_outside_the_language_is_refused_with_reason_and_mend(pattern: str, reason: str) -> None:
    with pytest.raises(ScopeError) as refused:
        parse(pattern)
    assert reason in refused.value.message
    assert refused.value.mend
    shown = f"'{pattern}'" if pattern.isprintable() else repr(pattern)
    assert refused.value.message.startswith(f"the pattern {shown}"[:100])


@pytest.mark.parametrize("name", ["touch", "read", "forbid"])
def test_a_scope_is_refused_by_the_first_pattern_that_is_no_good(name: str) -> None:
    with pytest.raises(ScopeError, match=r"^the pattern 'src/\.\./etc' has a '\.\.' segment$"):
        Scope(**{name: ["src", "src/../etc", "/"]})


def test_a_refusal_shows_control_characters_and_long_patterns_safely() -> None:
    with pytest.raises(ScopeError) as refused:
        parse("/\x1b[31m" + "x" * 4000)
    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(
    "pattern",
    [".gitignore", ".github/**", "a.git/x", "...", ".a", "a..b", "**", "**/x", r"a\**", "*[*]*", "[]]", "[!]]"],
)
def test_what_looks_close_to_a_refusal_is_allowed(pattern: str) -> None:
    assert parse(pattern).text == pattern


def test_a_pattern_may_have_4096_characters() -> None:
    assert is_literal("a" * MOST_CHARACTERS)


def test_a_set_may_have_1000_patterns_and_no_more() -> None:
    patterns = [f"f{number}" for number in range(MOST_PATTERNS)]
    assert require_valid("touch", patterns) == tuple(patterns)
    with pytest.raises(ScopeError, match="touch has 1001 patterns"):
        require_valid("touch", [*patterns, "one-more"])


@pytest.mark.parametrize("patterns", ["src", b"src", 7, {"src": 1}, ["src", 3], [None]])
def test_a_set_is_a_list_of_texts(patterns: object) -> None:
    with pytest.raises(ScopeError):
        require_valid("touch", patterns)


@pytest.mark.parametrize("pattern", ["src", "src/", "src/a.py", r"app/\[id\]/page.tsx", r"a\*b", r"s\rc", "a]b"])
def test_without_special_characters_or_with_all_escaped_a_pattern_is_literal(pattern: str) -> None:
    assert is_literal(pattern)


@pytest.mark.parametrize("pattern", ["*", "src/?", "src/[a]", "**", r"\**", "src/*/"])
def test_any_unescaped_special_character_makes_a_pattern_no_literal(pattern: str) -> None:
    assert not is_literal(pattern)


@pytest.mark.parametrize(
    "path",
    [
        "src/a.py",
        "app/[id]/page.tsx",
        "a*b?c",
        "back\\slash",
        "[",
        "]",
        "a\\",
        "é/ü",
        "sp ace",
        "x\udcff\n",
        "{a,b}",
        "!a",
    ],
)
def test_an_escaped_path_is_a_literal_that_matches_just_this_path_and_below(path: str) -> None:
    pattern = escape(path)
    assert is_literal(pattern)
    assert covers([pattern], path)
    assert covers([pattern], f"{path}/below")
    assert not covers([pattern], f"{path}x")
    assert not covers([pattern], "app/i/page.tsx")


def test_escaping_writes_both_brackets_as_people_do() -> None:
    assert escape("app/[id]/page.tsx") == r"app/\[id\]/page.tsx"


@pytest.mark.parametrize(
    "pattern", ["src/*/", "**/", "src/?/", "src/[.]", "[.]git/x", "a/.g[i]t", "a/[/]", "[.]", "[.][.]/x"]
)
def test_a_pattern_that_no_path_can_match_is_told_apart(pattern: str) -> None:
    assert matches_nothing(pattern)


@pytest.mark.parametrize("pattern", ["src/", "src/*", "**", ".g?t", "[.a]", "[!a]", "[.]github/x", "a/[/x]"])
def test_a_pattern_that_some_path_matches_is_told_apart(pattern: str) -> None:
    assert not matches_nothing(pattern)
