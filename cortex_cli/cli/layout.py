"""The few shapes that every screen is made of: cells, bars, quiet tables and headed parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cortex_cli.model.run import ObjectiveState, RunState
from cortex_cli.model.text import one_line

BAR_WIDTH = 10
STATE_STYLES: dict[str, str] = {
    ObjectiveState.RUNNING: "cyan",
    ObjectiveState.RETRYING: "yellow",
    ObjectiveState.COMPLETED: "green",
    ObjectiveState.FAILED: "red",
    ObjectiveState.BLOCKED: "yellow",
    ObjectiveState.CANCELED: "dim",
    ObjectiveState.PENDING: "dim",
    ObjectiveState.READY: "dim",
    RunState.SUCCEEDED: "green",
    RunState.PAUSED: "yellow",
    RunState.QUARANTINED: "red",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`title` may be empty; a `tight` column keeps its text on one line and cuts it with an ellipsis."""

    title: str = ""
    right: bool = False
    tight: bool = False


def cell(text: str, style: str = "") -> Text:
    """Text from anywhere as one harmless line."""
    return Text(one_line(text), style=style)


def state_cell(state: ObjectiveState | RunState) -> Text:
    return cell(state, STATE_STYLES.get(state, ""))


def bar(share: float, console: Console, width: int = BAR_WIDTH) -> Text:
    """A bar that is full at `share` 1.0, in ASCII where the terminal speaks nothing else."""
    filled = round(max(0.0, min(share, 1.0)) * width)
    full, empty = ("#", ".") if console.options.ascii_only else ("━", "─")
    return Text(full * filled, style="cyan").append(empty * (width - filled), style="dim")


def lines(texts: Iterable[str]) -> Text:
    """Several harmless lines in one cell."""
    return Text("\n").join(cell(text) for text in texts)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]], gap: int = 2) -> Table:
    """Rows under dim titles, without rules; long paths fold, so that nothing of them is lost.

    A column with nothing in it is left out.
    """
    cells = [[item if isinstance(item, Text) else cell(item) for item in row] for row in rows]
    kept = [index for index in range(len(columns)) if any(row[index].plain for row in cells)]
    titled = any(column.title for column in columns)
    grid = Table(box=None, pad_edge=False, show_header=titled, header_style="dim", padding=(0, gap, 0, 0))
    for index in kept:
        _add(grid, columns[index])
    for row in cells:
        grid.add_row(*(row[index] for index in kept))
    return grid


def _add(grid: Table, column: Column) -> None:
    overflow: Literal["ellipsis", "fold"] = "ellipsis" if column.tight else "fold"
    justify: Literal["right", "left"] = "right" if column.right else "left"
    grid.add_column(column.title, justify=justify, no_wrap=column.tight, overflow=overflow)


def part(console: Console, title: str, body: RenderableType) -> None:
    """A blank line, a bold title, and `body` indented below it."""
    console.print()
    console.print(Text(title, style="bold"))
    console.print(Padding(body, (0, 0, 0, 2), expand=False))


def bullets(texts: Iterable[str]) -> Table:
    return table([Column(), Column()], [("-", text) for text in texts], gap=1)


def rest(total: int, shown: int, where: str) -> str:
    """`and 7 more: <where>`; empty when nothing was left out."""
    return f"and {total - shown} more: {where}" if total > shown else ""
