"""An analysis on one calm screen: what was understood, which files, where work meets, whether to divide it.

Where it would be longer than a screen, each list shows fewer lines, until all of it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column, Grid, Indented
from cortex_cli.cli.layout import bar, bullets, cell, rest, sentence, table
from cortex_cli.model.analysis import Analysis, Candidate, CoordinationPoint, Creation, RequestPart
from cortex_cli.model.text import counted, one_line, shortened
from cortex_cli.reporting.words import ACTIONS, best_reason, grounds, likelihood, title

MOST_LINES = 42
NARROW_BAR = 5
COMMIT_SHOWN = 12
LEAST_PARTS = 3
BULLET = 4
MARGIN = 20
"""What bullets and breaks between words take of two lines."""
POINT_GAPS = 4
LEAST_POINT = 75
"""Columns beside the place of a coordination point from which one line is enough for it."""
LEAST_REASON = 45
"""Columns that a file's reason needs to stand beside its path; with fewer it goes below."""
BESIDE, BELOW = 24, 17
"""Columns that percent, bar and gaps take of a line, with the reason beside the path and below it."""
ALL = "--all shows every one"


@dataclass(frozen=True, slots=True)
class Room:
    """How many entries of each list are shown; None for all."""

    files: int | None
    points: int | None
    others: int | None


ROOMS = (Room(12, 8, 6), Room(10, 6, 4), Room(8, 4, 3), Room(6, 3, 2), Room(5, 2, 1), Room(3, 1, 1))
EVERYTHING = Room(None, None, None)


def print_analysis(face: Face, analysis: Analysis, *, everything: bool = False) -> None:
    """The screen of an analysis: at most 42 lines at 80 columns, unless `everything` is wanted."""
    console = face.out
    rooms = (EVERYTHING,) if everything else ROOMS
    screens = (Group(*_screen(console, analysis, room)) for room in rooms)
    shown = next((screen for screen in screens if everything or _lines(console, screen) <= MOST_LINES), None)
    console.print(shown or Group(*_screen(console, analysis, rooms[-1])))


def _lines(console: Console, screen: RenderableType) -> int:
    return len(console.render_lines(screen, pad=False))


def _screen(console: Console, analysis: Analysis, room: Room) -> Iterator[RenderableType]:
    yield sentence(title(analysis.request), "bold")
    sure = f"{analysis.confidence:.0%} sure" if analysis.confidence else "a guess"
    yield sentence(f"{analysis.task_type}, {sure}, at {analysis.base_commit[:COMMIT_SHOWN]}", "dim")
    if len(analysis.parts) > 1:
        yield from _parts(console, analysis.parts, room.others)
    yield from _files(console, analysis, room)
    if analysis.creations:
        rows = [_creation(item, console, everything=room is EVERYTHING) for item in analysis.creations]
        yield from _table("New files", [Column(), Column()], rows, room.others)
    if analysis.coordination_points:
        rows = _points(analysis.coordination_points, console, room.points)
        yield from _table("Coordination points", [Column(), Column()], rows, room.points)
    strategy = analysis.strategy
    width = f", {counted(strategy.width, 'worker')}" if strategy.width > 1 else ""
    yield from _part("Advice", cell(f"{strategy.approach}{width}: {strategy.reason}"))
    yield from _listed(console, "Open questions", analysis.questions, room.others)
    yield from _listed(console, "Notices", analysis.notices, room.others)


def _parts(console: Console, parts: Sequence[RequestPart], most: int | None) -> Iterator[RenderableType]:
    """The things that the request asks for, a line for each: they tell whether it was understood."""
    said = [f"{part.task_type}: {one_line(part.text)}" for part in parts]
    if most is None:
        yield from _listed(console, "What it asks for", said, None)
    else:
        few = [shortened(text, console.width - BULLET) for text in said]
        yield from _listed(console, "What it asks for", few, max(most, LEAST_PARTS))


def _files(console: Console, analysis: Analysis, room: Room) -> Iterator[RenderableType]:
    wanted = [item for item in analysis.candidates if likelihood(item) >= analysis.threshold]
    if not wanted:
        yield from _part("Files to change", cell("no existing file reached the cut-off", "yellow"))
        return
    everything = room.files is None
    left = console.width - BESIDE - max(cell_len(item.path) for item in wanted[: room.files])
    wide = left >= LEAST_REASON
    limit = None if everything else left if wide else console.width - BELOW
    rows = [_candidate(item, console, limit, wide=wide) for item in wanted]
    columns = [Column(right=True, tight=True), Column(tight=True), Column(), Column()]
    yield from _table(f"Files to change, at least {analysis.threshold:.0%} likely", columns, rows, room.files)


def _candidate(item: Candidate, console: Console, limit: int | None, *, wide: bool) -> tuple[Text | str, ...]:
    """Percent, bar, path, and the best reason beside the path or below it; all reasons where there is no `limit`."""
    share = likelihood(item)
    path = cell(item.path, "bold")
    said = "; ".join(item.evidence) if limit is None else shortened(one_line(best_reason(item.evidence)), limit)
    reason = cell(said, "dim")
    if wide:
        return f"{share:.0%}", bar(share, console), path, reason
    below = path.append("\n").append(reason) if said else path
    return f"{share:.0%}", bar(share, console, NARROW_BAR), below, ""


def _creation(item: Creation, console: Console, *, everything: bool) -> tuple[Text, Text]:
    reason = "; ".join(item.evidence) if everything else shortened(best_reason(item.evidence), console.width)
    return cell(item.pattern, "bold"), cell(reason, "dim")


def _points(points: Sequence[CoordinationPoint], console: Console, most: int | None) -> list[tuple[Text, Text]]:
    """Each point with its kind, what a plan does about it, and its reason, cut to a line or to two short ones."""
    places = [_place(point) for point in points]
    left = console.width - POINT_GAPS - max(place.cell_len for place in places[:most])
    limit = left if left >= LEAST_POINT else 2 * left - MARGIN
    return [
        (place, _advice(point, None if most is None else limit)) for place, point in zip(places, points, strict=True)
    ]


def _place(point: CoordinationPoint) -> Text:
    place = cell(point.path, "bold")
    return place.append(" ").append(cell(point.symbol, "cyan")) if point.symbol else place


def _advice(point: CoordinationPoint, limit: int | None) -> Text:
    said = f"{point.kind.replace('_', ' ')}, {ACTIONS[point.action]}: "
    if limit is None:
        return cell(said.rstrip()).append(" ").append(cell("; ".join(grounds(point)), "dim"))
    reason = shortened(one_line(point.reason), max(limit - len(said), LEAST_REASON))
    return cell(said.rstrip()).append(" ").append(cell(reason, "dim"))


def _listed(console: Console, name: str, texts: Sequence[str], most: int | None) -> Iterator[RenderableType]:
    """A list, of which each entry has two lines unless all is shown."""
    if texts:
        limit = 2 * console.width - MARGIN
        shown = [text if most is None else shortened(one_line(text), limit) for text in texts[:most]]
        yield from _part(name, bullets(shown))
        yield from _rest(len(texts), most)


def _table(
    name: str, columns: Sequence[Column], rows: Sequence[Sequence[Text | str]], most: int | None
) -> Iterator[RenderableType]:
    yield from _part(name, table(columns, rows[:most]))
    yield from _rest(len(rows), most)


def _part(name: str, body: Text | Grid) -> Iterator[RenderableType]:
    yield Text()
    yield Text(name, style="bold")
    yield Indented(body)


def _rest(total: int, most: int | None) -> Iterator[RenderableType]:
    if most is not None and (words := rest(total, most, ALL)):
        yield Indented(cell(words, "dim"))
