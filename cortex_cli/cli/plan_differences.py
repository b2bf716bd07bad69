"""The difference between two plans on a screen: what came, what went, what changed in what stayed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column
from cortex_cli.cli.layout import cell, part, sentence, table
from cortex_cli.model.plan_diff import EntriesDiff, Entry, EntryChange, ListChange, PlanDiff, Value, ValueChange
from cortex_cli.model.text import counted, one_line, shortened

ADDED, REMOVED, CHANGED = ("+", "green"), ("-", "red"), ("~", "yellow")
UNSAID = {"scope.touch": "everything not forbidden"}
HASHES = ("base_commit",)
HASH_SHOWN = 12
PROSE = frozenset({"context", "constraints", "acceptance", "deliverables", "notices", "uncovered"})
"""Lists of sentences: the beginnings of a few are shown, --json has all."""
PROSE_SHOWN = 3
BESIDE_A_KEY, LONGEST_KEY = 10, 12
DERIVED = ("schedule", "splits", "analysis", "advice.reason", "advice.serial", "advice.parallel")
"""Keys that follow from the others, by how they begin: --json has them."""
CONTEXT_BEFORE = 12
MARKS = [Column(), Column(), Column()]


def print_plan_diff(face: Face, diff: PlanDiff, told: Collection[str] = ()) -> None:
    """The counts first, then the plan's own values, objectives, contracts; no notice that is `told` apart."""
    names = f"{diff.before or 'a plan without an id'} -> {diff.after or 'a plan without an id'}"
    face.out.print(sentence(names, "bold"))
    if diff.same:
        face.out.print(sentence("no difference", "green"))
        return
    face.out.print(sentence(summary(diff), "dim"))
    values = [value for value in diff.values if not value.key.startswith(DERIVED)]
    lists = [_without(each, told) for each in diff.lists if not each.key.startswith(DERIVED)]
    lists = [each for each in lists if each.added or each.removed or each.reordered]
    keys = [*(value.key for value in values), *(each.key for each in lists)]
    own = face.out.width - BESIDE_A_KEY - max(map(len, keys), default=0)
    room = face.out.width - BESIDE_A_KEY - LONGEST_KEY
    _print_part(face, "Plan", list(_changes(values, lists, own)))
    _print_part(face, "Objectives", list(_entries(diff.objectives, room)))
    _print_part(face, "Contracts", list(_entries(diff.contracts, room)))


def _without(change: ListChange, told: Collection[str]) -> ListChange:
    if change.key != "notices":
        return change
    return replace(change, added=tuple(text for text in change.added if text not in told))


def summary(diff: PlanDiff) -> str:
    """How many objectives and contracts came, went and changed."""
    parts = []
    for noun, found in (("objective", diff.objectives), ("contract", diff.contracts)):
        counts = ((len(found.added), "added"), (len(found.removed), "removed"), (len(found.changed), "changed"))
        told = [f"{number} {word}" for number, word in counts if number]
        if told:
            first, *rest = told
            parts.append(", ".join([f"{counted(int(first.split()[0]), noun)} {first.split()[1]}", *rest]))
    own = (*(value.key for value in diff.values), *(each.key for each in diff.lists))
    if not parts and all(key.startswith(DERIVED) for key in own):
        return "only what follows from the rest differs: --json has it"
    return "; ".join(parts) or "only values of the plan as a whole differ"


Row = tuple[Text, Text, Text]


def _print_part(face: Face, title: str, rows: Sequence[Row]) -> None:
    if rows:
        part(face.out, title, table(MARKS, rows))


def _entries(found: EntriesDiff, room: int) -> Iterator[Row]:
    for mark, entries in ((ADDED, found.added), (REMOVED, found.removed)):
        for entry in entries:
            yield _row(mark, entry.id, _words(entry))
    for change in found.changed:
        yield _row(CHANGED, change.id, _title(change))
        yield from _changes(change.values, change.lists, room)


def _words(entry: Entry) -> str:
    return entry.title if entry.wave is None else f"wave {entry.wave}: {entry.title}"


def _title(change: EntryChange) -> str:
    return change.title if change.was is None else f"(was {change.was}) {change.title}"


def _row(mark: tuple[str, str], name: str, words: str) -> Row:
    sign, style = mark
    return Text(sign, style), cell(name, "bold"), cell(words)


def _changes(values: Sequence[ValueChange], lists: Sequence[ListChange], room: int) -> Iterator[Row]:
    nothing = Text("")
    for value in values:
        before, after = _value(value.key, value.before), _value(value.key, value.after)
        yield nothing, cell(value.key, "dim"), cell(f"{before} -> {after}")
    for each in lists:
        key = cell(each.key, "dim")
        for mark, items, others in ((ADDED, each.added, each.removed), (REMOVED, each.removed, each.added)):
            for words in _items(each.key, mark, items, others, room):
                yield nothing, key, words
                key = nothing
        if each.reordered:
            yield nothing, key, cell("in another order")


def _items(key: str, mark: tuple[str, str], items: Sequence[str], others: Sequence[str], room: int) -> Iterator[Text]:
    sign, style = mark
    shown = items[:PROSE_SHOWN] if key in PROSE else items
    for item in shown:
        text = _around(one_line(item), others, max(room, 20)) if key in PROSE else item
        yield Text(f"{sign} ", style).append_text(cell(text, style))
    if len(items) > len(shown):
        yield cell(f"{sign} {len(items) - len(shown)} more", style)


def _around(text: str, others: Sequence[str], room: int) -> str:
    """`text` in `room` characters, cut around where it differs from the one of `others` that begins alike."""
    same = max((_alike(text, one_line(other)) for other in others), default=0)
    if len(text) <= room or same < room - 1 - CONTEXT_BEFORE:
        return shortened(text, room)
    start = min(same - CONTEXT_BEFORE, len(text) - room + 1)
    return "…" + shortened(text[start:], room - 1)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    differing = (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    return next(differing, min(len(one), len(other)))


def _value(key: str, value: Value) -> str:
    if value is None:
        return UNSAID.get(key, "none")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)[:HASH_SHOWN] if key in HASHES else str(value)
