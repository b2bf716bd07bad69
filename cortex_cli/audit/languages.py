"""Patterns, scopes and valid paths as expressions, and a search for the shortest text that one of them has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from cortex_cli.audit.characters import Alphabet, spelled
from cortex_cli.audit.expressions import LAST, OutOfSteps, Term, Terms
from cortex_cli.audit.patterns import NAME, Pattern, Segment, Wild

NO_NAMES = (".", "..")
GIT = "git"


class Languages:
    """The expressions of one wave; `terms.steps` have to be set before anything is asked."""

    def __init__(self, fold_case: bool) -> None:
        self.terms = Terms()
        self._fold_case = fold_case
        self._patterns: dict[str, Term] = {}

    def union(self, patterns: Iterable[Pattern]) -> Term:
        """The paths of any of `patterns`, among texts that are no paths."""
        return self.terms.any_of(map(self.pattern, patterns))

    def pattern(self, pattern: Pattern) -> Term:
        known = self._patterns.get(pattern.text)
        if known is None:
            known = self._patterns[pattern.text] = self._literal(pattern) if pattern.literal else self._wild(pattern)
        return known

    def _literal(self, pattern: Pattern) -> Term:
        below = self.below(pattern.path)
        return below if pattern.directory else self.terms.any_of((self.terms.text(pattern.path), below))

    def below(self, path: str) -> Term:
        """Whatever lies below `path`."""
        return self.terms.text(f"{path}/", self.terms.anything)

    def _wild(self, pattern: Pattern) -> Term:
        if pattern.directory:
            return self.terms.nothing
        *inner, last = pattern.segments
        term = self.segment(last) if last is not None else self.terms.then(self._deeper, self._name)
        for segment in reversed(inner):
            if segment is None:
                term = self.terms.then(self._deeper, term)
            else:
                term = self._followed(segment, self.terms.text("/", term))
        return term

    @cached_property
    def _name(self) -> Term:
        one = self.terms.chars(NAME)
        return self.terms.then(one, self.terms.star(one))

    @cached_property
    def _deeper(self) -> Term:
        return self.terms.star(self.terms.then(self._name, self.terms.text("/")))

    def segment(self, segment: Segment) -> Term:
        """What a segment with or without wildcards matches."""
        return self._followed(segment, self.terms.empty)

    def _followed(self, segment: Segment, after: Term) -> Term:
        for token in reversed(segment or ()):
            if isinstance(token, str):
                after = self.terms.text(token, after)
            elif isinstance(token, Wild):
                after = self.terms.then(self.terms.star(self.terms.chars(NAME)), after)
            else:
                after = self.terms.then(self.terms.chars(token), after)
        return after

    @cached_property
    def paths(self) -> Term:
        """Texts without an empty, `.`, `..` or `.git` segment."""
        terms = self.terms
        letters = [terms.chars(((ord(c.upper()), ord(c.upper())), (ord(c), ord(c)))) for c in GIT]
        git = terms.text(".", terms.then(letters[0], terms.then(letters[1], letters[2])))
        bad = terms.any_of((terms.empty, git, *map(terms.text, NO_NAMES)))
        before = terms.any_of((terms.empty, terms.then(terms.anything, terms.text("/"))))
        after = terms.any_of((terms.empty, terms.text("/", terms.anything)))
        return terms.none_of(terms.then(before, terms.then(bad, after)))

    def has(self, term: Term, path: str) -> bool:
        """Whether `path` is a path, and one of `term`."""
        for char in spelled(path, self._fold_case):
            self.terms.spend(1)
            term = self.terms.derivative(term, ord(char))
        return term.nullable

    def shortest(self, *terms: Term) -> str | None:
        """A shortest path of all `terms`, None where there is none. Raises OutOfSteps where that is not found out."""
        start = self.terms.all_of((*terms, self.paths))
        alphabet = Alphabet(self._all_borders(start), self._fold_case)
        seen = {(start, "")}
        waiting = deque([(start, "", "")])
        while waiting:
            term, tail, text = waiting.popleft()
            if term.nullable:
                return text
            for first, end in pairwise(sorted({1, *self.terms.borders(term), LAST + 1})):
                for char in alphabet.choices(first, end):
                    self.terms.spend(1)
                    after, rest = self.terms.derivative(term, ord(char)), alphabet.follow(tail, char)
                    if rest is not None and after is not self.terms.nothing and (after, rest) not in seen:
                        seen.add((after, rest))
                        waiting.append((after, rest, text + char))
        if not alphabet.whole:
            raise OutOfSteps
        return None

    def _all_borders(self, term: Term) -> set[int]:
        borders: set[int] = set()
        waiting, seen = [term], {term}
        while waiting:
            here = waiting.pop()
            borders.update(border for first, last in here.spans for border in (first, last + 1))
            fresh = [part for part in here.parts if part not in seen]
            seen.update(fresh)
            waiting += fresh
        return borders
