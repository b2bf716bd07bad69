"""The walk sees what git commands are made to overlook."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from cortex_cli.vcs.manifest import MAX_DEPTH, FileState, Manifest, WalkLimits, read_manifest
from cortex_cli.vcs.objects import blob_oid

LIMITS = WalkLimits(1_000_000)


def reasons(manifest: Manifest) -> dict[str, str]:
    return {oddity.path: oddity.reason for oddity in manifest.oddities}


def test_files_links_and_modes_are_named_as_git_names_them(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a").write_bytes(b"one")
    (tmp_path / "x").write_bytes(b"")
    (tmp_path / "x").chmod(0o755)
    (tmp_path / "l").symlink_to("d/a")
    found = read_manifest(tmp_path, LIMITS)
    assert found.files == {
        "d/a": FileState("100644", blob_oid(b"one")),
        "x": FileState("100755", blob_oid(b"")),
        "l": FileState("120000", blob_oid(b"d/a")),
    }


def test_only_the_top_level_git_directory_is_passed_over(tmp_path: Path) -> None:
    for place in (".git", "inner/.git", "other/.GIT"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "config").write_text("x")
    found = read_manifest(tmp_path, LIMITS)
    assert reasons(found) == {
        "inner/.git": "a nested git repository",
        "other/.GIT": "a nested git repository",
    }
    assert found.files == {}


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        found = read_manifest(tmp_path, LIMITS)
    assert set(reasons(found)) == {"pipe", "s"}


def test_hard_links_and_setuid_files_are_oddities(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    os.link(tmp_path / "a", tmp_path / "b")
    (tmp_path / "s").write_text("x")
    (tmp_path / "s").chmod(0o4755)
    found = reasons(read_manifest(tmp_path, LIMITS))
    assert "hard link" in found["a"]
    assert "hard link" in found["b"]
    assert "set-user-id" in found["s"]


def test_a_sparse_terabyte_is_judged_by_its_size_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as stream:
        stream.truncate(10**12)
    assert "over the limit" in reasons(read_manifest(tmp_path, LIMITS))["huge"]


def test_a_tree_deeper_than_anyone_needs_ends_as_an_oddity(tmp_path: Path) -> None:
    place = tmp_path
    for _ in range(MAX_DEPTH + 5):
        place = place / "d"
        place.mkdir()
    (place / "f").write_text("x")
    found = read_manifest(tmp_path, LIMITS)
    assert any("nested deeper" in reason for reason in reasons(found).values())
    assert found.files == {}


def test_names_that_are_no_text_are_kept_byte_for_byte(tmp_path: Path) -> None:
    name = b"\xff\nx"
    (tmp_path / os.fsdecode(name)).write_text("x")
    assert list(read_manifest(tmp_path, LIMITS).files) == [os.fsdecode(name)]


def test_links_to_directories_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/etc")
    found = read_manifest(tmp_path, LIMITS)
    assert list(found.files) == ["out"]


def test_skipped_paths_and_empty_directories_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "x").write_text("x")
    (tmp_path / "empty").mkdir()
    found = read_manifest(tmp_path, WalkLimits(10, frozenset({".venv"})))
    assert (found.files, found.empty) == ({}, ["empty"])


def test_the_bytes_of_a_changed_file_with_its_old_size_and_time_count(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    stamp = (tmp_path / "a").stat()
    before = read_manifest(tmp_path, LIMITS).files["a"]
    (tmp_path / "a").write_bytes(b"new")
    os.utime(tmp_path / "a", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert read_manifest(tmp_path, LIMITS).files["a"] != before
