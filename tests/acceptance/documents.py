"""Reading the documentation: its fenced blocks, the commands in them, its tables and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^( *)```(.*)$")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
HEADING = re.compile(r"^#+ +(.*)$")


@dataclass(frozen=True)
class Block:
    """A fenced block: ```` ```language key=value flag ````; `line` is that of its fence."""

    page: Path
    line: int
    language: str
    options: Mapping[str, str]
    text: str

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass
class Step:
    """A command of a session, with the output that the page shows for it."""

    command: str
    where: str
    shown: list[str] = field(default_factory=list)


def pages() -> list[Path]:
    """Everything that is written for readers; generated reports have directories of their own."""
    generated = {"analyses", "plans", "accomplishments"}
    found = [path for path in (ROOT / "docs").rglob("*.md") if not generated.intersection(path.parts)]
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(found)]


def page(name: str) -> Path:
    return ROOT / name


def blocks(path: Path) -> Iterator[Block]:
    """The fenced blocks of a page in order, without the indentation of their fence."""
    opened: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if opened is None and fence:
            opened, lines = (number, fence.group(1), fence.group(2)), []
        elif opened is not None and fence and not fence.group(2):
            number, indent, info = opened
            yield make_block(path, number, info, "".join(f"{text.removeprefix(indent)}\n" for text in lines))
            opened = None
        elif opened is not None:
            lines.append(line)
    assert opened is None, f"{path}: the block of line {opened} is not closed"


def make_block(path: Path, line: int, info: str, text: str) -> Block:
    language, *words = info.split() or [""]
    options = dict(word.partition("=")[::2] for word in words)
    return Block(path, line, language, options, text)


def steps(block: Block) -> list[Step]:
    """The commands of a `console` block: `$` begins one, a `\\` at its end continues it."""
    found: list[Step] = []
    for offset, line in enumerate(block.text.splitlines(), 1):
        if found and found[-1].command.endswith("\\"):
            found[-1].command = found[-1].command[:-1] + line.strip()
        elif line.startswith("$ "):
            where = f"{block.page.relative_to(ROOT)}:{block.line + offset}"
            found.append(Step(line[2:].strip(), where))
        elif line.strip():
            assert found, f"{block.where}: output without a command"
            found[-1].shown.append(line)
    return found


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The numbered lines outside of fenced blocks."""
    inside = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if FENCE.match(line):
            inside = not inside
        elif not inside:
            yield number, line


def spans(path: Path) -> Iterator[tuple[int, str]]:
    """The inline code of a page, with its line."""
    for number, line in prose(path):
        for match in SPAN.finditer(line):
            yield number, match.group(1)


def links(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in prose(path):
        for match in LINK.finditer(line):
            yield number, match.group(1)


def tables(path: Path) -> dict[str, list[list[str]]]:
    """The rows of the tables under each heading, title row and rule left out."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for _, line in prose(path):
        if match := HEADING.match(line):
            heading = match.group(1)
        elif line.startswith("|"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found.setdefault(heading, []).append(cells)
    return {name: rows[2:] for name, rows in found.items()}


def code(cell: str) -> str:
    """What stands in the first pair of backticks of a table cell."""
    match = SPAN.search(cell)
    assert match is not None, f"no code in {cell!r}"
    return match.group(1)


def anchor(heading: str) -> str:
    """The fragment by which GitHub links to a heading."""
    words = re.sub(r"[^\w\- ]", "", heading.lower())
    return words.replace(" ", "-")
