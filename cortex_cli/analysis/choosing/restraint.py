"""Where an analysis holds back: files that the request forbids, and requests too vague to build on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cortex_cli.analysis.choosing.documents import NAMED, put_below
from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.dividing.grouping import Chosen
from cortex_cli.analysis.dividing.strategy import advise, merged
from cortex_cli.analysis.request.certainty import VAGUE, confidence_of
from cortex_cli.analysis.request.prohibitions import is_path
from cortex_cli.analysis.request.query import Query
from cortex_cli.analysis.request.task_type import Verdict
from cortex_cli.analysis.terms import IDENTIFIER, path_terms
from cortex_cli.analysis.terms import parts as parts_of
from cortex_cli.model.analysis import (
    Approach,
    CoordinationPoint,
    Creation,
    Group,
    RequestPart,
    Role,
    Strategy,
)
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import shortened

FORBIDDEN = "the request forbids to change it"
MOST_SHOWN = 80
"""Characters of a part that a notice repeats."""
ROLE_OF_KIND: Mapping[TaskType, Role] = {TaskType.TEST: Role.TEST, TaskType.DOCS: Role.DOCS}
MOST_SAID = 200
"""Characters of a list of things in a notice."""


def hold_back(material: Material, ranking: Ranking) -> None:
    """Put the forbidden files below the cut-off and say why; lift the only ones that the request allows."""
    said = material.query.prohibitions
    for path in material.files:
        role = material.role(path)
        if said.forbids(path, role, material.files):
            if path in ranking.scores:
                put_below(ranking, [path])
                ranking.reasons[path] = [FORBIDDEN]
        elif said.only_names(path, role, material.files):
            ranking.raise_to(path, max(NAMED, ranking.cut_off), "the request names it as the only file to change")


def allowed(creations: Iterable[Creation], material: Material) -> tuple[Creation, ...]:
    """The new files that the request does not forbid."""
    said = material.query.prohibitions
    return tuple(each for each in creations if not said.forbids(each.pattern, role_of(each.pattern), material.files))


def allowed_points(points: Iterable[CoordinationPoint], material: Material) -> tuple[CoordinationPoint, ...]:
    """The points at files that may be written."""
    said = material.query.prohibitions
    return tuple(each for each in points if not said.forbids(each.path, role_of(each.path), material.files))


def advise_one(groups: tuple[Group, ...], chosen: Chosen) -> Strategy:
    """One worker for a request that is too vague to divide."""
    if not groups:
        return advise(groups, chosen)
    return Strategy(Approach.SOLO, 1, (merged(groups),), "the request says too little to divide the work by it")


def is_too_vague(material: Material, verdict: Verdict, ranking: Ranking) -> bool:
    """Whether so little is known of what is wanted that nothing should be built on the best files."""
    return confidence_of(material, verdict, len(ranking.above())) < VAGUE


def said_of_prohibitions(query: Query) -> tuple[str, ...]:
    """Notices that name what the request forbids, or all that it allows."""
    said = query.prohibitions
    return tuple(
        f"the request {verb}: {shortened(', '.join(map(_quoted, things)), MOST_SAID)}"
        for verb, things in (("forbids", said.against), ("allows only", said.only))
        if things
    )


def _quoted(thing: str) -> str:
    return f"`{thing}`" if is_path(thing) else thing


def said_of_request(
    parts: Sequence[RequestPart], material: Material, chosen: Sequence[str], new: bool
) -> tuple[str, ...]:
    """Notices on the request: its length, what it forbids, its parts for which nothing was chosen."""
    query = material.query
    return (*query.notices, *said_of_prohibitions(query), *unserved(parts, material, chosen, new))


def unserved(parts: Sequence[RequestPart], material: Material, chosen: Sequence[str], new: bool) -> tuple[str, ...]:
    """A notice for each of several parts for which no file was chosen; none where `new` files may serve it."""
    if len(parts) < 2 or new:
        return ()
    return tuple(
        f"no file was chosen for “{shortened(part.text, MOST_SHOWN)}”"
        for part in parts
        if not any(_serves(path, part, material) for path in chosen)
    )


def _serves(path: str, part: RequestPart, material: Material) -> bool:
    """Whether a file has the role that the part is about, or says any telling word of it."""
    if material.role(path) is ROLE_OF_KIND.get(part.task_type):
        return True
    own = {each for word in IDENTIFIER.findall(part.text) for each in parts_of(word)}
    telling = own.intersection(material.query.telling)
    return not telling or not telling.isdisjoint((*material.counts[path].counts, *path_terms(path)))
