"""Blocks of text that name one thing after another: tables, lists of imports, enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.analysis.coordination.additions import inner
from cortex_cli.syntax.symbols import FileSymbols

GAP = 4
"""Lines without a name after which a block has ended."""
SHORTEST_NAME = 4
LONGEST_LINE = 1000
IDENTIFIER = re.compile(r"\w+")
WORD = re.compile(r"[\w./:@-]+")
QUOTED = re.compile(r"""["'`]([\w.-]+)["'`]""")
MODULE = re.compile(r"^\s*(?:pub(?:\([^)]*\))?\s+)?(?:mod|use\s+(?:self|super|crate)?(?:::)?)\s*([\w]+)")
IMPORT = re.compile(r"""^\s*(?:import|export|from|use|require|\}\s*from)\b|^\s*(?!_\s)\w*\s*"[\w./-]+"$""")
STRING = re.compile(r""""[^"\n]*"|'[^'\n]*'""")
SEPARATORS = re.compile(r"[./:@\\-]+")


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines `first` to `last`, from 1, name all of `members`; `told` of them in strings, which code does not need."""

    first: int
    last: int
    members: tuple[str, ...]
    told: int = 0

    @property
    def where(self) -> str:
        """`line 3 names` or `lines 3 to 7 name`."""
        return f"line {self.first} names" if self.first == self.last else f"lines {self.first} to {self.last} name"


class Page:
    """The lines of a text, and in which of them each word stands."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._of_word: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            for word in set(IDENTIFIER.findall(line)):
                self._of_word.setdefault(word, []).append(number)

    def distinct(self, words: Iterable[str]) -> int:
        """How many of `words` stand in it."""
        return sum(word in self._of_word for word in words)

    def lines_with(self, words: Iterable[str]) -> list[int]:
        """The numbers of lines, from 1, with any of `words`, ascending."""
        return sorted({number for word in words for number in self._of_word.get(word, ())})


@dataclass(frozen=True)
class Names:
    """How the members of a directory may be named in a text.

    `plain` are their names without an extension, `inside` the last part of the directory's name, and `defined`
    names that only one member defines.
    """

    inside: str
    plain: Mapping[str, str]
    defined: Mapping[str, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """What stands in each line that names a member, among other words."""
        return frozenset(word for name in (*self.plain, *self.defined) for word in IDENTIFIER.findall(name)[:1])

    def in_line(self, line: str) -> Iterator[str]:
        """The members that a line names."""
        for word in WORD.findall(line):
            yield from self._in_word(word)
        for quoted in QUOTED.findall(line):
            if quoted in self.plain:
                yield self.plain[quoted]
        if (found := MODULE.match(line)) and found[1] in self.plain:
            yield self.plain[found[1]]

    def _in_word(self, word: str) -> Iterator[str]:
        if word in self.defined:
            yield self.defined[word]
        parts = [part for part in SEPARATORS.split(word) if part]
        if word.startswith(".") and parts and parts[0] in self.plain:
            yield self.plain[parts[0]]
        for number, part in enumerate(parts):
            if part in self.defined and len(parts) > 1:
                yield self.defined[part]
            if number and parts[number - 1] == self.inside and part in self.plain:
                yield self.plain[part]


def names_of(directory: str, members: Iterable[str], outlines: Mapping[str, FileSymbols]) -> Names:
    """The names of members, each a file or a package in `directory`."""
    listed = list(members)
    plain = {member.rpartition("/")[2].partition(".")[0]: member for member in reversed(listed)}
    defined: dict[str, str | None] = {}
    for path, symbols in outlines.items():
        member = next((each for each in (path, inner(path, directory)) if each in plain.values()), None)
        for definition in symbols.definitions if member else ():
            if definition.owner is None and len(definition.name) >= SHORTEST_NAME:
                known = defined.get(definition.name, member)
                defined[definition.name] = member if known == member else None
    return Names(directory.rpartition("/")[2], plain, {name: member for name, member in defined.items() if member})


def longest_listing(page: Page, names: Names, *, without: str = "") -> Listing | None:
    """The block that names most members; `without` is one that does not count, as it is the file itself."""
    best: Listing | None = None
    first, last, found, told = 0, 0, dict[str, None](), set[str]()
    for number in [*page.lines_with(names.words), None]:
        line = page.lines[number - 1] if number else ""
        named = [member for member in names.in_line(line) if member != without] if len(line) < LONGEST_LINE else []
        if found and (number is None or (named and number - last > GAP)):
            if best is None or len(found) > len(best.members):
                best = Listing(first, last, tuple(found), len(told))
            found, told = {}, set()
        if named and number:
            first = first if found else number
            last = number
            found.update(dict.fromkeys(named))
            if not IMPORT.match(line):
                told.update(member for string in STRING.findall(line) for member in names.in_line(string))
    return best
