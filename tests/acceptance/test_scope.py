"""`cortex scope` as scripts and hooks use it: paths on standard output, talk on standard error, an exit code."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cortex_cli.cli.app import run
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Outcome, Sandbox
from tests.unit.pipeline.test_scope import TOO_LONG

pytestmark = pytest.mark.acceptance

FILES = {
    "src/user/models.py": "",
    "src/user/long_name/models.py": "",
    "src/user/views.py": "",
    "src/app/[id]/page.tsx": "",
    "docs/guide.md": "",
    "docs/a b,c.md": "",
    "README.md": "",
}


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox(FILES)


@pytest.fixture
def nowhere(tmp_path: Path) -> Sandbox:
    """A directory that is in no repository."""
    (tmp_path / "empty").mkdir()
    return Sandbox(tmp_path / "empty")


def ask(sandbox: Sandbox, line: str) -> Outcome:
    return sandbox.cortex("scope", *shlex.split(line))


def piped(sandbox: Sandbox, line: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cortex_cli", "scope", *shlex.split(line)]
    return subprocess.run(command, cwd=sandbox.root, input=stdin, capture_output=True, check=False)


# overlap


def test_where_two_scopes_meet_is_printed_and_fails(sandbox: Sandbox) -> None:
    found = ask(sandbox, "overlap 'src/**/models.py' 'src/user/*'")
    assert (found.code, found.out) == (1, "src/user/models.py\n")
    assert found.err == "they meet: both could write this tracked file\n"


def test_a_file_that_exists_is_preferred_to_a_shorter_path(sandbox: Sandbox) -> None:
    assert ask(sandbox, "overlap 'src/**' '**/long*/**'").out == "src/user/long_name/models.py\n"
    new = ask(sandbox, "overlap 'lib/a*' 'lib/*b'")
    assert (new.out, new.err) == ("lib/ab\n", "they meet: both could write this path\n")


def test_scopes_that_are_apart_say_why_and_print_nothing(sandbox: Sandbox) -> None:
    found = ask(sandbox, "overlap 'src/**/models.py' 'src/**/views.py'")
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "apart: at the last segment, src/**/models.py asks for models.py and src/**/views.py asks for views.py\n"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("'src/*.py' 'docs/*'", "at segment 1, src/*.py asks for src and docs/* asks for docs"),
        ("'src/*' 'src/*/a'", "at segment 3, src/* has ended and src/*/a asks for a"),
        ("'[ab]*' '[ab]x?*' --forbid-a '?x*'", "whatever [ab]* and [ab]x?* share is forbidden by ?x*"),
        ("src/ 'docs/**' --touch-b 'src/*.md' --forbid-a '**/*.md'", "src/ and src/*.md share is forbidden by **/*.md"),
    ],
)
def test_each_reason_for_being_apart_is_a_sentence(nowhere: Sandbox, line: str, reason: str) -> None:
    found = ask(nowhere, f"overlap {line}")
    assert found.code == 0
    assert reason in found.err


def test_each_side_may_be_several_patterns_with_any_characters(sandbox: Sandbox) -> None:
    apart = ask(sandbox, "overlap lib/ 'x y' --touch-a 'docs/a b,c.md' --touch-b 'docs/*.md' --forbid-b 'docs/a*'")
    assert apart.code == 0
    meeting = ask(sandbox, "overlap lib/ 'x y' --touch-a 'docs/a b,c.md' --touch-b='docs/*.md'")
    assert (meeting.code, meeting.out) == (1, "docs/a b,c.md\n")


def test_a_file_where_the_other_needs_a_directory_is_an_overlap(nowhere: Sandbox) -> None:
    found = ask(nowhere, "overlap build build/x --forbid-a build/x")
    assert (found.code, found.out) == (1, "build/x\n")
    assert found.err == "they meet: one could make a file where the other needs a directory for this path\n"


def test_what_is_undecided_is_said_to_be_and_is_no_yes(nowhere: Sandbox) -> None:
    found = nowhere.cortex("scope", "overlap", *TOO_LONG)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("undecided: comparing these patterns takes more steps than a proof may")
    as_json = nowhere.cortex("scope", "overlap", *TOO_LONG, "--json").json
    assert (as_json["answer"], as_json["paths"]) == (None, [])


# includes


def test_a_scope_that_is_included_is_silent_on_standard_output(sandbox: Sandbox) -> None:
    found = ask(sandbox, "includes 'src/**' 'src/*.py' --touch-b src/user/models.py")
    assert (found.code, found.out) == (0, "")
    assert found.err == "included: A may write whatever B may\n"


def test_what_is_not_included_is_shown_by_a_file(sandbox: Sandbox) -> None:
    found = ask(sandbox, "includes 'src/**' '**/*.md'")
    assert (found.code, found.out) == (1, "README.md\n")
    assert found.err == "not included: B could write this tracked file, and A could not\n"
    assert ask(sandbox, "includes 'src/**' 'lib/*' --forbid-b 'lib/a*'").out == "lib/b\n"


# matches


def test_without_paths_the_tracked_files_are_judged(sandbox: Sandbox) -> None:
    sandbox.write("src/untracked.py", "")
    found = ask(sandbox, "matches 'src/**/*.py' --touch 'docs/*' --forbid '**/views.py'")
    assert found.code == 0
    assert found.out.splitlines() == [
        "docs/a b,c.md",
        "docs/guide.md",
        "src/user/long_name/models.py",
        "src/user/models.py",
    ]
    assert found.err == "4 of 7 tracked files match\n"


def test_no_match_fails(sandbox: Sandbox) -> None:
    found = ask(sandbox, "matches 'lib/**'")
    assert (found.code, found.out, found.err) == (1, "", "0 of 7 tracked files match\n")


def test_paths_are_judged_whether_they_exist_or_not_and_count_from_the_top(sandbox: Sandbox) -> None:
    line = f"matches 'src/*' src/new.py ./src/a lib/b {shlex.quote(str(sandbox.root / 'src/c'))} src/d/e"
    assert ask(Sandbox(sandbox.root / "docs"), line).out == f"src/new.py\n./src/a\n{sandbox.root}/src/c\n"
    assert ask(sandbox, f"{line} --invert").out == "lib/b\nsrc/d/e\n"


def test_a_hook_can_ask_what_lies_outside(sandbox: Sandbox) -> None:
    sandbox.write("docs/guide.md", "more")
    sandbox.write("README.md", "more")
    sandbox.git("add", "-A")
    changed = sandbox.git("diff", "--cached", "--name-only", "-z").encode()
    outside = piped(sandbox, "matches -z -v 'docs/**' -", changed)
    assert (outside.returncode, outside.stdout) == (0, b"README.md\0")
    assert piped(sandbox, "matches -z -v 'docs/**' '*.md' -", changed).stdout == b"*.md\0README.md\0"


def test_nothing_on_standard_input_is_no_match_and_not_every_tracked_file(sandbox: Sandbox) -> None:
    done = piped(sandbox, "matches '**' -", b"")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"0 of 0 paths match\n")


def test_names_of_any_bytes_come_through_a_pipe_unchanged(sandbox: Sandbox) -> None:
    names = (b"src/\xff.py", "src/é\u202e.py".encode(), b"src/\x1b[31m.py", b"src/new\nline.py")
    done = piped(sandbox, "matches -z 'src/*.py' -", b"\0".join(names))
    assert done.stdout == b"".join(name + b"\0" for name in names)
    (sandbox.root / os.fsdecode(names[0])).write_text("")
    sandbox.git("add", "-A")
    assert piped(sandbox, "overlap 'src/*.py' 'src/?.py'", b"").stdout == b"src/\xff.py\n"


def test_a_pattern_that_is_also_a_file_name_is_pointed_out(sandbox: Sandbox) -> None:
    found = ask(sandbox, "matches 'src/app/[id]/page.tsx'")
    assert found.code == 1
    assert r"write src/app/\[id\]/page.tsx for that file" in found.err
    assert ask(sandbox, r"matches 'src/app/\[id\]/page.tsx'").out == "src/app/[id]/page.tsx\n"


# Where it is asked


def test_everything_works_outside_of_a_repository(nowhere: Sandbox) -> None:
    assert ask(nowhere, "overlap 'src/**/models.py' 'src/user/*'").out == "src/user/models.py\n"
    assert ask(nowhere, "includes 'src/**' src/a").code == 0
    assert ask(nowhere, "matches 'src/**' src/a").out == "src/a\n"
    none = ask(nowhere, "matches 'src/**'")
    assert none.code == 2
    assert "there are no paths, and no repository here" in none.err


def test_case_counts_as_the_repository_says_unless_asked_otherwise(sandbox: Sandbox) -> None:
    line = "overlap README.md readme.md"
    assert ask(sandbox, line).code == 0
    assert ask(sandbox, f"{line} --fold-case").out == "README.md\n"
    sandbox.git("config", "core.ignorecase", "true")
    assert ask(sandbox, line).code == 1
    assert ask(sandbox, f"{line} --no-fold-case").code == 0
    assert ask(sandbox, f"{line} --json").json["fold_case"] is True


def test_a_linked_work_tree_and_a_submodule_are_asked_about_themselves(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    linked = Sandbox(tmp_path / "linked")
    linked.git("rm", "-q", "README.md")
    assert "README.md\n" in ask(sandbox, "matches '*'").out
    assert ask(linked, "matches '*'").out == ""
    assert linked.cortex("-C", "src/user", "scope", "matches", "docs/guide.md").out == "docs/guide.md\n"


def test_a_bad_pattern_is_a_mistake_that_names_it_and_why(sandbox: Sandbox) -> None:
    found = ask(sandbox, "overlap src/ lib/ --forbid-b '../x'")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "cortex: the pattern '../x' has a '..' segment\n"
        "  mend:  write the path from the top of the repository without '..'\n"
    )
    as_json = ask(sandbox, "matches 'src/[a' --json")
    assert (as_json.code, as_json.json["schema"]) == (2, "cortex/error/v1")


def test_a_place_that_is_none_and_an_index_that_is_broken_are_mistakes_and_no_answer(sandbox: Sandbox) -> None:
    assert sandbox.cortex("-C", "nowhere", "scope", "overlap", "a", "b").code == 2
    (sandbox.root / ".git" / "index").write_bytes(b"DIRC garbage")
    broken = ask(sandbox, "overlap a b")
    assert (broken.code, broken.out) == (2, "")
    assert "git ls-files failed" in broken.err


# Both ways in


@pytest.mark.parametrize(
    "line",
    [
        "scope overlap 'src/**/models.py' 'src/user/*'",
        "scope overlap 'src/*.py' 'src/*.md' --json",
        "scope overlap a 'b c' --touch-a 'x,y' --touch-b=x --forbid-b 'x*' --touch-a=b",
        "scope overlap A a --fold-case --no-fold-case",
        "-q scope includes 'src/**' '**'",
        "-C src scope includes 'src/**' 'src/user/' --forbid-a src/user/views.py",
        "scope matches '*'",
        "scope matches -v '*' --json",
        "scope matches '*' a b/c -- -x --json",
        "scope matches 'docs/*' -z --forbid '*'",
        "scope matches 'a[' x",
        "-C none scope matches a b",
    ],
)
def test_the_quick_way_answers_as_the_full_command_line_does(
    sandbox: Sandbox, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = sandbox.cortex(*shlex.split(line))
    monkeypatch.setattr("cortex_cli.cli.quick_scope.parse", lambda _arguments: None)
    assert sandbox.cortex(*shlex.split(line)) == quick


@pytest.mark.parametrize(
    "line", ["", "overlap", "overlap a", "matches", "overlap a b c", "union a b", "overlap a b -x"]
)
def test_what_cannot_be_asked_is_explained(nowhere: Sandbox, line: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(["scope", *shlex.split(line)])
    assert code == 2 or not line
    assert "Usage: cortex scope" in out.getvalue()


def test_quiet_leaves_only_the_paths(sandbox: Sandbox) -> None:
    found = sandbox.cortex("--quiet", "scope", "overlap", "docs/", "docs/guide.md")
    assert (found.code, found.out, found.err) == (1, "docs/guide.md\n", "")
