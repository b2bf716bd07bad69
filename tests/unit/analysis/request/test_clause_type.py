from __future__ import annotations

from collections import Counter

import pytest

from cortex_cli.analysis.request.clause_type import GUESS, PREFIXED, is_foreign, judge_clause, leading_verb
from cortex_cli.analysis.request.task_type import judge
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.request.worded_requests import REQUESTS, UNTOLD

LEAST_ACCURACY = 0.97
LEAST_OF_EACH = 0.9


def test_nearly_all_requests_get_the_kind_that_a_maintainer_would_name() -> None:
    right = {kind: sum(judge(text).task_type is kind for text in texts) for kind, texts in REQUESTS.items()}
    total = sum(len(texts) for texts in REQUESTS.values())
    assert total >= 120
    assert sum(right.values()) >= LEAST_ACCURACY * total
    assert all(right[kind] >= LEAST_OF_EACH * len(texts) for kind, texts in REQUESTS.items())


def test_the_table_has_every_kind_and_no_request_twice() -> None:
    assert set(REQUESTS) == set(TaskType)
    assert max(Counter(text for texts in REQUESTS.values() for text in texts).values()) == 1


@pytest.mark.parametrize("request_text", UNTOLD)
def test_without_a_verb_or_in_another_language_nothing_is_sure(request_text: str) -> None:
    assert judge(request_text).confidence <= GUESS


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("feat: fix the docs", TaskType.FEATURE),
        ("fix(parser): add support for tabs", TaskType.BUG),
        ("perf: add a cache", TaskType.PERFORMANCE),
        ("docs: fix a crash in the example", TaskType.DOCS),
        ("chore(deps): add left-pad", TaskType.CHORE),
        ("fix(deps): update net", TaskType.CHORE),
        ("chore(docs): rename a page", TaskType.DOCS),
        ("[docs] Add a page", TaskType.DOCS),
        ("DOC: say more", TaskType.DOCS),
        ("refactor!: add a layer", TaskType.REFACTOR),
        ("feat: Ausgabe als JSON", TaskType.FEATURE),
    ],
)
def test_a_conventional_prefix_decides(request_text: str, expected: TaskType) -> None:
    verdict = judge_clause(request_text)
    assert (verdict.task_type, verdict.confidence) == (expected, PREFIXED)


def test_respecting_the_locale_is_no_chore() -> None:
    assert judge("Respect the locale in the date column").task_type is TaskType.BUG


@pytest.mark.parametrize(
    ("clause", "verb"),
    [
        ("Fixed the reader", "fix"),
        ("please add a flag", "add"),
        ("rt: rename the list", "rename"),
        ("feat(cli): show the time", "show"),
        ("we should split the module", "split"),
        ("Adding tests", "add"),
        ("the reader", None),
        ("", None),
    ],
)
def test_the_verb_that_a_clause_begins_with(clause: str, verb: str | None) -> None:
    assert leading_verb(clause) == verb


@pytest.mark.parametrize(
    "text", ["Bitte die Liste sortieren", "Corriger le bug dans la liste", "Добавь вход", "修复错误"]
)
def test_other_languages_are_noticed(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    ["Add a die roll to the game", "Fix the Ünïcode names", "do it", "Let users log in", "no op", "use con as name"],
)
def test_english_is_not(text: str) -> None:
    assert not is_foreign(text)
