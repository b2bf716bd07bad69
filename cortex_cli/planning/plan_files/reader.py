"""Plan files: YAML or JSON, written by Cortex or by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cortex_cli.config.documents import Document, load_document, read_document, take_schema, validate
from cortex_cli.config.problems import DocumentError, Fault
from cortex_cli.config.typed import pattern_fault
from cortex_cli.model.encoding import JsonValue, encode
from cortex_cli.model.plan import Plan, Wave
from cortex_cli.model.problem import Problem

WAVE_MISSING = re.compile(r"objectives\[[0-9]+\]\.wave: is missing")


@dataclass(frozen=True)
class PlanFile:
    """A plan as its file has it; `problems` are for `check_plan(…, found=…)`.

    `places` has where each objective stands, such as `plan.yaml:12`, by its id.
    """

    plan: Plan
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Declared:
    """A plan to be arranged; `unplaced` are objectives whose wave the file leaves out: here they stand in the first."""

    plan: Plan
    unplaced: frozenset[str]
    places: Mapping[str, str]


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


def read_plan_file(path: Path, name: str | None = None) -> PlanFile:
    """The plan in the file at `path`, called `name`; raises ConfigurationError as `load_plan` does, or for no file."""
    return _plan_file(read_document(path, name))


def read_plan(path: Path) -> Plan:
    """The plan in the file at `path`, as `read_plan_file` reads it."""
    return read_plan_file(path).plan


def read_declared(path: Path, name: str | None = None) -> Declared:
    """The plan in the file at `path`, of which `waves` and the wave of any objective may be left out or wrong.

    Raises ConfigurationError as `read_plan_file` does.
    """
    document = read_document(path, name)
    declared = document.data.get("objectives")
    objectives = declared if isinstance(declared, list) else []
    missing = {at for at, each in enumerate(objectives) if isinstance(each, Mapping) and "wave" not in each}
    filled = [
        {**each, "wave": 1} if at in missing and isinstance(each, Mapping) else each
        for at, each in enumerate(objectives)
    ]
    data = {key: filled if key == "objectives" and objectives else value for key, value in document.data.items()}
    found = _plan_file(replace(document, data=data))
    unplaced = (each.id for at, each in enumerate(found.plan.objectives) if at in missing)
    return Declared(found.plan, frozenset(unplaced), found.places)


def _plan_file(document: Document) -> PlanFile:
    content = take_schema(document, "plan", True)
    plan = plan_in(content.without("waves"))
    places = {each.id: document.where(("objectives", at)) for at, each in reversed([*enumerate(plan.objectives)])}
    return PlanFile(plan, tuple(_stale_waves(content, plan)), places)


def plan_in(content: Document) -> Plan:
    """The plan that a document's data is, apart from `schema` and `waves`; ConfigurationError, with lines, if none."""
    faults = [*_empty_touches(content), *_bad_forbids(content)]
    if faults:
        raise content.error(faults)
    try:
        return validate(content, Plan)
    except DocumentError as error:
        raise DocumentError(content.name, [_with_waves_mended(problem) for problem in error.problems]) from None


def _with_waves_mended(problem: Problem) -> Problem:
    if WAVE_MISSING.fullmatch(problem.message):
        return replace(problem, mend="add wave, or let `cortex plan --arrange FILE` assign all of them")
    return problem


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
