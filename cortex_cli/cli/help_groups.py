"""Help whose options stand under headings, where a command has many."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

ARGUMENTS, OPTIONS = "Arguments", "Options"


class GroupedCommand(TyperCommand):
    """A command whose help lists each option under its `rich_help_panel`, and those that have none last."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        parts: dict[str, list[tuple[str, str]]] = {ARGUMENTS: []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                rest = ARGUMENTS if parameter.param_type_name == "argument" else OPTIONS
                parts.setdefault(getattr(parameter, "rich_help_panel", None) or rest, []).append(record)
        for title in (*(title for title in parts if title != OPTIONS), OPTIONS):
            if parts.get(title):
                with formatter.section(title):
                    formatter.write_dl(parts[title])
