from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.run import Change, ChangeKind, ObjectiveState, RunState
from cortex_cli.reporting.accomplishment import Accomplishment, accomplishment_markdown
from cortex_cli.reporting.scorecard import Scorecard
from tests.unit.reporting.goldens import assert_golden
from tests.unit.reporting.pages import diagrams, foreign_markup, headings, unparsed_tables
from tests.unit.reporting.samples import CHANGES, HOSTILE, PLAN, RECORD, failed_record

SCORECARD = Scorecard(
    judged=True,
    predicted=("src/shop/api.py", "src/shop/auth/tokens.py", "tests/test_api.py"),
    hits=("src/shop/api.py", "src/shop/auth/tokens.py"),
    missed=("src/shop/users.py",),
    superfluous=("tests/test_api.py",),
    expected_new=("tests/test_tokens.py",),
    unexpected_new=("docs/tokens.md",),
)


def test_the_page_of_a_green_run_is_as_it_was_read() -> None:
    facts = Accomplishment(PLAN, RECORD, CHANGES, SCORECARD)
    assert_golden("accomplishment.md", accomplishment_markdown(facts))


def test_the_page_of_a_failed_run_is_as_it_was_read() -> None:
    facts = Accomplishment(PLAN, failed_record(), ())
    assert_golden("accomplishment_failed.md", accomplishment_markdown(facts))


def test_the_result_comes_first() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, RECORD, CHANGES))
    assert page.startswith("# Done, and green: Add JWT authentication with secure token handling\n")
    assert headings(page)[1] == "What changed"


def test_a_failed_run_says_what_is_left_and_offers_nothing_to_land() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, failed_record(), ()))
    assert page.startswith("# Not green: ")
    assert "- `api` Require a token in the API: failed, gate tests failed with exit 1" in page
    assert "To take it over" not in page


def test_without_a_gate_nothing_is_called_green() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, replace(RECORD, gates=()), CHANGES))
    assert page.startswith("# Done, without a gate: ")
    assert "No gate ran" in page


def test_contracts_alone_make_nothing_green() -> None:
    parsed = replace(RECORD.gates[0], gate="contracts", passed=True)
    page = accomplishment_markdown(Accomplishment(PLAN, replace(RECORD, gates=(parsed,)), CHANGES))
    assert page.startswith("# Done, without a gate: ")
    assert "| `contracts` | 1 | all of the wave | passed" in page


def test_the_journalled_branch_is_the_default_to_land() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, RECORD, CHANGES))
    assert "To take it over: `git merge --ff-only cortex/add-jwt-authentication-beef`" in page
    named = accomplishment_markdown(Accomplishment(PLAN, RECORD, CHANGES, landing="cortex land run-1"))
    assert "To take it over: `cortex land run-1`" in named


def test_attempts_without_a_result_are_told_with_their_reason() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, RECORD, CHANGES))
    assert "- `auth`, attempt 1 by `recorded`: error, left its scope" in page


def test_a_run_that_never_ended_still_has_a_report() -> None:
    record = replace(
        RECORD,
        run=replace(RECORD.run, state=RunState.RUNNING, ended_at=None, branch=None, commit=None),
        objectives=tuple(
            replace(item, state=ObjectiveState.PENDING, attempts=0, worker=None) for item in RECORD.objectives
        ),
        attempts=(),
        gates=(),
    )
    page = accomplishment_markdown(Accomplishment(PLAN, record, ()))
    assert page.startswith("# Running: ")
    assert unparsed_tables(page) == []


def test_thousands_of_changes_stay_one_page() -> None:
    changes = tuple(Change(f"src/m{number}.py", ChangeKind.MODIFIED, 1, 1) for number in range(1000))
    page = accomplishment_markdown(Accomplishment(PLAN, RECORD, changes))
    assert "And 800 files more." in page
    assert "1000 files, 1000 lines added, 1000 removed" in page


def test_binary_content_has_no_line_counts() -> None:
    page = accomplishment_markdown(Accomplishment(PLAN, RECORD, (Change("logo.png", ChangeKind.ADDED),)))
    assert "| `logo.png` | added |  |  |" in page


def test_text_from_outside_is_only_text() -> None:
    record = replace(
        RECORD,
        run=replace(RECORD.run, reason=HOSTILE),
        objectives=(replace(RECORD.objectives[0], title=HOSTILE, reason=HOSTILE, state=ObjectiveState.FAILED),),
        attempts=(replace(RECORD.attempts[0], reason=HOSTILE),),
        gates=(replace(RECORD.gates[0], reason=HOSTILE, passed=False),),
    )
    changes = (Change(HOSTILE, ChangeKind.ADDED),)
    page = accomplishment_markdown(Accomplishment(replace(PLAN, request=HOSTILE), record, changes, SCORECARD))
    assert foreign_markup(page) == []
    assert unparsed_tables(page) == []
    assert len(list(diagrams(page))) == 1
