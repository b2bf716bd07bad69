"""The JSON Schema of `team.yaml`, for editors; `load_team` has the last word."""

from __future__ import annotations

from cortex_cli.config.published import Keys, Schema, key, published
from cortex_cli.model.identifiers import OBJECTIVE_ID
from cortex_cli.model.team import (
    Gate,
    Limits,
    Link,
    PythonWorker,
    ReplayWorker,
    ReportsSettings,
    Resource,
    ShellWorker,
    Team,
    Worker,
    WorkspaceSettings,
)

ABOVE_ZERO = {"exclusiveMinimum": 0}
IDENTIFIER = key(
    "a letter, then at most 39 letters, digits, `-` or `_`", pattern=rf"^(?:{OBJECTIVE_ID.pattern}|.*\$\{{.*)$"
)
COMMAND = {"minItems": 1}
VARIABLES = {"propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"}}

TEAM_KEYS: Keys = {
    Team: {
        "": key("Who works, what decides, and what nobody may touch."),
        "workers": key("who does the work: commands, Python functions or recordings"),
        "gates": key("commands that decide, run in this order up to the first that is red"),
        "global_forbid": key("what no worker may write, whatever its objective says"),
        "by_products": key(
            "files that tools leave behind: discarded and counted, like what git ignores; "
            "`refuse` is short for the policy"
        ),
        "by_product_policy": key("`discard`, or `refuse`: each of them is a violation"),
        "workspace": key("what a checkout needs before a worker or a gate can work in it"),
        "reports": key("where reports are written"),
        "limits": key("how much at once, and how much at most"),
        "resources": key("what only so many objectives may use at the same time"),
        "co_authors": key("`Name <mail@host>`: trailers of the commit"),
    },
    Worker: {
        "id": IDENTIFIER,
        "kind": key("`shell`, `python` or `replay`"),
        "capabilities": key(
            "kinds of work (`feature`, `bug`, `refactor`, `test`, `docs`, `performance`, `security`, `chore`, `code`) "
            "that it does, and then no others; further words, such as `python` or `api`, are preferences"
        ),
        "max_concurrent": key("objectives at once", minimum=1),
        "enabled": key("whether it gets work"),
        "env": key("variables for this worker alone", **VARIABLES),
        "timeout": key("seconds for one attempt", **ABOVE_ZERO),
    },
    ShellWorker: {
        "command": key("the program and its arguments", **COMMAND),
        "ok_exit": key("the exit statuses that mean success", minItems=1, items={"minimum": 0, "maximum": 255}),
    },
    PythonWorker: {
        "function": key("`module:name`, called with the request"),
        "search_path": key("directories to import from, relative to the team file"),
    },
    ReplayWorker: {
        "recording": key("a directory of file contents, relative to the team file"),
        "pace": key("seconds to spend, for an audience", minimum=0),
    },
    Gate: {
        "id": IDENTIFIER,
        "command": key("the program and its arguments, without placeholders; exit status 0 is green", **COMMAND),
        "on": key("`wave`: the integrated tree of each wave; `objective`: each objective's own tree"),
        "timeout": key("seconds", **ABOVE_ZERO),
        "env": key("variables for this gate alone", **VARIABLES),
    },
    WorkspaceSettings: {
        "setup": key("run first, in order; what they leave is no change of the worker's", items=COMMAND),
        "link": key("paths of your tree that checkouts get"),
        "env": key("variables for setup, workers and gates", **VARIABLES),
        "setup_timeout": key("seconds for each setup command", **ABOVE_ZERO),
    },
    Link: {
        "path": key("relative to the top of the repository"),
        "mode": key("`link`: a symbolic link; `copy`: a copy, for what workers may change"),
    },
    ReportsSettings: {
        "": key("Where reports go."),
        "dir": key(
            "where reports are written in your tree; `null` keeps them in git's directory only, where a copy always is"
        ),
        "commit": key("whether the plan and its report are part of the published commit"),
    },
    Limits: {
        "": key("How much at once, and how much at most."),
        "max_parallel": key("objectives at once, over all workers", minimum=1),
        "output_mb": key("megabytes of output after which a worker or gate is ended", minimum=1),
        "max_file_mb": key("megabytes of the largest file a worker may leave", minimum=1),
    },
    Resource: {
        "id": IDENTIFIER,
        "capacity": key("objectives that may use it at once", minimum=1),
        "paths": key("planning gives it to every objective that may write a path that one of them matches"),
    },
}


def team_schema() -> Schema:
    """The JSON Schema of team files."""
    schema = published("Cortex team", Team, TEAM_KEYS)
    properties = schema["properties"]
    del properties["path"]
    short = properties["by_products"]
    properties["by_products"] = {
        "description": short.pop("description"),
        "default": short.pop("default"),
        "anyOf": [short, {"const": "refuse"}],
    }
    for name in ("ShellWorker", "PythonWorker", "ReplayWorker"):
        worker = schema["$defs"][name]
        worker["properties"]["kind"].pop("default")
        worker["required"] = ["kind", *worker["required"]]
    schema["properties"] = {"schema": {"const": "cortex/team/v1", "description": "the kind of this file"}, **properties}
    return schema
