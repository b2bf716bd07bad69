"""Change log fragments: a file for each change, in a directory that releases empty again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.model.analysis import Creation, Role
from cortex_cli.model.identifiers import slug
from cortex_cli.model.scope import escape
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line

MOST_COMMITS = 300
FEWEST_COMMITS = 3
SHARE = 0.25
"""The share of commits that change sources and bring a fragment, from which it is a habit."""
MOST_NAMES = 50

FRAGMENT = re.compile(
    r"^(?P<directory>(?:.*/)?(?:newsfragments|changelog\.d|changes\.d|news\.d|news|\.changeset|\.changes/unreleased"
    r"|\.chloggen"
    r"|changelogs?|changelogs?/(?:fragments|unreleased)|changes|fragments|upcoming_changes|releasenotes/notes))"
    r"/(?P<name>(?![_.]|readme|template|config|index)[^/]+)$",
    re.I,
)
TYPED = re.compile(r"^(?P<id>\+?[\w-]+)\.(?P<kind>[a-z][a-z_-]+)(?P<count>\.\d+)?(?P<tail>\.(?:rst|md|txt))?$")
ISSUE = re.compile(r"(?:#|\b(?:issue|ticket|bug|gh)[ -]#?)(\d{1,7})\b", re.I)
KINDS: Mapping[TaskType, tuple[str, ...]] = {
    TaskType.FEATURE: ("feature", "added", "new_feature", "enhancement", "improvement", "change"),
    TaskType.BUG: ("bugfix", "fix", "fixed", "bug", "false_positive", "change"),
    TaskType.PERFORMANCE: ("performance", "perf", "improvement", "changed", "misc"),
    TaskType.SECURITY: ("security", "bugfix", "fix", "fixed"),
}
"""What fragments of a kind of work are called, first choice first; other work brings none."""


@dataclass(frozen=True, slots=True)
class FragmentHabit:
    """`names` are the fragments' file names, newest first; `share` of `commits` that changed sources brought one."""

    directory: str
    names: tuple[str, ...]
    share: float
    commits: int


def fragment_habit(past: Iterable[Sequence[str]]) -> FragmentHabit | None:
    """The habit that past commits show, each given by its paths, newest first; None if there is none."""
    bringing: Counter[str] = Counter()
    names: dict[str, list[str]] = {}
    commits = 0
    for paths in past:
        if not any(role_of(path) is Role.SOURCE for path in paths):
            continue
        commits += 1
        found = [match for path in paths if (match := FRAGMENT.match(path))]
        for directory in sorted({match["directory"] for match in found}):
            bringing[directory] += 1
        for match in found:
            names.setdefault(match["directory"], []).append(match["name"])
        if commits == MOST_COMMITS:
            break
    directory = max(sorted(bringing), key=lambda each: bringing[each], default=None)
    if directory is None or bringing[directory] < max(FEWEST_COMMITS, SHARE * commits):
        return None
    kept = tuple(dict.fromkeys(names[directory]))[:MOST_NAMES]
    return FragmentHabit(directory, kept, bringing[directory] / commits, commits)


def new_fragment(habit: FragmentHabit | None, request: str, task_type: TaskType) -> Creation | None:
    """The fragment that a change of this kind brings, named as the others are; None for work that users do not see.

    A request that gives an issue's number has it in the name; otherwise it is the `+name` of towncrier.
    """
    if habit is None or task_type not in KINDS:
        return None
    name = _name(habit.names, request, task_type)
    reason = f"{habit.share:.0%} of {habit.commits} commits that change sources bring a file in `{habit.directory}/`"
    return Creation(f"{escape(habit.directory)}/{escape(name)}", (one_line(reason),), Role.DOCS)


def _name(names: Sequence[str], request: str, task_type: TaskType) -> str:
    typed = [match for name in names if (match := TYPED.match(name)) and match["tail"] != f".{match['kind']}"]
    title = slug(request.partition("\n")[0], 40)
    if len(typed) * 2 < len(names):
        tails = Counter("." + name.rpartition(".")[2] for name in names if "." in name)
        return title + (tails.most_common(1)[0][0] if tails else "")
    kinds = Counter(match["kind"] for match in typed)
    kind = next((each for each in KINDS[task_type] if each in kinds), kinds.most_common(1)[0][0])
    tail = Counter(match["tail"] or "" for match in typed).most_common(1)[0][0]
    numbers = sum(match["id"].isdigit() for match in typed) * 2 >= len(typed)
    issue = ISSUE.search(request)
    head = issue[1] if issue and numbers else f"+{title}" if numbers else title
    return f"{head}.{kind}{tail}"
