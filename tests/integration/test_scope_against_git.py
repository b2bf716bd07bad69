"""git's own `:(glob)` pathspecs as the oracle for ASCII paths without special characters."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.scope import covers, is_literal
from tests.kit.repositories import ENVIRONMENT, git, make_repository
from tests.unit.model import oracle

PATHS = tuple(path for path in oracle.UNIVERSE if "*" not in path)
SPECIAL = "*?[]\\"
CHARACTERS = tuple(f"x/{chr(code)}" for code in range(1, 128) if chr(code) not in f"/.{SPECIAL}")

CLASSES = [
    "[ab]", "[!ab]", "[^ab]", "[a-c]", "[z-a]", "[a-]", "[-a]", "[a-c-e]", "[--0]", "[!-]", "[]a]", "[!]a]", "[]-a]",
    r"[\]a]", r"[a\-z]", r"[\a-c]", r"[a-\c]", "[[]", "[[a]", "[[:a]", "[[:]", "[a-[:digit:]]", "[[:digit:]-z]",
    "[[:alnum:]]", "[[:alpha:]]", "[[:blank:]]", "[[:cntrl:]]", "[[:digit:]]", "[[:graph:]]", "[[:lower:]]",
    "[[:print:]]", "[[:punct:]]", "[[:space:]]", "[[:upper:]]", "[[:xdigit:]]", "[![:alpha:]]", "[^[:digit:]_]",
    "[[:upper:][:digit:]]", "[ -~]", "[!-~]", "[\x01-\x1f]", "?", "*", "[!!]", "[^^]", "[a^]", "[a!]", "[,-.]",
]  # fmt: skip


def indexed(root: Path, paths: Iterable[str]) -> Path:
    """A repository whose index has `paths`; no such files are needed."""
    make_repository(root, {})
    empty = git(root, "hash-object", "-w", "--stdin")
    entries = b"".join(f"100644 {empty}\t{path}".encode() + b"\0" for path in paths)
    git(root, "update-index", "-z", "--index-info", stdin=entries)
    return root


def listed(root: Path, pattern: str) -> set[str]:
    """The paths that git matches with `pattern`."""
    arguments = ["git", "ls-files", "-z", "--", f":(glob){pattern}"]
    done = subprocess.run(arguments, cwd=root, env=ENVIRONMENT, capture_output=True, check=True)
    return set(done.stdout.decode().split("\0")) - {""}


def covered(pattern: str, paths: Iterable[str]) -> set[str]:
    return {path for path in paths if covers([pattern], path)}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of paths; a name cannot be file and directory at once in an index, so files end in `f`."""
    return indexed(tmp_path_factory.mktemp("names") / "repository", as_files(PATHS))


def as_files(paths: Iterable[str]) -> list[str]:
    """`paths` such that none lies below another."""
    return [f"{directory}{slash}{name}f" for directory, slash, name in (path.rpartition("/") for path in paths)]


@pytest.fixture(scope="module")
def characters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("characters") / "repository", CHARACTERS)


@pytest.mark.parametrize("pattern", CLASSES)
def test_each_class_matches_the_characters_that_git_matches(characters: Path, pattern: str) -> None:
    assert covered(f"x/{pattern}", CHARACTERS) == listed(characters, f"x/{pattern}")


@pytest.mark.parametrize("pattern", ["[[:word:]]", "[[::]]", "[a", "[", "[!", "[]", "[a-", "[[:alpha:]", "[a\\"])
def test_a_class_that_git_lets_match_nothing_is_refused(characters: Path, pattern: str) -> None:
    assert listed(characters, f"x/{pattern}") == set()
    with pytest.raises(ScopeError):
        covers([f"x/{pattern}"], "x/a")


@pytest.mark.parametrize(
    "pattern",
    [
        "**", "*", "a", "a/", "a/*", "a/**", "**/af", "a/**/bf", "a/**/**/bf", "**/**", "**/a/**", "**/a/*", "*/*", "*/**",
        "**/*", "a/*/", "a/**/", "**/", "*/", r"a/\*", r"\a*", "a[/]b", "a[b/]*", "[!/]*", "?", "??", "a?/*", ".*", ".*/*f",
        "*.f", "a/b/c", "a/b/cf", "**/[!a]f", "*a*/**/*b*", "**/*/af", "*/**/af", "**/a/**/b/**", "aaf", "[a]a/", "a/b",
    ],
)  # fmt: skip
def test_each_kind_of_pattern_matches_the_paths_that_git_matches(names: Path, pattern: str) -> None:
    assert covered(pattern, as_files(PATHS)) == listed(names, pattern)


def test_git_lists_every_path_of_the_oracle(names: Path, characters: Path) -> None:
    assert listed(names, "**") == set(as_files(PATHS))
    assert listed(characters, "**") == set(CHARACTERS)


def test_random_patterns_match_the_paths_that_git_matches(names: Path) -> None:
    """Tens of thousands of pairs of a pattern and a path, since git judges all paths of an index at once."""
    random = Random(20260101)
    paths = as_files(PATHS)
    compared = matched = 0
    for pattern in sorted({oracle.random_pattern(random) for _ in range(130)}):
        if "\\" in pattern and is_literal(pattern):
            continue  # to git an escaped name is a pattern that covers nothing below
        expected = listed(names, pattern)
        assert covered(pattern, paths) == expected, pattern
        compared += len(paths)
        matched += len(expected)
    assert compared >= 50_000
    assert matched >= 2_000
