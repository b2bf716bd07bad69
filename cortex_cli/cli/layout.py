"""The few shapes that every screen is made of: cells, bars, quiet tables and headed parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from cortex_cli.cli.grid import Column, Grid, Indented
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


def sentence(text: str, style: str = "") -> Grid:
    """Text from anywhere as a paragraph of its own."""
    return Grid((Column(),), ((cell(text, style),),))


def lines(texts: Iterable[str]) -> Text:
    """Several harmless lines in one cell."""
    return Text("\n").join(cell(text) for text in texts)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]], gap: int = 2) -> Grid:
    """Rows under dim titles, without rules; what is too long goes on below, so that nothing of it is lost.

    A column with nothing in it is left out.
    """
    cells = [[item if isinstance(item, Text) else cell(item) for item in row] for row in rows]
    kept = [index for index in range(len(columns)) if any(row[index].plain for row in cells)]
    picked = tuple(tuple(row[index] for index in kept) for row in cells)
    return Grid(tuple(columns[index] for index in kept), picked if kept else (), gap)


def part(console: Console, title: str, body: Text | Grid) -> None:
    """A blank line, a bold title, and `body` indented below it."""
    console.print()
    console.print(Text(title, style="bold"))
    console.print(Indented(body))


def bullets(texts: Iterable[str]) -> Grid:
    return table([Column(), Column()], [("-", text) for text in texts], gap=1)


def rest(total: int, shown: int, where: str) -> str:
    """`and 7 more: <where>`; empty when nothing was left out."""
    return f"and {total - shown} more: {where}" if total > shown else ""
