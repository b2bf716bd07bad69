"""A third opinion on the scope language: finite automata, built from its description and combined by automata-lib.

Whole scopes, differences included, become automata over a small alphabet: the characters that the patterns mention,
those of `.git`, and `OTHER`, which stands for all that are not mentioned. Over it emptiness, inclusion and the length
of a shortest path are exact. Nothing of `cortex_cli` is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from automata.fa.dfa import DFA
from automata.fa.nfa import NFA

OTHER = "\x7f"
Sets = tuple[tuple[str, ...], tuple[str, ...]]
"""The touch and the forbid patterns of a scope."""

Step = frozenset[str] | str
"""What one character of a name must be; `*` for any number of any characters."""


@dataclass(frozen=True)
class Written:
    """A pattern as its segments, each a tuple of steps or `**`."""

    segments: tuple[tuple[Step, ...] | str, ...]
    is_literal: bool
    is_directory: bool


class Automata:
    """The automata of patterns and scopes over names of `mentioned` characters; each is made once."""

    def __init__(self, mentioned: Iterable[str], fold: bool = False) -> None:
        self._fold = fold
        self._names = frozenset(self._spelled(char) for char in (*mentioned, *".git", OTHER)) - {"/"}
        self._unions: dict[tuple[str, ...], DFA] = {}
        self._scopes: dict[Sets, DFA] = {}
        self._paths = _paths(self._names)

    def _spelled(self, text: str) -> str:
        return text.lower() if self._fold else text

    def union(self, patterns: tuple[str, ...]) -> DFA:
        """The repository paths that any of `patterns` matches."""
        if patterns not in self._unions:
            builder = _Builder(self._names)
            for pattern in patterns:
                builder.add(self.written(pattern))
            self._unions[patterns] = builder.finished() & self._paths
        return self._unions[patterns]

    def scope(self, sets: Sets) -> DFA:
        """What a scope lets be written."""
        if sets not in self._scopes:
            touch, forbid = sets
            self._scopes[sets] = self.union(touch) - self.union(forbid) if forbid else self.union(touch)
        return self._scopes[sets]

    def shortest_overlap(self, a: Sets, b: Sets) -> int | None:
        """How long a shortest path of both is, or else a shortest one below a file that the other may make."""
        shared = self.scope(a) & self.scope(b)
        if not shared.isempty():
            return int(shared.minimum_word_length())
        clashes = [self._below_files(maker) & self.scope(writer) for maker, writer in ((a, b), (b, a))]
        return min((each.minimum_word_length() for each in clashes if not each.isempty()), default=None)

    def _below_files(self, maker: Sets) -> DFA:
        literals = [pattern for pattern in maker[0] if self._names_a_file(pattern)]
        made = [pattern for pattern in literals if self.scope(maker).accepts_input(self._path(pattern))]
        return self.union(tuple(f"{pattern}/" for pattern in made))

    def _names_a_file(self, pattern: str) -> bool:
        written = self.written(pattern)
        return written.is_literal and not written.is_directory

    def _path(self, literal: str) -> str:
        return "/".join("".join(char for step in name for char in step) for name in self.written(literal).segments)

    def includes(self, outer: Sets, inner: Sets) -> bool:
        """Whether `outer` has every path of `inner`."""
        return self.scope(inner) <= self.scope(outer)

    def written(self, pattern: str) -> Written:
        """Read `pattern`, whose classes hold no slash."""
        texts = pattern.split("/")
        is_directory = texts[-1] == ""
        named = texts[: len(texts) - is_directory]
        segments = tuple(text if text == "**" else tuple(self._steps(text)) for text in named)
        is_literal = not any(char in "*?[" for char in _unescaped(pattern))
        return Written(segments, is_literal, is_directory)

    def _steps(self, text: str) -> Iterator[Step]:
        at = 0
        while at < len(text):
            char = text[at]
            if char == "\\":
                at += 1
                yield frozenset({self._spelled(text[at])})
            elif char == "[":
                end = text.index("]", at + 2 + (text[at + 1] == "!"))
                yield self._class(text[at + 1 : end])
                at = end
            else:
                yield "*" if char == "*" else self._names if char == "?" else frozenset({self._spelled(char)})
            at += 1

    def _class(self, body: str) -> frozenset[str]:
        members: set[str] = set()
        inside = body.removeprefix("!")
        for at, char in enumerate(inside):
            if char == "-" and 0 < at < len(inside) - 1:
                members.update(map(chr, range(ord(inside[at - 1]), ord(inside[at + 1]) + 1)))
            else:
                members.add(char)
        members |= {self._spelled(char) for char in members}
        return self._names - members if body.startswith("!") else self._names & members


def _unescaped(pattern: str) -> Iterator[str]:
    characters = iter(pattern)
    for char in characters:
        if char == "\\":
            next(characters)
        else:
            yield char


class _Builder:
    """A nondeterministic automaton, one transition after the other."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._alphabet = names | {"/"}
        self._transitions: list[dict[str, set[int]]] = [{}]
        self._final: set[int] = set()

    def _new(self) -> int:
        self._transitions.append({})
        return len(self._transitions) - 1

    def _join(self, here: int, characters: Iterable[str], there: int) -> int:
        for char in characters:
            self._transitions[here].setdefault(char, set()).add(there)
        return there

    def add(self, pattern: Written) -> None:
        """Accept what `pattern` matches; names may still be empty or forbidden."""
        if pattern.is_directory and not pattern.is_literal:
            return
        at = self._join(0, [""], self._new())
        last = len(pattern.segments) - 1
        for number, segment in enumerate(pattern.segments):
            if segment != "**":
                at = self._name(segment, at)
                at = self._join(at, "/", self._new()) if number < last else at
            elif number < last:
                at = self._any_names(at)
            else:
                self._anything(at)
                return
        if not pattern.is_directory:
            self._final.add(at)
        if pattern.is_literal:
            self._anything(self._join(at, "/", self._new()))

    def _anything(self, at: int) -> None:
        """Accept whatever goes on from here."""
        end = self._join(at, self._alphabet, self._new())
        self._final.add(self._join(end, self._alphabet, end))

    def _name(self, steps: Sequence[Step] | str, at: int) -> int:
        for step in steps:
            if step == "*":
                at = self._join(at, [""], self._new())
                self._join(at, self._names, at)
            else:
                at = self._join(at, step, self._new())
        return at

    def _any_names(self, at: int) -> int:
        """Any number of names, each with its slash."""
        start, inside = self._join(at, [""], self._new()), self._new()
        self._join(start, self._names, inside)
        self._join(inside, self._names, inside)
        return self._join(inside, "/", start)

    def finished(self) -> DFA:
        nfa = NFA(
            states=set(range(len(self._transitions))),
            input_symbols=set(self._alphabet),
            transitions={number: each for number, each in enumerate(self._transitions) if each},
            initial_state=0,
            final_states=self._final,
        )
        return DFA.from_nfa(nfa)


def _paths(names: frozenset[str]) -> DFA:
    """The paths that a repository can have: no empty name, none that is `.`, `..` or `.git`."""
    onward = dict.fromkeys(names, "name")
    transitions = {
        "start": onward | {".": "."},
        ".": onward | {".": "..", "g": ".g"},
        "..": onward,
        ".g": onward | {"i": ".gi", "/": "start"},
        ".gi": onward | {"t": ".git", "/": "start"},
        ".git": onward,
        "name": onward | {"/": "start"},
    }
    return DFA(
        states=set(transitions),
        input_symbols={*names, "/"},
        transitions=transitions,
        initial_state="start",
        final_states={"name", ".g", ".gi"},
        allow_partial=True,
    )
