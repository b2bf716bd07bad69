from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from tests.unit.journal.samples import create, journal_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """A journal that holds one pending run."""
    with journal_at(path) as journal:
        create(journal)
        yield journal
