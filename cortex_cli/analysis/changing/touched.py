"""Which files differ between two states of a repository, and what each is for."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.analysis.commit.inventory import take_inventory
from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.model.change_analysis import Touch, TouchedFile
from cortex_cli.vcs.objects import Entry


def touched_files(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[TouchedFile, ...]:
    """The files that differ, sorted; one that went and came back elsewhere with the same content is renamed."""
    old = {entry.path: entry for entry in before}
    new = {entry.path: entry for entry in after}
    gone = sorted(old.keys() - new.keys())
    left: dict[str, list[str]] = {}
    for path in gone:
        if old[path].size:
            left.setdefault(old[path].oid, []).append(path)
    reasons = {each.path: each.reason for each in take_inventory([*after, *(old[path] for path in gone)]).left_out}
    found: list[TouchedFile] = []
    renamed: set[str] = set()
    for path in sorted(new):
        if path not in old:
            was = next(iter(left.get(new[path].oid, ())), None)
            if was is not None:
                left[new[path].oid].remove(was)
                renamed.add(was)
            touch = Touch.ADDED if was is None else Touch.RENAMED
            found.append(TouchedFile(path, touch, role_of(path), was, reasons.get(path)))
        elif (old[path].oid, old[path].mode) != (new[path].oid, new[path].mode):
            found.append(TouchedFile(path, Touch.MODIFIED, role_of(path), None, reasons.get(path)))
    deleted = (path for path in gone if path not in renamed)
    found += [TouchedFile(path, Touch.DELETED, role_of(path), None, reasons.get(path)) for path in deleted]
    return tuple(sorted(found, key=lambda file: file.path))
