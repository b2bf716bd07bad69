from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.reading import is_manifest


@pytest.mark.parametrize("path", ["pyproject.toml", "web/package.json", "requirements-dev.txt", "go.mod"])
def test_manifests_are_known_by_name(path: str) -> None:
    assert is_manifest(path)


@pytest.mark.parametrize("path", ["notes.txt", "src/package.py", "requirements.md"])
def test_other_files_are_none(path: str) -> None:
    assert not is_manifest(path)
