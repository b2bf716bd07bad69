"""What a change touches and lacks, on a screen: what is missing first, since it is what can be acted on."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column, Indented
from cortex_cli.cli.layout import bullets, cell, part, rest, sentence, table
from cortex_cli.model.analysis import CoordinationPoint, Group
from cortex_cli.model.change_analysis import ChangeAnalysis, MissingFile, TouchedFile
from cortex_cli.model.text import counted
from cortex_cli.reporting.words import ACTIONS, title

COMMIT_SHOWN = 12
FILES_SHOWN = 10
MISSING_SHOWN = 8
OTHERS_SHOWN = 5
GROUP_FILES = 3
ALL = "--all shows every one"


def print_change(face: Face, told: ChangeAnalysis, *, everything: bool = False) -> None:
    """The files, what usually goes with them, the parts, and where these meet; `everything` cuts no list."""
    console = face.out
    until = told.head[:COMMIT_SHOWN] if told.head else "what is staged"
    console.print(sentence(title(told.request) if told.request else _size(told), "bold"))
    console.print(sentence(f"from {told.base_commit[:COMMIT_SHOWN] or 'nothing'} to {until}", "dim"))
    if not told.files:
        return
    _print_list(face, "Not in the change", [_missing(each) for each in told.missing], MISSING_SHOWN, everything)
    _print_list(face, "Files", [_file(each) for each in told.files], FILES_SHOWN, everything)
    if len(told.groups) > 1:
        groups = [_group(each, everything=everything) for each in told.groups]
        _print_list(face, "Parts", groups, OTHERS_SHOWN, everything)
    points = [_point(each) for each in told.coordination_points]
    _print_list(face, "Coordination points", points, OTHERS_SHOWN, everything)
    if told.notices:
        part(console, "Notices", bullets(told.notices))


def _size(told: ChangeAnalysis) -> str:
    if not told.files:
        return "nothing is staged" if told.head is None else "nothing has changed"
    touches = Counter(file.touch for file in told.files)
    if len(touches) == 1:
        return f"{counted(len(told.files), 'file')} {told.files[0].touch}"
    return f"{counted(len(told.files), 'file')}: {', '.join(f'{touches[each]} {each}' for each in sorted(touches))}"


def _missing(each: MissingFile) -> tuple[Text, ...]:
    return cell(each.path, "bold"), cell(each.reason, "dim")


def _file(each: TouchedFile) -> tuple[Text, ...]:
    about = f", was {each.was}" if each.was else ""
    left_out = f", {each.left_out}" if each.left_out else ""
    return cell(each.path, "bold"), cell(f"{each.touch}, {each.role}{about}{left_out}", "dim")


def _group(each: Group, *, everything: bool) -> tuple[Text, ...]:
    shown = each.files if everything else each.files[:GROUP_FILES]
    more = len(each.files) - len(shown)
    needs = f"; needs {', '.join(each.needs)}" if each.needs else ""
    files = ", ".join(shown) + (f" and {more} more" if more else "")
    return cell(each.name, "bold"), cell(files + needs, "dim")


def _point(each: CoordinationPoint) -> tuple[Text, ...]:
    place = cell(each.path, "bold")
    if each.symbol:
        place.append(" ").append(cell(each.symbol, "cyan"))
    return place, cell(f"{each.kind.replace('_', ' ')}, {ACTIONS[each.action]}: {each.reason}", "dim")


def _print_list(face: Face, name: str, rows: list[tuple[Text, ...]], most: int, everything: bool) -> None:
    if rows:
        shown = rows if everything else rows[:most]
        part(face.out, name, table([Column(), Column()], shown))
        if words := rest(len(rows), len(shown), ALL):
            face.out.print(Indented(cell(words, "dim")))
