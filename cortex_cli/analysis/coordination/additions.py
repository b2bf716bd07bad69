"""What past commits did when they brought something new to a directory.

History tells paths only: a commit counts as the one that added a path if no older one of those that speak has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.creating.conventions import PRIVATE
from cortex_cli.model.analysis import Role

Past = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Habit:
    """In `added` commits something new came to a directory; `also` are the other files that they changed.

    `usual` says the same of the `others`, in which files of the directory were changed and none was added.
    """

    added: int
    also: Mapping[str, int]
    others: int
    usual: Mapping[str, int]

    def share(self, path: str) -> float:
        return self.also.get(path, 0) / self.added if self.added else 0.0

    def usual_share(self, path: str) -> float:
        return self.usual.get(path, 0) / self.others if self.others else 0.0


def inner(path: str, directory: str) -> str:
    """What directly in `directory` a path below it is or stands in; the path itself elsewhere."""
    prefix = f"{directory}/" if directory else ""
    return prefix + path[len(prefix) :].partition("/")[0] if path.startswith(prefix) else path


@lru_cache(maxsize=65_536)
def is_member(path: str) -> bool:
    return role_of(path) is Role.SOURCE


def member_of(path: str, directory: str) -> str | None:
    """What below `directory` a source file belongs to: itself, or the package in which it stands."""
    if (directory and not path.startswith(f"{directory}/")) or not is_member(path):
        return None
    member = inner(path, directory)
    return None if PRIVATE.match(member.rpartition("/")[2].partition(".")[0]) else member


def members_in(directory: str, paths: Iterable[str]) -> list[str]:
    """The source files and packages directly in `directory`, sorted; private ones such as `__init__.py` left out."""
    found = {member for path in paths if (member := member_of(path, directory)) is not None}
    return sorted(found)


class Additions:
    """The habits of past commits, newest first; what each changed of the sources is found out once."""

    def __init__(self, past: Past) -> None:
        self._past = past
        known = {path: is_member(path) for path in {path for paths in past for path in paths}}
        self._sources = [[path for path in paths if known[path]] for paths in past]

    def habit(self, directory: str) -> Habit:
        """The habit of commits that added something to `directory`."""
        prefix = f"{directory}/" if directory else ""
        touched = {
            number: {member for path in paths if (member := member_of(path, directory))}
            for number, paths in enumerate(self._sources)
            if any(path.startswith(prefix) for path in paths)
        }
        first = {member: number for number, members in touched.items() for member in members}
        new: dict[int, set[str]] = {}
        for member, number in first.items():
            new.setdefault(number, set()).add(member)
        also: Counter[str] = Counter()
        usual: Counter[str] = Counter()
        others = 0
        for number, members in touched.items():
            paths = set(self._past[number])
            if number in new:
                also.update(path for path in paths if member_of(path, directory) not in new[number])
            elif members:
                others += 1
                usual.update(paths)
        return Habit(len(new), dict(also), others, dict(usual))
