"""`cortex check FILES`: are these files in the scope of the objective being worked on?

This is asked in hooks, at every commit of every worker: nothing is loaded here that the answer does not need.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.spelling import spell

NO_PATH = re.compile(r"(?:^|/)(?:\.{0,2}|\.git)(?:/|\Z)", re.IGNORECASE)


class Finding(NamedTuple):
    """`line` is where in the file, from 1; None for a finding about the file itself."""

    path: str
    objective: str | None
    rule: str
    message: str
    line: int | None = None


class ScopeCheck(NamedTuple):
    """`objective` is None where no objective is being worked on: then there is nothing to check."""

    objective: str | None
    findings: tuple[Finding, ...]


class WorkingScope(NamedTuple):
    """The scope in force: paths count from `root`; `touch` is for the message, `allows` decides."""

    objective: str
    root: str
    touch: Sequence[str]
    allows: Callable[[str], bool]


def check_scope(files: Sequence[str], directory: str, scope: WorkingScope | None) -> ScopeCheck:
    """Judge each file, given relative to `directory` or absolute."""
    if scope is None:
        return ScopeCheck(None, ())
    return ScopeCheck(scope.objective, tuple(findings(files, directory, scope)))


def findings(files: Sequence[str], directory: str, scope: WorkingScope) -> Iterable[Finding]:
    root, base = os.path.realpath(scope.root), os.path.realpath(directory)
    for name in files:
        path = os.path.relpath(os.path.normpath(os.path.join(base, name)), root).replace(os.sep, "/")
        if path.split("/")[0] == "..":
            yield Finding(path, scope.objective, "outside_repository", "lies outside the repository")
        elif not scope.allows(path):
            touch = ", ".join(scope.touch) or "nothing"
            message = f"outside the scope of {scope.objective}, which may touch {touch}"
            yield Finding(path, scope.objective, "outside_scope", message)


def scope_from_environment(environment: Mapping[str, str]) -> WorkingScope | None:
    """The scope in `$CORTEX_SCOPE_FILE`, which every worker is given; None where it is not set."""
    name = environment.get("CORTEX_SCOPE_FILE")
    if not name:
        return None
    try:
        with open(name, encoding="utf-8") as stream:
            content = json.load(stream)
        allows = matcher(content["touch_expression"], content["forbid_expression"], content["fold_case"])
        return WorkingScope(content["objective"], content["root"], content["touch"], allows)
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise ConfigurationError(
            f"the scope file cannot be read: {error}", where=name, mend="unset CORTEX_SCOPE_FILE outside of a worker"
        ) from error


def matcher(touch: str, forbid: str, fold_case: bool) -> Callable[[str], bool]:
    """Whether a path is in `touch` and not in `forbid`, both regular expressions over spelled paths."""
    may, must_not = re.compile(touch, re.DOTALL), re.compile(forbid, re.DOTALL)

    def allows(path: str) -> bool:
        spelled = spell(path, fold_case)
        if NO_PATH.search(spelled):
            return False
        return may.fullmatch(spelled) is not None and must_not.fullmatch(spelled) is None

    return allows


def check_document(check: ScopeCheck) -> dict[str, object]:
    """The JSON document `cortex/check/v1`."""
    found = [finding._asdict() for finding in check.findings]
    return {"schema": "cortex/check/v1", "objective": check.objective, "findings": found}
