"""What a request needs of a repository."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.model.task_type import TaskType


class Role(StrEnum):
    """What a file is for."""

    SOURCE = "source"
    TEST = "test"
    DOCS = "docs"
    CONFIG = "config"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An existing file that the request may change; `probability` is that it does, as such files did in the past."""

    path: str
    probability: float
    evidence: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Creation:
    """Where new files belong: a scope pattern that follows the repository's conventions."""

    pattern: str
    evidence: tuple[str, ...]
    role: Role


class CoordinationKind(StrEnum):
    """Why separately done work must agree at a place."""

    SHARED_SYMBOL = "shared_symbol"
    FAN_IN = "fan_in"
    REGISTRY = "registry"
    BARREL = "barrel"
    ENTRY_POINT = "entry_point"
    LOCK_FILE = "lock_file"
    MIGRATION = "migration"
    MANIFEST = "manifest"
    CO_CHANGE = "co_change"
    ROUTES = "routes"
    GENERATED = "generated"
    CHANGELOG = "changelog"
    VERSION = "version"


class CoordinationAction(StrEnum):
    """What a plan should do about a coordination point."""

    OWN = "own"
    CONTRACT_FIRST = "contract_first"
    INTEGRATE_LAST = "integrate_last"
    SERIALISE = "serialise"
    REGENERATE = "regenerate"


@dataclass(frozen=True, slots=True)
class CoordinationPoint:
    """A place where separate work meets; `files` are the files on the other sides of it.

    `strength` is 0 to 1, how much speaks for it; `evidence` are sentences that a reader can check.
    """

    kind: CoordinationKind
    path: str
    symbol: str | None
    files: tuple[str, ...]
    reason: str
    action: CoordinationAction
    signature: str | None = None
    strength: float = 0.5
    evidence: tuple[str, ...] = ()


class Approach(StrEnum):
    PARALLEL = "parallel"
    SOLO = "solo"


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong in one objective, tests and new files included.

    `needs` names the groups whose files this one imports; `role` is the role of most of its files.
    """

    name: str
    files: tuple[str, ...]
    creations: tuple[str, ...]
    needs: tuple[str, ...]
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the work may be divided, and the sentence that justifies it.

    `speedup` is the work of all groups by that of the longest chain of needs, measured in files: 1 for one worker.
    """

    approach: Approach
    width: int
    groups: tuple[Group, ...]
    reason: str
    speedup: float = 1.0


@dataclass(frozen=True, slots=True)
class LanguageCount:
    name: str
    files: int
    lines: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the repository is made of, as far as the base commit shows."""

    files: int
    languages: tuple[LanguageCount, ...]
    entry_points: tuple[str, ...]
    tests: tuple[str, ...]
    config: tuple[str, ...]
    dependencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestPart:
    """One of the things that a request asks for, in its own words; `confidence` is 0 to 1."""

    text: str
    task_type: TaskType
    confidence: float


@dataclass(frozen=True, slots=True)
class Correction:
    """What finished runs of the clone have changed about the probabilities.

    `statistics` is the digest of all that the `runs` say: of their `chosen` files `changed` did, so `shift` was added
    to log-odds; `raised` are files that they missed.
    """

    statistics: str
    runs: int
    chosen: int
    changed: int
    shift: float
    raised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """`candidates` best first; `threshold` is the probability from which a file must be in some objective's scope.

    `notices` say what was left out or could not be known; `questions` what the request leaves open;
    `parts` the things it asks for, in its order: one where it asks for a single thing. `correction` is None where
    no finished run had anything to say. `forbidden` are scope patterns of the paths that the request forbids to write.
    """

    id: str
    request: str
    task_type: TaskType
    base_commit: str
    facts: Facts
    candidates: tuple[Candidate, ...]
    creations: tuple[Creation, ...]
    coordination_points: tuple[CoordinationPoint, ...]
    strategy: Strategy
    threshold: float
    confidence: float
    notices: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    parts: tuple[RequestPart, ...] = ()
    correction: Correction | None = None
    forbidden: tuple[str, ...] = ()
