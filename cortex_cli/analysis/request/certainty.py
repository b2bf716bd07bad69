"""How sure an analysis is, and what it would ask a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cortex_cli.analysis.choosing.relevance import Material, strength
from cortex_cli.analysis.commit.places import Places
from cortex_cli.analysis.request.clause_type import GUESS, is_foreign
from cortex_cli.analysis.request.contradictions import contradictions
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.named_paths import nearest_path, read_paths
from cortex_cli.analysis.request.named_symbols import Known, ambiguous_symbols, missing_symbols
from cortex_cli.analysis.request.task_type import Verdict, has_intent
from cortex_cli.analysis.terms import stem
from cortex_cli.model.errors import UsageError
from cortex_cli.model.task_type import TaskType

VAGUE = 0.3
NOT_UNDERSTOOD = 0.4
"""The most confidence in a request whose language hides what kind of work it asks for."""
CROWDED = 25
MOST_MISSING = 3
ADDRESS = re.compile(r"\s*<?https?://\S+\s*")
_SAYS_NOTHING = """
app application bit bugs code codebase crash design edge error errors everything experience failing failure faster
features general issue issues lot nice optimise optimize performance problem problems product program project quality
readable repo repository robust robustness slow software speed stability stuff system test tests thing things tidy
ugly up usability whole cases case structure architecture mess proper smarter modern cleaner nicer tool more
doesn didn isn aren wasn won hasn haven couldn wouldn shouldn
"""
SAYS_NOTHING = frozenset(stem(word) for word in _SAYS_NOTHING.split())
"""Words that stand for any thing at all."""


def refuse_nonsense(material: Material) -> None:
    """UsageError for a request that says neither what to do nor anything that occurs here.

    Only plain ASCII is judged: a request in another script may well mean something.
    """
    query = material.query
    known = any(count.counts for count in material.counts.values())
    if material.counts and query.text.isascii() and not known and not has_intent(query.text) and not query.paths:
        raise UsageError(
            "no word of the request says what to do or occurs in the repository",
            mend="say what to change and where, for example: 'Fix the dates in export.py'",
        )


def confidence_of(material: Material, verdict: Verdict, chosen: int) -> float:
    """0 to 1: how much of the request occurs here, how clear its intent is, how few files were `chosen`.

    At most VAGUE where the request names no thing, contradicts itself, or names what is not here.
    """
    query = material.query
    if is_vague(material):
        return round(min(VAGUE, 0.1 + 0.1 * verdict.confidence), 2)
    focus = min(1.0, CROWDED / chosen) if chosen else 0.0
    exact = 1.0 if query.names or query.paths else min(1.0, len(query.telling) / 3)
    reach = strength(query, material.counts)
    sure = round(0.4 * reach + 0.25 * verdict.confidence + 0.2 * exact + 0.15 * focus, 2)
    if _is_not_understood(material, verdict):
        sure = min(NOT_UNDERSTOOD, sure)
    return min(VAGUE, sure) if doubts(material) else sure


def questions_for(material: Material, verdict: Verdict, chosen: int) -> tuple[str, ...]:
    """What the request leaves open; empty when it is clear."""
    if ADDRESS.fullmatch(material.query.text):
        return ("What does the page behind the address say? Nothing is fetched: put its text into the request.",)
    asked: list[str] = list(doubts(material))
    if is_vague(material):
        asked.append("What should be different afterwards? The request names no thing.")
    elif not chosen and material.files and not asked and not _makes_named_files(material):
        asked.append("Which file, module or function is this about? Nothing here fits the words of the request.")
    if is_vague(material) and verdict.task_type is TaskType.BUG:
        asked.append("What happens now, and what should happen instead?")
    if is_vague(material) and verdict.task_type is TaskType.PERFORMANCE:
        asked.append("What is slow, and how fast should it be?")
    if not asked and _is_not_understood(material, verdict):
        asked.append("Could the request be put in English? What kind of work it asks for was not understood.")
    elif verdict.confidence < VAGUE:
        asked.append("Is something to be added, repaired or rearranged? The request does not say.")
    return tuple(asked)


def is_vague(material: Material) -> bool:
    """Whether the request names no thing: neither a file nor a symbol nor any telling word.

    Upkeep, such as `update dependencies`, needs none.
    """
    query = material.query
    if ADDRESS.fullmatch(query.text):
        return True
    if query.names or query.paths or material.task_type in (TaskType.CHORE, TaskType.RESET):
        return False
    return all(term in SAYS_NOTHING for term in query.telling)


def _is_not_understood(material: Material, verdict: Verdict) -> bool:
    return verdict.confidence <= GUESS and is_foreign(material.query.text)


def _makes_named_files(material: Material) -> bool:
    return bool(read_paths(read_parts(material.query.text), material.files).new)


def doubts(material: Material) -> tuple[str, ...]:
    """Questions on what the request contradicts, takes for existing, or names ambiguously."""
    text = material.query.text
    parts = read_parts(text)
    if not material.files:
        return ()
    known = _known(material)
    named = read_paths(parts, known.paths)
    asked = [*contradictions(text, parts), *(_missing_path(path, known) for path in named.missing[:MOST_MISSING])]
    asked.extend(missing_symbols(text, known)[:MOST_MISSING])
    if not named.known and not material.query.paths:
        asked.extend(ambiguous_symbols(text, known)[:MOST_MISSING])
    return tuple(asked)


def _missing_path(path: str, known: Known) -> str:
    near = nearest_path(path, known.paths)
    hint = f"did you mean `{near}`?" if near else "should it be created, or is it called otherwise?"
    return f"`{path}` does not exist: {hint}"


def _known(material: Material) -> Known:
    def occur(words: Sequence[str]) -> bool:
        wanted = {word for word in words if word in material.query.terms}
        return not wanted or any(wanted <= count.counts.keys() for count in material.counts.values())

    return Known(material.files.keys(), Places(material), occur)
