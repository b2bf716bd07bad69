"""Plan files: YAML or JSON, written by Cortex or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.config.documents import Document, load_document, read_document, take_schema, validate
from cortex_cli.config.problems import Fault
from cortex_cli.config.typed import pattern_fault
from cortex_cli.model.encoding import JsonValue, encode
from cortex_cli.model.plan import Plan, Wave
from cortex_cli.model.problem import Problem


@dataclass(frozen=True)
class PlanFile:
    """A plan as its file has it; `problems` are for `check_plan(…, found=…)`."""

    plan: Plan
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Waves:
    waves: tuple[Wave, ...] = ()


def load_plan(text: str | bytes, name: str) -> PlanFile:
    """The plan in `text`, and the problem `stale_waves` where its `waves` do not follow from its objectives.

    `name` is the file for messages. Raises ConfigurationError, with lines, for whatever cannot be read as a
    plan.
    """
    return _plan_file(load_document(text, name))


def parse_plan(text: str | bytes, name: str) -> Plan:
    """The plan in `text`, as `load_plan` reads it; its `waves` are not looked at beyond their form."""
    return load_plan(text, name).plan


def read_plan_file(path: Path) -> PlanFile:
    """The plan in the file at `path`; raises ConfigurationError as `load_plan` does, or with no such file."""
    return _plan_file(read_document(path))


def read_plan(path: Path) -> Plan:
    """The plan in the file at `path`, as `read_plan_file` reads it."""
    return read_plan_file(path).plan


def _plan_file(document: Document) -> PlanFile:
    content = take_schema(document, "plan", True)
    faults = [*_empty_touches(content), *_bad_forbids(content)]
    if faults:
        raise content.error(faults)
    plan = validate(content.without("waves"), Plan)
    return PlanFile(plan, tuple(_stale_waves(content, plan)))


def _empty_touches(document: Document) -> Iterator[Fault]:
    """A `touch:` with nothing after it would mean everything: most likely it was meant to be filled in."""
    objectives = document.data.get("objectives")
    for index, objective in enumerate(objectives if isinstance(objectives, list) else ()):
        scope = objective.get("scope") if isinstance(objective, Mapping) else None
        if isinstance(scope, Mapping) and "touch" in scope and scope["touch"] is None:
            mend = "list patterns, write `touch: []` to write nothing, or remove the key to write everything"
            yield Fault(("objectives", index, "scope", "touch"), "is empty", mend)


def _bad_forbids(document: Document) -> Iterator[Fault]:
    patterns = document.data.get("global_forbid")
    for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        if isinstance(pattern, str):
            yield from pattern_fault(pattern, ("global_forbid", index))


def _stale_waves(document: Document, plan: Plan) -> Iterator[Problem]:
    if document.data.get("waves") is None:
        return
    rest = set(document.data) - {"waves"}
    listed = validate(document.without(*rest), _Waves).waves
    if listed != plan.waves:
        expected: JsonValue = encode(plan.waves)
        yield Problem(
            "stale_waves",
            f"`waves` does not follow from objectives[].wave, which give {expected}",
            where=document.where(("waves",)),
            mend="remove `waves`, or run `cortex plan --seal FILE`, which writes it anew",
        )
