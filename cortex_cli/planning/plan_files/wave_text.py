"""Writing new waves into the text of a plan file, so that everything else stays as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cortex_cli.config.documents import load_document
from cortex_cli.model.plan import Plan

WAVE = re.compile(r"(\bwave\b[\"']?\s*:\s*)[-+]?[0-9]+")
ID = re.compile(r"([ \t]*(?:-[ \t]+)?)id\s*:")


def placed_text(text: str, plan: Plan) -> str:
    """`text`, from which `plan` was read, line ends and all, with the waves that `plan` has by now.

    Only where each objective has lines of its own: whoever writes the result reads it again and compares. Raises
    ConfigurationError for text that is no YAML.
    """
    lines = text.split("\n")
    places = load_document(text, "plan").lines
    for at in reversed(range(len(plan.objectives))):
        _place(lines, places, at, plan.objectives[at].wave)
    return "\n".join(lines)


def _place(lines: list[str], places: Mapping[tuple[str | int, ...], int], at: int, wave: int) -> None:
    there, named = places.get(("objectives", at, "wave")), places.get(("objectives", at, "id"))
    if there is not None:
        lines[there - 1] = WAVE.sub(rf"\g<1>{wave}", lines[there - 1], count=1)
    elif named is not None and (found := ID.match(lines[named - 1])):
        end = "\r" if lines[named - 1].endswith("\r") else ""
        lines.insert(named, f"{' ' * len(found[1])}wave: {wave}{end}")
