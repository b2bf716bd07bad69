"""Objectives that read what others of their wave may write at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.membership import names_of
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.problem import Problem
from cortex_cli.model.proofs import EVERY_PATH, STEP_BUDGET, Writes, common_path
from cortex_cli.model.scope import covers
from cortex_cli.model.steps import Budget
from cortex_cli.model.text import counted
from cortex_cli.planning.checking.exclusivity import members_of
from cortex_cli.planning.checking.nearness import Nearness
from cortex_cli.planning.checking.proof_steps import PROOF_STEPS
from cortex_cli.planning.checking.samples import samples
from cortex_cli.planning.checking.touches import Touch, touches_of


def read_warnings(plan: Plan, conflicts: Sequence[Conflict], *, existing: Sequence[str] = ()) -> Iterator[Problem]:
    """What one objective reads while another writes it (`reads_while_written`), one warning for a reader.

    A wave with `conflicts` has to change first, and is left out. `read` is advice, and so is this: what was not found
    when a wave's steps are used up is not told.
    """
    broken = {conflict.wave for conflict in conflicts}
    for number, members in members_of(plan):
        if number not in broken and len(members) > 1 and any(objective.scope.read for objective in members):
            for reading in _Wave(plan, members).readings(existing):
                yield _problem(number, reading)


@dataclass(frozen=True, slots=True)
class _Reading:
    """`reader` reads `path`, which `writer` may write, and `others` write what it reads as well."""

    reader: str
    path: str
    writer: str
    others: int


def _problem(number: int, reading: _Reading) -> Problem:
    reader, writer = reading.reader, reading.writer
    more = f", and {counted(reading.others, 'other')} write what it reads" if reading.others else ""
    return Problem(
        "reads_while_written",
        f"wave {number}: {reader} reads {reading.path} while {writer} may write it{more}",
        objective=reader,
        mend=f"let {reader} depend on {writer} if it needs the new text",
    )


class _Wave:
    """Who writes what is read in one wave; each distinct pattern is looked at once, however many read it."""

    def __init__(self, plan: Plan, members: Sequence[Objective]) -> None:
        self._fold_case = plan.fold_case
        self._members = sorted(members, key=lambda objective: objective.id)
        self._writes = [_writes(plan, objective) for objective in self._members]
        self._patterns = list(dict.fromkeys(pattern for each in self._members for pattern in each.scope.read))
        self._found: list[dict[int, str]] = [{} for _ in self._patterns]
        """For each pattern who may write what it matches, with a path for each."""

    def readings(self, existing: Sequence[str]) -> Iterator[_Reading]:
        """The readers by name, each with the first by name who may write what it reads."""
        self._look_at(existing)
        with suppress(ProofBudgetExceeded):
            self._prove()
        found = dict(zip(self._patterns, self._found, strict=True))
        for reader, objective in enumerate(self._members):
            by_pattern = [found[pattern] for pattern in objective.scope.read]
            writers = set().union(*by_pattern) - {reader}
            if writers:
                first = min(writers)
                path = next(paths[first] for paths in by_pattern if first in paths)
                yield _Reading(objective.id, path, self._members[first].id, len(writers) - 1)

    def _look_at(self, existing: Sequence[str]) -> None:
        """Take the shortest existing path where there is one; without conflicts, it has one writer."""
        written = tree_of(parse_all(each.touch, self._fold_case) for each in self._writes)
        read = tree_of(parse_all((pattern,), self._fold_case) for pattern in self._patterns)
        for path in sorted(set(existing), key=lambda path: (len(path), path)):
            names = names_of(path, self._fold_case)
            patterns = set(read.owners(names)) if names else set()
            for writer in set(written.owners(names)) if names and patterns else ():
                if not covers(self._writes[writer].forbid, path, fold_case=self._fold_case):
                    for pattern in patterns:
                        self._found[pattern].setdefault(writer, path)

    def _prove(self) -> None:
        """Ask for every pattern and writer that could meet, and of which no path is known."""
        writers = touches_of(parse_all(each.touch, self._fold_case) for each in self._writes)
        sets = [parse_all((pattern,), self._fold_case) for pattern in self._patterns]
        near = Nearness(writers, touches_of(sets, len(self._writes))).near
        steps = Budget(STEP_BUDGET)
        for (writer, owner), touches in sorted(near.items()):
            pattern = owner - len(self._writes)
            if writer not in self._found[pattern]:
                read = Writes((self._patterns[pattern],), ())
                path = self._guessed(self._writes[writer], read, touches)
                if path is None:
                    steps.spend(PROOF_STEPS)
                    path = common_path(self._writes[writer], read, self._fold_case, steps)
                if path is not None:
                    self._found[pattern][writer] = path

    def _guessed(self, write: Writes, read: Writes, touches: tuple[Touch, Touch]) -> str | None:
        """A path in the spirit of one of two patterns, if it is one that is written and read."""
        sets = ((write.touch, True), (read.touch, True), (write.forbid, False))
        for path in (path for touch in touches for path in samples(touch.pattern)):
            if all(covers(patterns, path, fold_case=self._fold_case) is wanted for patterns, wanted in sets):
                return path
        return None


def _writes(plan: Plan, objective: Objective) -> Writes:
    scope = objective.scope
    touch = EVERY_PATH if scope.touch is None else scope.touch
    return Writes(touch, (*scope.forbid, *plan.global_forbid))
