"""Which worker can do which kind of work, and which would do it best.

The words under a worker's `capabilities` are free. Those in `KINDS` name kinds of work; the others are
preferences: languages, directories, anything that may occur in a path. A worker that names kinds of work does
only those, whatever other words stand beside them; one that names none can be given everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import AnyWorker, Team, Worker

ALSO = MappingProxyType(
    {
        TaskType.FEATURE: ("features",),
        TaskType.BUG: ("bugs", "bugfix", "fix", "debugging"),
        TaskType.REFACTOR: ("refactoring",),
        TaskType.TEST: ("tests", "testing"),
        TaskType.DOCS: ("doc", "documentation"),
        TaskType.PERFORMANCE: ("perf",),
        TaskType.CHORE: ("maintenance",),
    }
)

CODE = ("code", "coding", "implementation")
"""Words for every kind of work but documents."""

KINDS = MappingProxyType(
    {
        **dict.fromkeys(CODE, frozenset(TaskType) - {TaskType.DOCS}),
        **{word: frozenset({kind}) for kind in TaskType for word in (kind.value.lower(), *ALSO.get(kind, ()))},
    }
)

SUFFIXES = MappingProxyType(
    {
        "py": "python",
        "pyi": "python",
        "js": "javascript",
        "jsx": "javascript",
        "ts": "typescript",
        "tsx": "typescript",
        "go": "go",
        "rs": "rust",
        "java": "java",
        "kt": "kotlin",
        "rb": "ruby",
        "php": "php",
        "cs": "csharp",
        "c": "c",
        "h": "c",
        "cpp": "cpp",
        "hpp": "cpp",
        "swift": "swift",
        "sh": "shell",
        "sql": "sql",
        "md": "markdown",
        "rst": "markdown",
        "html": "html",
        "css": "css",
        "yaml": "yaml",
        "yml": "yaml",
    }
)


def can_do(worker: Worker, kind: TaskType | None) -> bool:
    """Whether `worker` may be given work of that kind; any worker may where the kind is not known."""
    named = [KINDS[word.lower()] for word in worker.capabilities if word.lower() in KINDS]
    return kind is None or not named or any(kind in kinds for kinds in named)


def able_workers(team: Team, kind: TaskType | None) -> tuple[AnyWorker, ...]:
    """The enabled workers that may be given work of that kind, in the order of the team file."""
    return tuple(worker for worker in team.enabled if can_do(worker, kind))


def fitness(worker: Worker, kind: TaskType | None, paths: Iterable[str]) -> int:
    """How many of the worker's words speak for work of that kind on `paths`."""
    return len(fitting_words(worker, kind, paths))


def fitting_words(worker: Worker, kind: TaskType | None, paths: Iterable[str]) -> tuple[str, ...]:
    """The worker's words that speak for work of that kind on `paths`, in lower case."""
    found = {part for path in paths for part in _words(path)}
    words = dict.fromkeys(word.lower() for word in worker.capabilities)
    return tuple(word for word in words if word in found or (kind is not None and kind in KINDS.get(word, frozenset())))


def _words(path: str) -> Iterable[str]:
    parts = path.lower().split("/")
    yield from parts
    name, _, suffix = parts[-1].rpartition(".")
    yield name
    if suffix in SUFFIXES:
        yield SUFFIXES[suffix]
