"""What an objective tells about files, when it gives them up and when another one takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.plan import Objective


def gives_up(objective: Objective, paths: Sequence[str]) -> Objective:
    """`objective` without the lines of its context, acceptance and deliverables that begin with one of `paths`."""
    return replace(
        objective,
        context=_others(objective.context, paths),
        acceptance=_others(objective.acceptance, paths),
        deliverables=_others(objective.deliverables, paths),
    )


def takes(owner: Objective, giver: Objective, paths: Sequence[str]) -> Objective:
    """`owner` with the lines that `giver` loses when it gives up `paths`."""
    return replace(
        owner,
        context=_joined(owner.context, giver.context, paths),
        acceptance=_joined(owner.acceptance, giver.acceptance, paths),
        deliverables=_joined(owner.deliverables, giver.deliverables, paths),
    )


def _others(lines: tuple[str, ...], paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if not _is_about(line, paths))


def _joined(mine: tuple[str, ...], given: tuple[str, ...], paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*mine, *(line for line in given if _is_about(line, paths)))))


def _is_about(line: str, paths: Sequence[str]) -> bool:
    """Whether the line begins with a path; `a` and a blank could begin any sentence, `a.py` and a blank could not."""
    return any(
        line == path or line.startswith((f"{path}:", f"{path},")) or (_is_no_word(path) and line.startswith(f"{path} "))
        for path in paths
    )


def _is_no_word(path: str) -> bool:
    return "." in path or "/" in path
