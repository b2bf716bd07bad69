"""Files that history changes together although nothing else binds them."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.coordination.points import point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint
from cortex_cli.model.text import counted

MOST_PAIRS = 8
FEWEST_TOGETHER = 3
SHARE_TOGETHER = 0.5
FEWEST_OUTSIDE, SHARE_OUTSIDE = 5, 0.6
"""A companion that was not chosen has to be surer than one that was."""
MOST_LOOKED_AT = 20


def co_changing(scene: Scene) -> Iterator[CoordinationPoint]:
    """Pairs across the border of a group, then files that always move with a chosen one and were not chosen."""
    pairs = [*_across(scene), *_outside(scene)]
    for _, together, one, other, fewest in sorted(pairs, key=lambda pair: (-pair[1], pair[2:]))[:MOST_PAIRS]:
        said = f"changed together with `{other}` in {together} of {counted(fewest, 'commit')}"
        strength = together / (fewest + 2)
        yield point(CoordinationKind.CO_CHANGE, one, [other], [said], 0.9 * strength)


Pair = tuple[float, int, str, str, int]


def _across(scene: Scene) -> Iterator[Pair]:
    history, group_of = scene.material.history, scene.division.group_of
    sources = sorted(scene.sources)
    for number, one in enumerate(sources):
        for other in sources[number + 1 :]:
            together = history.together(one, other)
            fewest = min(history.changes(one), history.changes(other))
            across = group_of.get(one) != group_of.get(other)
            if across and together >= FEWEST_TOGETHER and together >= SHARE_TOGETHER * fewest:
                yield together / fewest, together, one, other, fewest


def _outside(scene: Scene) -> Iterator[Pair]:
    """Measured by the chosen file's own commits: what is changed whenever it is."""
    history, chosen = scene.material.history, frozenset(scene.chosen)
    for one in scene.sources[:MOST_LOOKED_AT]:
        commits = history.commits.get(one, frozenset())
        beside = {path for number in commits for path in history.past[number]} if history.past else set()
        for other in sorted(beside - chosen):
            together = history.together(one, other)
            if together >= FEWEST_OUTSIDE and together >= SHARE_OUTSIDE * len(commits) and scene.is_source(other):
                yield together / len(commits), together, other, one, len(commits)
