"""Which program writes a file: said by its own header, or by a rule that names both."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cortex_cli.model.text import clean, shortened

HEADER_LINES = 12
LONGEST_SAID = 120
SAYS = re.compile(
    r"\b(?:auto[- ]?)?(?:generated|created|built|written)\b[^\n]{0,40}?\b(?:by|from|with|using|via)\b", re.I
)
PATH = re.compile(r"[\w@~.-]*(?:/[\w@.-]+)+|[\w-]+\.[A-Za-z]\w{0,7}")
OUTPUT = re.compile(
    r"(?:--?(?:o|out|output|outfile|out-file|output-file|target|write|dest)(?:\s+|=)|>\s*)[\"']?([^\s\"';&|]+)"
)
PLACEHOLDER = re.compile(r"(?<![\w/])(?:\{\w+\}|\$\(\w+\)|\$\{?\w+\}?|\.)/")
GO_GENERATE = "//go:generate "
SCHEMAS = (
    (re.compile(r"_pb2(?:_grpc)?\.pyi?$|(?:_grpc)?\.pb(?:\.\w+)?\.\w+$|_(?:grpc_)?pb\.(?:d\.ts|js|ts|rb)$"), ".proto"),
    (re.compile(r"\.(?:g|freezed)\.dart$"), ".dart"),
)
MAKE_RULE = re.compile(r"^([\w./-]+)\s*:(?!=)\s*([^#\n]*)$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the top of a file `said` of the `makers` that write it: programs, and files that they read."""

    said: str
    makers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Line `line` of `path` has `makers` write `output`; all of them exist."""

    path: str
    line: int
    output: str
    makers: tuple[str, ...]


def named_in_header(path: str, text: str, paths: Collection[str]) -> Header | None:
    """The line among the first ones that says what generates the file; None where there is none."""
    for line in text.split("\n", HEADER_LINES)[:HEADER_LINES]:
        if SAYS.search(line):
            said = shortened(clean(line.strip().strip("/*#-<>!; ").strip()), LONGEST_SAID)
            words = PATH.findall(line)
            named = (resolved(word, path, paths) or _only_one_ending_in(word, paths) for word in words)
            return Header(said, tuple(dict.fromkeys(each for each in named if each and each != path)))
    return None


def rules_in(path: str, text: str, paths: Collection[str]) -> Iterator[Rule]:
    """Rules that name an existing output and an existing program or input."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > 1000:
            continue
        if path.endswith(".go") and not line.startswith(GO_GENERATE):
            continue
        yield from _in_line(path, number, line, paths)


def _in_line(path: str, number: int, written: str, paths: Collection[str]) -> Iterator[Rule]:
    line = PLACEHOLDER.sub("", written)
    outputs = [found for word in OUTPUT.findall(line) if (found := resolved(word, path, paths))]
    words = [found for word in PATH.findall(line) if (found := resolved(word, path, paths))]
    if not outputs and (rule := MAKE_RULE.match(line)) and path.rpartition("/")[2].endswith("akefile"):
        target = resolved(rule[1], path, paths)
        outputs = [target] if target else []
    makers = tuple(dict.fromkeys(word for word in words if word not in outputs))
    if path.endswith(".go") and outputs and not makers:
        makers = (path,)
    yield from (Rule(path, number, output, makers) for output in dict.fromkeys(outputs) if makers)


def resolved(word: str, path: str, paths: Collection[str]) -> str | None:
    """The file that `word` in `path` names: looked for from the top, beside it, and in the directories above it."""
    plain = word.strip("\"'`,;:()").removeprefix("./").rstrip(".")
    if not plain or plain.startswith("/"):
        return None
    directory = path.rpartition("/")[0]
    while True:
        found = f"{directory}/{plain}" if directory else plain
        if found in paths:
            return found
        if not directory:
            return None
        directory = directory.rpartition("/")[0]


def _only_one_ending_in(word: str, paths: Collection[str]) -> str | None:
    """The one file whose path ends so, for a name that is written from a directory of its own."""
    found = [path for path in paths if path.endswith(f"/{word}")] if "/" in word.strip("/") else []
    return found[0] if len(found) == 1 else None


def schema_of(path: str, paths: Collection[str]) -> str | None:
    """The existing file beside a generated one that such names are made from: `users.proto` for `users_pb2.py`."""
    for ending, schema in SCHEMAS:
        if ending.search(path) and (source := ending.sub("", path) + schema) in paths:
            return source
    return None
