"""The analytic phase: one request and one commit in, one Analysis out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cortex_cli.analysis.attachments import find_tests, raise_documents, raise_tests
from cortex_cli.analysis.certainty import confidence_of, questions_for, refuse_nonsense
from cortex_cli.analysis.coordination import Division, find_points
from cortex_cli.analysis.creations import Component, new_component
from cortex_cli.analysis.evidence import as_candidates
from cortex_cli.analysis.facts import state_facts
from cortex_cli.analysis.meeting import meeting_places
from cortex_cli.analysis.query import Query, read_request
from cortex_cli.analysis.reading import read_symbols
from cortex_cli.analysis.relevance import Material, Ranking, best_sources, rank
from cortex_cli.analysis.strategy import Chosen, divide
from cortex_cli.analysis.structure import raise_around
from cortex_cli.analysis.survey import REMEMBERED, Survey, survey_repository
from cortex_cli.analysis.task_type import Verdict, judge
from cortex_cli.analysis.weights import LEAST, MOST_CHOSEN, MOST_SHOWN, THRESHOLD
from cortex_cli.model.analysis import Analysis, CoordinationPoint, Facts, Role, Strategy
from cortex_cli.model.encoding import digest
from cortex_cli.model.events import (
    Activity,
    CoordinationPointsFound,
    Emit,
    ScopeStrategyChosen,
    TaskTypeDetermined,
    silent,
)
from cortex_cli.model.identifiers import named_by
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.repository import Repository

COORDINATED = 85.0
DIVIDED = 95.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What ranking has made of a survey; `chosen` are the files above the threshold, best first."""

    material: Material
    ranking: Ranking
    verdict: Verdict
    component: Component | None
    support: frozenset[str]
    threshold: float
    chosen: tuple[str, ...]
    notices: tuple[str, ...] = ()


def analyze(repository: Repository, request: str, *, commit: str, emit: Emit = silent) -> Analysis:
    """What `request` needs of the repository at `commit`, which is a full commit id.

    The same commit and request give an equal Analysis: no clock, no order of chance, and only
    ancestors of the commit speak. Raises UsageError for a request without words, or without any meaning here.
    """
    query = read_request(request)
    survey = survey_repository(repository, query, commit, emit)
    finding = judge_files(survey, query, emit)
    facts = state_facts(survey.inventory, survey.reading, survey.resolver)
    strategy, points = coordinate(repository.observer, survey, finding, facts, emit)
    return assemble(request, commit, survey, finding, facts, strategy, points)


def judge_files(survey: Survey, query: Query, emit: Emit) -> Finding:
    """Task type and scores: words, names and history first, then what the best files bring along."""
    emit(Activity("ranking files", REMEMBERED))
    material = Material(
        query=query,
        task_type=judge(query.text).task_type,
        files={file.path: file for file in survey.reading.files},
        counts=survey.reading.counts,
        outlines=survey.outlines.by_path,
        graph=survey.graph,
        history=survey.history,
    )
    refuse_nonsense(material)
    ranking = rank(material)
    verdict = judge(query.text, [material.role(path) for path in ranking.best_first()[:3]])
    emit(TaskTypeDetermined(verdict.task_type, verdict.confidence))
    if verdict.task_type is not material.task_type:
        material = replace(material, task_type=verdict.task_type)
        ranking = rank(material)
    seeds = best_sources(ranking.scores, material)
    tests = [test for found in find_tests(material, seeds).values() for test in found]
    component = new_component(material, seeds, tests)
    support = raise_around(component, material, ranking) if component else frozenset()
    raise_tests(material, ranking)
    raise_documents(material, ranking, component is not None)
    return choose(Finding(material, ranking, verdict, component, support, THRESHOLD, ()))


def choose(finding: Finding) -> Finding:
    """Take the files above the threshold, which rises where too many would pass."""
    above = finding.ranking.above()
    if len(above) <= MOST_CHOSEN:
        return replace(finding, chosen=tuple(above))
    threshold = finding.ranking.scores[above[MOST_CHOSEN - 1]]
    kept = tuple(finding.ranking.above(threshold)[:MOST_CHOSEN])
    notice = f"{len(above)} files fit the request; the best {len(kept)} were chosen: narrow the request, or sweep"
    return replace(finding, threshold=threshold, chosen=kept, notices=(notice,))


def coordinate(
    git: Git, survey: Survey, finding: Finding, facts: Facts, emit: Emit
) -> tuple[Strategy, tuple[CoordinationPoint, ...]]:
    """Divide the chosen files into groups, and find where the groups meet."""
    material, component = finding.material, finding.component
    meeting = meeting_places(finding.chosen, material, facts.entry_points, component)
    strategy = divide(Chosen(finding.chosen, meeting, component, finding.support), material)
    emit(Activity("finding coordination points", COORDINATED))
    sources = [material.files[path] for path in finding.chosen if material.role(path) is Role.SOURCE]
    group_of = {path: group.name for group in strategy.groups for path in group.files}
    division = Division(group_of, meeting, component)
    points = find_points(division, material, read_symbols(git, sources), survey.inventory.paths)
    emit(CoordinationPointsFound(points))
    emit(ScopeStrategyChosen(strategy.approach, strategy.reason))
    emit(Activity("writing it down", DIVIDED))
    return strategy, points


def assemble(
    request: str,
    commit: str,
    survey: Survey,
    finding: Finding,
    facts: Facts,
    strategy: Strategy,
    points: tuple[CoordinationPoint, ...],
) -> Analysis:
    """The Analysis, named by its content."""
    material, ranking = finding.material, finding.ranking
    shown = [path for path in ranking.best_first() if ranking.scores[path] >= LEAST][:MOST_SHOWN]
    listed = list(dict.fromkeys([*finding.chosen, *shown]))
    candidates = as_candidates(listed, material, ranking, frozenset(finding.chosen))
    analysis = Analysis(
        id="",
        request=request,
        task_type=finding.verdict.task_type,
        base_commit=commit,
        facts=facts,
        candidates=candidates,
        creations=finding.component.creations if finding.component else (),
        coordination_points=points,
        strategy=strategy,
        threshold=round(finding.threshold, 3),
        confidence=confidence_of(material, finding.verdict, len(finding.chosen)),
        notices=(*material.query.notices, *survey.notices, *finding.notices),
        questions=questions_for(material, finding.verdict, len(finding.chosen)),
    )
    return replace(analysis, id=named_by("analysis", digest(analysis)))
