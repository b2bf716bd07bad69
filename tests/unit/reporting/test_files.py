from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model.errors import ConfigurationError, ExecutionError, RefusedError
from cortex_cli.reporting.files import ReportFiles, ReportKind, write_report


@pytest.fixture
def files(tmp_path: Path) -> ReportFiles:
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    return ReportFiles(tmp_path / "tree", tmp_path / "tree" / ".git")


def test_a_report_is_in_the_tree_and_in_the_git_directory(files: ReportFiles) -> None:
    path = write_report(files, ReportKind.PLAN, "plan-1", "text\n")
    assert path == files.root / "docs/plans/PLAN_plan-1.md"
    copy = files.common_dir / "cortex/reports/plans/PLAN_plan-1.md"
    assert path.read_text() == copy.read_text() == "text\n"


def test_each_kind_has_its_place(files: ReportFiles) -> None:
    names = [files.in_tree(kind, "x") for kind in ReportKind]
    assert [path.relative_to(files.root).as_posix() for path in names if path] == [
        "docs/analyses/ANALYSIS_x.md",
        "docs/plans/PLAN_x.md",
        "docs/accomplishments/ACCOMPLISHMENT_x.md",
    ]


def test_reports_can_stay_out_of_the_tree(files: ReportFiles) -> None:
    quiet = ReportFiles(files.root, files.common_dir, None)
    path = write_report(quiet, ReportKind.PLAN, "p", "text", ".yaml")
    assert path == files.common_dir / "cortex/reports/plans/PLAN_p.yaml"
    assert [item.name for item in files.root.iterdir()] == [".git"]


def test_writing_again_replaces_and_leaves_nothing_else(files: ReportFiles) -> None:
    write_report(files, ReportKind.PLAN, "p", "old")
    path = write_report(files, ReportKind.PLAN, "p", "new")
    assert path.read_text() == "new"
    assert [item.name for item in path.parent.iterdir()] == ["PLAN_p.md"]


def test_a_report_is_found_in_the_tree_first_and_then_in_the_git_directory(files: ReportFiles) -> None:
    assert files.find(ReportKind.PLAN, "p") is None
    path = write_report(files, ReportKind.PLAN, "p", "text")
    assert files.find(ReportKind.PLAN, "p") == path
    path.unlink()
    assert files.find(ReportKind.PLAN, "p") == files.copy(ReportKind.PLAN, "p")


@pytest.mark.parametrize("identifier", ["../x", "a/b", "", ".hidden", "a\nb", "x" * 81])
def test_an_identifier_that_is_no_file_name_is_refused(files: ReportFiles, identifier: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot name a report file"):
        write_report(files, ReportKind.PLAN, identifier, "text")


def test_a_link_out_of_the_repository_is_not_followed(files: ReportFiles, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (files.root / "docs").symlink_to(outside)
    with pytest.raises(RefusedError) as caught:
        write_report(files, ReportKind.PLAN, "p", "text")
    assert caught.value.mend and "reports.dir" in caught.value.mend
    assert list(outside.iterdir()) == []


def test_a_link_to_a_directory_of_the_repository_is_followed(files: ReportFiles) -> None:
    (files.root / "documents").mkdir()
    (files.root / "docs").symlink_to("documents")
    assert write_report(files, ReportKind.PLAN, "p", "text").read_text() == "text"


@pytest.mark.parametrize("directory", ["../outside", "/tmp", ".git/hooks"])
def test_a_directory_outside_or_in_the_git_directory_is_refused(files: ReportFiles, directory: str) -> None:
    with pytest.raises(RefusedError):
        write_report(ReportFiles(files.root, files.common_dir, directory), ReportKind.PLAN, "p", "text")


def test_a_report_that_is_a_link_is_replaced_and_its_target_kept(files: ReportFiles, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("kept")
    path = write_report(files, ReportKind.PLAN, "p", "old")
    path.unlink()
    path.symlink_to(target)
    write_report(files, ReportKind.PLAN, "p", "new")
    assert target.read_text() == "kept"
    assert path.read_text() == "new"


def test_a_file_in_the_way_is_an_error_that_names_the_path(files: ReportFiles) -> None:
    (files.root / "docs").write_text("not a directory")
    with pytest.raises(ExecutionError) as caught:
        write_report(files, ReportKind.PLAN, "p", "text")
    assert caught.value.where == str(files.root / "docs/plans/PLAN_p.md")


def test_a_loop_of_links_is_an_error_and_not_a_crash(files: ReportFiles) -> None:
    (files.root / "docs").symlink_to("docs")
    with pytest.raises(ExecutionError, match="a report cannot be written"):
        write_report(files, ReportKind.PLAN, "p", "text")
