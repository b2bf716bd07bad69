"""Getting hold of the index, which repairs itself: it holds nothing that cannot be read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from cortex_cli.index.damage import DamagedIndex, UnwritableIndex
from cortex_cli.index.index import Index
from cortex_cli.store.rebuildable import Rebuildable

SCHEMA = Path(__file__).parent / "schema.sql"
UNKEPT = "nothing of what was read is kept for the next time"
"""How the notice of an index in memory begins."""
OPENINGS = 2
"""How often a file is opened that proves to be damaged in use."""
T = TypeVar("T")


def use_index(path: Path, version: str, work: Callable[[Index], T]) -> T:
    """What `work` returns, given the index in the file `path` that programs of this `version` have made.

    A file that proves to be damaged is removed and `work` begun anew, so it must do nothing twice that counts.
    Where the file cannot be written, `work` is given an index in memory, whose `notice` says so.
    """
    file = Rebuildable(path, SCHEMA.read_text(encoding="utf-8"), version)
    reason = ""
    for _ in range(OPENINGS):
        try:
            with _opened(file) as index:
                return work(index)
        except DamagedIndex as error:
            reason = error.message
            if not _removed(file):
                break
        except UnwritableIndex as error:
            reason = error.message
            break
    with open_in_memory(f"{UNKEPT}: {reason}") as index:
        return work(index)


@contextmanager
def open_in_memory(notice: str = "") -> Iterator[Index]:
    """An index that is gone with the process."""
    with closing(Rebuildable(Path(), SCHEMA.read_text(encoding="utf-8"), "").in_memory()) as connection:
        yield Index(connection, notice=notice)


@contextmanager
def _opened(file: Rebuildable) -> Iterator[Index]:
    try:
        connection, close = file.open()
    except (sqlite3.Error, OSError) as error:
        raise UnwritableIndex(f"the index cannot be opened: {error}", where=str(file.path)) from error
    try:
        yield Index(connection, file.connect)
    finally:
        close()


def _removed(file: Rebuildable) -> bool:
    try:
        file.remove()
    except (sqlite3.Error, OSError):
        return False
    return True
