"""Whether the prompts of a plan keep to the worker protocol; the protocol is written down here a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cortex_cli.dispatch.prompt import Briefing, render_prompt
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.rendering.escaping import quoted_value

HEAD = "#! cortex worker prompt v1"
FIELDS = (
    "OBJECTIVE_ID", "RUN_ID", "WAVE", "DEPENDS_ON", "WORKER", "TASK_TYPE", "COMPLEXITY", "PRIORITY", "CHUNK",
    "TITLE", "SCOPE_TOUCH", "SCOPE_READ", "SCOPE_FORBID",
)  # fmt: skip
SECTIONS = (
    "CONTEXT", "INTEGRATION_POINTS", "CONSTRAINTS", "ACCEPTANCE", "DELIVERABLES", "FEEDBACK", "NOTES",
)  # fmt: skip
FIELD = re.compile(r"([A-Z_]+)=(.+)")
SECTION = re.compile(r"([A-Z_]+):")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
ITEM, FURTHER = "- ", "  |"


@dataclass(frozen=True)
class ReadPrompt:
    """A prompt as a worker would read it: its fields and sections in their order, and lines that are neither."""

    fields: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    strays: tuple[str, ...]

    def field(self, key: str) -> str:
        return dict(self.fields).get(key, "")


def prompt_of(objective: Objective, plan: Plan) -> str:
    """What the objective's worker would be sent."""
    scope = objective.scope.with_forbid(plan.global_forbid)
    return render_prompt(objective, scope, Briefing(plan, run_id=None, worker=objective.worker))


def read_prompt(text: str) -> ReadPrompt:
    """Take a prompt apart, line by line."""
    head, _, rest = text.partition("\n")
    top, *below = rest.rstrip("\n").split("\n\n")
    strays = [] if head == HEAD else [head]
    found = [(FIELD.fullmatch(line), line) for line in top.split("\n")]
    strays += [line for match, line in found if match is None]
    sections = []
    for block in below:
        title, *lines = block.split("\n")
        match = SECTION.fullmatch(title)
        strays += [] if match else [title]
        strays += [line for line in lines if not line.startswith((ITEM, FURTHER))]
        sections.append((match[1] if match else title, tuple(lines)))
    return ReadPrompt(tuple((match[1], match[2]) for match, _ in found if match), tuple(sections), tuple(strays))


def badly_formed(plan: Plan) -> Iterator[tuple[str, str]]:
    """What a prompt must be and is not: the protocol's fields and sections, in its order, and its data quoted."""
    for objective in plan.objectives:
        text = prompt_of(objective, plan)
        prompt = read_prompt(text)
        if prompt.strays:
            yield f"{objective.id}: fields and sections alone", prompt.strays[0]
        if CONTROL.search(text):
            yield f"{objective.id}: no control characters", repr(CONTROL.findall(text))
        for names, order in (
            ([key for key, _ in prompt.fields], FIELDS),
            ([title for title, _ in prompt.sections], SECTIONS),
        ):
            if names != [name for name in order if name in names]:
                yield f"{objective.id}: of {', '.join(order)} in this order", ", ".join(names)
        if any(not lines for _, lines in prompt.sections):
            yield f"{objective.id}: no empty section", text
        yield from _wrong_values(objective, prompt)


def _wrong_values(objective: Objective, prompt: ReadPrompt) -> Iterator[tuple[str, str]]:
    touch = objective.scope.touch
    expected = {
        "OBJECTIVE_ID": objective.id,
        "WAVE": str(objective.wave),
        "DEPENDS_ON": ", ".join(objective.depends_on),
        "WORKER": objective.worker or "",
        "SCOPE_TOUCH": quoted_value("**" if touch is None else ", ".join(touch)),
    }
    for key, value in expected.items():
        if prompt.field(key) != value:
            yield f"{objective.id}: {key}={value}", prompt.field(key)
    titles = dict(prompt.sections)
    if bool(objective.contracts) != ("INTEGRATION_POINTS" in titles):
        yield f"{objective.id}: INTEGRATION_POINTS where it has contracts", ", ".join(titles)


def wrongly_forbidden(plan: Plan) -> Iterator[tuple[str, str]]:
    """Prompts whose SCOPE_FORBID is not its own and the global forbid with what others of the wave may write."""
    for objective in plan.objectives:
        others = [
            pattern
            for other in plan.objectives
            if other.wave == objective.wave and other.id != objective.id
            for pattern in other.scope.touch or ()
        ]
        expected = _parts(", ".join([*objective.scope.forbid, *plan.global_forbid, *others]))
        came = _parts(read_prompt(prompt_of(objective, plan)).field("SCOPE_FORBID"))
        if expected != came:
            yield f"{objective.id} is forbidden {', '.join(sorted(expected))}", ", ".join(sorted(came))


def _parts(text: str) -> set[str]:
    return {part for part in quoted_value(text).split(", ") if part}
