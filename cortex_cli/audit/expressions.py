"""Regular expressions with intersection and complement, read one character at a time by their derivatives.

After J. A. Brzozowski, "Derivatives of Regular Expressions", Journal of the ACM 11 (1964), and, for working with
whole ranges of characters, S. Owens, J. Reppy, A. Turon, "Regular-expression derivatives re-examined", Journal of
Functional Programming 19 (2009). Equal expressions are one object, and unions and intersections are kept as sets,
so that each expression has finitely many derivatives.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

Spans = tuple[tuple[int, int], ...]
"""Ranges of code points, both ends included."""

LAST = 0x10FFFF


class OutOfSteps(Exception):
    """The question takes more steps than it may."""


class Op(Enum):
    NOTHING = auto()
    EMPTY = auto()
    CHARS = auto()
    THEN = auto()
    STAR = auto()
    OR = auto()
    AND = auto()
    NOT = auto()


class Term:
    """An expression; `nullable` where it matches the empty text."""

    __slots__ = ("nullable", "number", "op", "parts", "spans")

    def __init__(self, number: int, op: Op, parts: tuple[Term, ...], spans: Spans, nullable: bool) -> None:
        self.number = number
        self.op = op
        self.parts = parts
        self.spans = spans
        self.nullable = nullable


class Terms:
    """Makes expressions and derives them; `steps` are left, and OutOfSteps is raised when they are used up."""

    def __init__(self) -> None:
        self.steps = 0
        self._known: dict[tuple[Op, tuple[int, ...], Spans], Term] = {}
        self._derived: dict[tuple[int, int], Term] = {}
        self._borders: dict[int, frozenset[int]] = {}
        self.nothing = self._term(Op.NOTHING, (), False)
        self.empty = self._term(Op.EMPTY, (), True)
        self.anything = self.none_of(self.nothing)

    def chars(self, spans: Spans) -> Term:
        """One character of `spans`."""
        return self._term(Op.CHARS, (), False, spans) if spans else self.nothing

    def text(self, text: str, after: Term | None = None) -> Term:
        """`text` itself, followed by `after`."""
        term = self.empty if after is None else after
        for char in reversed(text):
            term = self.then(self.chars(((ord(char), ord(char)),)), term)
        return term

    def then(self, first: Term, second: Term) -> Term:
        """A text of `first` followed by one of `second`."""
        if self.nothing in (first, second):
            return self.nothing
        if first is self.empty:
            return second
        if second is self.empty:
            return first
        if first.op is Op.THEN:
            return self.then(first.parts[0], self.then(first.parts[1], second))
        if first.op is Op.STAR and second.op is Op.THEN and second.parts[0] is first:
            return second
        return self._term(Op.THEN, (first, second), first.nullable and second.nullable)

    def star(self, term: Term) -> Term:
        """Any number of texts of `term`, one after the other."""
        return self.empty if term in (self.nothing, self.empty) else self._term(Op.STAR, (term,), True)

    def any_of(self, terms: Iterable[Term]) -> Term:
        """The texts of any of `terms`."""
        parts = self._flat(Op.OR, terms, self.nothing)
        if self.anything.number in parts:
            return self.anything
        if len(parts) < 2:
            return next(iter(parts.values()), self.nothing)
        return self._term(Op.OR, tuple(parts.values()), any(part.nullable for part in parts.values()))

    def all_of(self, terms: Iterable[Term]) -> Term:
        """The texts of all of `terms`."""
        parts = self._flat(Op.AND, terms, self.anything)
        if self.nothing.number in parts:
            return self.nothing
        if len(parts) < 2:
            return next(iter(parts.values()), self.anything)
        return self._term(Op.AND, tuple(parts.values()), all(part.nullable for part in parts.values()))

    def none_of(self, term: Term) -> Term:
        """The texts that are not of `term`."""
        return term.parts[0] if term.op is Op.NOT else self._term(Op.NOT, (term,), not term.nullable)

    def derivative(self, term: Term, code: int) -> Term:
        """What may follow where a text of `term` begins with the character `code`."""
        known = self._derived.get((term.number, code))
        if known is None:
            self.spend(1 + len(term.parts))
            known = self._derived[term.number, code] = self._derive(term, code)
        return known

    def spend(self, steps: int) -> None:
        """Take `steps` from those left. Raises OutOfSteps."""
        self.steps -= steps
        if self.steps < 0:
            raise OutOfSteps

    def _derive(self, term: Term, code: int) -> Term:
        parts = term.parts
        if term.op is Op.CHARS:
            return self.empty if any(first <= code <= last for first, last in term.spans) else self.nothing
        if term.op is Op.THEN:
            after = self.then(self.derivative(parts[0], code), parts[1])
            return self.any_of((after, self.derivative(parts[1], code))) if parts[0].nullable else after
        if term.op is Op.STAR:
            return self.then(self.derivative(parts[0], code), term)
        if term.op is Op.OR:
            return self.any_of(self.derivative(part, code) for part in parts)
        if term.op is Op.AND:
            return self._derive_all(parts, code)
        return self.none_of(self.derivative(parts[0], code)) if term.op is Op.NOT else self.nothing

    def _derive_all(self, parts: tuple[Term, ...], code: int) -> Term:
        after: list[Term] = []
        for part in parts:
            after.append(self.derivative(part, code))
            if after[-1] is self.nothing:
                return self.nothing
        return self.all_of(after)

    def borders(self, term: Term) -> frozenset[int]:
        """Code points such that all characters between two neighbours have the same derivative."""
        known = self._borders.get(term.number)
        if known is None:
            if term.op is Op.CHARS:
                found = {border for first, last in term.spans for border in (first, last + 1)}
            else:
                read = term.parts[:1] if term.op is Op.THEN and not term.parts[0].nullable else term.parts
                found = {border for part in read for border in self.borders(part)}
            known = self._borders[term.number] = frozenset(found)
        return known

    def _flat(self, op: Op, terms: Iterable[Term], neutral: Term) -> dict[int, Term]:
        """The terms below nested `op`, each once and in the order they were made."""
        found: dict[int, Term] = {}
        for term in terms:
            found.update((part.number, part) for part in (term.parts if term.op is op else (term,)))
        found.pop(neutral.number, None)
        return dict(sorted(found.items()))

    def _term(self, op: Op, parts: tuple[Term, ...], nullable: bool, spans: Spans = ()) -> Term:
        key = (op, tuple(part.number for part in parts), spans)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Term(len(self._known), op, parts, spans, nullable)
        return known
