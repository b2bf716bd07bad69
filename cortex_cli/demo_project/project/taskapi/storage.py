"""Tables of records, in memory or in one JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Record = dict[str, Any]


class Storage:
    """All tables; with a file, every change is on disk when the call returns."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.tables: dict[str, dict[str, Record]] = {}
        if file is not None and file.exists():
            self.tables = json.loads(file.read_text(encoding="utf-8"))

    def table(self, name: str) -> Table:
        return Table(self, self.tables.setdefault(name, {}))

    def save(self) -> None:
        """Write everything to a new file beside the old one, then put it in its place."""
        if self.file is None:
            return
        new = self.file.with_name(self.file.name + ".new")
        new.write_text(json.dumps(self.tables, indent=1), encoding="utf-8")
        os.replace(new, self.file)


class Table:
    """Records by their key; what goes in and comes out are copies."""

    def __init__(self, storage: Storage, records: dict[str, Record]) -> None:
        self.storage = storage
        self.records = records

    def get(self, key: str) -> Record | None:
        record = self.records.get(key)
        return None if record is None else dict(record)

    def put(self, key: str, record: Mapping[str, Any]) -> None:
        self.records[key] = dict(record)
        self.storage.save()

    def remove(self, key: str) -> bool:
        """Remove a record; False where there is none."""
        if self.records.pop(key, None) is None:
            return False
        self.storage.save()
        return True

    def items(self) -> Iterator[tuple[str, Record]]:
        for key, record in list(self.records.items()):
            yield key, dict(record)

    def __len__(self) -> int:
        return len(self.records)
