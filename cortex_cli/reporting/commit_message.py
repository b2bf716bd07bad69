"""The message of a run's one commit: Conventional Commits, with trailers that only Cortex can write.

It follows from the plan, journalled facts and the changes alone, so that a resumed run makes the same commit.
No line of it starts with text from outside, except after the type of the subject: a request or a title cannot
forge a trailer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from os.path import commonpath
from pathlib import PurePosixPath

from cortex_cli.model.identifiers import slug
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Change, ObjectiveRun, ObjectiveState, RunRecord
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line
from cortex_cli.rendering.environment import render

TYPES = {
    TaskType.FEATURE: "feat",
    TaskType.BUG: "fix",
    TaskType.REFACTOR: "refactor",
    TaskType.TEST: "test",
    TaskType.DOCS: "docs",
    TaskType.PERFORMANCE: "perf",
    TaskType.SECURITY: "fix",
    TaskType.CHORE: "chore",
    TaskType.RESET: "revert",
}
TEMPLATE = "commit_message.txt.j2"
WIDTH = 72
SCOPE_LIMIT = 20
CONVENTIONAL_START = re.compile(
    r"(?:build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(?:\([^()]*\))?!?:\s+", re.IGNORECASE
)
LEADING_MARKUP = re.compile(r"^(?:[#>*+-]+|\d+[.)])\s+")
DANGLING = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "via", "with",
})  # fmt: skip
BESIDE_THE_SOURCE = frozenset({"test", "tests", "testing", "__tests__", "spec", "doc", "docs", "examples"})
NOT_A_SCOPE = frozenset({"src", "lib", "app", "pkg", "packages", "source", "python", "internal", "cmd", "main"})


def commit_message(plan: Plan, record: RunRecord, changes: Iterable[Change], co_authors: Sequence[str] = ()) -> str:
    """The message, with a final line end; `co_authors` are `Name <address>` lines."""
    task_type = plan.task_type or TaskType.CHORE
    scope = "security" if task_type is TaskType.SECURITY else _scope(changes)
    prefix = f"{TYPES[task_type]}({scope}): " if scope else f"{TYPES[task_type]}: "
    subject = prefix + _subject(plan.request, WIDTH - len(prefix))
    context = {
        "subject": subject,
        "done": [_title(item) for item in record.objectives if item.state is ObjectiveState.COMPLETED],
        "left": [_title(item) for item in record.objectives if item.state is not ObjectiveState.COMPLETED],
        "digest": record.run.plan_digest,
        "run": record.run.id,
        "co_authors": [author for author in dict.fromkeys(co_authors) if one_line(author)],
    }
    return render(TEMPLATE, context)


def _subject(request: str, limit: int) -> str:
    lines = (one_line(line) for line in request.split("\n"))
    line = next((stripped for line in lines if (stripped := _bare(line))), "carry out the plan")
    return _lower_start(_fitted(line, limit))


def _bare(line: str) -> str:
    bare = LEADING_MARKUP.sub("", line)
    return CONVENTIONAL_START.sub("", bare, count=1).strip(" .!?:;,#*_`-")


def _fitted(line: str, limit: int) -> str:
    """The whole words of `line` that fit, without a dangling `and` or `with` at a cut."""
    if len(line) <= limit:
        return line
    words = line[: limit + 1].split(" ")[:-1]
    while len(words) > 1 and words[-1].lower().strip(",;:") in DANGLING:
        words.pop()
    return " ".join(words).rstrip(" .,;:") or line[:limit]


def _lower_start(line: str) -> str:
    """`line` with a first word in lower case; a name such as GitHub or JWT as a whole."""
    first, blank, rest = line.partition(" ")
    if first[1:] != first[1:].lower():
        return first.lower() + blank + rest
    return first[:1].lower() + first[1:] + blank + rest


def _scope(changes: Iterable[Change]) -> str | None:
    """The directory that all changed sources share, tests and documents apart; None where it says nothing."""
    parents = [PurePosixPath(change.path).parent for change in changes]
    sources = [path for path in parents if not BESIDE_THE_SOURCE.intersection(path.parts)] or parents
    shared = PurePosixPath(commonpath(sources)) if sources else PurePosixPath()
    for name in reversed(shared.parts):
        if name.lower() not in NOT_A_SCOPE and not name.startswith("."):
            return slug(name, SCOPE_LIMIT) if re.search(r"[A-Za-z0-9]", name) else None
    return None


def _title(objective: ObjectiveRun) -> str:
    return objective.title if one_line(objective.title) else objective.id
