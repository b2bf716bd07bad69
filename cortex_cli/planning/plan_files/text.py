"""Sealing the text of a plan file: what people wrote stays as they wrote it, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cortex_cli.model.encoding import json_text
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Plan
from cortex_cli.planning.plan_files.document import plan_document, plan_yaml
from cortex_cli.planning.plan_files.reader import load_plan

KEY = re.compile(r"([A-Za-z_]+)[ \t]*:(?=\s|\Z)")
BINDING = ("id", "digest")
"""Follows from the content; stands after `schema` where the text has none yet."""
DERIVED = (*BINDING, "base_commit", "schedule", "waves", "certificate")


@dataclass
class _Part:
    """A top-level key with the lines of its value; `lead` are the comments and blank lines above it."""

    key: str
    lead: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def sealed_text(text: str, plan: Plan) -> str:
    """`text` with what sealing made of it: `plan` is the sealed plan, `text` what it was read from.

    Where that cannot be done line by line, as in JSON, the whole file is written anew.
    """
    patched = "".join(_lines(_patched(list(_parts(text)), plan)))
    try:
        read = load_plan(patched, "plan")
        if read.plan == plan and not read.problems:
            return patched
    except ConfigurationError:
        pass
    return json_text(plan_document(plan)) + "\n" if text.lstrip().startswith("{") else plan_yaml(plan)


def _parts(text: str) -> Iterator[_Part]:
    """The text before the first key, under no name, then each top-level key of block YAML; last what is below them."""
    part, lead = _Part(""), list[str]()
    for line in (f"{each}\n" for each in text.removesuffix("\n").split("\n")):
        found = KEY.match(line)
        if found:
            yield part
            part, lead = _Part(found.group(1), lead, [line]), []
        elif not line.strip() or line.startswith("#"):
            lead.append(line)
        else:
            part.body += [*lead, line]
            lead = []
    yield part
    yield _Part("", lead)


def _patched(parts: list[_Part], plan: Plan) -> Iterator[_Part]:
    fresh = {part.key: part for part in _parts(plan_yaml(plan))}
    known = {part.key for part in parts}
    for part in parts[:-1]:
        new = fresh.get(part.key) if part.key in DERIVED else None
        yield _Part(part.key, part.lead, new.body) if new else part
        if part.key == "schema":
            yield from (fresh[key] for key in BINDING if key not in known)
    for key in ("schedule", "certificate"):
        if key not in known and getattr(plan, key) is not None:
            yield fresh[key]
    yield parts[-1]


def _lines(parts: Iterable[_Part]) -> Iterator[str]:
    for part in parts:
        yield from part.lead
        yield from part.body
