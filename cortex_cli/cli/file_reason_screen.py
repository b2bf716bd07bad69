"""Why one file was chosen for a request or was not, on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column
from cortex_cli.cli.layout import bar, bullets, cell, part, sentence, table
from cortex_cli.model.file_reason import FileReason, SignalValue, Standing
from cortex_cli.reporting.words import title

COMMIT_SHOWN = 12
STYLES = {Standing.CHOSEN: "green", Standing.LEFT_OUT: "yellow", Standing.MISSING: "yellow"}
NEAR = {Standing.DIRECTORY: "The files in it that fit best", Standing.MISSING: "Did you mean"}


def print_file_reason(face: Face, told: FileReason) -> None:
    """The verdict, what speaks for the file, each signal, and what would have lifted it."""
    console = face.out
    console.print(sentence(told.path, "bold"))
    console.print(sentence(f"for “{title(told.request)}”, at {told.base_commit[:COMMIT_SHOWN]}", "dim"))
    console.print(sentence(told.reason, STYLES.get(told.standing, "")))
    for pattern in told.forbidden:
        console.print(sentence(f"no plan may write it: the team's global_forbid has {pattern}", "yellow"))
    if told.evidence:
        part(console, "What speaks for it", bullets(told.evidence))
    if told.signals:
        columns = [Column("beside the best", tight=True), Column("share", right=True, tight=True), Column("signal")]
        part(console, "Signals", table(columns, [_signal(each, console) for each in together(told.signals)]))
    if told.lacking:
        part(console, "What would have lifted it", bullets(told.lacking))
    if told.near:
        part(console, NEAR.get(told.standing, "See also"), bullets(told.near))


def together(signals: Sequence[SignalValue]) -> list[SignalValue]:
    """Signals that look at the same thing as one: the best value, the sum of the shares; largest share first."""
    found: dict[str, SignalValue] = {}
    for each in signals:
        one = found.get(each.words, SignalValue(each.words, each.words, 0.0, 0.0))
        found[each.words] = replace(one, value=max(one.value, each.value), share=one.share + each.share)
    return sorted(found.values(), key=lambda each: -each.share)


def _signal(each: SignalValue, console: Console) -> tuple[Text | str, ...]:
    style = "" if each.value else "dim"
    value = bar(each.value, console).append(f" {each.value:.2f}", style)
    return value, cell(f"{each.share:.0%}", style), cell(each.words, style)
