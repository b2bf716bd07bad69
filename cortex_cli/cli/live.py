"""Progress on a terminal: one frame on stderr, redrawn in place, and a short one left behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column, Grid, Indented
from cortex_cli.cli.layout import bar, cell, state_cell, table
from cortex_cli.model.events import Event, Phase
from cortex_cli.model.run import ObjectiveState
from cortex_cli.model.text import counted, duration, one_line, shortened
from cortex_cli.pipeline.progress import ObjectiveStatus, Progress, Status

REFRESH_PER_SECOND = 8
WIDEST = 120
PHASE_BAR = 30
HEADER_LINES = 4
LEFT_BEHIND = 12
URGENCY = (
    ObjectiveState.RUNNING,
    ObjectiveState.RETRYING,
    ObjectiveState.FAILED,
    ObjectiveState.BLOCKED,
    ObjectiveState.READY,
    ObjectiveState.PENDING,
    ObjectiveState.CANCELED,
    ObjectiveState.COMPLETED,
)


class LiveView:
    """A listener that feeds `progress` and draws it, while it is entered as a context.

    Give the events to the view alone: it passes each on to `progress`.
    """

    def __init__(self, face: Face, progress: Progress) -> None:
        self._progress = progress
        self._console = face.err
        self._ending = False
        self._live = Live(
            console=face.err,
            get_renderable=self._frame,
            refresh_per_second=REFRESH_PER_SECOND,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def __call__(self, event: Event) -> None:
        self._progress(event)

    def __enter__(self) -> LiveView:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending = True
        self._live.stop()

    def _frame(self) -> RenderableType:
        room = self._console.height - HEADER_LINES
        return frame(self._console, self._progress.status(), min(room, LEFT_BEHIND) if self._ending else room)


def frame(console: Console, status: Status, room: int) -> RenderableType:
    """The picture of `status` with at most `room` lines about objectives, for the width of `console`."""
    width = min(console.width, WIDEST)
    shown = chosen(status.objectives, room)
    parts: list[RenderableType] = [_phase_line(console, status)]
    if words := _activity(status):
        parts.append(_cut(Text(shortened(words, width), style="dim")))
    if shown:
        parts.append(Indented(_objectives(shown, width)))
    if hidden := [item for item in status.objectives if item not in shown]:
        parts.append(_cut(Text(f"  and {summary(hidden)}", style="dim")))
    return Group(*parts)


def _phase_line(console: Console, status: Status) -> Text:
    line = Text(f"{status.phase or 'starting':<10} ", style="bold")
    line.append(bar(status.percent / 100, console, PHASE_BAR if console.width >= 72 else 10))
    line.append(f" {status.percent:3.0f}%  {duration(status.elapsed)}")
    if status.remaining is not None:
        line.append(f", about {duration(status.remaining)} left", style="dim")
    return _cut(line)


def _cut(line: Text) -> Text:
    """`line` as one that a narrow terminal cuts instead of wrapping."""
    line.no_wrap, line.overflow = True, "ellipsis"
    return line


def _activity(status: Status) -> str:
    at_work = status.phase is Phase.EXECUTION and status.wave is not None
    last = max((wave.number for wave in status.waves), default=status.wave)
    wave = f"wave {status.wave} of {last}" if at_work else ""
    return ": ".join(filter(None, (wave, one_line(status.activity))))


def _objectives(items: Sequence[ObjectiveStatus], width: int) -> Grid:
    title_width = min(max(len(one_line(item.title)) for item in items), max(width // 3, 16))
    activity_width = max(width - title_width - 28, 8)
    rows = [
        (
            state_cell(item.state),
            cell(shortened(one_line(item.title), title_width)),
            "" if item.seconds == 0 else duration(item.seconds),
            cell(shortened(one_line(item.activity), activity_width), "dim"),
        )
        for item in items
    ]
    return table([Column(tight=True), Column(tight=True), Column(right=True, tight=True), Column(tight=True)], rows)


def chosen(items: Sequence[ObjectiveStatus], room: int) -> list[ObjectiveStatus]:
    """As many objectives as fit, the ones that matter most, in the order of the plan.

    Where some are left out, one line of the room is kept to say so.
    """
    if len(items) <= room:
        return list(items)
    order = {state: rank for rank, state in enumerate(URGENCY)}
    best = sorted(items, key=lambda item: order[item.state])[: max(room - 1, 0)]
    names = {item.id for item in best}
    return [item for item in items if item.id in names]


def summary(items: Sequence[ObjectiveStatus]) -> str:
    """`74 more objectives: 60 pending, 14 completed`."""
    states = Counter(item.state for item in items)
    parts = ", ".join(f"{states[state]} {state}" for state in URGENCY if states[state])
    return f"{counted(len(items), 'more objective')}: {parts}"
