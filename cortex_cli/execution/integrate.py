"""Many objectives' changes as one tree, without a checkout: their scopes are disjoint, so order does not count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cortex_cli.execution.context import RunContext
from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.manifest import FileState
from cortex_cli.vcs.objects import tree_of, write_commit
from cortex_cli.vcs.trees import apply_delta, diff_trees


def integrate(context: RunContext, head: str, captured: Mapping[str, str], at: datetime) -> str:
    """The commit on `head` that holds the change of every captured commit (objective id to commit), dated `at`.

    ExecutionError naming both objectives where two of them changed the same path, which the proof excludes, or
    where one made a file of what another needs as a directory.
    """
    git = context.repository.observer
    base = tree_of(git, head)
    union: dict[str, FileState | None] = {}
    owner: dict[str, str] = {}
    for objective, commit in sorted(captured.items()):
        parent = git.line("rev-parse", "--verify", "--end-of-options", f"{commit}^")
        for path, state in diff_trees(git, tree_of(git, parent), tree_of(git, commit)).items():
            if path in owner:
                raise collision(path, owner[path], objective)
            owner[path], union[path] = objective, state
    check_directories(union, owner)
    tree = apply_delta(git, base, union)
    message = f"cortex: {', '.join(sorted(captured))}\n\nCortex-Run: {context.run_id}\n"
    return write_commit(git, tree, [head], message, author=context.author, at=at)


def check_directories(union: Mapping[str, FileState | None], owner: Mapping[str, str]) -> None:
    """No path that is written may lie below another that is written as a file."""
    written = {path for path, state in union.items() if state is not None}
    for path in sorted(written):
        parts = path.split("/")
        for depth in range(1, len(parts)):
            above = "/".join(parts[:depth])
            if above in written:
                raise collision(above, owner[above], owner[path])


def collision(path: str, first: str, second: str) -> ExecutionError:
    return ExecutionError(
        f"objectives {first} and {second} both wrote {path}",
        mend="give that path to one of them: cortex plan --check PLAN.yaml, then cortex execute PLAN.yaml",
    )
