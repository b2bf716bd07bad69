from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.journal.effects import Effect
from cortex_cli.journal.journal import Journal
from cortex_cli.model.errors import InvariantError
from tests.unit.journal.samples import RUN, create, dump, journal_at

OTHER = "run-20260102-030406-cd34"


def test_an_intent_is_answered_with_the_result_once_it_is_done(journal: Journal) -> None:
    assert journal.intend(RUN, "published", "cortex/x") is None
    assert journal.intend(RUN, "published", "cortex/x") is None
    journal.done(RUN, "published", "c" * 40)
    assert journal.intend(RUN, "published", "another intent") == "c" * 40


def test_an_effect_is_told_once_when_intended_and_once_when_done(journal: Journal) -> None:
    for _ in range(2):
        journal.intend(RUN, "merged/1", "wave 1")
    for _ in range(2):
        journal.done(RUN, "merged/1", "c" * 40)
    assert [(event.seq, event.kind, event.data) for event in journal.events(RUN)[1:]] == [
        (2, "effect_intended", {"key": "merged/1", "intent": "wave 1"}),
        (3, "effect_done", {"key": "merged/1", "result": "c" * 40}),
    ]


def test_effects_are_listed_in_the_order_they_were_intended(journal: Journal) -> None:
    for key in ("z", "a", "m"):
        journal.intend(RUN, key, f"do {key}")
    journal.done(RUN, "a", "")
    assert journal.effects(RUN) == (
        Effect("z", "do z", None),
        Effect("a", "do a", ""),
        Effect("m", "do m", None),
    )


def test_the_same_key_in_another_run_is_another_effect(journal: Journal) -> None:
    create(journal, OTHER)
    journal.intend(RUN, "published", "one")
    journal.done(RUN, "published", "result")
    assert journal.intend(OTHER, "published", "two") is None
    assert journal.effects(OTHER) == (Effect("published", "two", None),)


def test_intents_outlive_the_process(path: Path) -> None:
    with journal_at(path) as journal:
        create(journal)
        journal.intend(RUN, "captured/docs", "tree")
    with journal_at(path) as journal:
        assert journal.effects(RUN) == (Effect("captured/docs", "tree", None),)


def test_another_result_or_a_result_without_intent_is_a_bug(journal: Journal, path: Path) -> None:
    journal.intend(RUN, "published", "cortex/x")
    journal.done(RUN, "published", "first")
    before = dump(path)
    with pytest.raises(InvariantError, match="matched 0 rows"):
        journal.done(RUN, "published", "second")
    with pytest.raises(InvariantError, match="without having been intended"):
        journal.done(RUN, "merged/1", "result")
    assert dump(path) == before
