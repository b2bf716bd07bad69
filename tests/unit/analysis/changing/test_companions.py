from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.analysis.changing.companions import missing_companions
from cortex_cli.model.analysis import Role
from cortex_cli.model.change_analysis import Missing, MissingFile, Touch, TouchedFile

PRESENT = {"a.py", "b.py", "c.py", "docs/a.md", "vendor/x.py", "uv.lock"}


@dataclass(frozen=True)
class Commit:
    paths: tuple[str, ...]


def commits(*groups: tuple[int, str]) -> list[Commit]:
    """So many commits of each group of paths, which blanks separate."""
    return [Commit(tuple(paths.split())) for count, paths in groups for _ in range(count)]


def changed(path: str, touch: Touch = Touch.MODIFIED, was: str | None = None) -> TouchedFile:
    return TouchedFile(path, touch, Role.SOURCE, was)


def missing(files: list[TouchedFile], past: list[Commit]) -> list[tuple[str, str | None, int | None, int | None]]:
    found = missing_companions(files, past, PRESENT)
    return [(each.path, each.beside, each.together, each.changes) for each in found]


def test_a_file_that_usually_goes_along_is_missed_and_counted() -> None:
    (found,) = missing_companions([changed("a.py")], commits((14, "a.py b.py"), (5, "a.py"), (9, "b.py")), PRESENT)
    reason = "changed together with `a.py` in 14 of 19 commits, and not changed here"
    assert found == MissingFile(Missing.COMPANION, "b.py", Role.SOURCE, reason, "a.py", 14, 19)


def test_a_file_of_the_change_is_not_missed() -> None:
    assert missing([changed("a.py"), changed("b.py")], commits((9, "a.py b.py"))) == []


def test_a_file_that_follows_rarely_or_seldom_is_not_missed() -> None:
    assert missing([changed("a.py")], commits((5, "a.py b.py"), (5, "a.py"))) == []
    assert missing([changed("a.py")], commits((2, "a.py b.py"))) == []


def test_a_file_that_is_gone_is_not_missed() -> None:
    assert missing([changed("a.py")], commits((9, "a.py gone.py"))) == []


def test_sweeping_commits_say_nothing() -> None:
    crowd = " ".join(f"x{number}.py" for number in range(30))
    assert missing([changed("a.py")], commits((9, f"a.py b.py {crowd}"))) == []


def test_vendored_files_are_not_missed_and_lock_files_are() -> None:
    assert missing([changed("a.py")], commits((4, "a.py vendor/x.py uv.lock"))) == [("uv.lock", "a.py", 4, 4)]


def test_each_missing_file_is_told_once_beside_the_file_it_follows_most() -> None:
    past = commits((3, "a.py c.py"), (1, "a.py"), (5, "b.py c.py"), (4, "a.py docs/a.md"))
    assert missing([changed("a.py"), changed("b.py")], past) == [("c.py", "b.py", 5, 5)]


def test_the_likest_comes_first() -> None:
    past = commits((6, "a.py docs/a.md b.py"), (2, "a.py b.py"), (1, "a.py"))
    assert [path for path, *_ in missing([changed("a.py")], past)] == ["b.py", "docs/a.md"]


def test_a_renamed_file_keeps_its_companions_and_is_called_by_its_new_name() -> None:
    renamed = changed("new.py", Touch.RENAMED, was="a.py")
    assert missing([renamed], commits((5, "a.py b.py"))) == [("b.py", "new.py", 5, 5)]


def test_a_deleted_file_has_companions_and_a_new_one_has_none() -> None:
    past = commits((5, "a.py b.py"))
    assert missing([changed("a.py", Touch.DELETED)], past) == [("b.py", "a.py", 5, 5)]
    assert missing([changed("a.py", Touch.ADDED)], past) == []
