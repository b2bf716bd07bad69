"""The text of a plan file is its author's: line ends stay, byte for byte, and what has to go is kept."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.repositories import commit_files
from tests.kit.sandbox import Sandbox, script, team

pytestmark = pytest.mark.acceptance

UNIX = """\
# Ours.
schema: cortex/plan/v1
request: Spell colour as color

objectives:
  - id: cart  # Ada
    title: |
      In the cart

      and nowhere else
    wave: 1
    scope: {touch: [shop/cart.py]}
  # The second one.
  - id: stock
    title: In the stock
    wave: 1
    scope: {touch: [shop/stock.py]}
# The end.
"""
WINDOWS = UNIX.replace("\n", "\r\n").encode()
FLOW = b"# Mine.\n{schema: cortex/plan/v1, request: x, objectives: [{id: a, title: t, wave: 1, scope: {touch: [x]}}]}\n"
FILES = {"shop/cart.py": "colour\n", "shop/stock.py": "colour\n", "team.yaml": team(script("sh", "true"))}
KEPT = "your text, with its comments, is kept in .git/cortex/replaced/plan.yaml\n"


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox({**FILES, "plan.yaml": WINDOWS})


def assert_windows(file: Path, *lines: bytes) -> None:
    """Every line of the file ends as on Windows, and these are among them."""
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    assert b"\r\ndigest: " in content
    missing = [line for line in lines if line + b"\r\n" not in content]
    assert missing == []


def all_lines(content: bytes) -> list[bytes]:
    return [line for line in content.split(b"\r\n") if line]


def test_sealing_keeps_the_line_ends(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--seal", "plan.yaml")
    assert (done.code, done.err) == (0, "")
    assert_windows(sandbox.root / "plan.yaml", *all_lines(WINDOWS))
    once = (sandbox.root / "plan.yaml").read_bytes()
    assert sandbox.cortex("plan", "--seal", "plan.yaml").code == 0
    assert (sandbox.root / "plan.yaml").read_bytes() == once


def test_the_digest_does_not_depend_on_line_ends(sandbox: Sandbox) -> None:
    sandbox.write("unix.yaml", UNIX)
    for name in ("plan.yaml", "unix.yaml"):
        assert sandbox.cortex("plan", "--seal", name).code == 0
    assert sandbox.cortex("plan", "--diff", "plan.yaml", "unix.yaml").code == 0
    sealed = (sandbox.root / "plan.yaml").read_bytes()
    assert sealed.replace(b"\r\n", b"\n") == (sandbox.root / "unix.yaml").read_bytes()


def test_arranging_keeps_the_line_ends_of_waves_too(sandbox: Sandbox) -> None:
    declared = WINDOWS.replace(b"    wave: 1\r\n", b"").replace(b"shop/stock.py", b"shop/cart.py")
    (sandbox.root / "plan.yaml").write_bytes(declared)
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert (done.code, done.err) == (0, "")
    assert_windows(sandbox.root / "plan.yaml", *all_lines(declared), b"    wave: 1", b"    wave: 2")


def test_editing_keeps_the_line_ends(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, "sed -i 's,In the stock,In the store,' \"$0\"")
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 0
    edited = WINDOWS.replace(b"In the stock", b"In the store")
    assert_windows(sandbox.root / "plan.yaml", *all_lines(edited))


def test_refreshing_keeps_the_line_ends_in_the_new_plan(sandbox: Sandbox) -> None:
    assert sandbox.cortex("plan", "--seal", "plan.yaml").code == 0
    base = sandbox.git("rev-parse", "HEAD")
    text = (
        (sandbox.root / "plan.yaml").read_bytes().replace(b"request:", f"base_commit: {base}\r\nrequest:".encode(), 1)
    )
    (sandbox.root / "plan.yaml").write_bytes(text)
    assert sandbox.cortex("plan", "--seal", "plan.yaml").code == 0
    commit_files(sandbox.root, {"other.txt": "x\n"}, "elsewhere")
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert done.code == 0, done.err
    (new,) = (sandbox.root / "docs/plans").glob("*.yaml")
    assert_windows(new, *all_lines(WINDOWS))


def test_what_an_editor_leaves_that_has_to_be_written_anew_is_kept(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(monkeypatch, tmp_path, FLOW)
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 0
    assert done.err.endswith(KEPT)
    assert (sandbox.root / ".git/cortex/replaced/plan.yaml").read_bytes() == FLOW
    assert list((sandbox.root / ".git/cortex/edited").iterdir()) == []
    assert sandbox.cortex("plan", "--check", "plan.yaml").code == 0


def test_an_edited_text_that_cannot_be_kept_stays_in_its_copy(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(monkeypatch, tmp_path, FLOW)
    sandbox.write(".git/cortex/replaced", "a file in the way\n")
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert (done.code, "its text cannot be kept" in done.err) == (2, True)
    assert (sandbox.root / "plan.yaml").read_bytes() == WINDOWS
    assert (sandbox.root / ".git/cortex/edited/plan.yaml").read_bytes() == FLOW


def test_an_edit_that_loses_nothing_leaves_no_copy(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, 'printf "# read by Ada\\r\\n" >> "$0"')
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert (done.code, "is kept" in done.err) == (0, False)
    assert not (sandbox.root / ".git/cortex/replaced").exists()


def put(monkeypatch: pytest.MonkeyPatch, place: Path, content: bytes) -> None:
    """Set an editor that leaves this content."""
    (place / "left").write_bytes(content)
    use_editor(monkeypatch, f'cp {shlex.quote(str(place / "left"))} "$0"')


def use_editor(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join(["sh", "-c", command]))
