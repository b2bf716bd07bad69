"""`cortex analyze` as a user types it: a request, one file of it, a branch, and what is staged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.repositories import commit_files, git
from tests.kit.sandbox import Sandbox, shell, team

pytestmark = pytest.mark.acceptance

REQUEST = "Let sessions expire"
FILES: dict[str, str | bytes] = {
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n",
    "shop/__init__.py": "",
    "shop/session.py": "class Session:\n    def expire(self) -> None: ...\n",
    "shop/token.py": "from shop.session import Session\n\n\nclass Token:\n    session: Session\n",
    "shop/money.py": "def cents(amount: float) -> int:\n    return round(amount * 100)\n",
    "tests/test_session.py": "from shop.session import Session\n\n\ndef test_expire():\n    Session().expire()\n",
    "vendor/session.py": "class Session: ...\n",
    "logo.png": b"\x89PNG\0\0",
}


def project(make_sandbox: MakeSandbox, *, together: int = 4, alone: int = 1, **settings: object) -> Sandbox:
    """A shop whose session and token changed `together` after they had been made, and the session `alone`."""
    sandbox = make_sandbox({**FILES, "team.json": team(shell("sh", "true"), **settings)})
    for number in range(together):
        files = {"shop/session.py": f"{FILES['shop/session.py']!s}# {number}\n"}
        commit_files(sandbox.root, {**files, "shop/token.py": f"{FILES['shop/token.py']!s}# {number}\n"}, "both")
    for number in range(alone):
        commit_files(sandbox.root, {"shop/session.py": f"{FILES['shop/session.py']!s}# alone {number}\n"}, "one")
    return sandbox


# One file of a request


def test_why_explains_a_file_that_was_chosen(make_sandbox: MakeSandbox) -> None:
    told = project(make_sandbox).cortex("analyze", "--why", "shop/session.py", REQUEST, "--json").json
    assert told["schema"] == "cortex/file-reason/v1"
    assert (told["path"], told["standing"], told["rank"], told["role"]) == ("shop/session.py", "chosen", 1, "source")
    assert told["probability"] >= told["cut_off"]
    assert any("Session.expire" in sentence for sentence in told["evidence"])
    shares = [each["share"] for each in told["signals"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(share for share in shares if share > 0) == pytest.approx(1.0, abs=0.05)
    assert told["lacking"] == []


def test_why_explains_a_file_that_was_not_chosen_and_what_would_have_lifted_it(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    told = sandbox.cortex("analyze", "--why", "shop/money.py", REQUEST, "--json").json
    assert told["standing"] in ("below", "unrelated")
    assert told["probability"] < told["cut_off"]
    assert told["lacking"][0] == "these words of the request do not stand in it: `sessions`, `expire`"
    shown = sandbox.cortex("analyze", "--why", "shop/money.py", REQUEST).out
    assert "What would have lifted it\n  - these words of the request do not stand in it" in shown


def test_why_without_a_request_takes_the_newest_analysis_and_its_commit(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    refused = sandbox.cortex("analyze", "--why", "shop/session.py")
    assert refused.code == 2
    assert "there is no analysis yet" in refused.err
    base = sandbox.git("rev-parse", "HEAD")
    assert sandbox.cortex("analyze", REQUEST).code == 0
    commit_files(sandbox.root, {"shop/session.py": "LIMIT = 1\n"}, "later")
    told = sandbox.cortex("analyze", "--why", "shop/session.py", "--json").json
    assert (told["request"], told["base_commit"], told["standing"]) == (REQUEST, base, "chosen")
    asked = sandbox.cortex("analyze", "--why", "shop/session.py", REQUEST, "--json").json
    assert asked["base_commit"] == sandbox.git("rev-parse", "HEAD")


def test_why_agrees_with_the_analysis_about_every_candidate(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    analysis = sandbox.cortex("analyze", REQUEST, "--json").json
    for candidate in analysis["candidates"]:
        told = sandbox.cortex("analyze", "--why", candidate["path"], "--json").json
        assert told["evidence"] == candidate["evidence"]
        assert told["cut_off"] == analysis["threshold"]
        assert (told["standing"] == "chosen") == (told["probability"] >= told["cut_off"])


@pytest.mark.parametrize(
    ("path", "standing", "words"),
    [
        ("vendor/session.py", "left_out", "left out of every analysis: vendored"),
        ("logo.png", "left_out", "left out of every analysis: binary"),
        ("shop", "directory", "a directory: ask about a file in it"),
        (".", "directory", "a directory: ask about a file in it"),
        ("shop/sesion.py", "missing", "no such file in the commit that was analysed"),
        ("draft.py", "uncommitted", "not committed: an analysis reads what is committed"),
    ],
)
def test_why_says_what_a_path_is_that_was_not_ranked(
    make_sandbox: MakeSandbox, path: str, standing: str, words: str
) -> None:
    sandbox = project(make_sandbox)
    sandbox.write("draft.py", "x = 1\n")
    outcome = sandbox.cortex("analyze", "--why", path, REQUEST, "--json")
    assert outcome.code == 0
    assert (outcome.json["standing"], outcome.json["reason"], outcome.json["rank"]) == (standing, words, None)


def test_why_offers_the_names_that_may_be_meant(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    assert "Did you mean\n  - shop/session.py" in sandbox.cortex("analyze", "--why", "shop/sesion.py", REQUEST).out
    best = sandbox.cortex("analyze", "--why", "shop", REQUEST, "--json").json["near"]
    assert best[0] == "shop/session.py"


def test_why_says_that_a_plan_may_not_write_the_file(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, global_forbid=["shop/s*.py", "docs/"])
    told = sandbox.cortex("analyze", "--why", "shop/session.py", REQUEST, "--json").json
    assert told["forbidden"] == ["shop/s*.py"]


def test_why_counts_paths_from_where_it_stands_and_knows_those_of_reports(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    for path in ("session.py", "./session.py", "../shop/session.py", "shop/session.py"):
        told = sandbox.cortex("-C", "shop", "analyze", "--why", path, REQUEST, "--json").json
        assert told["path"] == "shop/session.py", path
    outside = sandbox.cortex("analyze", "--why", "../../etc/passwd", REQUEST)
    assert outside.code == 2
    assert "outside of the repository" in outside.err


# What a branch touches


def test_since_tells_what_the_branch_lacks(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    sandbox.git("switch", "-q", "-c", "topic")
    commit_files(sandbox.root, {"shop/session.py": "LIMIT = 1\n", "shop/cart.py": "x = 1\n"}, "work")
    told = sandbox.cortex("analyze", "--since", "main", "--json").json
    assert told["schema"] == "cortex/change-analysis/v1"
    assert [(each["path"], each["touch"]) for each in told["files"]] == [
        ("shop/cart.py", "added"),
        ("shop/session.py", "modified"),
    ]
    test, token = told["missing"]
    assert (test["kind"], test["path"]) == ("missing-test", "tests/test_session.py")
    assert (token["kind"], token["path"], token["together"], token["changes"]) == (
        *("missing-companion", "shop/token.py"),
        *(5, 6),
    )
    assert token["reason"] == "changed together with `shop/session.py` in 5 of 6 commits, and not changed here"


def test_since_compares_with_where_the_branch_began_and_its_own_commits_do_not_speak(
    make_sandbox: MakeSandbox,
) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    sandbox.git("switch", "-q", "-c", "topic")
    for number in range(5):
        commit_files(sandbox.root, {"shop/session.py": f"x = {number}\n", "shop/money.py": f"y = {number}\n"}, "work")
    sandbox.git("switch", "-q", "main")
    commit_files(sandbox.root, {"shop/token.py": "elsewhere = 1\n"}, "meanwhile")
    sandbox.git("switch", "-q", "topic")
    told = sandbox.cortex("analyze", "--since", "main", "--json").json
    assert [each["path"] for each in told["files"]] == ["shop/money.py", "shop/session.py"]
    assert [each["kind"] for each in told["missing"]] == ["missing-test"]


def test_since_with_a_request_tells_what_it_speaks_for_besides(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    sandbox.git("switch", "-q", "-c", "topic")
    commit_files(sandbox.root, {"shop/money.py": "x = 1\n"}, "work")
    outcome = sandbox.cortex("analyze", "--since", "main", REQUEST, "--fail-on", "missing-candidate", "--json")
    told = {each["path"]: each for each in outcome.json["missing"]}
    assert told["shop/session.py"]["kind"] == "missing-candidate"
    assert told["shop/session.py"]["reason"].startswith("fits the request: ")
    assert outcome.code == 1


def test_since_a_name_that_is_none_says_so(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    refused = sandbox.cortex("analyze", "--since", "mian")
    assert refused.code == 2
    assert "--since mian: no commit here is called so" in refused.err
    sandbox.git("switch", "-q", "--orphan", "apart")
    commit_files(sandbox.root, {"a.py": "x = 1\n"}, "another beginning")
    apart = sandbox.cortex("analyze", "--since", "main")
    assert apart.code == 2
    assert "have no commit in common" in apart.err


def test_since_gives_the_same_bytes_whatever_was_read_before(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    sandbox.git("switch", "-q", "-c", "topic")
    commit_files(sandbox.root, {"shop/session.py": "from shop.money import cents\n"}, "work")
    first = sandbox.cortex("analyze", "--since", "main", "--json").out
    assert sandbox.cortex("analyze", "--since", "main", "--json").out == first
    commit_files(sandbox.root, {"shop/cart.py": "import shop.session\n"}, "more")
    sandbox.cortex("analyze", REQUEST)
    sandbox.git("reset", "-q", "--hard", "HEAD^")
    assert sandbox.cortex("analyze", "--since", "main", "--json").out == first


# What is staged


def test_staged_judges_the_index_and_nothing_else(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    sandbox.write("shop/session.py", "staged = 1\n")
    sandbox.git("add", "shop/session.py")
    sandbox.write("shop/session.py", "later = 1\n")
    sandbox.write("shop/token.py", "unstaged = 1\n")
    told = sandbox.cortex("analyze", "--staged", "--json").json
    assert (told["head"], [each["path"] for each in told["files"]]) == (None, ["shop/session.py"])
    assert "shop/token.py" in [each["path"] for each in told["missing"]]
    assert sandbox.git("status", "--porcelain", "--untracked-files=no") == "MM shop/session.py\n M shop/token.py"


def test_staged_passes_unless_it_was_told_what_to_fail_on(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox)
    sandbox.write("shop/session.py", "staged = 1\n")
    sandbox.git("add", "-A")
    assert sandbox.cortex("analyze", "--staged").code == 0
    assert sandbox.cortex("analyze", "--staged", "--fail-on", "missing-companion").code == 1
    sandbox.write("shop/token.py", "staged = 1\n")
    sandbox.git("add", "-A")
    assert sandbox.cortex("analyze", "--staged", "--fail-on", "missing-companion").code == 0
    assert sandbox.cortex("analyze", "--staged", "--fail-on", "missing-test").code == 1


def test_staged_tells_the_parts_of_the_change(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    sandbox.write("shop/session.py", "class Session:\n    def expire(self, now: int) -> None: ...\n")
    sandbox.write("shop/token.py", "from shop.session import Session\n\nSession().expire(1)\n")
    sandbox.write("shop/cart.py", "from shop.token import Token\n")
    sandbox.git("add", "-A")
    told = sandbox.cortex("analyze", "--staged", "--json").json
    assert sorted(path for group in told["groups"] for path in group["files"]) == [
        *("shop/cart.py", "shop/session.py", "shop/token.py"),
    ]


def test_nothing_staged_is_no_error(make_sandbox: MakeSandbox) -> None:
    outcome = project(make_sandbox, together=0, alone=0).cortex("analyze", "--staged", "--fail-on", "missing-test")
    assert (outcome.code, outcome.out.split("\n")[0]) == (0, "nothing is staged")


def test_the_first_commit_of_all_passes(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    sandbox.git("update-ref", "-d", "HEAD")
    outcome = sandbox.cortex("analyze", "--staged", "--fail-on", "missing-test")
    assert outcome.code == 0
    assert "from nothing to what is staged" in outcome.out
    assert "the repository has no commit yet" in outcome.out


def test_staged_looks_at_the_index_that_git_gives_its_hooks(
    make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    hook = sandbox.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nprintf %s "$GIT_INDEX_FILE" > seen\ncp "$GIT_INDEX_FILE" kept\n')
    hook.chmod(0o755)
    sandbox.write("shop/session.py", "staged = 1\n")
    sandbox.write("shop/money.py", "not = 'in this commit'\n")
    sandbox.git("add", "-A")
    sandbox.git("commit", "-q", "-m", "only one", "--", "shop/session.py")
    seen = (sandbox.root / "seen").read_text()
    assert Path(seen).name != "index"
    sandbox.git("reset", "-q", "--soft", "HEAD^")
    monkeypatch.setenv("GIT_INDEX_FILE", "kept")
    told = sandbox.cortex("analyze", "--staged", "--json").json
    assert [each["path"] for each in told["files"]] == ["shop/session.py"]


def test_a_merge_in_conflict_is_refused(make_sandbox: MakeSandbox) -> None:
    sandbox = project(make_sandbox, together=0, alone=0)
    blob = sandbox.git("hash-object", "-w", "shop/money.py")
    sandbox.git("rm", "-q", "--cached", "shop/money.py")
    stages = "".join(f"100644 {blob} {stage}\tshop/money.py\n" for stage in (1, 2, 3))
    git(sandbox.root, "update-index", "--index-info", stdin=stages.encode())
    refused = sandbox.cortex("analyze", "--staged")
    assert refused.code == 4
    assert "files are in conflict: shop/money.py" in refused.err


# The command line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "there is no request"),
        (("--why", "", "x"), "--why needs a path"),
        (("--why", "a.py", "--staged"), "--why and --staged are different things to do"),
        (("--since", "main", "--staged"), "--since and --staged are different things to do"),
        (("--fail-on", "missing-test", "x"), "--fail-on belongs to --since or --staged"),
        (("--staged", "--fail-on", "missing-candidate"), "needs a request to judge by"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    make_sandbox: MakeSandbox, arguments: tuple[str, ...], words: str
) -> None:
    refused = project(make_sandbox, together=0, alone=0).cortex("analyze", *arguments)
    assert refused.code == 2
    assert words in refused.err


def test_the_screen_of_a_request_is_short_and_all_of_it_can_be_had(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({f"shop/session_{number}.py": "class Session:\n    expire = 1\n" for number in range(40)})
    short, whole = sandbox.cortex("analyze", REQUEST), sandbox.cortex("analyze", REQUEST, "--all")
    assert len(short.out.splitlines()) <= 42
    assert "more: --all shows every one" in short.out
    assert "more: --all shows every one" not in whole.out
    assert len(whole.out.splitlines()) > len(short.out.splitlines())
