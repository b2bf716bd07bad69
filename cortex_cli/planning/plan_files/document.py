"""The one shape of a plan outside the program: the same keys in JSON and in YAML."""

from __future__ import annotations

from dataclasses import fields

from cortex_cli.model.encoding import JsonValue, encode, essence
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.planning.plan_files.yaml_writer import yaml_text

SCHEMA = "cortex/plan/v1"

ORDER = (
    "request",
    "task_type",
    "base_commit",
    "objectives",
    "waves",
    "contracts",
    "advice",
    "uncovered",
    "notices",
    "schedule",
    "splits",
)

HEAD = (
    "A plan of Cortex: waves of objectives whose touch scopes cannot meet.",
    "Edit it, then prove it again and write its digest with: cortex plan --seal FILE",
    "Patterns: * and ? stay inside one directory, ** is any number of directories, a plain name",
    "also covers everything below it, \\ takes the meaning from a special character.",
)

NOTES = {
    "objectives": (
        "wave: after every wave that depends_on names; objectives of one wave run at the same time.",
        "scope.touch: what may be written; left out, the objective may write everything and runs alone.",
        "scope.forbid: taken from touch. scope.read: advice. must_change: false allows no change.",
    ),
    "waves": ("Follows from objectives[].wave; whoever changes those can remove this.",),
    "contracts": ("What one objective provides and others use.",),
    "uncovered": ("Files that the request may need and no objective may write.",),
    "certificate": (
        "What proves the waves: for each pair of objectives that could meet, why it does not.",
        "Follows from the scopes; whoever changes those can remove this.",
    ),
}


def plan_document(plan: Plan) -> dict[str, JsonValue]:
    """`plan` as the JSON document `cortex/plan/v1`; `waves` is derived from the objectives."""
    values = {name: encode(getattr(plan, name)) for name in (field.name for field in fields(plan))}
    values["objectives"] = [_objective(objective) for objective in plan.objectives]
    values["waves"] = encode(plan.waves)
    head: dict[str, JsonValue] = {"schema": SCHEMA, "id": plan.id, "digest": plan.digest}
    first = {name: values[name] for name in ORDER}
    last = {"certificate": values["certificate"]}
    rest = {name: value for name, value in values.items() if name not in {*head, *first, *last}}
    return {**head, **first, **rest, **last}


def plan_yaml(plan: Plan) -> str:
    """`plan` as commented YAML of the same shape, for people to edit; `parse_plan` reads it back.

    The certificate comes last, and its claims without the keys that do not concern them.
    """
    values = plan_document(plan)
    if plan.certificate is not None:
        values["certificate"] = essence(plan.certificate)
    return yaml_text(values, HEAD, NOTES, dense=("certificate",))


def _objective(objective: Objective) -> JsonValue:
    """An omitted touch stays omitted: `touch: null` would read like an empty list and mean everything."""
    values = encode(objective)
    if objective.scope.touch is None and isinstance(values, dict):
        scope = encode(objective.scope)
        if isinstance(scope, dict):
            values["scope"] = {name: value for name, value in scope.items() if name != "touch"}
    return values
