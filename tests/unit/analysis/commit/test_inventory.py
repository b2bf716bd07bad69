from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.inventory import (
    HUGE,
    LeftOut,
    as_text,
    count_languages,
    left_out_notice,
    take_inventory,
)
from cortex_cli.model.analysis import LanguageCount, Role
from cortex_cli.vcs.objects import GITLINK, REGULAR, SYMLINK, Entry


def entry(path: str, mode: str = REGULAR, size: int = 10) -> Entry:
    return Entry(path, mode, "0" * 40, size)


def test_files_are_sorted_and_have_a_role_and_language() -> None:
    found = take_inventory([entry("b.py"), entry("a.md"), entry("tests/test_b.py")])
    assert [file.path for file in found.files] == ["a.md", "b.py", "tests/test_b.py"]
    assert [file.role for file in found.files] == [Role.DOCS, Role.SOURCE, Role.TEST]
    assert found.files[1].language is not None
    assert found.files[1].language.name == "Python"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (entry("lib", GITLINK, 0), "a submodule"),
        (entry("link.py", SYMLINK), "a symbolic link"),
        (entry("big.py", size=HUGE + 1), "larger than 1 MB"),
        (entry("vendor/a.py"), "vendored"),
        (entry("uv.lock"), "a lock file"),
    ],
)
def test_what_cannot_be_worked_on_is_left_out_with_a_reason(given: Entry, reason: str) -> None:
    found = take_inventory([given, entry("a.py")])
    assert found.left_out == (LeftOut(given.path, reason),)
    assert [file.path for file in found.files] == ["a.py"]


def test_a_file_of_exactly_the_limit_counts() -> None:
    assert take_inventory([entry("a.py", size=HUGE)]).left_out == ()


def test_all_paths_are_known_whether_left_out_or_not() -> None:
    assert take_inventory([entry("uv.lock"), entry("a.py")]).paths == {"uv.lock", "a.py"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\x00\x01", "binary"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "an LFS pointer"),
        ("größe".encode("latin-1"), "not UTF-8"),
        (b"# @generated\n", "generated"),
        (b"\xff\xfe" + bytes(range(256)), "binary"),
    ],
)
def test_content_that_is_no_work_is_recognised(content: bytes, reason: str) -> None:
    assert as_text("a.py", content) == LeftOut("a.py", reason)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"\xef\xbb\xbfa = 1\n", "a = 1\n"),
        ("größe".encode(), "größe"),
        ("a\r\n".encode("utf-16"), "a\n"),
        ("# coding: latin-1\n# é".encode("latin-1"), "# coding: latin-1\n# é"),
    ],
)
def test_text_is_made_plain(content: bytes, text: str) -> None:
    assert as_text("a.py", content) == text


def test_languages_are_counted_most_lines_first() -> None:
    counted = count_languages({"Python": [10, 5], "Go": [40], "C": [15]})
    assert counted == (LanguageCount("Go", 1, 40), LanguageCount("Python", 2, 15), LanguageCount("C", 1, 15))


def test_the_notice_counts_what_was_left_out_by_reason() -> None:
    left = [
        LeftOut("a", "binary"),
        LeftOut("b", "vendored"),
        LeftOut("c", "binary"),
        LeftOut("d", "a lock file"),
    ]
    assert left_out_notice(left) == ("left out 3 files: 2 binary, 1 vendored",)


def test_lock_files_alone_are_not_worth_a_notice() -> None:
    assert left_out_notice([LeftOut("uv.lock", "a lock file")]) == ()


def test_a_minified_script_is_left_out_and_said_so() -> None:
    assert as_text("a.js", b"f(x);" * 1000) == LeftOut("a.js", "minified")
    assert left_out_notice([LeftOut("a.js", "minified")]) == ("left out 1 file: 1 minified",)
