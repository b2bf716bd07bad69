"""Why one file was chosen for a request, or was not: the ranking asked about a single path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cortex_cli.analysis.analyzer import Finding, judge_files
from cortex_cli.analysis.choosing.evidence import as_candidates
from cortex_cli.analysis.choosing.near_paths import near_paths
from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.choosing.signal_words import Family, family_of
from cortex_cli.analysis.commit.survey import Survey, with_survey
from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.analysis.ranking.model import weights
from cortex_cli.analysis.request.query import Query, read_request
from cortex_cli.model.events import Emit, silent
from cortex_cli.model.file_reason import FileReason, SignalValue, Standing
from cortex_cli.model.statistics import NO_STATISTICS, Statistics
from cortex_cli.model.text import counted
from cortex_cli.vcs.repository import Repository

LOW = 0.5
"""A signal below this share of the best file's is one that could have lifted the file."""
MOST_LACKING = 4
MOST_WORDS = 5
MOST_FILES = 5
DIGITS = 3
TOP = "."
"""The path of the repository's top."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the ranking says about one path: `rank` from 1, None where no signal speaks for it.

    Each of `signals` is (signal, value as a share of the best, weight), in the order of the model.
    """

    rank: int | None
    ranked: int
    probability: float
    cut_off: float
    chosen: bool
    signals: tuple[tuple[Signal, float, float], ...]


def judgement_of(finding: Finding, path: str) -> Judgement:
    """What was decided about `path`: the one place that knows how a ranking keeps it."""
    ranking, linear = finding.ranking, weights().linear
    ordered = ranking.best_first()
    found = ranking.ranked.get(path)
    values = found.signals if found else {}
    return Judgement(
        rank=ordered.index(path) + 1 if path in ranking.scores else None,
        ranked=len(ordered),
        probability=ranking.scores.get(path, 0.0),
        cut_off=finding.threshold,
        chosen=path in finding.chosen,
        signals=tuple((signal, values.get(signal, 0.0), weight) for signal, weight in linear.items()),
    )


def explain_file(
    repository: Repository,
    path: str,
    request: str,
    *,
    commit: str,
    on_disk: bool,
    emit: Emit = silent,
    statistics: Statistics = NO_STATISTICS,
) -> FileReason:
    """Why `path` (from the top of the repository) is, or is not, a file to change for `request` at `commit`.

    `on_disk`: whether it is in the work tree. Raises UsageError for a request that says nothing, as `analyze` does.
    """
    query = read_request(request)

    def work(survey: Survey) -> FileReason:
        finding = judge_files(survey, query, emit, statistics)
        if path in finding.material.files:
            return _ranked(path, finding, query, commit)
        return _unranked(path, survey, finding, query, commit, on_disk)

    return with_survey(repository, commit, emit, work)


def _ranked(path: str, finding: Finding, query: Query, commit: str) -> FileReason:
    judged = judgement_of(finding, path)
    related = judged.rank is not None
    standing = Standing.CHOSEN if judged.chosen else Standing.BELOW if related else Standing.UNRELATED
    listed = as_candidates([path], finding.material, finding.ranking, frozenset(finding.chosen)) if related else ()
    return FileReason(
        path=path,
        standing=standing,
        reason=_verdict(judged, standing),
        request=query.text,
        base_commit=commit,
        role=finding.material.role(path),
        rank=judged.rank,
        ranked=judged.ranked,
        probability=round(judged.probability, DIGITS),
        cut_off=round(judged.cut_off, DIGITS),
        evidence=listed[0].evidence if listed else (),
        signals=signal_values(judged),
        lacking=() if judged.chosen else tuple(_lacking(path, judged, finding.material))[:MOST_LACKING],
    )


def _verdict(judged: Judgement, standing: Standing) -> str:
    if standing is Standing.UNRELATED:
        return f"nothing in the request speaks for it; it speaks for {counted(judged.ranked, 'other file')}"
    place = f"rank {judged.rank} of {judged.ranked}"
    reach = f"{judged.probability:.0%} likely to change, and the cut-off is {judged.cut_off:.0%}"
    if standing is Standing.BELOW and judged.probability >= judged.cut_off:
        return f"not chosen: {place}, {reach}, but better files fill the list"
    return f"{'chosen' if standing is Standing.CHOSEN else 'not chosen'}: {place}, {reach}"


def signal_values(judged: Judgement) -> tuple[SignalValue, ...]:
    """Each signal that the file has, with its share of what speaks for it; what speaks most first."""
    total = sum(max(value * weight, 0.0) for _, value, weight in judged.signals)
    values = [
        SignalValue(
            signal=signal.value,
            words=family_of(signal).words,
            value=round(value, DIGITS),
            share=round(value * weight / total, DIGITS) if total > 0.0 else 0.0,
        )
        for signal, value, weight in judged.signals
        if value
    ]
    return tuple(sorted(values, key=lambda each: (-each.share, -each.value, each.signal)))


def _lacking(path: str, judged: Judgement, material: Material) -> Iterator[str]:
    """What would have lifted the file, what counts most first."""
    words = _missing_words(path, material)
    if words:
        yield f"these words of the request do not stand in it: {words}"
    lost: dict[Family, float] = defaultdict(float)
    best: dict[Family, float] = defaultdict(float)
    for signal, value, weight in judged.signals:
        family = family_of(signal)
        lost[family] += max(weight, 0.0) * (1.0 - value)
        best[family] = max(best[family], value)
    low = [family for family in Family if best[family] < LOW and lost[family] > 0.0]
    for family in sorted(low, key=lambda each: -lost[each]):
        if family.lacking and not (words and family is Family.TEXT):
            yield family.lacking


def _missing_words(path: str, material: Material) -> str:
    query = material.query
    held = material.counts[path].counts
    missing = [term for term in query.telling if term not in held]
    shown = ", ".join(f"`{query.spelling.get(term, term)}`" for term in missing[:MOST_WORDS])
    return f"{shown} and {len(missing) - MOST_WORDS} more" if len(missing) > MOST_WORDS else shown


def _unranked(path: str, survey: Survey, finding: Finding, query: Query, commit: str, on_disk: bool) -> FileReason:
    """The answer for a path that the analysis did not consider."""
    paths = survey.inventory.paths
    left_out = {each.path: each.reason for each in (*survey.inventory.left_out, *survey.left_out)}
    inside = "" if path == TOP else f"{path}/"
    near: tuple[str, ...] = ()
    if path in left_out:
        standing, reason = Standing.LEFT_OUT, f"left out of every analysis: {left_out[path]}"
    elif any(each.startswith(inside) for each in paths):
        standing, reason = Standing.DIRECTORY, "a directory: ask about a file in it"
        best = (each for each in finding.ranking.best_first() if each.startswith(inside))
        near = tuple(islice(best, MOST_FILES))
    elif on_disk:
        standing, reason = Standing.UNCOMMITTED, "not committed: an analysis reads what is committed"
    else:
        standing, reason = Standing.MISSING, "no such file in the commit that was analysed"
        near = near_paths(path, paths)
    return FileReason(
        path=path,
        standing=standing,
        reason=reason,
        request=query.text,
        base_commit=commit,
        role=None,
        rank=None,
        ranked=judgement_of(finding, path).ranked,
        probability=None,
        cut_off=round(finding.threshold, DIGITS),
        near=near,
    )
