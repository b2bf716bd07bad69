"""Hand-written cases: a request to a real repository, and the coordination point that a maintainer would name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint

CASES = Path(__file__).with_name("cases.yaml")


@dataclass(frozen=True, slots=True)
class Case:
    """`path` is where the work meets, `kinds` what it may be called there, `why` one sentence."""

    id: str
    repository: str
    commit: str
    request: str
    path: str
    kinds: tuple[CoordinationKind, ...]
    why: str

    def hit(self, points: Sequence[CoordinationPoint]) -> int | None:
        """The position of the first point that is the expected one; None where there is none."""
        return next((number for number, point in enumerate(points) if self._is_met_by(point)), None)

    def _is_met_by(self, point: CoordinationPoint) -> bool:
        paired = point.kind is CoordinationKind.CO_CHANGE and self.path in point.files
        return point.kind in self.kinds and (point.path == self.path or paired)


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """The cases in the order of the file; ValueError for a kind that does not exist."""
    return tuple(
        Case(
            id=each["id"],
            repository=each["repository"],
            commit=each["commit"],
            request=each["request"],
            path=each["path"],
            kinds=tuple(CoordinationKind(kind) for kind in each["kinds"]),
            why=each["why"],
        )
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    )
