"""The one parser of worker answers. An answer is a claim; the diff and the gates are the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class AnswerStatus(StrEnum):
    DONE = "done"
    BLOCKED = "blocked"
    CLARIFY = "clarify"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """`sections` by title in order; `summaries` counts Change Summary sections, of which one is right."""

    status: AnswerStatus
    sections: tuple[tuple[str, str], ...]
    summaries: int
    reason: str | None = None
    question: str | None = None
    requested_scope: tuple[str, ...] = ()
    justification: str | None = None

    def section(self, title: str) -> str | None:
        """The last section with that title."""
        found = [text for name, text in self.sections if name == title]
        return found[-1] if found else None


HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
FIELD = re.compile(r"^(STATUS|REASON|QUESTION|REQUESTED_SCOPE_ADDITION|JUSTIFICATION):[ \t]*(.*)$", re.MULTILINE)
PROGRESS = re.compile(r"^PROGRESS:\s*(\d{1,3})%\s*(?:-\s*)?(.*)$")


def parse_answer(text: str) -> Answer:
    """Whatever a worker printed, read by PROTOCOL's rules; text without any of its marks is a plain DONE."""
    sections = tuple(split_sections(text))
    fields = {name: value.strip() for name, value in FIELD.findall(text)}
    declared = fields.get("STATUS", "").upper()
    failure = next((body for name, body in sections if name == "Failure Report"), None)
    status = AnswerStatus.DONE
    if declared in ("BLOCKED", "CLARIFY"):
        status = AnswerStatus(declared.lower())
    elif failure is not None:
        status = AnswerStatus.FAILED
    return Answer(
        status=status,
        sections=sections,
        summaries=sum(name == "Change Summary" for name, _ in sections),
        reason=fields.get("REASON") or failure,
        question=fields.get("QUESTION"),
        requested_scope=tuple(fields.get("REQUESTED_SCOPE_ADDITION", "").replace(",", " ").split()),
        justification=fields.get("JUSTIFICATION"),
    )


def split_sections(text: str) -> list[tuple[str, str]]:
    marks = list(HEADING.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    return [(mark.group(1), text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]


def parse_progress(line: str) -> tuple[int, str] | None:
    """Percent and words of a `PROGRESS:` line."""
    found = PROGRESS.match(line)
    return (min(100, int(found.group(1))), found.group(2)) if found else None


def obstacle_of(answer: Answer) -> str | None:
    """Why the worker says it is not done; None when it says it is."""
    match answer.status:
        case AnswerStatus.BLOCKED:
            wish = f"; it asks for {', '.join(answer.requested_scope)}" if answer.requested_scope else ""
            return f"the worker is blocked: {answer.reason or 'no reason given'}{wish}"
        case AnswerStatus.CLARIFY:
            return f"the worker asks: {answer.question or 'no question given'}"
        case AnswerStatus.FAILED:
            return f"the worker reports failure: {first_line(answer.reason or '')}"
        case AnswerStatus.DONE:
            return None


def first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "no words")
