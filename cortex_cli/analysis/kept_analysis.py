"""A whole analysis, kept in the index: the same request at the same commit is answered at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from cortex_cli.analysis.recipe import recipe
from cortex_cli.config.paths import index_file
from cortex_cli.config.typed import WrongShape, typed
from cortex_cli.index.contexts import Context, content_hash
from cortex_cli.index.index import Index
from cortex_cli.index.opening import UNKEPT, use_index
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.clock import Clock
from cortex_cli.model.encoding import encode, json_text
from cortex_cli.model.events import CoordinationPointsFound, Emit, EventBody, ScopeStrategyChosen, TaskTypeDetermined
from cortex_cli.model.statistics import Statistics
from cortex_cli.vcs.history import shallow_border
from cortex_cli.vcs.repository import Repository

NAME = "analysis"
PACKAGE = Path(__file__).parent.parent
DECIDING = ("analysis", "config", "index", "model", "syntax", "vcs")
"""The packages whose sources decide what an analysis says."""
DAYS = 30
"""After so long a request is hardly made again at the same commit."""


def kept_analysis(
    repository: Repository,
    request: str,
    *,
    commit: str,
    statistics: Statistics,
    clock: Clock,
    emit: Emit,
    make: Callable[[Emit], Analysis],
) -> Analysis:
    """What `make` gives for these arguments, or has given before; what it tells about its findings is told again.

    `make` is given the port it tells through.
    """
    border = shallow_border(repository.observer)
    request_hash = content_hash(request, statistics.digest(), str(repository.ignore_case), *border)
    context = Context("commit", commit).child("program", program()).child("request", request_hash)

    def look_up(index: Index) -> tuple[Analysis, float] | None:
        contexts = index.contexts(clock)
        packed = contexts.get(context, NAME)
        found = None if packed is None else unpack_analysis(packed)
        if packed is not None and found is None:
            contexts.invalidate(context)
        return found

    file = index_file(repository.common_dir)
    known = use_index(file, recipe(), look_up)
    if known is not None:
        tell_again(emit, *known)
        return known[0]
    sure = 0.0

    def listen(body: EventBody, objective: str | None = None, attempt: int | None = None) -> None:
        nonlocal sure
        if isinstance(body, TaskTypeDetermined):
            sure = body.confidence
        emit(body, objective, attempt)

    made = make(listen)
    if any(notice.startswith(UNKEPT) for notice in made.notices):
        return made
    packed = pack_analysis(made, sure)
    use_index(file, recipe(), lambda index: index.contexts(clock).put(context, NAME, packed, ttl=DAYS * 86_400.0))
    return made


def tell_again(emit: Emit, analysis: Analysis, sure: float) -> None:
    """The findings that making `analysis` told; `sure` is the confidence in its task type."""
    emit(TaskTypeDetermined(analysis.task_type, sure))
    emit(CoordinationPointsFound(analysis.coordination_points))
    emit(ScopeStrategyChosen(analysis.strategy.approach, analysis.strategy.reason))


def pack_analysis(analysis: Analysis, sure: float) -> bytes:
    """JSON of the confidence in the task type and the analysis."""
    return json_text([sure, encode(analysis)], indent=None).encode()


def unpack_analysis(packed: bytes) -> tuple[Analysis, float] | None:
    """What `pack_analysis` was given; None for anything else."""
    try:
        sure, analysis = json.loads(packed)
        return typed(analysis, Analysis), float(sure)
    except (ValueError, TypeError, WrongShape):
        return None


@cache
def program() -> str:
    """A digest of all that decides what an analysis says: sources, weights, parser and Python."""
    digest = sha256(recipe().encode())
    for package in DECIDING:
        for source in sorted((PACKAGE / package).rglob("*")):
            if source.suffix in (".py", ".json"):
                digest.update(source.as_posix().removeprefix(PACKAGE.as_posix()).encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
