"""Cells side by side, without rules: text breaks between words, a path after a `/`, and no line ends in blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

WORD = re.compile(r"\S+\s*|\s+")
NAME = re.compile(r"[^/]*/+\s*|[^/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """`title` may be empty; a `tight` column keeps its text on one line and cuts it with an ellipsis."""

    title: str = ""
    right: bool = False
    tight: bool = False


@dataclass(frozen=True)
class Grid:
    """Rows with a cell for each column, `gap` blanks between them; the first is of titles where a column has one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    gap: int = 2

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        rows = self.rows
        if any(column.title for column in self.columns):
            rows = (tuple(Text(column.title, "dim") for column in self.columns), *rows)
        widths = self._widths(rows, options.max_width - self.gap * (len(self.columns) - 1))
        for row in rows:
            yield from self._lines(row, widths)

    def _widths(self, rows: Sequence[Sequence[Text]], room: int) -> list[int]:
        """The width of each column, in cells: as wide as its text if there is room, else as wide as its names."""
        natural, least = [], []
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=True):
            longest = max(cell_len(line) for cell in cells for line in cell.plain.split("\n"))
            name = max((cell_len(name.strip()) for cell in cells for name in _names(cell.plain)), default=0)
            natural.append(longest)
            least.append(longest if column.tight else min(name, room // 2))
        return fitted(natural, least, room)

    def _lines(self, row: Sequence[Text], widths: Sequence[int]) -> Iterator[Text]:
        cells = [
            _cut(cell, width) if column.tight else wrapped(cell, width)
            for column, cell, width in zip(self.columns, row, widths, strict=True)
        ]
        for number in range(max(map(len, cells))):
            line, start = Text(no_wrap=True, overflow="ignore"), 0
            for column, cell, width in zip(self.columns, cells, widths, strict=True):
                if number < len(cell) and cell[number].plain:
                    before = width - cell[number].cell_len if column.right else 0
                    line.append(" " * (start + before - line.cell_len)).append_text(cell[number])
                start += width + self.gap
            yield line


@dataclass(frozen=True)
class Indented:
    """`body` behind some blanks, which an empty line does without."""

    body: Text | Grid
    by: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update(width=max(options.max_width - self.by, 1))
        body = Grid((Column(),), ((self.body,),)) if isinstance(self.body, Text) else self.body
        for line in console.render_lines(body, inner, pad=False):
            if any(segment.text for segment in line):
                yield Segment(" " * self.by)
            yield from line
            yield Segment.line()


def fitted(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths for texts that are `natural` wide, at most `room` in all: the widest columns give way first.

    None becomes less than its `least` while another can still give way, nor less than 1.
    """
    widths = [max(min(width, room), 1) for width in natural]
    for floor in (least, [1] * len(widths)):
        while sum(widths) > room and (wider := [at for at, width in enumerate(widths) if width > floor[at]]):
            widths[max(wider, key=lambda at: widths[at])] -= 1
    return widths


def wrapped(text: Text, width: int) -> list[Text]:
    """`text` in lines of at most `width` cells; a name is broken only where it alone is wider."""
    found: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        found.extend(line.divide(_breaks(line.plain, width)))
    for line in found:
        line.rstrip()
    return found


def _breaks(plain: str, width: int) -> Iterator[int]:
    """Where a new line begins."""
    at = used = 0
    for piece in _pieces(plain, width):
        if used and used + cell_len(piece.rstrip()) > width:
            yield at
            used = 0
        used += cell_len(piece)
        at += len(piece)


def _pieces(plain: str, width: int) -> Iterator[str]:
    """What stays on one line: words, or the names in one that is wider, or parts of a name that is wider still."""
    for word in WORD.findall(plain):
        names = [word] if cell_len(word.strip()) <= width else NAME.findall(word)
        for name in names:
            yield from [name] if cell_len(name.strip()) <= width else chop_cells(name, width)


def _names(plain: str) -> Iterator[str]:
    for word in WORD.findall(plain):
        yield from NAME.findall(word)


def _cut(cell: Text, width: int) -> list[Text]:
    line = cell.copy()
    line.truncate(width, overflow="ellipsis")
    return [line]
