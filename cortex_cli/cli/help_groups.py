"""What every command says of itself and of a mistake: usage, options under headings, the value that is wrong."""

from __future__ import annotations

from typing import Any

from typer import BadParameter
from typer.core import TyperCommand

ARGUMENTS, OPTIONS = "Arguments", "Options"
PREFIX = "Value error, "
"""What the validator behind typer puts before every message."""


class GroupedCommand(TyperCommand):
    """A command whose help lists each option under its `rich_help_panel`, and those that have none last."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except BadParameter as error:
            error.message = error.message.removeprefix(PREFIX)
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words of the usage line; a required argument stands bare, as everywhere else."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        parts: dict[str, list[tuple[str, str]]] = {ARGUMENTS: []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                title = ARGUMENTS if parameter.param_type_name == "argument" else OPTIONS
                name = record[0].partition(" <")[0] if title == ARGUMENTS else record[0]
                parts.setdefault(getattr(parameter, "rich_help_panel", None) or title, []).append((name, record[1]))
        for title in (*(title for title in parts if title != OPTIONS), OPTIONS):
            if parts.get(title):
                with formatter.section(title):
                    formatter.write_dl(parts[title])
