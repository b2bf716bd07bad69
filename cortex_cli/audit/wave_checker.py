"""The second opinion on one wave: every pair, and every claim of the certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from cortex_cli.audit.evidence import Finding, Kind, Meeting, Proof, Statement, Wave
from cortex_cli.audit.expressions import OutOfSteps
from cortex_cli.audit.scopes import Both, Exhausted, Scopes
from cortex_cli.audit.statements import names_differ

Pair = tuple[int, int]


class WaveChecker:
    """Checks one wave of `pairs` pairs; those of `doubted` are not confirmed to be apart. `left` are unused steps."""

    def __init__(self, wave: Wave, fold_case: bool, steps: int) -> None:
        self.doubted: set[Pair] = set()
        self._wave = wave
        self._works = wave.works
        self._scopes = Scopes(wave.works, fold_case, steps)
        self._places = {work.id: place for place, work in enumerate(wave.works)}
        self._claims: dict[Pair, Statement] = {}
        self._undecided: set[Pair] = set()

    @property
    def pairs(self) -> int:
        return len(self._works) * (len(self._works) - 1) // 2

    @property
    def left(self) -> int:
        return self._scopes.steps

    def run(self) -> list[Finding]:
        """Everything in which the two checkers do not agree, and what this one could not confirm."""
        findings: list[Finding] = []
        try:
            findings.extend(self._findings())
        except Exhausted:
            self.doubted.update(combinations(range(len(self._works)), 2))
            findings.append(self._finding(Kind.UNDECIDED, "confirming it takes more steps than there are"))
        return findings

    def _findings(self) -> Iterator[Finding]:
        for meeting in self._wave.meetings:
            yield from self._limited(meeting.objectives, partial(self._meeting, meeting))
        disputed = {self._pair(meeting.objectives) for meeting in self._wave.meetings}
        self.doubted |= disputed
        if self._wave.proof is not None:
            yield from self._proof(self._wave.proof)
        near = self._scopes.near()
        for pair in sorted(near.keys() - disputed - self._undecided):
            names = self._works[pair[0]].id, self._works[pair[1]].id
            yield from self._limited(names, partial(self._look, pair, near[pair]))

    def _limited(self, names: tuple[str, str], question: Callable[[], Finding | None]) -> Iterator[Finding]:
        """What `question` finds about two objectives, or that it takes too long."""
        try:
            found = self._scopes.limited(question)
        except OutOfSteps:
            said = f"whether {' and '.join(names)} can meet could not be confirmed within the steps allowed"
            found = self._finding(Kind.UNDECIDED, said, names[1])
            self._undecided.add(self._pair(names))
        if found is not None:
            self.doubted |= {self._pair(names)} if self._places.keys() >= set(names) else set()
            yield found

    def _pair(self, names: tuple[str, str]) -> Pair:
        one, other = sorted(self._places[name] for name in names)
        return one, other

    def _meeting(self, meeting: Meeting) -> Finding | None:
        """What is wrong with the path at which two are said to meet."""
        if meeting.path is None or self._scopes.meet_at(*self._pair(meeting.objectives), meeting.path):
            return None
        said = f"{' and '.join(meeting.objectives)} are said to meet at {meeting.path}, and do not"
        return self._finding(Kind.WRONG, said, meeting.objectives[1])

    def _proof(self, proof: Proof) -> Iterator[Finding]:
        named = sum(statement.because == "names" for statement in proof.statements)
        if proof.pairs != self.pairs or proof.by_names + len(proof.statements) - named != self.pairs:
            yield self._finding(Kind.WRONG, f"its certificate does not account for {self.pairs} pairs")
        for statement in proof.statements:
            yield from self._limited(statement.objectives, partial(self._statement, statement))

    def _statement(self, statement: Statement) -> Finding | None:
        if self._holds(statement):
            return None
        said = f"the claim about {' and '.join(statement.objectives)} does not hold"
        return self._finding(Kind.WRONG, said, statement.objectives[1])

    def _holds(self, statement: Statement) -> bool:
        """Whether a claim is about two objectives of this wave and patterns of theirs, and says what is so of them.

        That nothing is shared by the two objectives as a whole is looked at with the other pairs.
        """
        if not self._places.keys() >= set(statement.objectives) or statement.objectives[0] == statement.objectives[1]:
            return False
        pair, places = self._pair(statement.objectives), [self._places[name] for name in statement.objectives]
        one, other = (
            self._scopes.touch[place].get(text) for place, text in zip(places, statement.patterns, strict=True)
        )
        mine, its = (self._scopes.forbid[place] for place in pair)
        unknown = any(text not in mine and text not in its for text in statement.forbid)
        if one is None or other is None or unknown or pair in self._claims:
            return False
        self._claims[pair] = statement
        return statement.because != "names" or names_differ(self._scopes.languages, one, other, statement)

    def _look(self, pair: Pair, both: Both) -> Finding | None:
        """What is wrong with a pair that the cheap look did not tell apart, or with what is claimed of it."""
        names = " and ".join(self._works[place].id for place in pair)
        path = self._scopes.shared(both)
        if path is None:
            return None
        writable = self._scopes.overlap(*pair, both)
        if writable is not None:
            return self._of(pair, Kind.OVERLAP, f"{names} could both write {writable}")
        claim = self._claims.get(pair)
        if claim is None:
            said = f"{names} both touch {path}, and no claim says what forbids it"
            return self._of(pair, Kind.MISSING, said) if self._wave.proof is not None else None
        if claim.because != "forbid":
            return self._of(pair, Kind.WRONG, f"the claim that {names} touch no common path leaves out {path}")
        forbid = [self._scopes.forbid[place].get(text) for place in pair for text in claim.forbid]
        left = self._scopes.shared(both, filter(None, forbid)) if claim.forbid else None
        said = f"what the claim about {names} says is forbidden leaves out {left}"
        return self._of(pair, Kind.WRONG, said) if left is not None else None

    def _of(self, pair: Pair, kind: Kind, message: str) -> Finding:
        return self._finding(kind, message, self._works[pair[1]].id)

    def _finding(self, kind: Kind, message: str, objective: str | None = None) -> Finding:
        return Finding(kind, self._wave.number, message, objective)
