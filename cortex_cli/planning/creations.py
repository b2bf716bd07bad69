"""Patterns for new files: kept apart, so that no two drafts may create or change the same path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.scope import Scope, conflicts, includes
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.patterns import MOST_PATTERNS, literal_patterns


def apportion(drafts: Sequence[Draft], *, fold_case: bool = False) -> tuple[Draft, ...]:
    """Each draft with patterns that leave the files and the new places of the others alone.

    A pattern that covers another draft's file forbids that file. Of two patterns that meet, the narrower one
    wins; of equal ones, that of the draft with more files near it, unless the other draft would then have
    nothing to do: such drafts keep both and run in different waves.
    """
    settled = [_without_foreign_files(draft, drafts, fold_case) for draft in drafts]
    places = [(index, pattern) for index, draft in enumerate(settled) for pattern in draft.creations]
    meetings = conflicts([Scope(touch=(pattern,)) for _, pattern in places], fold_case=fold_case)
    for a, b, _ in meetings:
        (first, one), (second, other) = places[a], places[b]
        if first != second and one in settled[first].creations and other in settled[second].creations:
            _part(settled, (first, one), (second, other), fold_case)
    return tuple(settled)


def _without_foreign_files(draft: Draft, drafts: Sequence[Draft], fold_case: bool) -> Draft:
    """`draft` with a forbid for each file of others that its patterns meet: the file itself, or names below it.

    More of them than a scope can hold are left to the waves.
    """
    if not draft.creations:
        return draft
    mine = frozenset(draft.files)
    others = {path for other in drafts if other is not draft for path in other.files} - mine
    foreign = literal_patterns(sorted(others))
    scopes = [Scope(touch=draft.creations), *(Scope(touch=(name,)) for name in foreign)]
    met = [foreign[other - 1] for own, other, _ in conflicts(scopes, fold_case=fold_case) if own == 0]
    forbid = tuple(dict.fromkeys((*draft.forbid, *met)))
    return replace(draft, forbid=forbid) if len(forbid) <= MOST_PATTERNS else draft


def _part(settled: list[Draft], one: tuple[int, str], other: tuple[int, str], fold_case: bool) -> None:
    """Settle two patterns that meet: the loser forbids the winner's, or drops its own.

    It drops its own if nothing would be left of it, or if the winner's covers files that are the loser's.
    """
    winner, loser = (one, other) if _wins(settled, one, other, fold_case) else (other, one)
    index, pattern = loser
    draft = settled[index]
    files = literal_patterns(draft.files)
    meets_files = conflicts([Scope(touch=(winner[1],)), Scope(touch=files)], fold_case=fold_case)
    if not meets_files and not _within(pattern, winner[1], fold_case):
        settled[index] = replace(draft, forbid=tuple(dict.fromkeys((*draft.forbid, winner[1]))))
    elif draft.files or len(draft.creations) > 1:
        kept = tuple(kept for kept in draft.creations if kept != pattern)
        settled[index] = replace(draft, creations=kept)


def _wins(settled: Sequence[Draft], one: tuple[int, str], other: tuple[int, str], fold_case: bool) -> bool:
    """Whether the first of two patterns that meet keeps its place."""
    narrower = _within(one[1], other[1], fold_case)
    if narrower != _within(other[1], one[1], fold_case):
        return narrower
    return _near(settled[one[0]], one[1]) >= _near(settled[other[0]], other[1])


def _within(inner: str, outer: str, fold_case: bool) -> bool:
    try:
        return includes(Scope(touch=(outer,)), Scope(touch=(inner,)), fold_case=fold_case)
    except ProofBudgetExceeded:
        return False


def _near(draft: Draft, pattern: str) -> int:
    folder = pattern.rpartition("/")[0]
    return sum(path.rpartition("/")[0] == folder for path in draft.files)
