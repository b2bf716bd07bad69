"""Documents that people write: YAML, or JSON where YAML is accepted, with the line of every value.

`load_document` reads the text, `take_schema` checks what kind of document it says it is, and `validate` makes
one of the model's dataclasses of it. Each tells everything it finds wrong at once, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from cortex_cli.config.problems import DocumentError, Fault, Location, key_path, refuse
from cortex_cli.config.typed import WrongShape, typed
from cortex_cli.config.yaml_tree import Flaw, read_tree
from cortex_cli.model.encoding import JsonValue
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.problem import Problem

T = TypeVar("T")
LARGEST_BYTES = 5_000_000
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """A mapping read from the file `name`; `lines` has the line, from 1, of every location in it."""

    name: str
    data: Mapping[str, JsonValue]
    lines: Mapping[Location, int]

    def line(self, loc: Sequence[str | int]) -> int:
        """The line of the deepest value that `loc` leads to; parts that lead nowhere are passed over."""
        place: Location = ()
        for part in loc:
            if (*place, part) in self.lines:
                place = (*place, part)
        return self.lines[place]

    def where(self, loc: Sequence[str | int]) -> str:
        """That line as a place such as `team.yaml:12`."""
        return f"{self.name}:{self.line(loc)}"

    def without(self, *keys: str) -> Document:
        """The document less some of its top-level keys."""
        return replace(self, data={key: value for key, value in self.data.items() if key not in keys})

    def part(self, key: str) -> Document:
        """The mapping under a top-level key as a document of its own; DocumentError where there is none."""
        data = self.data.get(key)
        if not isinstance(data, dict):
            raise self.error([Fault((key,), "must be a mapping of keys to values")])
        lines = {loc[1:]: line for loc, line in self.lines.items() if loc[:1] == (key,)}
        return Document(self.name, data, lines)

    def error(self, faults: Iterable[Fault]) -> DocumentError:
        """What to raise for `faults`, at least one; they are told in the order of their lines."""
        ordered = sorted(faults, key=lambda fault: (self.line(fault.loc), key_path(fault.loc)))
        return DocumentError(self.name, [self._problem(fault) for fault in ordered])

    def _problem(self, fault: Fault) -> Problem:
        path = key_path(fault.loc)
        message = f"{path}: {fault.message}" if path else fault.message
        return Problem("configuration", message, self.where(fault.loc), fault.mend)


def read_document(path: Path, name: str | None = None) -> Document:
    """The document in a file called `name`: by default as `path` is when that is relative, else by its last part.

    Raises ConfigurationError when there is no readable regular file, and as `load_document` does.
    """
    name = name or (path.name if path.is_absolute() else str(path))
    if path.exists() and not path.is_file():
        refuse(name, f"{name} is not a regular file", mend="name a YAML or JSON file")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(f"cannot read {name}: {error.strerror}", where=name) from None
    return load_document(content, name)


def load_document(text: str | bytes, name: str) -> Document:
    """The document in `text`, a YAML or JSON mapping; `name` is the file it came from.

    Raises DocumentError, a ConfigurationError, for text that is not UTF-8, empty, over 5 MB, nested deeper
    than 50 levels or not YAML; for duplicate keys, anchors, aliases, tags and several documents; and for
    unquoted values that YAML readers do not agree on.
    """
    tree = read_tree(_decoded(text, name))
    if tree.flaws:
        flaws = sorted(tree.flaws, key=lambda flaw: flaw.line)
        raise DocumentError(name, [_problem(flaw, name) for flaw in flaws])
    if tree.empty:
        refuse(name, f"{name} is empty", mend=f"write {name}, or remove it")
    if not isinstance(tree.data, dict):
        message = f"{name} must be a mapping of keys to values at its top"
        refuse(name, message, line=tree.lines[()], mend="begin with a key")
    return Document(name, tree.data, tree.lines)


def _problem(flaw: Flaw, name: str) -> Problem:
    return Problem("configuration", flaw.message, f"{name}:{flaw.line}", flaw.mend)


def _decoded(content: str | bytes, name: str) -> str:
    if len(content) > LARGEST_BYTES:
        refuse(name, f"{name} is over {LARGEST_BYTES // 1_000_000} MB", mend="make it smaller")
    try:
        text = (content if isinstance(content, str) else content.decode()).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        refuse(name, f"{name} is not UTF-8 text", line=line, mend=f"save {name} as UTF-8")
    odd = UNPRINTABLE.search(text)
    if odd:
        message = f"{name} holds the character U+{ord(odd[0]):04X}, which YAML does not allow"
        refuse(name, message, line=text.count("\n", 0, odd.start()) + 1, mend="remove it")
    return text


def take_schema(document: Document, kind: str, required: bool) -> Document:
    """The document without its `schema` key, which has to be `cortex/<kind>/v1`.

    Raises DocumentError when it is another, or is missing though `required`.
    """
    expected = f"cortex/{kind}/v1"
    if "schema" not in document.data:
        if required:
            raise document.error([Fault((), "the key schema is missing", f"begin with: schema: {expected}")])
        return document
    if document.data["schema"] != expected:
        raise document.error([Fault(("schema",), f"must be {expected}", f"write schema: {expected}")])
    return document.without("schema")


def validate(document: Document, type_: Callable[..., T]) -> T:
    """The document's data as the frozen dataclass `type_`; no value is converted, but ints serve as floats.

    Raises DocumentError with every unknown or missing key, wrong type, and ValueError of a `__post_init__`.
    """
    try:
        return typed(document.data, type_)
    except WrongShape as wrong:
        raise document.error(wrong.faults) from None
