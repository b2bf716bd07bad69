"""What checking a plan found."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.certificate import WaveCertificate
from cortex_cli.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two objectives of one wave that could write the same path; `witness` is such a path.

    `witness` is None where the proof ran past its step budget: undecided counts as a conflict. `where` is the file and
    line of the first of them, where that is known.
    """

    wave: int
    objectives: tuple[str, str]
    witness: str | None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the second checker says of `pairs` pairs in `waves` of several objectives.

    The `confirmed` ones cannot meet, and what is claimed of them is right.
    """

    waves: int
    pairs: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """`valid` when there is neither a conflict nor a problem; warnings never make a plan invalid.

    `certificate` has what proves each wave in which no pair conflicts. `independent` is None where no second checker
    was asked.
    """

    valid: bool
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    certificate: tuple[WaveCertificate, ...] = ()
    independent: Confirmation | None = None
