"""The guard's judgement, case by case, on manifests made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cortex_cli.execution.guard import Findings, Rules, judge, twin_key
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import BY_PRODUCTS, ByProductPolicy
from cortex_cli.vcs.ignore import IgnoreRules
from cortex_cli.vcs.manifest import FileState, Manifest, Oddity, WalkLimits
from cortex_cli.vcs.objects import Entry

OLD, NEW = FileState("100644", "a" * 40), FileState("100644", "b" * 40)
BASE = {"src/a.py": OLD, "src/b.py": OLD, "README.md": OLD}
SRC = Scope(touch=("src/**",), forbid=("src/b.py",))


def ignoring(*lines: str) -> IgnoreRules:
    from pathspec import GitIgnoreSpec

    return IgnoreRules({"": GitIgnoreSpec.from_lines(lines)})


def rules(
    base: Mapping[str, FileState] = BASE,
    *,
    ignore: IgnoreRules | None = None,
    policy: ByProductPolicy = ByProductPolicy.DISCARD,
) -> Rules:
    entries = {path: Entry(path, state.mode, state.oid, 1) for path, state in base.items()}
    limits = WalkLimits(1_000_000)
    return Rules(entries, ignore or IgnoreRules({}), BY_PRODUCTS, policy, fold_case=False, limits=limits)


def judged(
    files: Mapping[str, FileState],
    scope: Scope = SRC,
    given: Rules | None = None,
    *,
    prepared: Manifest | None = None,
    oddities: tuple[Oddity, ...] = (),
) -> Findings:
    return judge(Manifest(dict(files), list(oddities)), prepared, scope, given or rules())


def violations(findings: Findings) -> dict[str, str]:
    return {violation.path: violation.reason for violation in findings.violations}


def test_an_untouched_tree_has_no_findings() -> None:
    assert judged(BASE) == Findings({}, (), 0)


def test_changes_additions_and_deletions_in_scope_are_the_delta() -> None:
    found = judged({"src/new.py": NEW, "src/b.py": OLD, "README.md": OLD})
    assert found.delta == {"src/a.py": None, "src/new.py": NEW}
    assert found.violations == ()


def test_a_change_of_mode_alone_is_a_change() -> None:
    executable = FileState("100755", OLD.oid)
    assert judged({**BASE, "src/a.py": executable}).delta == {"src/a.py": executable}


@pytest.mark.parametrize("path", ["README.md", "src/b.py", "other/new.txt"])
def test_whatever_is_outside_or_forbidden_is_a_violation(path: str) -> None:
    assert violations(judged({**BASE, path: NEW})) == {path: "outside its scope"}


def test_a_deletion_outside_the_scope_is_one_too() -> None:
    assert violations(judged({"src/a.py": OLD, "src/b.py": OLD})) == {"README.md": "outside its scope"}


def test_what_cannot_be_committed_is_a_violation_even_inside_the_scope() -> None:
    found = judged(BASE, oddities=(Oddity("src/pipe", "a special file"),))
    assert violations(found) == {"src/pipe": "a special file"}


def test_a_tracked_file_that_became_unreadable_counts_once() -> None:
    files = {path: state for path, state in BASE.items() if path != "src/a.py"}
    found = judged(files, oddities=(Oddity("src/a.py", "a hard link"),))
    assert violations(found) == {"src/a.py": "a hard link"}
    assert found.delta == {}


def test_by_products_are_counted_and_dropped_wherever_they_lie() -> None:
    left = {"src/__pycache__/a.pyc": NEW, "out/log": NEW, ".pytest_cache/x": NEW}
    found = judged({**BASE, **left}, given=rules(ignore=ignoring("out/")), oddities=(Oddity("out/socket", "special"),))
    assert (found.delta, found.violations, found.by_products) == ({}, (), 4)


def test_a_tracked_file_is_never_a_by_product() -> None:
    base = {**BASE, "out/kept": OLD}
    found = judged({**base, "out/kept": NEW}, given=rules(base, ignore=ignoring("out/")))
    assert violations(found) == {"out/kept": "outside its scope"}


def test_a_team_can_refuse_by_products() -> None:
    found = judged({**BASE, "x.pyc": NEW}, given=rules(policy=ByProductPolicy.REFUSE))
    assert "1 files left behind" in violations(found)["by-products"]


def test_what_the_setup_left_behind_is_not_the_workers_doing() -> None:
    prepared = Manifest({**BASE, "generated.txt": NEW})
    found = judged({**BASE, "generated.txt": NEW}, prepared=prepared)
    assert (found.delta, found.violations, found.by_products) == ({}, (), 1)
    changed = judged({**BASE, "generated.txt": OLD}, prepared=prepared)
    assert violations(changed) == {"generated.txt": "outside its scope"}


def test_an_open_scope_does_not_reach_files_that_other_tools_trust() -> None:
    everything = Scope(touch=None)
    for path in ("CLAUDE.md", ".github/workflows/ci.yml", "docs/AGENTS.md", ".gitattributes", ".vscode/settings.json"):
        assert "trusted by other tools" in violations(judged({**BASE, path: NEW}, everything))[path]
    assert judged({**BASE, "anything.py": NEW}, everything).violations == ()
    named = Scope(touch=(".github/**",))
    assert judged({**BASE, ".github/workflows/ci.yml": NEW}, named).violations == ()


@pytest.mark.parametrize(
    ("first", "second"), [("src/a.py", "src/A.py"), ("src/stra\u00dfe", "src/strasse"), ("src/e\u0301", "src/\u00e9")]
)
def test_names_that_some_file_systems_take_for_one_another_are_violations(first: str, second: str) -> None:
    assert twin_key(first) == twin_key(second)
    found = judged({**BASE, first: BASE.get(first, NEW), second: NEW})
    assert any("the same name as" in reason for reason in violations(found).values())


def test_a_rename_that_changes_only_the_case_is_fine() -> None:
    found = judged({"src/A.py": OLD, "src/b.py": OLD, "README.md": OLD})
    assert found.violations == ()
    assert found.delta == {"src/a.py": None, "src/A.py": OLD}


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("b.py", True),
        ("../README.md", True),
        ("/etc/passwd", False),
        ("../../outside", False),
        ("../.git/config", False),
    ],
)
def test_a_new_link_must_lead_to_a_place_inside_the_tree(tmp_path: Path, target: str, allowed: bool) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "link").symlink_to(target)
    link = FileState("120000", "c" * 40)
    found = judge(Manifest({**BASE, "src/link": link}), None, SRC, rules(), tmp_path)
    assert (found.violations == ()) is allowed


def test_a_link_through_another_link_cannot_lead_out(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "up").symlink_to("/")
    (tmp_path / "src" / "link").symlink_to("up/etc")
    link = FileState("120000", "c" * 40)
    found = judge(Manifest({**BASE, "src/link": link}), None, SRC, rules(), tmp_path)
    assert "leads out of the tree" in violations(found)["src/link"]
