"""What the plan of a planning case must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from cortex_cli.model.analysis import Approach
from cortex_cli.model.schedule import Bound, SplitAction
from cortex_cli.model.task_type import TaskType

STRICT: dict[str, str] = {"extra": "forbid"}


class FurtherRule(StrEnum):
    """What need not hold for every plan, and does where a case asks for it."""

    ONE_OWNER = "one-owner"
    FEWEST_WAVES = "fewest-waves"
    ALL_STAFFED = "all-staffed"


@dataclass(frozen=True)
class ExpectedScope:
    """Paths, existing or new, that an objective must and must not be allowed to write, and that it should read."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExpectedContract:
    """`signature` is a part of the contract's; what is None or empty is not looked at."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    provider: str
    consumers: tuple[str, ...] = ()
    path: str | None = None
    symbol: str | None = None
    signature: str | None = None


@dataclass(frozen=True)
class ExpectedSplit:
    """A shared file, the objective that owns it now, and whether that comes before or after the others."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    path: str
    owner: str
    action: SplitAction | None = None


@dataclass(frozen=True)
class ExpectedConflict:
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    objectives: tuple[str, str]
    witness: str | None = None


@dataclass(frozen=True)
class ExpectedError:
    """`kind` is the name of an error class or of a family it belongs to, the rest parts of its words."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    kind: str
    message: str = ""
    mend: str = ""


@dataclass(frozen=True)
class Expectations:
    """What must come of a case; what is None or empty is not looked at.

    An objective is referred to by its id, by a path that it alone may write, or by words of its title. `waves` and
    `depends_on` are complete, `together` says who shares a wave; `notices`, `questions` and `advice` are parts of
    texts. A plan has exactly the `problems` and `conflicts` listed, and none where there is no list.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    waves: tuple[tuple[str, ...], ...] | None = None
    together: tuple[tuple[str, ...], ...] = ()
    wave_count: int | None = None
    most_waves: int | None = None
    bound: Bound | None = None
    objective_count: int | None = None
    depends_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: Mapping[str, ExpectedScope] = field(default_factory=dict)
    workers: Mapping[str, str | None] = field(default_factory=dict)
    task_type: TaskType | None = None
    task_types: Mapping[str, TaskType] = field(default_factory=dict)
    resources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    splits: tuple[ExpectedSplit, ...] | None = None
    contracts: tuple[ExpectedContract, ...] | None = None
    uncovered: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    recommend: Approach | None = None
    advice: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    conflicts: tuple[ExpectedConflict, ...] = ()
    error: ExpectedError | None = None
    rules: tuple[FurtherRule, ...] = ()
