from __future__ import annotations

from cortex_cli.analysis.changing.touched import touched_files
from cortex_cli.model.analysis import Role
from cortex_cli.model.change_analysis import Touch, TouchedFile
from cortex_cli.vcs.objects import EXECUTABLE, GITLINK, REGULAR, Entry


def entries(**contents: str) -> list[Entry]:
    """Regular files by name, with `_` for a dot; a content stands for its blob."""
    return [Entry(name.replace("_", "."), REGULAR, content, len(content)) for name, content in contents.items()]


def touched(before: list[Entry], after: list[Entry]) -> list[tuple[str, Touch]]:
    return [(file.path, file.touch) for file in touched_files(before, after)]


def test_files_that_stayed_are_not_touched() -> None:
    assert touched(entries(a_py="1", b_py="2"), entries(b_py="2", a_py="1")) == []


def test_added_changed_and_deleted_files_are_told_apart_and_sorted() -> None:
    found = touched(entries(b_py="1", c_py="2"), entries(a_py="3", b_py="4"))
    assert found == [("a.py", Touch.ADDED), ("b.py", Touch.MODIFIED), ("c.py", Touch.DELETED)]


def test_a_file_that_moved_as_it_is_keeps_its_past() -> None:
    (file,) = touched_files(entries(old_py="1"), entries(new_py="1"))
    assert file == TouchedFile("new.py", Touch.RENAMED, Role.SOURCE, was="old.py")


def test_a_copy_is_an_addition() -> None:
    assert touched(entries(a_py="1"), entries(a_py="1", b_py="1")) == [("b.py", Touch.ADDED)]


def test_two_files_that_moved_with_the_same_content_have_each_a_past_of_their_own() -> None:
    found = touched_files(entries(a_py="1", b_py="1"), entries(c_py="1", d_py="1"))
    assert [(file.path, file.was) for file in found] == [("c.py", "a.py"), ("d.py", "b.py")]


def test_empty_files_are_no_renames_of_each_other() -> None:
    assert touched(entries(a_py=""), entries(b_py="")) == [("a.py", Touch.DELETED), ("b.py", Touch.ADDED)]


def test_a_file_that_became_executable_is_touched() -> None:
    before, after = [Entry("run", REGULAR, "1", 1)], [Entry("run", EXECUTABLE, "1", 1)]
    assert touched(before, after) == [("run", Touch.MODIFIED)]


def test_what_is_nobodys_work_says_why_also_where_it_is_gone() -> None:
    after = [Entry("vendor/x.py", REGULAR, "1", 1), Entry("sub", GITLINK, "2", 0)]
    found = touched_files(entries(uv_lock="3"), after)
    assert {file.path: file.left_out for file in found} == {
        "sub": "a submodule",
        "uv.lock": "a lock file",
        "vendor/x.py": "vendored",
    }
