"""YAML text as plain data, with the line of every value: one pass over PyYAML's events.

Building from events shows anchors, tags and duplicate keys, which PyYAML's own constructor resolves in
silence, and stops at the depth limit before anything recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, cast

from cortex_cli.config.problems import Location
from cortex_cli.config.scalars import SurprisingScalar, plain_value
from cortex_cli.model.encoding import JsonValue
from cortex_cli.model.text import one_line, shortened

DEEPEST = 50
SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
QUOTE = "put it in quotes if text is meant"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the text that is refused; `line` counts from 1."""

    line: int
    message: str
    mend: str


@dataclass(slots=True)
class Tree:
    """The data read so far, the line of each location in it, and what was refused on the way.

    Stays without data (`empty`) where the text holds no value.
    """

    data: JsonValue = None
    lines: dict[Location, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return () not in self.lines


def read_tree(text: str) -> Tree:
    """Read one YAML document; flaws are collected, and the reading ends early only where it must."""
    builder = _Builder()
    try:
        for event in _events(text, builder.tree.flaws):
            builder.take(event)
    except _Unreadable as stop:
        builder.tree.flaws.append(stop.flaw)
    return builder.tree


class _Mark(Protocol):
    line: int


class _Event(Protocol):
    """What is used of PyYAML's events, each of which has a part of it."""

    start_mark: _Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None


def _events(text: str, flaws: list[Flaw]) -> Iterator[_Event]:
    # PyYAML takes 25 ms to import: only what reads documents pays for it.
    import yaml

    # JSON writes emoji and undecodable file names as \ud800 to \udfff, which only the slow reader takes.
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = yaml.SafeLoader if SURROGATE_ESCAPE.search(text) else fast
    try:
        yield from cast("Iterator[_Event]", yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = one_line(error.problem or error.context or "cannot be read")
        tab = "cannot start any token" in problem
        mend = "indent with blanks, not tabs" if tab else "correct the YAML there"
        flaws.append(Flaw(mark.line + 1 if mark else 1, f"not valid YAML: {problem}", mend))


class _Unreadable(Exception):
    def __init__(self, line: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.flaw = Flaw(line, message, mend)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open; `key` is the one whose value comes next."""

    loc: Location
    items: dict[str, JsonValue] | list[JsonValue]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.items, dict) and self.key is None


class _Builder:
    def __init__(self) -> None:
        self.tree = Tree()
        self.open: list[_Frame] = []
        self.documents = 0

    def take(self, event: _Event) -> None:
        kind, line = type(event).__name__, event.start_mark.line + 1
        if kind == "ScalarEvent":
            self.refuse_marks(event, line)
            self.scalar(event, line)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.refuse_marks(event, line)
            self.start({} if kind == "MappingStartEvent" else [], line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()
        elif kind == "AliasEvent":
            raise _Unreadable(line, f"*{event.anchor} refers to another value", "write the value out")
        elif kind == "DocumentStartEvent":
            self.document(line)

    def refuse_marks(self, event: _Event, line: int) -> None:
        if event.anchor is not None:
            self.flaw(line, f"&{event.anchor} names a value to use again", "remove it, and write values out")
        if event.tag is not None:
            self.flaw(line, f"{one_line(event.tag)} is a YAML tag", "remove the tag")

    def document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Unreadable(line, "a second document begins here", "keep one document in a file")

    def start(self, items: dict[str, JsonValue] | list[JsonValue], line: int) -> None:
        if self.open and self.open[-1].wants_key:
            raise _Unreadable(line, "a key must be text, not a list or mapping", "write a plain key")
        if len(self.open) >= DEEPEST:
            raise _Unreadable(line, f"nested deeper than {DEEPEST} levels", "flatten it")
        self.open.append(_Frame(self.put(items, line), items))

    def scalar(self, event: _Event, line: int) -> None:
        if self.open and self.open[-1].wants_key:
            if not event.style and event.value in ("", "<<"):
                message = "<< merges mappings" if event.value else "an empty key"
                self.flaw(line, message, "write the keys out")
            self.take_key(self.open[-1], _joined(event.value), line)
        elif event.style:
            self.put(_joined(event.value), line)
        else:
            self.put(self.plain(event.value, line), line)

    def take_key(self, frame: _Frame, key: str, line: int) -> None:
        """Keys are text as written, so that `on:` needs no quotes."""
        loc = (*frame.loc, key)
        if isinstance(frame.items, dict) and key in frame.items:
            first, shown = self.tree.lines[loc], shortened(one_line(key), 40)
            self.flaw(line, f"the key {shown} stands on line {first} already", "keep one of the two")
        self.tree.lines[loc] = line
        frame.key = key

    def plain(self, text: str, line: int) -> JsonValue:
        try:
            return plain_value(text)
        except SurprisingScalar as surprise:
            shown = shortened(one_line(text), 40)
            self.flaw(line, f"{shown} without quotes {surprise}", f'{QUOTE}: "{shown}"')
            return text

    def put(self, value: JsonValue, line: int) -> Location:
        """Place `value` where it belongs; returns its location."""
        if not self.open:
            self.tree.data = value
            self.tree.lines[()] = line
            return ()
        frame = self.open[-1]
        if isinstance(frame.items, list):
            loc: Location = (*frame.loc, len(frame.items))
            frame.items.append(value)
            self.tree.lines[loc] = line
            return loc
        key, frame.key = frame.key or "", None
        frame.items[key] = value
        return (*frame.loc, key)

    def flaw(self, line: int, message: str, mend: str) -> None:
        self.tree.flaws.append(Flaw(line, message, mend))


def _joined(text: str) -> str:
    """`text` with surrogate pairs, JSON's way to write emoji, as the characters they stand for."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
