"""`cortex plan --edit`: whatever an editor does to a plan, nothing is lost, and what is sealed holds."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from cortex_cli.planning.plan_files.reader import read_plan_file
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, script, team

pytestmark = pytest.mark.acceptance

PLAN = """\
# Ours.
schema: cortex/plan/v1
request: Spell colour as color
objectives:
  - id: cart
    title: In the cart
    wave: 1
    scope: {touch: [shop/cart.py]}  # only this
  - id: stock
    title: In the stock
    wave: 1
    scope: {touch: [shop/stock.py]}
"""
FILES = {"shop/cart.py": "colour\n", "shop/stock.py": "colour\n", "team.yaml": team(script("sh", "true"))}
ONTO_THE_CART = "s,shop/stock.py,shop/cart.py,"


def sed(*expressions: str) -> str:
    """An editor that makes these changes and leaves."""
    words = " ".join(f"-e {shlex.quote(expression)}" for expression in expressions)
    return shlex.join(["sh", "-c", f'sed -i {words} "$0"'])


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return make_sandbox({**FILES, "plan.yaml": PLAN})


def copies(sandbox: Sandbox) -> list[Path]:
    return sorted((sandbox.root / ".git/cortex/edited").glob("*.yaml"))


def plans(sandbox: Sandbox) -> list[Path]:
    return sorted((sandbox.root / "docs/plans").glob("*.yaml"), key=lambda path: path.stat().st_mtime_ns)


# What holds is sealed


def test_a_file_named_by_path_is_sealed_in_place_with_its_comments(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", sed("s,In the cart,In the basket,"))
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 0, done.err
    assert "valid: no two objectives of a wave can write the same path" in done.out
    assert re.search(r"sealed: plan-[0-9a-f]{10} in plan.yaml", done.err)
    text = (sandbox.root / "plan.yaml").read_text()
    assert text.startswith("# Ours.\n")
    assert "scope: {touch: [shop/cart.py]}  # only this" in text
    assert "In the basket" in text
    assert copies(sandbox) == []
    assert sandbox.cortex("plan", "--check", "plan.yaml").code == 0
    assert sandbox.cortex("execute", "--dry-run", "plan.yaml").code == 0


def test_the_newest_plan_becomes_a_new_one_and_the_old_stays(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.cortex("plan", "Spell colour as color in the shop").code == 0
    (old,) = plans(sandbox)
    before = old.read_bytes()
    monkeypatch.setenv("EDITOR", sed("s,^    title: .*,    title: In other words,"))
    done = sandbox.cortex("plan", "--edit", "--json")
    assert (done.code, done.json["schema"], done.json["valid"]) == (0, "cortex/plan-check/v1", True)
    assert old.read_bytes() == before
    new = plans(sandbox)[-1]
    plan = read_plan_file(new).plan
    assert new.stem == f"PLAN_{plan.id}"
    assert {each.title for each in plan.objectives} == {"In other words"}
    assert new.with_suffix(".md").read_text().count("In other words")
    assert (sandbox.root / ".git/cortex/reports/plans" / new.name).read_bytes() == new.read_bytes()
    assert sandbox.cortex("execute", "--dry-run", str(plan.id)).code == 0


def test_a_plan_is_found_by_its_id_and_a_comment_changes_no_id(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sandbox.cortex("plan", "Spell colour as color in the shop").code == 0
    (file,) = plans(sandbox)
    monkeypatch.setenv("EDITOR", sed("1i # read by Ada"))
    identifier = file.stem.removeprefix("PLAN_")
    assert sandbox.cortex("plan", "--edit", identifier).code == 0
    assert plans(sandbox) == [file]
    assert file.read_text().startswith("# read by Ada\n")
    assert read_plan_file(file).plan.id == identifier


def test_visual_comes_before_editor_and_its_options_are_kept(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    program = sandbox.write("bin/my editor", '#!/bin/sh\necho "# $1" >> "$2"\n')
    program.chmod(0o755)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"{shlex.quote(str(program))} '--wait a little'")
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 0
    assert "# --wait a little\n" in (sandbox.root / "plan.yaml").read_text()


def test_a_broken_plan_can_be_mended_in_the_editor(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.write("plan.yaml", PLAN.replace("wave: 1", "wave: [1", 1))
    monkeypatch.setenv("EDITOR", sed("s,wave: .1,wave: 1,"))
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 0


def test_a_link_to_a_plan_stays_a_link_and_its_mode_stays(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    (sandbox.root / "link.yaml").symlink_to("plan.yaml")
    (sandbox.root / "plan.yaml").chmod(0o600)
    monkeypatch.setenv("EDITOR", sed("s,In the cart,In the basket,"))
    assert sandbox.cortex("plan", "--edit", "link.yaml").code == 0
    assert (sandbox.root / "link.yaml").is_symlink()
    assert (sandbox.root / "plan.yaml").stat().st_mode & 0o777 == 0o600
    assert "In the basket" in (sandbox.root / "plan.yaml").read_text()


# What does not hold is told, and kept


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (
            ONTO_THE_CART,
            r"\.git/cortex/edited/plan\.yaml:5: wave 1: cart and stock \(line 9\) could both write shop/cart\.py",
        ),
        ("s,id: stock,id: 1st,", r"\.git/cortex/edited/plan\.yaml:9: '1st' is not an objective id"),
        ("s/wave: 1/wave: [/", r"\.git/cortex/edited/plan\.yaml:\d+: not valid YAML"),
        (
            "s/title:/tilte:/",
            r"\.git/cortex/edited/plan\.yaml:6: objectives\[0\]\.tilte: is not a known key \(write title\)",
        ),
        ("d", r"\.git/cortex/edited/plan\.yaml: .*is empty"),
    ],
)
def test_without_a_terminal_problems_are_told_with_their_lines_and_the_text_is_kept(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, expression: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", sed(expression))
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 1
    assert re.search(said, done.err), done.err
    assert "your text is kept in .git/cortex/edited/plan.yaml" in done.err
    assert (sandbox.root / "plan.yaml").read_text() == PLAN
    (copy,) = copies(sandbox)
    assert copy.read_text() != PLAN


MENDED = "10,$s,shop/cart.py,shop/new.py,"


@pytest.mark.parametrize("by", ["plan.yaml", ".git/cortex/edited/plan.yaml"])
def test_the_kept_text_is_taken_up_again_and_sealed_in_the_plan_that_it_belongs_to(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setenv("EDITOR", sed(ONTO_THE_CART))
    given_up = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert "next:   cortex plan --edit .git/cortex/edited/plan.yaml" in given_up.err
    monkeypatch.setenv("EDITOR", sed(MENDED))
    done = sandbox.cortex("plan", "--edit", by)
    assert "your kept text is taken up again; to begin anew: rm .git/cortex/edited/plan.yaml" in done.err
    assert (done.code, bool(re.search(r"sealed: plan-[0-9a-f]{10} in plan.yaml", done.err))) == (0, True)
    assert "shop/new.py" in (sandbox.root / "plan.yaml").read_text()
    assert list((sandbox.root / ".git/cortex/edited").iterdir()) == []


def test_kept_text_of_a_plan_named_by_its_id_becomes_a_new_plan(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sandbox.cortex("plan", "Spell colour as color in the shop").code == 0
    (old,) = plans(sandbox)
    before = old.read_bytes()
    monkeypatch.setenv("EDITOR", sed("s,^    title: .*,    tilte: In other words,"))
    assert sandbox.cortex("plan", "--edit").code == 1
    monkeypatch.setenv("EDITOR", sed("s,tilte,title,"))
    assert sandbox.cortex("plan", "--edit", f".git/cortex/edited/{old.name}").code == 0
    assert old.read_bytes() == before
    assert "In other words" in plans(sandbox)[-1].read_text()


def test_kept_text_of_a_plan_that_was_changed_since_overwrites_nothing(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", sed(ONTO_THE_CART))
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 1
    sandbox.write("plan.yaml", PLAN.replace("Ours", "Theirs"))
    done = sandbox.cortex("plan", "--edit", ".git/cortex/edited/plan.yaml")
    assert done.code == 4
    assert "plan.yaml was changed since this text of it was kept" in done.err
    assert "cortex plan --edit plan.yaml" in done.err
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 1
    assert [path.name for path in copies(sandbox)] == ["plan-2.yaml", "plan.yaml"]
    assert (sandbox.root / "plan.yaml").read_text() == PLAN.replace("Ours", "Theirs")


def test_with_json_the_findings_are_a_document(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", sed(ONTO_THE_CART))
    done = sandbox.cortex("plan", "--edit", "plan.yaml", "--json")
    assert (done.code, done.json["valid"]) == (1, False)
    assert done.json["conflicts"][0]["witness"] == "shop/cart.py"


def test_a_plan_that_somebody_else_changed_meanwhile_is_not_overwritten(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = PLAN.replace("Ours", "Theirs")
    theirs = sandbox.write("theirs", other)
    monkeypatch.setenv("EDITOR", f'sh -c \'cp {theirs} plan.yaml; echo "# mine" >> "$0"\'')
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 4
    assert "was changed while you edited it; your text is in .git/cortex/edited/plan.yaml" in done.err
    assert (sandbox.root / "plan.yaml").read_text() == other
    assert copies(sandbox)[0].read_text().endswith("# mine\n")


# Editors that fail


def test_without_an_editor_it_is_said_how_to_set_one(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 2
    assert "neither VISUAL nor EDITOR" in done.err
    assert "export EDITOR=" in done.err


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor --wait", "'no-such-editor' of EDITOR is not installed"),
        ("./bin/none", "'./bin/none' of EDITOR is not installed"),
        ("vi 'x", "EDITOR is no command"),
        ("false", "ended with status 1"),
        ("sh -c 'kill -TERM $$'", "ended by signal 15"),
    ],
)
def test_an_editor_that_fails_changes_nothing(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 2
    assert said in done.err
    assert (sandbox.root / "plan.yaml").read_text() == PLAN
    assert copies(sandbox) == []


def test_what_a_failing_editor_wrote_is_kept(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", 'sh -c \'echo "# half" >> "$0"; exit 1\'')
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert done.code == 2
    assert "what it changed is in .git/cortex/edited/plan.yaml" in done.err
    assert (sandbox.root / "plan.yaml").read_text() == PLAN
    assert copies(sandbox)[0].read_text().endswith("# half\n")


def test_a_planted_program_is_not_taken_for_the_editor(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.write("planted", "#!/bin/sh\ntouch planted-ran\n").chmod(0o755)
    monkeypatch.setenv("PATH", f".::{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", "planted")
    assert sandbox.cortex("plan", "--edit", "plan.yaml").code == 2
    assert not (sandbox.root / "planted-ran").exists()


@pytest.mark.parametrize("editor", ["true", "rm", 'sh -c \'echo x >> "$0"; sed -i \\$d "$0"\''])
def test_where_nothing_is_changed_that_is_said(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    monkeypatch.setenv("EDITOR", editor)
    done = sandbox.cortex("plan", "--edit", "plan.yaml")
    assert (done.code, done.out) == (0, "")
    assert "nothing was changed: plan.yaml is as it was" in done.err
    assert (sandbox.root / "plan.yaml").read_text() == PLAN
    assert copies(sandbox) == []


def test_where_nothing_is_changed_programs_are_told_whether_the_plan_holds(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    done = sandbox.cortex("plan", "--edit", "plan.yaml", "--json")
    assert (done.code, done.json["schema"], done.json["valid"]) == (0, "cortex/plan-check/v1", True)


def test_there_has_to_be_a_plan(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert sandbox.cortex("plan", "--edit").code == 2
    done = sandbox.cortex("plan", "--edit", "nothing.yaml")
    assert (done.code, "no plan file or plan id 'nothing.yaml'" in done.err) == (2, True)


# At a terminal


@contextmanager
def terminal(sandbox: Sandbox, editor: str) -> Iterator[pexpect.spawn[str]]:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "cortex_cli", "plan", "--edit", "plan.yaml"],
        cwd=str(sandbox.root),
        env={**os.environ, "TERM": "xterm-256color", "EDITOR": editor},
        dimensions=(30, 100),
        encoding="utf-8",
        timeout=30,
    )
    try:
        yield child
    finally:
        child.close(force=True)


def in_turns(sandbox: Sandbox, *expressions: str) -> str:
    """An editor that makes the first change when it is opened first, the second when it is opened again, and so on."""
    changes = "\n".join(f'{turn}) sed -i {shlex.quote(text)} "$1";;' for turn, text in enumerate(expressions, 1))
    program = f"#!/bin/sh\nread n < turn; echo $((n + 1)) > turn\ncase $n in\n{changes}\nesac\n"
    sandbox.write("turn", "1\n")
    sandbox.write("editor", program).chmod(0o755)
    return "./editor"


def test_the_user_is_asked_to_edit_again_until_the_plan_holds(sandbox: Sandbox) -> None:
    editor = in_turns(sandbox, ONTO_THE_CART, "s,In the cart,still wrong,", "10,$s,shop/cart.py,shop/other.py,")
    with terminal(sandbox, editor) as child:
        for _ in range(2):
            child.expect("could both write shop/cart.py")
            child.expect(r"Edit again\?")
            child.sendline("")
        child.expect("sealed: plan-")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    text = (sandbox.root / "plan.yaml").read_text()
    assert "shop/other.py" in text
    assert "still wrong" in text
    assert copies(sandbox) == []


@pytest.mark.parametrize("answer", ["n\n", "\x04", "\x03"])
def test_giving_up_keeps_the_text_and_the_plan(sandbox: Sandbox, answer: str) -> None:
    with terminal(sandbox, in_turns(sandbox, ONTO_THE_CART)) as child:
        child.expect(r"Edit again\?")
        child.send(answer)
        child.expect("your text is kept in .git/cortex/edited/plan.yaml")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 1
    assert (sandbox.root / "plan.yaml").read_text() == PLAN
    assert "shop/stock.py" not in copies(sandbox)[0].read_text()
    with terminal(sandbox, sed(MENDED)) as child:
        child.expect("your kept text is taken up again")
        child.expect("sealed: plan-[0-9a-f]+ in plan.yaml")
        child.expect(pexpect.EOF)
    assert "shop/new.py" in (sandbox.root / "plan.yaml").read_text()
    assert copies(sandbox) == []


def test_the_editor_has_the_terminal_and_control_c_is_its_own(sandbox: Sandbox) -> None:
    """As vi does: it reads what is typed, and takes Ctrl-C for a key."""
    sandbox.write(
        "editor.py",
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: print('heard', flush=True))\n"
        "print('terminal:', sys.stdin.isatty() and sys.stdout.isatty(), flush=True)\n"
        "line = sys.stdin.readline()\n"
        "open(sys.argv[1], 'a').write('# ' + line)\n",
    )
    with terminal(sandbox, f"{sys.executable} editor.py") as child:
        child.expect("terminal: True")
        child.sendintr()
        child.expect("heard")
        child.sendline("typed")
        child.expect("sealed: plan-")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    assert "# typed\n" in (sandbox.root / "plan.yaml").read_text()
