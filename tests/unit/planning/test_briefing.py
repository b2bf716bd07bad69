from __future__ import annotations

from cortex_cli.model.analysis import (
    Analysis,
    Candidate,
    CoordinationAction,
    CoordinationKind,
    CoordinationPoint,
    Role,
)
from cortex_cli.model.plan import Contract, ContractKind
from cortex_cli.planning.briefing import MOST_LINES, Briefing
from cortex_cli.planning.contracts import Territory
from cortex_cli.planning.drafts import Draft
from tests.unit.planning.builders import analysis_of, objective

ONE, TWO = objective("O1", "a.py", "main.py"), objective("O2", "b.py")
CONTRACT = Contract("C1", ContractKind.SYMBOL, "O1", ("O2",), "a.py", "login", "login(name: str) -> bool")
POINT = CoordinationPoint(
    CoordinationKind.REGISTRY, "main.py", None, ("b.py",), "routes meet here", CoordinationAction.OWN
)


def briefing(analysis: Analysis) -> Briefing:
    territory = Territory((ONE, TWO), {"a.py": "O1", "main.py": "O1", "b.py": "O2"})
    return Briefing(analysis, territory, (CONTRACT,), ())


def draft(*files: str) -> Draft:
    return Draft("d", Role.SOURCE, files)


def test_both_sides_of_a_contract_name_it() -> None:
    brief = briefing(analysis_of())
    found = [brief.brief(ONE, draft("a.py")), brief.brief(TWO, draft("b.py")), brief.brief(objective("O3"), draft())]
    assert [each.contracts for each in found] == [("C1",), ("C1",), ()]


def test_who_works_around_a_shared_file_is_told_once_whose_it_is() -> None:
    brief = briefing(analysis_of(points=(POINT, POINT)))
    assert brief.brief(ONE, draft("a.py", "main.py")).constraints == ()
    assert brief.brief(TWO, draft("b.py")).constraints == ("main.py belongs to O1, do not change it: routes meet here",)


def test_the_owner_of_a_generated_file_is_told_to_run_its_program() -> None:
    made = CoordinationPoint(
        CoordinationKind.LOCK_FILE, "main.py", None, ("b.py",), "by `uv lock`", CoordinationAction.REGENERATE
    )
    brief = briefing(analysis_of(points=(made,)))
    assert brief.brief(ONE, draft("main.py")).constraints == (
        "regenerate main.py, do not edit it by hand: by `uv lock`",
    )
    assert brief.brief(TWO, draft("b.py")).constraints == ("main.py belongs to O1, do not change it: by `uv lock`",)


def test_evidence_is_told_for_the_files_of_the_objective_only() -> None:
    candidates = tuple(
        Candidate(path, 0.9, ("named in the request", "defines\x1b[2J login"), Role.SOURCE) for path in ("a.py", "b.py")
    )
    found = briefing(analysis_of(candidates=candidates)).brief(TWO, draft("b.py"))
    assert found.context == ("b.py: named in the request; defines login",)
    assert found.deliverables == ("b.py, changed where the request needs it",)
    assert found.acceptance == ("The tests that the project has still pass.",)


def test_long_lists_say_how_much_more_there_is() -> None:
    files = [f"f{n}.py" for n in range(MOST_LINES + 5)]
    found = briefing(analysis_of()).brief(TWO, draft(*files))
    assert len(found.deliverables) == MOST_LINES + 1
    assert found.deliverables[-1] == "and 5 more"
