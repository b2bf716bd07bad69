"""Which kind of work a request asks for, by rules over its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.terms import IDENTIFIER, stem
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

FIRST_WORD = 3.0
SUBJECT = 2.0
LATER = 0.5
PHRASE = 4.0
EVIDENCE_NEEDED = 3.0
"""Points from which a verdict is as certain as the margin over the second says."""

_WORDS: Mapping[TaskType, str] = {
    TaskType.FEATURE: """add implement introduce support create build provide allow enable offer feature
        extend integrate expose accept new""",
    TaskType.BUG: """fix bug crash broken fail failure wrong error incorrect regression traceback exception
        repair hang deadlock missing mistake problem issue defect mishandle leak""",
    TaskType.REFACTOR: """refactor rename extract simplify restructure reorganise reorganize move split merge
        inline modernise modernize cleanup tidy deduplicate decouple replace convert migrate rewrite
        consolidate""",
    TaskType.TEST: "test coverage fixture pytest unittest flaky",
    TaskType.DOCS: """document documentation docs readme docstring tutorial typo spelling changelog guide
        explain""",
    TaskType.PERFORMANCE: """optimise optimize performance faster slow speed latency memory profile throughput
        benchmark quicker bottleneck""",
    TaskType.SECURITY: """security vulnerability cve xss csrf injection sanitise sanitize exploit harden
        insecure secret traversal""",
    TaskType.CHORE: """bump upgrade update dependency dependencies ci release version lint format pin chore
        pipeline workflow configure license packaging""",
    TaskType.RESET: "reset revert undo rollback restore discard",
}
_TESTS = r"(?:unit |integration )?tests?\b"
_DOCS = r"(?:docs?|documentation|docstrings?|readme|tutorial|typos?)\b"
_PHRASES: tuple[tuple[str, TaskType], ...] = (
    (r"\b(?:add|write|improve|extend|increase|more|missing)\b[^.]{0,30}\b" + _TESTS, TaskType.TEST),
    (r"\btest coverage\b|\bcover\b[^.]{0,40}\bwith tests\b", TaskType.TEST),
    (r"\b(?:add|write|improve|update|extend|fix)\b[^.]{0,40}\b" + _DOCS, TaskType.DOCS),
    (r"\bspeed(?:ing)? up\b|\btoo slow\b|\bmake\b[^.]{0,40}\bfaster\b", TaskType.PERFORMANCE),
    (r"\breduce\b[^.]{0,30}\b(?:memory|latency|time)\b", TaskType.PERFORMANCE),
    (r"\bclean(?:ing)? up\b|\bget rid of\b|\btype (?:hints|annotations)\b", TaskType.REFACTOR),
    (r"\broll(?:ing)? back\b|\bstart (?:over|again|afresh)\b|\bgo back to\b", TaskType.RESET),
    (r"\bdoes(?: not|n't)\b|\b(?:is|are)(?: not|n't) \w+ing\b|\bshould not\b", TaskType.BUG),
    (r"\b(?:sql|command|code|header) injection\b|\bpath traversal\b", TaskType.SECURITY),
    (r"\bsecurity (?:hole|issue|bug|fix)\b", TaskType.SECURITY),
    (
        r"\b(?:upgrade|bump|update|pin)\b[^.]{0,40}\b(?:to (?:version )?v?\d|dependenc|requirements?)",
        TaskType.CHORE,
    ),
)
VERBS: Mapping[str, TaskType] = {
    stem(word): kind for kind, words in reversed(tuple(_WORDS.items())) for word in words.split()
}
_PLAIN = """change adapt adjust alter apply check convert do edit ensure get give handle keep let make modify put
    replace set should show start stop switch turn use want work"""
PLAIN_VERBS = frozenset(map(stem, _PLAIN.split()))
ORDER = tuple(TaskType)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` is 0 to 1."""

    task_type: TaskType
    confidence: float


def judge(request: str, roles: Iterable[Role] = ()) -> Verdict:
    """The task type of a request; `roles` are those of its best files, best first, which settle a draw.

    Without any telling word the verdict is FEATURE with low confidence, or follows from the files.
    """
    points = _points(request)
    leading = list(roles)[:3]
    for role, kind in ((Role.DOCS, TaskType.DOCS), (Role.TEST, TaskType.TEST), (Role.CONFIG, TaskType.CHORE)):
        if leading and all(each is role for each in leading):
            points[kind] = points.get(kind, 0.0) + 1.0
    if not points:
        return Verdict(TaskType.FEATURE, 0.2)
    ranked = sorted(points, key=lambda kind: (-points[kind], ORDER.index(kind)))
    best = points[ranked[0]]
    second = points[ranked[1]] if len(ranked) > 1 else 0.0
    certain = min(1.0, best / EVIDENCE_NEEDED)
    return Verdict(ranked[0], round(certain * (best / (best + second)), 2))


def has_intent(request: str) -> bool:
    """Whether any word or phrase says what is to be done, be it without telling which kind of work."""
    return bool(_points(request)) or any(stem(word) in PLAIN_VERBS for word in IDENTIFIER.findall(request[:5000]))


def _points(request: str) -> dict[TaskType, float]:
    subject, _, rest = request.strip().partition("\n")
    subject, rest = subject[:300], rest[:5000]
    points: dict[TaskType, float] = {}
    words = [stem(word) for word in IDENTIFIER.findall(subject)]
    for position, word in enumerate(words):
        _add(points, word, FIRST_WORD if position == 0 else SUBJECT / (2 if position > 3 else 1))
    for word in dict.fromkeys(stem(word) for word in IDENTIFIER.findall(rest)):
        _add(points, word, LATER)
    for pattern, kind in _PHRASES:
        if re.search(pattern, subject, re.I):
            points[kind] = points.get(kind, 0.0) + PHRASE
    return points


def _add(points: dict[TaskType, float], word: str, weight: float) -> None:
    kind = VERBS.get(word)
    if kind is not None:
        points[kind] = points.get(kind, 0.0) + weight
