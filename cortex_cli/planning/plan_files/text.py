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
RULES = ("global_forbid", "fold_case")
"""Those of the team and the repository, which sealing adds; written only where they differ from the text's."""
DERIVED = (*BINDING, "base_commit", "schedule", "waves", "certificate")


@dataclass
class Part:
    """A top-level key with the lines of its value; `lead` are the comments and blank lines above it."""

    key: str
    lead: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def line_end(text: str) -> str:
    """What most lines of `text` end with: a line feed alone, or a carriage return before it."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


def sealed_text(text: str, plan: Plan) -> str:
    """`text` with what sealing made of it: `plan` is the sealed plan, `text` what it was read from, line ends and all.

    Where that cannot be done line by line, as in JSON, the whole file is written anew.
    """
    end = line_end(text)
    text = text if text.endswith("\n") else text + end
    try:
        patched = "".join(_lines(_patched(list(parts_of(text)), plan, _changed_rules(text, plan), end)))
        read = load_plan(patched, "plan")
        if read.plan == plan and not read.problems:
            return patched
    except ConfigurationError:
        pass
    anew = json_text(plan_document(plan)) + "\n" if text.lstrip().startswith("{") else plan_yaml(plan)
    return anew.replace("\n", end)


def parts_of(text: str) -> Iterator[Part]:
    """The text before the first key, under no name, then each top-level key of block YAML; last what is below them."""
    part, lead = Part(""), list[str]()
    for line in (f"{each}\n" for each in text.removesuffix("\n").split("\n")):
        found = KEY.match(line)
        if found:
            yield part
            part, lead = Part(found.group(1), lead, [line]), []
        elif not line.strip() or line.startswith("#"):
            lead.append(line)
        else:
            part.body += [*lead, line]
            lead = []
    yield part
    yield Part("", lead)


def _changed_rules(text: str, plan: Plan) -> tuple[str, ...]:
    before = load_plan(text, "plan").plan
    return tuple(name for name in RULES if getattr(before, name) != getattr(plan, name))


def _patched(parts: list[Part], plan: Plan, rules: tuple[str, ...], end: str) -> Iterator[Part]:
    fresh = {part.key: part for part in parts_of(plan_yaml(plan).replace("\n", end))}
    known = {part.key for part in parts}
    for part in parts[:-1]:
        new = fresh.get(part.key) if part.key in DERIVED or part.key in rules else None
        yield Part(part.key, part.lead, new.body) if new else part
        if part.key == "schema":
            yield from (fresh[key] for key in BINDING if key not in known)
    added = (*rules, *(key for key in ("schedule", "certificate") if getattr(plan, key) is not None))
    yield from (fresh[key] for key in added if key not in known)
    yield parts[-1]


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield from part.lead
        yield from part.body
