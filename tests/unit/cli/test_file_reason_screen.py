from __future__ import annotations

from dataclasses import replace

from cortex_cli.cli.file_reason_screen import print_file_reason, together
from cortex_cli.model.analysis import Role
from cortex_cli.model.file_reason import FileReason, SignalValue, Standing
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import BASE, HOSTILE

TEXT, PATH = "words of the request in its text", "words of the request in its path"
REASON = FileReason(
    path="src/users.py",
    standing=Standing.BELOW,
    reason="not chosen: rank 9 of 80, 6% likely to change, and the cut-off is 12%",
    request="Expire sessions",
    base_commit=BASE,
    role=Role.SOURCE,
    rank=9,
    ranked=80,
    probability=0.06,
    cut_off=0.12,
    evidence=("has words like `sessions` 3×",),
    signals=(
        SignalValue("file", TEXT, 0.4, 0.5),
        SignalValue("path", PATH, 0.2, 0.3),
        SignalValue("chunk", TEXT, 0.6, 0.2),
        SignalValue("changes", "how often and how lately it changes", 0.9, -0.1),
    ),
    lacking=("the request does not give its path",),
)


def shown(told: FileReason, columns: int = 80) -> str:
    face = ScreenFace(columns=columns)
    print_file_reason(face, told)
    return face.out_text.rstrip("\n")


def test_the_verdict_comes_before_its_reasons() -> None:
    lines = shown(REASON).split("\n")
    assert lines[:3] == ["src/users.py", "for “Expire sessions”, at 3f2a9c0d5e6b", REASON.reason]
    text = "\n".join(lines)
    assert "What speaks for it\n  - has words like `sessions` 3×" in text
    assert "What would have lifted it\n  - the request does not give its path" in text


def test_signals_that_look_at_the_same_thing_are_one_line() -> None:
    text = shown(REASON)
    assert f"━━━━━━──── 0.60    70%  {TEXT}" in text
    assert f"━━──────── 0.20    30%  {PATH}" in text
    assert "-10%  how often and how lately it changes" in text
    assert [each.words for each in together(REASON.signals)][:2] == [TEXT, PATH]


def test_a_path_that_is_no_file_gets_the_names_that_may_be_meant() -> None:
    missing = replace(REASON, standing=Standing.MISSING, signals=(), evidence=(), lacking=(), near=("src/user.py",))
    assert shown(missing).endswith("Did you mean\n  - src/user.py")
    assert "Signals" not in shown(missing)


def test_a_forbidden_file_says_so_whatever_its_rank() -> None:
    text = shown(replace(REASON, forbidden=("src/**",)))
    assert "no plan may write it: the team's global_forbid has src/**" in text


def test_what_a_repository_says_is_only_text() -> None:
    hostile = replace(REASON, path=HOSTILE, request=HOSTILE, reason=HOSTILE, evidence=(HOSTILE,), near=(HOSTILE,))
    text = shown(hostile)
    assert "\x1b" not in text and "\u202e" not in text
    text.encode("utf-8")
