"""`cortex plan --cases DIR`: planning cases, each planned as the command would and judged."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cortex_cli.analysis.analyzer import analyze
from cortex_cli.config.problems import DocumentError
from cortex_cli.model.errors import ConfigurationError, CortexError, UsageError
from cortex_cli.model.planning_case import CaseFinding, CaseOutcome, CaseReport, CaseVerdict, PlanningCase
from cortex_cli.planning.cases.file import CaseFile, read_case
from cortex_cli.planning.cases.judge import missed
from cortex_cli.planning.cases.miss import Miss
from cortex_cli.planning.cases.plan import declared_outcome
from cortex_cli.planning.cases.rules import broken_rules
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.planner import make_plan
from cortex_cli.planning.sweep import sweep_plan
from cortex_cli.vcs.fast_import import NewCommit, import_lines, make_repository
from cortex_cli.vcs.repository import Repository

SUFFIX = ".yaml"


def run_cases(place: Path) -> CaseReport:
    """Plan and judge the case in the file `place`, or every case in the directory, in the order of their names.

    All projects are commits of one temporary repository. Raises UsageError where there is no case, and
    ConfigurationError for whatever cannot be read, all files at once.
    """
    files = read_cases(case_files(place), place)
    with tempfile.TemporaryDirectory(prefix="cortex-cases-") as temporary:
        repository = make_repository(Path(temporary).resolve())
        commits = import_lines(repository, [commits_of(file.case) for file in files])
        verdicts = tuple(
            verdict(file, outcome_of(file.case, repository, commit))
            for file, commit in zip(files, commits, strict=True)
        )
    held = sum(each.held for each in verdicts)
    return CaseReport(held, len(verdicts) - held, verdicts)


def case_files(place: Path) -> list[Path]:
    """The files of cases, sorted by path; UsageError where there is none."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise UsageError(f"there is no directory {place}", mend="name a directory of planning cases")
    found = sorted(path for path in place.rglob(f"*{SUFFIX}") if path.is_file())
    if not found:
        raise UsageError(f"no planning case in {place}: there is no file *{SUFFIX}", mend="write one, or name another")
    return found


def read_cases(files: Sequence[Path], place: Path) -> list[CaseFile]:
    """Every case; where several files are wrong, all of them are told."""
    read, errors = [], list[ConfigurationError]()
    for path in files:
        try:
            read.append(read_case(path, name_of(path, place)))
        except ConfigurationError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        problems = [problem for error in errors if isinstance(error, DocumentError) for problem in error.problems]
        raise DocumentError(f"{len(errors)} planning cases", problems)
    return read


def name_of(path: Path, place: Path) -> str:
    """The file as its user would name it: below the directory, or by itself."""
    return path.name if path == place else path.relative_to(place).as_posix()


def commits_of(case: PlanningCase) -> list[NewCommit]:
    """The history of a case, oldest first, and on top of it the project as it stands."""
    repeated = [(commit.message, commit.files) for commit in case.history for _ in range(commit.times)]
    last = {path: number for number, (_, files) in enumerate(repeated) for path in files}
    made = []
    for number, (message, files) in enumerate(repeated):
        final = {path: encoded(case.tree[path]) for path in files if path in case.tree and last[path] == number}
        made.append(NewCommit(message, {**dict.fromkeys(files, f"version {number}\n".encode()), **final}))
    rest = {path: encoded(text) for path, text in case.tree.items() if path not in last}
    return [*made, NewCommit("the project as it is", rest, tuple(path for path in last if path not in case.tree))]


def encoded(text: str) -> bytes:
    """The text as a file has it, lone surrogates of JSON's escapes included."""
    return text.encode("utf-8", "surrogatepass")


def outcome_of(case: PlanningCase, repository: Repository, commit: str) -> CaseOutcome:
    """What planning makes of a case; an error that a user would see is an outcome too."""
    try:
        if case.declared is not None:
            return declared_outcome(case, case.declared, commit)
        return requested_outcome(case, repository, commit)
    except CortexError as error:
        return CaseOutcome(error=error)


def requested_outcome(case: PlanningCase, repository: Repository, commit: str) -> CaseOutcome:
    """The request analysed and planned, or swept."""
    request, options = case.request or "", case.options
    fold, tracked = options.fold_case, tuple(sorted(case.tree))
    analysis = None
    if options.over:
        plan = sweep_plan(request, options.over, tracked, commit, case.team, worker=options.worker, fold_case=fold)
    else:
        analysis = analyze(replace(repository, ignore_case=fold), request, commit=commit)
        plan = make_plan(analysis, case.team, tracked, solo=options.solo, interfaces=options.interfaces, fold_case=fold)
    return CaseOutcome(plan, check_plan(plan, existing=tracked, team=case.team), analysis)


def verdict(file: CaseFile, outcome: CaseOutcome) -> CaseVerdict:
    case = file.case
    misses = [*missed(case.expect, outcome), *broken_rules(case, outcome)]
    findings = tuple(finding(miss, file) for miss in misses)
    return CaseVerdict(case.name, case.group, file.document.name, not findings, findings)


def finding(miss: Miss, file: CaseFile) -> CaseFinding:
    return CaseFinding(miss.rule, miss.expected, miss.came, file.document.where(miss.loc))
