"""Names and wildcard segments looked up by what stands before their first star and after their last.

Both ends are kept in a trie whose branches are characters and sets of them; a branch is divided when it is looked at
and holds more than a few, so that building one costs no more than what is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from cortex_cli.model.characters import Characters
from cortex_cli.model.segment import Key as Key
from cortex_cli.model.segment import is_open, parts_of
from cortex_cli.model.units import Unit, share_character

FEW = 8
"""A branch with so many entries is not divided further."""

Value = TypeVar("Value")


class AffixIndex(Generic[Value]):
    """Finds the entries that may share a name with a key: the units at an end of one agree with the other's."""

    def __init__(self, entries: Iterable[tuple[Key, Value]]) -> None:
        self._entries = tuple(entries)
        self._starts = _Branch([(start_of(entry[0]), entry) for entry in self._entries], 0)

    @cached_property
    def _ends(self) -> _Branch[Value]:
        return _Branch([(end_of(entry[0]), entry) for entry in self._entries], 0)

    def near(self, key: Key) -> Iterator[tuple[Key, Value]]:
        """The entries that one end alone allows, for the end that allows fewer."""
        found = self._starts.near(start_of(key), is_open(key))
        if _count(found) > FEW:
            found = min(found, self._ends.near(end_of(key), is_open(key)), key=_count)
        for entries in found:
            for _, entry in entries:
                yield entry


def start_of(key: Key) -> Sequence[Unit]:
    """What each character before the first star must be; all of them where there is no star."""
    return parts_of(key)[0]


def end_of(key: Key) -> Sequence[Unit]:
    """What each character after the last star must be, the last one first."""
    return parts_of(key)[-1][::-1]


def _count(found: list[_Entries[Value]]) -> int:
    return sum(map(len, found))


_Entries = list[tuple[Sequence[Unit], tuple[Key, Value]]]


class _Branch(Generic[Value]):
    """Entries that agree in `depth` units, and then in those of the `run`; after it they are divided."""

    def __init__(self, entries: _Entries[Value], depth: int) -> None:
        self._entries = entries
        self._depth = depth
        self._is_divided = False
        self._run: Sequence[Unit] = ()
        self._open: _Entries[Value] = []
        self._closed: _Entries[Value] = []
        self._characters: dict[str, _Branch[Value]] = {}
        self._sets: dict[Characters, _Branch[Value]] = {}

    def near(self, units: Sequence[Unit], goes_on: bool) -> list[_Entries[Value]]:
        """The entries that agree with `units`, after which anything may follow if it `goes_on`, and a few others."""
        found: list[_Entries[Value]] = []
        branches = [self]
        for branch in branches:
            if not branch._divided():
                found.append(branch._entries)
                continue
            end = branch._depth + len(branch._run)
            if not all(map(share_character, branch._run, units[branch._depth : end])):
                continue
            if len(units) > end:
                found.append(branch._open)
                branches += branch._following(units[end])
            elif goes_on:
                found.append(branch._entries)
            elif len(units) == end:
                found += [branch._open, branch._closed]
        return found

    def _divided(self) -> bool:
        """Whether the entries are divided by the next unit, as they are from now on if they are many."""
        if not self._is_divided and len(self._entries) > FEW:
            self._is_divided = True
            self._divide()
        return self._is_divided

    def _divide(self) -> None:
        self._run = self._shared()
        end = self._depth + len(self._run)
        characters: dict[str, _Entries[Value]] = {}
        sets: dict[Characters, _Entries[Value]] = {}
        for each in self._entries:
            units, entry = each
            if len(units) == end:
                (self._open if is_open(entry[0]) else self._closed).append(each)
            elif isinstance(unit := units[end], str):
                characters.setdefault(unit, []).append(each)
            else:
                sets.setdefault(unit, []).append(each)
        self._characters = {unit: _Branch(entries, end + 1) for unit, entries in characters.items()}
        self._sets = {unit: _Branch(entries, end + 1) for unit, entries in sets.items()}

    def _shared(self) -> Sequence[Unit]:
        """The units after the first `depth` that all entries have in common."""
        first, at = self._entries[0][0], self._depth
        shortest = min(len(units) for units, _ in self._entries)
        while at < shortest and all(units[at] == first[at] for units, _ in self._entries):
            at += 1
        return first[self._depth : at]

    def _following(self, unit: Unit) -> Iterator[_Branch[Value]]:
        if isinstance(unit, str):
            if unit in self._characters:
                yield self._characters[unit]
        else:
            yield from (branch for character, branch in self._characters.items() if character in unit)
        yield from (branch for members, branch in self._sets.items() if share_character(unit, members))
