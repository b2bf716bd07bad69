"""One small story told as model values: an analysis, its plan, and the run of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cortex_cli.model.analysis import (
    Analysis,
    Approach,
    Candidate,
    CoordinationAction,
    CoordinationKind,
    CoordinationPoint,
    Creation,
    Facts,
    Group,
    LanguageCount,
    Role,
    Strategy,
)
from cortex_cli.model.plan import Advice, Contract, ContractKind, Objective, Plan, Uncovered
from cortex_cli.model.run import (
    Attempt,
    AttemptState,
    Change,
    ChangeKind,
    GateRun,
    ObjectiveRun,
    ObjectiveState,
    Run,
    RunRecord,
    RunState,
    Usage,
)
from cortex_cli.model.schedule import Bound, Schedule, Split, SplitAction
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import Complexity, TaskType
from cortex_cli.model.team import GateStage

BASE = "3f2a9c0d5e6b7a8190a1b2c3d4e5f60718293a4b"
REQUEST = "Add JWT authentication with secure token handling\n\nTokens expire after 15 minutes."
START = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HOSTILE = "a|b `c` <script>x</script> [l](javascript:1) \x1b[31m![i](u) \u202e\n# Title\n- item $x$ __b__ \udcff"

ANALYSIS = Analysis(
    id="analysis-0a1b2c3d4e",
    request=REQUEST,
    task_type=TaskType.FEATURE,
    base_commit=BASE,
    facts=Facts(
        files=42,
        languages=(LanguageCount("Python", 30, 2100), LanguageCount("Markdown", 5, 240)),
        entry_points=("src/shop/__main__.py",),
        tests=("tests/test_api.py", "tests/test_users.py"),
        config=("pyproject.toml",),
        dependencies=("pyjwt", "pytest"),
    ),
    candidates=(
        Candidate("src/shop/auth/tokens.py", 0.94, ("defines Token", "named in the request"), Role.SOURCE),
        Candidate("src/shop/api.py", 0.71, ("imports src/shop/auth/tokens.py",), Role.SOURCE),
        Candidate("tests/test_api.py", 0.55, ("tests src/shop/api.py",), Role.TEST),
        Candidate("src/shop/stock.py", 0.12, ("changes with src/shop/api.py",), Role.SOURCE),
    ),
    creations=(Creation("tests/test_tokens.py", ("tests/test_<module>.py is the convention",), Role.TEST),),
    coordination_points=(
        CoordinationPoint(
            CoordinationKind.SHARED_SYMBOL,
            "src/shop/auth/tokens.py",
            "Token",
            ("src/shop/api.py",),
            "src/shop/api.py uses Token, which the change redefines",
            CoordinationAction.CONTRACT_FIRST,
            "class Token",
        ),
        CoordinationPoint(
            CoordinationKind.MANIFEST,
            "pyproject.toml",
            None,
            (),
            "a new dependency is declared here",
            CoordinationAction.OWN,
        ),
    ),
    strategy=Strategy(
        Approach.PARALLEL,
        2,
        (
            Group(
                "auth",
                ("src/shop/auth/tokens.py",),
                ("tests/test_tokens.py",),
                (),
                Role.SOURCE,
                "one package",
            ),
            Group("api", ("src/shop/api.py", "tests/test_api.py"), (), ("auth",), Role.SOURCE, "imports auth"),
        ),
        "Two groups of files touch each other at one symbol.",
    ),
    threshold=0.4,
    confidence=0.82,
    notices=("the clone is shallow: history was not used",),
    questions=("Which algorithm signs the tokens?",),
)

PLAN = Plan(
    id="plan-1122334455",
    request=REQUEST,
    task_type=TaskType.FEATURE,
    base_commit=BASE,
    digest="sha256:" + "ab" * 32,
    analysis=ANALYSIS.id,
    global_forbid=(".github/**",),
    objectives=(
        Objective(
            id="auth",
            title="Issue and verify tokens",
            wave=1,
            scope=Scope(touch=("src/shop/auth/", "tests/test_tokens.py"), read=("src/shop/api.py",)),
            worker="recorded",
            complexity=Complexity.HIGH,
            contracts=("token",),
            acceptance=("expired tokens are refused",),
            estimate=300.0,
            reason="Everything else builds on it.",
        ),
        Objective(
            id="docs",
            title="Document the token flow",
            wave=1,
            scope=Scope(touch=("docs/**",), forbid=("docs/plans/**",)),
            worker="recorded",
            complexity=Complexity.LOW,
            estimate=60.0,
        ),
        Objective(
            id="api",
            title="Require a token in the API",
            wave=2,
            scope=Scope(touch=("src/shop/api.py", "tests/test_api.py")),
            depends_on=("auth",),
            contracts=("token",),
            estimate=240.0,
        ),
    ),
    contracts=(
        Contract("token", ContractKind.SYMBOL, "auth", ("api",), "src/shop/auth/tokens.py", "Token", "class Token"),
    ),
    advice=Advice("parallel", 600.0, 540.0, "Two workers save a minute of ten."),
    uncovered=(Uncovered("README.md", "the team forbids it"),),
    notices=("no statistics of earlier runs",),
    schedule=Schedule(
        waves=2,
        least_waves=2,
        bound=Bound.DEPENDENCIES,
        optimal=True,
        fastest=True,
        seconds=540.0,
        critical_path=("auth", "api"),
        critical_seconds=540.0,
        profile=(2, 1),
        bound_by=("auth", "api"),
    ),
    splits=(Split("src/shop/api.py", "api", SplitAction.INTEGRATE_LAST, ("auth", "docs"), 3, 2, 700.0, 540.0),),
)


def _at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


RECORD = RunRecord(
    run=Run(
        id="run-20260304-050607-beef",
        plan_id="plan-1122334455",
        plan_digest="sha256:" + "ab" * 32,
        request=REQUEST,
        base_commit=BASE,
        state=RunState.SUCCEEDED,
        created_at=START,
        started_at=_at(1),
        ended_at=_at(402),
        branch="cortex/add-jwt-authentication-beef",
        commit="c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
    ),
    objectives=(
        ObjectiveRun("auth", "Issue and verify tokens", 1, ObjectiveState.COMPLETED, 2, "recorded"),
        ObjectiveRun("docs", "Document the token flow", 1, ObjectiveState.COMPLETED, 1, "recorded"),
        ObjectiveRun("api", "Require a token in the API", 2, ObjectiveState.COMPLETED, 1, "recorded"),
    ),
    attempts=(
        Attempt("auth", 1, "recorded", AttemptState.ERROR, _at(2), _at(60), "left its scope"),
        Attempt("auth", 2, "recorded", AttemptState.COMPLETED, _at(61), _at(200)),
        Attempt("docs", 1, "recorded", AttemptState.COMPLETED, _at(2), _at(30), by_products=1),
        Attempt("api", 1, "recorded", AttemptState.COMPLETED, _at(210), _at(390), by_products=3),
    ),
    gates=(
        GateRun("tests", GateStage.WAVE, 1, None, True, 0, 4.2),
        GateRun("types", GateStage.OBJECTIVE, 2, "api", True, 0, 2.0),
        GateRun("tests", GateStage.WAVE, 2, None, True, 0, 5.1),
    ),
    usage=Usage(attempts=4, worker_seconds=405.0, wall_seconds=401.0),
)

CHANGES = (
    Change("docs/tokens.md", ChangeKind.ADDED, 40, 0),
    Change("src/shop/api.py", ChangeKind.MODIFIED, 22, 5),
    Change("src/shop/auth/tokens.py", ChangeKind.MODIFIED, 80, 11),
    Change("src/shop/users.py", ChangeKind.MODIFIED, 1, 1),
    Change("tests/test_tokens.py", ChangeKind.ADDED, 64, 0),
)


def failed_record() -> RunRecord:
    """The run when the API objective fails its gate: nothing is published."""
    auth, docs, api = RECORD.objectives
    return replace(
        RECORD,
        run=replace(
            RECORD.run,
            state=RunState.FAILED,
            branch=None,
            commit=None,
            reason="wave 2 was rolled back: gate tests failed",
        ),
        objectives=(
            auth,
            docs,
            replace(api, state=ObjectiveState.FAILED, attempts=1, reason="gate tests failed with exit 1"),
        ),
        gates=(*RECORD.gates[:2], GateRun("tests", GateStage.WAVE, 2, None, False, 1, 5.1, "exit 1")),
    )
