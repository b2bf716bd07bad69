"""The JSON Schema of plan files, for editors; `cortex plan --check` has the last word."""

from __future__ import annotations

from cortex_cli.config.published import Keys, Schema, key, published
from cortex_cli.model.certificate import Claim, WaveCertificate
from cortex_cli.model.identifiers import OBJECTIVE_ID
from cortex_cli.model.plan import Advice, Contract, Objective, Plan, Uncovered, Wave
from cortex_cli.model.schedule import Schedule, Split
from cortex_cli.model.scope import Scope
from cortex_cli.planning.plan_files.document import SCHEMA

TASK_TYPES = "`FEATURE`, `BUG`, `REFACTOR`, `TEST`, `DOCS`, `PERFORMANCE`, `SECURITY`, `CHORE` or `RESET`"

PLAN_KEYS: Keys = {
    Plan: {
        "": key("Waves of objectives whose touch scopes cannot meet."),
        "schema": key("`cortex/plan/v1`"),
        "request": key("what was asked for; its first line becomes the subject of the commit"),
        "objectives": key("units of work, each for one worker", minItems=1),
        "base_commit": key("the commit the plan is for; without one it is fixed when the plan is executed"),
        "task_type": key(TASK_TYPES),
        "global_forbid": key("what no objective may write; the team's list is added"),
        "fold_case": key("whether paths are compared without case"),
        "contracts": key("what one objective provides and others use"),
        "advice": key("whether several workers are worth it"),
        "uncovered": key("files that the request may need and no objective may write"),
        "notices": key("what planning decided or could not do"),
        "schedule": key("how good the waves are"),
        "splits": key("shared files that got one owner"),
        "analysis": key("the id of the analysis it was made from"),
        "statistics": key("the digest of what finished runs of the clone said; null where they had no say"),
        "certificate": key("what proves the waves"),
        "id": key("`plan-` and the beginning of the digest"),
        "digest": key("`sha256:…` over everything a run follows; written by `cortex plan --seal`"),
        "waves": key("follows from `objectives[].wave`; may be left out, and is checked where it is given"),
    },
    Objective: {
        "id": key("a letter, then at most 39 letters, digits, `-` or `_`", pattern=f"^{OBJECTIVE_ID.pattern}$"),
        "title": key("what is to be done, in one line"),
        "wave": key(
            "from 1; after every wave that `depends_on` names; only `cortex plan --arrange` reads a file without it",
            minimum=0,
        ),
        "scope": key("`touch`, `read` and `forbid`: see the scope language"),
        "depends_on": key("objectives that have to be completed before"),
        "worker": key("a worker of the team; without one Cortex chooses"),
        "task_type": key("the kind of work, if it is not that of the plan"),
        "complexity": key("`low`, `medium` or `high`"),
        "contracts": key("contracts that it provides or consumes"),
        "context": key("facts for the worker"),
        "constraints": key("rules for the worker"),
        "acceptance": key("when it is done"),
        "deliverables": key("what should exist afterwards"),
        "must_change": key("whether an attempt that changes nothing has failed"),
        "timeout": key("seconds for one attempt, instead of the worker's", minimum=0),
        "estimate": key("seconds it will probably take", minimum=0),
        "reason": key("why this is an objective of its own"),
        "resources": key("what it uses of the team's resources; a wave takes no more of one than there is"),
        "interfaces": key(
            "whether it only fixes the signatures of its `contracts`, in wave 0: "
            "every call that they take then has to work to the end"
        ),
    },
    Scope: {
        "": key("What an objective may write and should look at, as patterns of the scope language."),
        "touch": key("what may be written; left out: everything, alone in its wave"),
        "read": key("what to look at"),
        "forbid": key("taken away from `touch`"),
    },
    Contract: {
        "id": key("a name for it, such as `C1`"),
        "kind": key("`symbol` or `file`"),
        "provider": key("the objective that makes it"),
        "consumers": key("the objectives that use it"),
        "path": key("the file it is in"),
        "symbol": key("its name, for a symbol"),
        "signature": key("its signature, where one is known"),
        "agreed": key(
            "whether the provider has to deliver exactly this; "
            "otherwise it is what was found, and only the consumers' uses have to fit what becomes of it"
        ),
    },
    Advice: {
        "recommend": key("`parallel` or `solo`"),
        "serial_seconds": key("estimated time with one worker"),
        "parallel_seconds": key("estimated time as planned"),
        "reason": key("one sentence"),
    },
    Uncovered: {
        "path": key("a file that the request may need and no objective may write"),
        "reason": key("why"),
    },
    Schedule: {
        "": key("How good the waves are."),
        "waves": key("how many waves the plan has"),
        "least_waves": key("no assignment of these objectives has fewer"),
        "bound": key(
            "why: `dependencies`, `conflicts`, `capacity` (of the team), `worker`, `resource`, or `search` when every "
            "way to have fewer was tried"
        ),
        "optimal": key("whether no assignment has fewer waves"),
        "fastest": key(
            "whether no assignment with as few waves takes less time, by the estimates; false where one is missing"
        ),
        "seconds": key("the longest estimate of each wave, added up; an objective without one counts as 0"),
        "critical_path": key("the chain of dependencies that takes longest"),
        "critical_seconds": key("how long that is, by the same count"),
        "profile": key("how many objectives are 0, 1, 2, … dependencies deep"),
        "bound_by": key("the objectives that `bound` speaks of"),
        "share": key("the worker or resource that they share"),
        "at_once": key("how many of them it, or the team, takes at once"),
    },
    WaveCertificate: {
        "": key("What proves a wave: why no two of its objectives can write the same path."),
        "wave": key("its number"),
        "pairs": key("how many pairs of objectives it has"),
        "by_names": key("in how many of them a name tells all patterns apart"),
        "claims": key("every other pair, and those told apart by names as well while the wave is small"),
    },
    Claim: {
        "": key("Two objectives of a wave share no path, and why."),
        "objectives": key("the two ids"),
        "because": key("`names`, `empty` or `forbid`"),
        "patterns": key("the two touch patterns hardest to tell apart"),
        "segment": key("for `names`: where they differ, counted from 1, or from -1 at the end"),
        "names": key("for `names`: what they ask for there"),
        "forbid": key("for `forbid`: the patterns that take away what both touch"),
    },
    Split: {
        "": key("A file that several objectives wanted to write and that one now owns."),
        "path": key("the file"),
        "owner": key("the objective that writes it"),
        "action": key("`contract_first`: the owner comes before the others; `integrate_last`: after them"),
        "objectives": key("those that gave it up"),
        "waves_before": key("waves without the split"),
        "waves_after": key("waves with it"),
        "seconds_before": key("estimated time of all waves without it"),
        "seconds_after": key("estimated time of all waves with it"),
    },
}


def plan_schema() -> Schema:
    """The JSON Schema of plan files: written by hand a plan needs only schema, request and objectives."""
    schema = published("Cortex plan", Plan, PLAN_KEYS)
    wave = published(
        "Wave", Wave, {Wave: {"number": key("its number"), "objectives": key("the ids of its objectives")}}
    )
    schema["$defs"]["Wave"] = {word: value for word, value in wave.items() if word != "$schema"}
    touch = schema["$defs"]["Scope"]["properties"]["touch"]
    # The reader refuses `touch:` with nothing after it: it would read like an empty list and mean everything.
    touch.update(touch.pop("anyOf")[0])
    touch.pop("default")
    waves = {"type": "array", "items": {"$ref": "#/$defs/Wave"}, **PLAN_KEYS[Plan]["waves"]}
    kind = {"const": SCHEMA, **PLAN_KEYS[Plan]["schema"]}
    schema["properties"] = {"schema": kind, **schema["properties"], "waves": waves}
    schema["required"] = ["schema", *schema["required"]]
    schema["$defs"]["Objective"]["required"].remove("wave")
    return {**schema, "anyOf": [_with_each({"required": ["wave"]}), _with_each({"not": {"required": ["wave"]}})]}


def _with_each(rule: Schema) -> Schema:
    """What `rule` says of an objective for all of them: either each has a wave, or `--arrange` has to find them."""
    return {"properties": {"objectives": {"items": rule}}}
