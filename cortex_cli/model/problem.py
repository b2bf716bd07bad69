"""A finding about a team file, a plan or a changed path."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is a stable snake_case code for programs, `message` for people; `where` such as `team.yaml:12`."""

    kind: str
    message: str
    where: str | None = None
    mend: str | None = None
    objective: str | None = None
