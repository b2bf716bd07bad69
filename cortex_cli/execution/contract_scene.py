"""What contracts are judged by, and what it looks like when one is broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cortex_cli.model.plan import Contract
from cortex_cli.model.text import one_line, shortened
from cortex_cli.syntax.symbol_uses import SourceTree

LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Scene:
    """The trees that contracts are judged by: integrated now, before this wave, and where the run began.

    `fixed` is the tree that wave 0 left, where there was one; `changed` has the paths that objectives of this
    wave changed, with the objective.
    """

    now: SourceTree
    before: SourceTree
    base: SourceTree
    changed: Mapping[str, str]
    fixed: SourceTree | None = None


@dataclass(frozen=True)
class Due:
    """A contract to judge now: `deliverer` is the objective that must have delivered it.

    `is_fixed` says that wave 0 fixed it; `users` are the consumers that are done, each with the files it has.
    """

    contract: Contract
    deliverer: str
    is_fixed: bool = False
    users: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Violation:
    """A contract that the integrated tree breaks; `objective` broke it, `part` is what it has to do with it.

    `line` counts from 1, None where the file as a whole is meant.
    """

    contract: str
    objective: str
    part: str
    path: str
    line: int | None
    expected: str
    found: str
    mend: str

    def words(self) -> str:
        """The whole of it as one line."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        said = f"expected {_short(self.expected)}, found {_short(self.found)}; to mend it, {self.mend}"
        return one_line(f"contract {self.contract} is broken by {self.objective}, which {self.part}: {where}: {said}")


def _short(text: str) -> str:
    return shortened(one_line(text), LONGEST_SHOWN)


def part_of(contract: Contract, objective: str, deliverer: str) -> str:
    """What an objective has to do with a contract, to go behind `which`."""
    if objective == contract.provider:
        return "provides it"
    if objective in contract.consumers:
        return "uses it"
    return "fixes it" if objective == deliverer else "changed its file"
