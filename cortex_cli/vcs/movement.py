"""What lies between the commit of a plan and HEAD."""

from __future__ import annotations

from cortex_cli.model.errors import ExecutionError
from cortex_cli.model.movement import COMMIT_ID, Movement, Relation
from cortex_cli.vcs.command import Git, decode_path
from cortex_cli.vcs.trees import diff_trees

SIMILAR = "--find-renames=50%"


def movement(git: Git, base: str, head: str) -> Movement:
    """How `head` stands to `base`, a text from a plan file; UNKNOWN where that is no commit of this clone."""
    if base == head:
        return Movement(base, head, Relation.SAME)
    if COMMIT_ID.fullmatch(base) is None or git.attempt("cat-file", "-e", f"{base}^{{commit}}").code != 0:
        return Movement(base, head, Relation.UNKNOWN)
    descends = git.attempt("merge-base", "--is-ancestor", base, head).code == 0
    try:
        changed = diff_trees(git, base, head)
    except ExecutionError:  # a partial clone has the commit, and not its trees
        return Movement(base, head, Relation.UNKNOWN)
    return Movement(
        base=base,
        head=head,
        relation=Relation.AHEAD if descends else Relation.APART,
        commits=int(git.line("rev-list", "--count", f"{base}..{head}")),
        changed=tuple(sorted(changed)),
        gone=tuple(sorted(path for path, state in changed.items() if state is None)),
    )


def renames(git: Git, base: str, head: str) -> dict[str, str]:
    """Old path to new path for each file that git takes to have been renamed: half of it or more is the same."""
    raw = git.run("diff-tree", "-r", "-z", "--name-status", SIMILAR, "--diff-filter=R", base, head)
    fields = [decode_path(field) for field in raw.split(b"\0")]
    return dict(zip(fields[1::3], fields[2::3], strict=False))
