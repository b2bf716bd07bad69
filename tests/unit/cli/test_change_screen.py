from __future__ import annotations

from dataclasses import replace

from cortex_cli.cli.change_screen import print_change
from cortex_cli.model.analysis import Group, Role
from cortex_cli.model.change_analysis import ChangeAnalysis, Missing, MissingFile, Touch, TouchedFile
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import ANALYSIS, BASE, HOSTILE

TOGETHER = "changed together with `auth/session.py` in 14 of 19 commits, and not changed here"
CHANGE = ChangeAnalysis(
    base_commit=BASE,
    head=None,
    request=None,
    files=(
        TouchedFile("auth/session.py", Touch.MODIFIED, Role.SOURCE),
        TouchedFile("auth/store.py", Touch.RENAMED, Role.SOURCE, was="auth/keep.py"),
        TouchedFile("package-lock.json", Touch.MODIFIED, Role.CONFIG, left_out="a lock file"),
    ),
    missing=(MissingFile(Missing.COMPANION, "auth/token.py", Role.SOURCE, TOGETHER, "auth/session.py", 14, 19),),
    coordination_points=ANALYSIS.coordination_points,
    groups=(
        Group("auth", tuple(f"auth/{n}.py" for n in range(5)), (), (), Role.SOURCE, "one package"),
        Group("api", ("api.py",), (), ("auth",), Role.SOURCE, "imports auth"),
    ),
)


def shown(change: ChangeAnalysis, columns: int = 120, *, everything: bool = False) -> str:
    face = ScreenFace(columns=columns)
    print_change(face, change, everything=everything)
    return face.out_text.rstrip("\n")


def test_what_is_missing_comes_first_with_how_often_it_went_along() -> None:
    lines = shown(CHANGE).split("\n")
    assert lines[:2] == ["3 files: 2 modified, 1 renamed", "from 3f2a9c0d5e6b to what is staged"]
    assert lines[3:5] == ["Not in the change", f"  auth/token.py  {TOGETHER}"]


def test_each_file_says_what_happened_to_it() -> None:
    text = shown(CHANGE)
    assert "auth/store.py      renamed, source, was auth/keep.py" in text
    assert "package-lock.json  modified, config, a lock file" in text


def test_parts_say_what_they_need_and_where_they_meet() -> None:
    text = shown(CHANGE)
    assert "auth  auth/0.py, auth/1.py, auth/2.py and 2 more" in text
    assert "api   api.py; needs auth" in text
    assert "settle the contract first: src/shop/api.py uses Token" in text


def test_a_change_of_one_part_is_not_divided() -> None:
    assert "Parts" not in shown(replace(CHANGE, groups=CHANGE.groups[:1]))


def test_long_lists_are_cut_unless_all_is_wanted() -> None:
    files = tuple(TouchedFile(f"m{number}.py", Touch.ADDED, Role.SOURCE) for number in range(50))
    many = replace(CHANGE, files=files)
    assert "\n  and 40 more: --all shows every one" in shown(many)
    assert len(shown(many, 80).split("\n")) <= 42
    assert "m49.py" in shown(many, everything=True)
    assert "auth/4.py" in shown(many, everything=True)


def test_an_empty_change_is_one_sentence() -> None:
    nothing = replace(CHANGE, files=(), missing=(), groups=(), coordination_points=())
    assert shown(nothing).split("\n")[0] == "nothing is staged"
    assert shown(replace(nothing, head=BASE)).split("\n") == [
        "nothing has changed",
        "from 3f2a9c0d5e6b to 3f2a9c0d5e6b",
    ]


def test_a_request_is_the_title() -> None:
    assert shown(replace(CHANGE, request="Expire sessions")).startswith("Expire sessions\n")


def test_what_a_repository_says_is_only_text() -> None:
    file = TouchedFile(HOSTILE, Touch.RENAMED, Role.SOURCE, was=HOSTILE, left_out=HOSTILE)
    missing = replace(CHANGE.missing[0], path=HOSTILE, reason=HOSTILE)
    text = shown(replace(CHANGE, request=HOSTILE, files=(file,), missing=(missing,), notices=(HOSTILE,)), 80)
    assert "\x1b" not in text and "\u202e" not in text
    text.encode("utf-8")
