"""Which kind of work a request asks for, by rules over its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cortex_cli.analysis.request.clause_type import GUESS, Verdict, judge_clause
from cortex_cli.analysis.request.intents import main_part, read_parts
from cortex_cli.analysis.request.work_words import base_forms
from cortex_cli.analysis.terms import IDENTIFIER
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

__all__ = ["Verdict", "has_intent", "judge"]

KIND_OF_ROLE: Mapping[Role, TaskType] = {
    Role.DOCS: TaskType.DOCS,
    Role.TEST: TaskType.TEST,
    Role.CONFIG: TaskType.CHORE,
}
MOST_READ = 5000
BY_FILES = 0.4


def judge(request: str, roles: Iterable[Role] = ()) -> Verdict:
    """The task type of a request: that of its main part.

    `roles` are those of its best files, best first; they settle what the words leave open. Without any telling
    word the verdict is FEATURE with low confidence.
    """
    parts = read_parts(request)
    part = main_part(parts)
    verdict = Verdict(part.task_type, round(part.confidence, 2))
    leading = list(roles)[:3]
    if verdict.confidence <= GUESS and leading and len(set(leading)) == 1 and leading[0] in KIND_OF_ROLE:
        return Verdict(KIND_OF_ROLE[leading[0]], max(verdict.confidence, BY_FILES / 2))
    return verdict


def has_intent(request: str) -> bool:
    """Whether any word or phrase says what is to be done, be it without telling which kind of work."""
    text = request[:MOST_READ]
    return judge_clause(text).confidence > GUESS or any(
        base_forms().get(word.lower()) == word.lower() for word in IDENTIFIER.findall(text)
    )
