"""Files that several objectives want to write and that could have one owner instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.plan import Objective
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.writers import Writers
from cortex_cli.planning.waves.meetings import Meetings

MOST_WANTED = 6
"""Sets of files that are looked at; each is placed on trial several times."""


@dataclass(frozen=True)
class Wanted:
    """Files to be settled together: the objectives that may write each, in the order of the plan, two at least."""

    writers: Mapping[str, tuple[str, ...]]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.writers)

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """All who may write one of the files."""
        return tuple(dict.fromkeys(name for names in self.writers.values() for name in names))


def wanted_files(objectives: Sequence[Objective], meetings: Meetings, setting: Setting) -> tuple[Wanted, ...]:
    """The files that one objective names and others may write as well, those with the same writers together.

    The most wanted come first; where there are several such sets, all of them together come last.
    """
    writers = _writers(objectives, meetings, setting)
    groups: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    for path in sorted(writers):
        groups.setdefault(writers[path], {})[path] = writers[path]
    ranked = sorted(groups.values(), key=lambda group: (-len(next(iter(group.values()))), next(iter(group))))
    found = [Wanted(group) for group in ranked[:MOST_WANTED]]
    if len(found) > 1:
        found.append(Wanted({path: names for each in found for path, names in each.writers.items()}))
    return tuple(found)


def _writers(objectives: Sequence[Objective], meetings: Meetings, setting: Setting) -> dict[str, tuple[str, ...]]:
    by_id = {each.id: each for each in objectives if each.scope.touch is not None and not each.interfaces}
    near: dict[str, set[str]] = {}
    for one, other in meetings:
        if one in by_id and other in by_id:
            near.setdefault(one, {one}).add(other)
            near.setdefault(other, {other}).add(one)
    paths = dict(setting.spellings)
    found: dict[str, set[str]] = {}
    writers = Writers([by_id[name] for name in near], setting)
    for name in (each.id for each in objectives if each.id in near):
        for path in filter(None, map(setting.files.path, by_id[name].scope.touch or ())):
            one = paths.setdefault(setting.key(path), path)
            found.setdefault(one, set()).update(near[name] & writers.of(one))
    return {
        path: tuple(each.id for each in objectives if each.id in names)
        for path, names in found.items()
        if len(names) > 1
    }
