"""The analytic phase: one request and one commit in, one Analysis out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cortex_cli.analysis.choosing import restraint
from cortex_cli.analysis.choosing.attachments import find_tests
from cortex_cli.analysis.choosing.correction import correct, said_of
from cortex_cli.analysis.choosing.evidence import as_candidates
from cortex_cli.analysis.choosing.lifting import lift
from cortex_cli.analysis.choosing.relevance import Material, Ranking, best_sources, count_terms, judged, rank
from cortex_cli.analysis.choosing.structure import raise_around
from cortex_cli.analysis.choosing.weights import MOST_CHOSEN, MOST_SHOWN, MOST_SOURCES_SHOWN
from cortex_cli.analysis.commit.facts import state_facts
from cortex_cli.analysis.commit.reading import read_symbols
from cortex_cli.analysis.commit.survey import REMEMBERED, Survey, with_survey
from cortex_cli.analysis.coordination.finding import find_points
from cortex_cli.analysis.coordination.scene import Division, Scene
from cortex_cli.analysis.coordination.texts import texts_of
from cortex_cli.analysis.creating.creations import Component, new_component
from cortex_cli.analysis.creating.new_files import new_files, placed
from cortex_cli.analysis.dividing.grouping import Chosen
from cortex_cli.analysis.dividing.meeting import meeting_places
from cortex_cli.analysis.dividing.strategy import advise, grouped
from cortex_cli.analysis.request.certainty import confidence_of, questions_for, refuse_nonsense
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.query import Query, read_request
from cortex_cli.analysis.request.task_type import Verdict, judge
from cortex_cli.model.analysis import Analysis, CoordinationPoint, Correction, Creation, Facts, Role, Strategy
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
from cortex_cli.model.statistics import NO_STATISTICS, Statistics
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
    creations: tuple[Creation, ...] = ()
    correction: Correction | None = None
    vague: bool = False

    @property
    def every_creation(self) -> tuple[Creation, ...]:
        """The files of the new part, and the single files beside it."""
        own = self.component.creations if self.component else ()
        return (*own, *(each for each in self.creations if each not in own))


def analyze(
    repository: Repository, request: str, *, commit: str, emit: Emit = silent, statistics: Statistics = NO_STATISTICS
) -> Analysis:
    """What `request` needs of the repository at `commit`, which is a full commit id.

    The same commit, request and statistics give an equal Analysis: no clock, no order of chance, and only
    ancestors of the commit speak. Raises UsageError for a request without words, or without any meaning here.
    """
    query = read_request(request)

    def work(survey: Survey) -> Analysis:
        finding = judge_files(survey, query, emit, statistics)
        facts = state_facts(survey)
        strategy, points = coordinate(repository.observer, commit, survey, finding, facts, emit)
        return assemble(request, commit, survey, finding, facts, strategy, points)

    return with_survey(repository, commit, emit, work)


def judge_files(survey: Survey, query: Query, emit: Emit, statistics: Statistics = NO_STATISTICS) -> Finding:
    """Task type and scores: words, names and history first, then what the best files bring along."""
    emit(Activity("ranking files", REMEMBERED))
    material = Material(
        query=query,
        task_type=judge(query.text).task_type,
        files={file.path: file for file in survey.files},
        counts=count_terms(survey.snapshot, query.all_terms),
        outlines=survey.outlines,
        graph=survey.graph,
        history=survey.history,
    )
    refuse_nonsense(material)
    ranking = rank(material, survey.snapshot)
    verdict = judge(query.text, [material.role(path) for path in ranking.best_first()[:3]])
    emit(TaskTypeDetermined(verdict.task_type, verdict.confidence))
    if verdict.task_type is not material.task_type:
        material = replace(material, task_type=verdict.task_type)
        ranking = judged(ranking.ranked, material)
    correction = correct(ranking, statistics)
    restraint.hold_back(material, ranking)
    vague = restraint.is_too_vague(material, verdict, ranking)
    seeds = {} if vague else best_sources(ranking, material)
    tests = [test for found in find_tests(material, seeds).values() for test in found]
    component = None if vague else new_component(material, seeds, tests)
    component = component and replace(component, creations=restraint.allowed(component.creations, material))
    support = raise_around(component, material, ranking) if component else frozenset()
    lift(material, survey.snapshot, ranking, new_part=component is not None, vague=vague)
    finding = choose(Finding(material, ranking, verdict, component, support, ranking.cut_off, (), vague=vague))
    made = restraint.allowed(new_files(material, seeds, finding.chosen), material)
    return replace(finding, creations=made, correction=correction)


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
    git: Git, commit: str, survey: Survey, finding: Finding, facts: Facts, emit: Emit
) -> tuple[Strategy, tuple[CoordinationPoint, ...]]:
    """Divide the chosen files into groups, and find where the groups meet."""
    material, component = finding.material, finding.component
    meeting = meeting_places(finding.chosen, material, facts.entry_points, component)
    chosen = Chosen(finding.chosen, meeting, component, finding.support)
    groups = grouped(chosen, material)
    strategy = placed((restraint.advise_one if finding.vague else advise)(groups, chosen), finding.creations)
    emit(Activity("finding coordination points", COORDINATED))
    sources = [material.files[path] for path in finding.chosen if material.role(path) is Role.SOURCE]
    group_of = {path: group.name for group in groups for path in group.files}
    left_out = (*survey.inventory.left_out, *survey.left_out)
    scene = Scene(
        division=Division(group_of, meeting, component, finding.chosen, finding.every_creation),
        material=material,
        symbols=read_symbols(git, sources),
        paths=survey.inventory.paths,
        generated=frozenset(each.path for each in left_out if each.reason == "generated"),
        texts=texts_of(git, commit, material.files),
    )
    points = restraint.allowed_points(find_points(scene), material)
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
    ordered = ranking.best_first()
    sources = [path for path in ordered if material.role(path) is Role.SOURCE]
    listed = {*finding.chosen, *ordered[:MOST_SHOWN], *sources[:MOST_SOURCES_SHOWN]}
    candidates = as_candidates(
        [path for path in ordered if path in listed], material, ranking, frozenset(finding.chosen)
    )
    parts = read_parts(material.query.text)
    said = restraint.said_of_request(parts, material, finding.chosen, bool(finding.every_creation))
    analysis = Analysis(
        id="",
        request=request,
        task_type=finding.verdict.task_type,
        base_commit=commit,
        facts=facts,
        candidates=candidates,
        creations=finding.every_creation,
        coordination_points=points,
        strategy=strategy,
        threshold=finding.threshold,
        confidence=confidence_of(material, finding.verdict, len(finding.chosen)),
        notices=(*survey.notices, *finding.notices, *said_of(finding.correction), *said),
        questions=questions_for(material, finding.verdict, len(finding.chosen)),
        parts=parts,
        correction=finding.correction,
        forbidden=material.query.prohibitions.patterns(material.files),
    )
    return replace(analysis, id=named_by("analysis", digest(analysis)))
